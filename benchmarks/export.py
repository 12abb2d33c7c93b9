"""Export beside QGIS's own ways out: time, processor, memory, bytes, and how long the main thread was kept waiting.

Every measure is made in a process of its own on files that are in the page cache, `REPEATS` times; medians are told.
`ratio` is the time of QGIS's Export dialog on the same source, divided by that of the row.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.export_sources import FORMATS, GEOMETRIES, make

REPEATS = 3
_REFERENCE = "qgis-export"
_UNTOUCHED = (_REFERENCE, "plugin")
# For one source, everything else that can be measured: the other tools, the other states of a layer, the preflight.
_IN_FULL = (_REFERENCE, "plugin", "native-package", "ogr2ogr", "cp", "preflight")
_STATES = ("filtered", "edited", "joined")


def run(sizes: Sequence[int]) -> Iterator[dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="cartes_gouv_bench_") as folder:
        for rows in sizes:
            for geometry in GEOMETRIES:
                yield from _geometry(Path(folder), geometry, rows)


def _geometry(folder: Path, geometry: str, rows: int) -> Iterator[dict[str, object]]:
    for form in FORMATS:
        source = make(folder, geometry, form, rows)
        yield from _beside(source, geometry, form, rows, _IN_FULL if form == "gpkg" else _UNTOUCHED)
        if form == "gpkg":
            for state in _STATES:
                works = (f"{_REFERENCE}:{state}", f"plugin:{state}")
                yield from _beside(source, geometry, form, rows, works)
    for file in folder.glob(f"{geometry}_{rows}.*"):
        file.unlink()


def _beside(source: Path, geometry: str, form: str, rows: int, works: Iterable[str]) -> Iterator[dict[str, object]]:
    reference = None
    for work in works:
        measured = [_measure(source, form, work) for _repeat in range(REPEATS)]
        medians = {name: statistics.median(result[name] for result in measured) for name in measured[0]}
        if work.startswith(_REFERENCE):
            reference = medians
        yield {
            "geometry": geometry,
            "format": form,
            "rows": rows,
            "work": work,
            **medians,
            "ratio": reference["seconds"] / medians["seconds"] if reference else None,
            "bytes_ratio": medians["bytes"] / reference["bytes"] if reference and medians["bytes"] else None,
        }


def _measure(source: Path, form: str, work: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.export_work", work, str(source), form, folder],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    if done.returncode != 0:
        raise RuntimeError(f"{work} on {source.name}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])
