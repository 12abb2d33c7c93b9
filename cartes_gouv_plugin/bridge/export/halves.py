"""A long file read by two threads: each translates half of the rows, and SQLite joins the halves, record by record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from osgeo import ogr

from cartes_gouv_plugin.bridge.export import geopackage
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.seal import half_of, remove
from cartes_gouv_plugin.bridge.export.shapefiles import deleted_rows
from cartes_gouv_plugin.bridge.export.sources import LayerSource, OgrSource
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.core.progress import Reporter

_MANY = 50_000  # rows; fewer are not worth a second file
_PATIENCE = 0.05  # seconds between two looks at the other thread
_OWN = 0.9  # share of the time that passes until this thread has its half


def divisible(source: OgrSource, layer: ogr.Layer, rows: int) -> bool:
    """Whether `source` is a long shapefile in which a row's number tells where it is: none is deleted before it.

    Its rows have a fixed length, so that the second half is reached without reading the first.
    """
    if rows < _MANY or source.subset or deleted_rows(Path(source.path)) != 0:
        return False
    nameable = not set(layer.GetName()) & set('"\\')
    return nameable and bool(layer.TestCapability(ogr.OLCFastSetNextByIndex))


def may_be_halved(source: LayerSource) -> bool:
    """Whether `source` looks like one that is divided, without opening it."""
    return source.ogr is not None and not source.ogr.subset and source.ogr.path.lower().endswith(".shp")


def second_half(layer: str, start: int, rows: int) -> str:
    """The rows of `layer` from number `start` (0 is the first) on, in GDAL's SQL."""
    return f'SELECT * FROM "{layer}" LIMIT {rows - start:d} OFFSET {start:d}'  # nosec B608: no quotes in it, numbers


class OtherHalf:
    """Runs `translate(part, look)` in a thread of its own, on a package `part` beside `package` that is removed again.

    Use it around the translation of the first `start` rows, then `join` the halves. `look` is a reporter that ends
    the other translation once this one is left; it tells nobody anything, as only one thread may talk to QGIS.
    """

    def __init__(
        self, package: Path, design: TableDesign, start: int, translate: Callable[[Path, Reporter], None]
    ) -> None:
        self._package, self._design, self._start = package, design, start
        self._part = half_of(package)
        self._translate = translate
        self._left = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="cartes_gouv second half", daemon=True)

    def __enter__(self) -> OtherHalf:
        remove(self._part)
        self._thread.start()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._left.set()
        self._thread.join()
        remove(self._part)

    def join(self, reporter: Reporter) -> None:
        """Waits for the other half and puts its rows behind those of `package`. Raises what the other thread raised."""
        while self._thread.is_alive():
            self._thread.join(_PATIENCE)
            reporter.check()
        if self._error is not None:
            raise self._error
        table = quoted(self._design.name)
        with geopackage.opened(self._package, writable=True) as connection:
            connection.execute("ATTACH DATABASE ? AS part", (str(self._part),))
            connection.execute("BEGIN")
            # Between tables of one shape SQLite moves whole records.
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM part.{table}")  # nosec B608: quoted
            geopackage.widen_extent(connection, self._design.name)
            connection.execute("COMMIT")
        reporter.update(1.0)

    def _run(self) -> None:
        try:
            geopackage.create(self._part, self._design.srs)
            with geopackage.opened(self._part, writable=True) as connection:
                geopackage.create_table(connection, self._design)
                # Rows without a number of their own are counted on from the first half.
                connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (self._design.name, self._start))
            self._translate(self._part, Reporter(cancelled=self._left.is_set))
        except Exception as error:  # noqa: BLE001 - it is raised in the thread that joins
            self._error = error


def own_part(reporter: Reporter) -> Reporter:
    """The slice of the progress in which this thread translates its half."""
    return reporter.part(_OWN)
