"""The rows of a layer, read once in a stream: how many, with which geometries, and where."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from qgis.core import Qgis, QgsFeatureRequest, QgsRectangle, QgsWkbTypes

from cartes_gouv_plugin.bridge.export.census import Census, count_geometries
from cartes_gouv_plugin.bridge.export.copy_lane import LOCK_PATIENCE, read_only
from cartes_gouv_plugin.bridge.export.counting import known_rows
from cartes_gouv_plugin.bridge.export.projections import elsewhere
from cartes_gouv_plugin.bridge.export.rereading import may_miss_rows, read_patiently
from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.translate_lane import TranslationFailed
from cartes_gouv_plugin.bridge.export.watching import StatementWatch
from cartes_gouv_plugin.core.progress import Reporter

_LOOK_EVERY = 500
_LIGHT = (Qgis.WkbType.Point, Qgis.WkbType.PointZ)  # a hundred million of them fit into a package
# These change how a row is written, not which rows there are nor what geometry they have.
_HARMLESS = {Liveness.JOINED, Liveness.VIRTUAL, Liveness.CONVERTED, Liveness.REPROJECTED, Liveness.CURVED}
_HARMLESS |= {Liveness.REPAIRED, Liveness.ENCODED}


@dataclass(frozen=True)
class Reading:
    """`invalid`: numbers of the features that GEOS refuses, when that was asked. `elsewhere`: all is far from the area
    that the layer's coordinate system is made for. `corners`: minimum x and y, then maximum x and y, where known."""

    census: Census
    counted_by_reading: bool = False
    invalid: tuple[int, ...] = ()
    elsewhere: bool = False
    corners: tuple[float | None, ...] = ()


def read(source: LayerSource, *, check_validity: bool, reporter: Reporter) -> Reading:
    """One pass over the rows as QGIS shows them, from the file itself where it is a GeoPackage."""
    stored = None if check_validity else _geopackage(source, reporter)
    if stored is None or stored.census.odd:
        expected = _expected(source)

        def is_whole(reading: Reading) -> bool:
            return expected is None or reading.census.rows >= expected

        return read_patiently(source, lambda: _streamed(source, check_validity, reporter), is_whole, reporter)
    return stored


def _expected(source: LayerSource) -> int | None:
    """Rows that a GeoPackage has apart from what QGIS reads of it; None when only QGIS can tell."""
    try:
        return known_rows(source) if may_miss_rows(source) else None
    except TranslationFailed:
        return None  # a filter of QGIS's own, for instance


def _geopackage(source: LayerSource, reporter: Reporter) -> Reading | None:
    if source.ogr is None or source.ogr.subset or not source.live <= _HARMLESS or source.key is None:
        return None
    path = Path(source.ogr.path)
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(read_only(path), uri=True, timeout=LOCK_PATIENCE)) as connection:
            found = connection.execute(
                "SELECT g.table_name, g.column_name, c.min_x, c.min_y, c.max_x, c.max_y FROM gpkg_geometry_columns g"
                " JOIN gpkg_contents c USING (table_name) WHERE ?1 = '' OR lower(table_name) = lower(?1)",
                (source.ogr.layer,),
            ).fetchall()
            if len(found) != 1:
                return None
            table, column, *corners = found[0]
            with StatementWatch(connection, 0, reporter):
                census = count_geometries(connection, table, column)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise
        return None  # not a GeoPackage after all
    return Reading(census, elsewhere=elsewhere(corners, source.crs), corners=tuple(corners))


def _streamed(source: LayerSource, check_validity: bool, reporter: Reporter) -> Reading:
    request = QgsFeatureRequest().setNoAttributes()
    types: Counter[Qgis.WkbType] = Counter()
    rows = null = empty = size = 0
    invalid = []
    box = QgsRectangle()
    box.setNull()
    for feature in source.features.getFeatures(request):
        rows += 1
        if rows % _LOOK_EVERY == 0:
            reporter.update(rows / source.reported_rows if source.reported_rows else 0.0)
        if not feature.hasGeometry():
            null += 1
            continue
        geometry = feature.geometry()
        kind = geometry.wkbType()
        types[kind] += 1
        if kind not in _LIGHT:
            size += geometry.constGet().wkbSize()
        if geometry.isEmpty():
            empty += 1
        else:
            box.combineExtentWith(geometry.boundingBox())
            if check_validity and not geometry.isGeosValid():
                invalid.append(feature.id())
    reporter.update(1.0)
    census = Census(rows, null, empty, _iso_types(types), size=size)
    corners = [] if box.isNull() else [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]
    unknown = source.reported_rows is None and source.ogr is None
    return Reading(census, unknown, tuple(invalid), elsewhere(corners, source.crs), tuple(corners))


def _iso_types(types: Counter[Qgis.WkbType]) -> Counter[int]:
    iso: Counter[int] = Counter()
    for kind, count in types.items():
        dimensions = 1000 * QgsWkbTypes.hasZ(kind) + 2000 * QgsWkbTypes.hasM(kind)
        iso[Qgis.WkbType(QgsWkbTypes.flatType(kind)).value + dimensions] += count
    return iso
