"""The rows of a GeoPackage, read from the file itself: a million in about a second."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from qgis.core import QgsFeatureRequest, QgsGeometry, QgsRectangle

from cartes_gouv_plugin.bridge.export.census import binary_of, count_geometries
from cartes_gouv_plugin.bridge.export.coordinates import suspicious, suspicious_big_endian
from cartes_gouv_plugin.bridge.export.copy_lane import LOCK_PATIENCE, read_only
from cartes_gouv_plugin.bridge.export.extents import rows_outside, true_extent
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.projections import elsewhere, vicinity
from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.translate_lane import TranslationFailed, gdal_messages, open_layer
from cartes_gouv_plugin.bridge.export.watching import StatementWatch
from cartes_gouv_plugin.bridge.preflight.rows import Oddities, Reading, Tally, real_columns
from cartes_gouv_plugin.core.progress import Reporter

_LOOK_EVERY = 500
# These change how a row is written, not which rows there are nor what geometry they have.
_HARMLESS = {Liveness.JOINED, Liveness.VIRTUAL, Liveness.CONVERTED, Liveness.REPROJECTED, Liveness.CURVED}
_HARMLESS |= {Liveness.REPAIRED, Liveness.ENCODED}


def read_stored(source: LayerSource, design: TableDesign, reporter: Reporter) -> Reading | None:
    """None when the layer shows something else than a GeoPackage's table, or the file is not quite one.

    Raises `sqlite3.OperationalError` when another program keeps the file locked.
    """
    if source.ogr is None or source.ogr.subset or not source.live <= _HARMLESS or source.key is None:
        return None
    path = Path(source.ogr.path)
    if not path.is_file():
        return None
    try:
        with (
            closing(sqlite3.connect(read_only(path), uri=True, timeout=LOCK_PATIENCE)) as connection,
            ThreadPoolExecutor(1, "cartes_gouv extent") as beside,
        ):
            found = connection.execute(
                "SELECT g.table_name, g.column_name, c.min_x, c.min_y, c.max_x, c.max_y FROM gpkg_geometry_columns g"
                " JOIN gpkg_contents c USING (table_name) WHERE ?1 = '' OR lower(table_name) = lower(?1)",
                (source.ogr.layer,),
            ).fetchall()
            if len(found) != 1:
                return None
            table, column, *declared = found[0]
            place = beside.submit(_place, source, table, column, declared)
            with StatementWatch(connection, 0, reporter):
                census = count_geometries(connection, table, column)
                odd = _look_at_rows(connection, table, column, source, design)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise
        return None  # not a GeoPackage after all
    corners, odd.astray = place.result()
    _look_at_computed(source, design, odd, reporter)
    return Reading(census, elsewhere=elsewhere(corners, source.crs), corners=corners, odd=odd)


def _key(source: LayerSource) -> str:
    return next(field.name for field in source.described if field.index == source.key)


def _look_at_rows(
    connection: sqlite3.Connection, table: str, column: str, source: LayerSource, design: TableDesign
) -> Oddities:
    """One pass over the table; only the few rows with suspicious coordinates are taken apart after it.

    Of numbers SQLite knows no other oddity than infinity: what is not a number at all is null there.
    """
    key, shape, odd, suspects = quoted(_key(source)), quoted(column), Oddities(), array("q")
    is_suspicious = _suspicion(connection, table, column)

    def note(row: int, blob: bytes | None) -> None:
        if blob is not None and is_suspicious(blob):
            suspects.append(row)

    connection.create_function("note_suspect", 2, note)
    present = {row[1] for row in connection.execute(f"PRAGMA table_xinfo({quoted(table)})")}
    names = [column.original for column in real_columns(design) if column.original in present]
    counted = [f"sum({quoted(name)} IN (9e999, -9e999))" for name in names]
    wanted = ", ".join([*counted, f"count(note_suspect({key}, {shape}))"])
    found = connection.execute(f"SELECT {wanted} FROM {quoted(table)}").fetchone()  # nosec B608: quoted
    odd.infinite.update({name: count for name, count in zip(names, found) if count})
    for row in suspects:
        (blob,) = connection.execute(f"SELECT {shape} FROM {quoted(table)} WHERE {key} = ?", (row,)).fetchone()  # nosec B608: quoted
        geometry = QgsGeometry()
        geometry.fromWkb(binary_of(blob))
        odd.look_at(row, geometry, None)
    return odd


def _suspicion(connection: sqlite3.Connection, table: str, column: str) -> Callable[[bytes], bool]:
    """The question that suits the byte order of the table's first geometry: its program wrote the others too."""
    shape = quoted(column)
    first = connection.execute(
        f"SELECT {shape} FROM {quoted(table)} WHERE {shape} IS NOT NULL LIMIT 1"  # nosec B608: quoted
    ).fetchone()
    big_endian = first is not None and binary_of(first[0])[:1] == b"\0"
    return suspicious_big_endian if big_endian else suspicious


def _place(
    source: LayerSource, table: str, column: str, declared: Sequence[float | None]
) -> tuple[tuple[float | None, ...], Tally]:
    """Where the rows really are, or what the file declares when GDAL cannot tell; and the rows that are astray."""
    if source.ogr is None:
        return tuple(declared), Tally()
    try:
        with gdal_messages():
            dataset, _layer = open_layer(source.ogr)
            corners = true_extent(dataset, table, column)
            area = vicinity(source.crs)
            if None in corners or area is None or area.contains(QgsRectangle(*corners)):
                return corners, Tally()
            box = (area.xMinimum(), area.yMinimum(), area.xMaximum(), area.yMaximum())
            return corners, Tally(*rows_outside(dataset, table, column, _key(source), box))
    except TranslationFailed:
        return tuple(declared), Tally()


def _look_at_computed(source: LayerSource, design: TableDesign, odd: Oddities, reporter: Reporter) -> None:
    computed = {field.index for field in source.described if field.computed}
    columns = tuple(column for column in real_columns(design) if column.source in computed)
    if not columns:
        return
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([column.source for column in columns])
    for rank, feature in enumerate(source.features.getFeatures(request), 1):
        odd.look_at_values(feature, columns)
        if rank % _LOOK_EVERY == 0:
            reporter.check()
