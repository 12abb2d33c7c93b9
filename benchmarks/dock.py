"""The dock in a real QGIS window: what loading the plugin costs, the first look at the list, the beat of a walk."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from scripts.desktop_profile import command, prepare
from tests.emulators import ROOT, Emulator

DATASHEETS = 10_000
LATENCY_S = 0.5
PATIENCE_S = 300
LOAD_MS, FIRST_PAINT_S, HEARTBEAT_MS = 150, 1.0, 50
_GAPS = (
    "longest_gap_ms",
    "longest_with_a_processor_ms",
    "longest_during",
    "gaps_over_50_ms",
    "p99_gap_ms",
    "long_ones",
)
_COLLECTIONS = ("whole_collections", "collection_before_ms", "objects_before", "objects_after")
INSIDE = ROOT / "tests" / "desktop"


def run(_sizes: Sequence[int], _only: Collection[str] = ()) -> Iterable[dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="cartes_gouv_dock_") as folder:
        yield _load(Path(folder) / "load")
        emulator = Emulator("--speed", "inf", "--seed", str(DATASHEETS))
        try:
            emulator.faults({"path": "*", "latency": LATENCY_S, "count": None})
            yield from _walk(emulator, Path(folder) / "walk")
        finally:
            emulator.stop()


def _load(folder: Path) -> dict[str, object]:
    """As QGIS measures it at its start, without compiled modules; and loaded again in the same window."""
    report = _inside("reload_plugin.py", folder, {"CARTES_GOUV_API_URL": "http://127.0.0.1:9/api"}, "RELOAD_REPORT")
    again = [1000 * float(each) for each in report["seconds"]]
    first = 1000 * float(str(report["first"]).rstrip("s"))
    figures = {"first_ms": first, "again_ms": statistics.median(again)}
    return {"what": "plugin load", **figures} | _verdict(first, LOAD_MS)


def _walk(emulator: Emulator, folder: Path) -> Iterable[dict[str, object]]:
    access = {"CARTES_GOUV_API_URL": emulator.api_url, "CARTES_GOUV_ACCESS_TOKEN": emulator.token()}
    access["TOUR_ROOT"] = str(ROOT)
    report = _inside("walk_to_service.py", folder, access, "WALK_REPORT")
    if report.get("error"):
        raise SystemExit(f"the walk did not reach its end: {report['error']}")
    clicks = report["clicks_to_publish"]
    yield {"what": "first look at the dock, 500 ms of latency", **_listed(report)}
    gaps = {name: report[name] for name in (*_GAPS, *_COLLECTIONS)}
    met = _verdict(report["longest_gap_ms"], HEARTBEAT_MS)
    yield {"what": "walk from the layer tree to the map, 500 ms of latency", "clicks_to_publish": clicks, **gaps} | met
    # The same profile again: what was listed the last time is on its disk.
    report = _inside("walk_to_service.py", folder, access | {"WALK_LIST_ONLY": "1"}, "WALK_REPORT")
    yield {"what": "first look at the dock at the next start", **_listed(report)}


def _listed(report: Mapping) -> dict[str, object]:
    figures = {name: report[name] for name in ("datasheets", "first_paint_s", "first_rows_s", "list_s")}
    return figures | _verdict(report["first_paint_s"], FIRST_PAINT_S)


def _verdict(figure: float, target: float) -> dict[str, object]:
    return {"target": target, "verdict": "met" if figure <= target else "missed"}


def _inside(script: str, folder: Path, variables: Mapping[str, str], report: str) -> dict:
    """Runs a script in a fresh QGIS; returns what it wrote."""
    told = folder / "report.json"
    environment = prepare(folder, "en") | {"CARTES_GOUV_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "xcb"}
    environment |= {**variables, report: str(told)}
    line = command(INSIDE / script, virtual_screen="1366x820")
    subprocess.run(line, env={**os.environ, **environment}, timeout=PATIENCE_S, capture_output=True, check=False)
    return json.loads(told.read_text(encoding="utf-8"))
