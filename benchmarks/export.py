"""Export beside QGIS's own ways out: time, processor, memory, bytes, and how long the main thread was kept waiting.

Every measure is made in a process of its own on files that are in the page cache, when what was written before it is on
the disk; medians are told. What is compared is measured in turns, so that a machine that slows down slows all of it.
`ratio` is the time of QGIS's Export dialog on the same source, divided by that of the row. The last rows say which
targets are met.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.export_sources import FORMATS, GEOMETRIES, make
from benchmarks.export_targets import verdicts

REPEATS = 3
_LONG = 1_000_000  # rows; of what no target is about, one measure is enough then
_REFERENCE = "qgis-export"
_COMPARED = (_REFERENCE, "plugin")
_BESIDE = ("native-package", "ogr2ogr", "cp")
_STATES = ("filtered", "edited", "joined")


def run(sizes: Sequence[int], only: Collection[str] = ()) -> Iterator[dict[str, object]]:
    """`only`: names of geometries, formats and works; none of a kind means all of that kind."""
    results = []
    with tempfile.TemporaryDirectory(prefix="cartes_gouv_bench_") as folder:
        for rows in sizes:
            for geometry in _chosen(GEOMETRIES, only):
                for result in _geometry(Path(folder), geometry, rows, only):
                    results.append(result)
                    yield result
    yield from verdicts(results)


def _chosen(names: Sequence[str], only: Collection[str]) -> list[str]:
    return [name for name in names if name in only] or list(names)


def _geometry(folder: Path, geometry: str, rows: int, only: Collection[str]) -> Iterator[dict[str, object]]:
    for form in _chosen(FORMATS, only):
        source = make(folder, geometry, form, rows)
        for works in _series(form, only):
            yield from _beside(source, geometry, form, rows, works)
    for file in folder.glob(f"{geometry}_{rows}.*"):
        file.unlink()


def _series(form: str, only: Collection[str]) -> Iterator[tuple[str, ...]]:
    """What is measured side by side; for a GeoPackage all the rest too: other tools, states of a layer, preflight."""
    yield _COMPARED
    if form == "gpkg":
        for state in _STATES:
            if state in _chosen(_STATES, only):
                yield tuple(f"{work}:{state}" for work in _COMPARED)
        others = [*_BESIDE, "preflight"]
        yield tuple(work for work in others if work in _chosen(others, only))


def _beside(source: Path, geometry: str, form: str, rows: int, works: Iterable[str]) -> Iterator[dict[str, object]]:
    chosen = tuple(works)
    measured: dict[str, list[dict[str, float]]] = {work: [] for work in chosen}
    for repeat in range(REPEATS):
        for work in chosen:
            if repeat == 0 or rows < _LONG or work not in _BESIDE:
                measured[work].append(_measure(source, form, work))
    medians = {
        work: {name: statistics.median(result[name] for result in results) for name in results[0]}
        for work, results in measured.items()
    }
    reference = next((medians[work] for work in chosen if work.startswith(_REFERENCE)), None)
    for work in chosen:
        yield {
            "geometry": geometry,
            "format": form,
            "rows": rows,
            "work": work,
            **medians[work],
            "ratio": reference["seconds"] / medians[work]["seconds"] if reference else None,
            "bytes_ratio": medians[work]["bytes"] / reference["bytes"]
            if reference and medians[work]["bytes"]
            else None,
        }


def _measure(source: Path, form: str, work: str) -> dict[str, float]:
    os.sync()  # else a work that waits for the disk also waits for what the one before it wrote
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
