"""The rows of a layer, read once in a stream: how many, with which geometries, and where."""

from __future__ import annotations

from collections import Counter

from qgis.core import Qgis, QgsFeatureRequest, QgsRectangle, QgsWkbTypes

from cartes_gouv_plugin.bridge.export.census import Census
from cartes_gouv_plugin.bridge.export.coordinates import broken
from cartes_gouv_plugin.bridge.export.counting import known_rows
from cartes_gouv_plugin.bridge.export.projections import elsewhere, vicinity
from cartes_gouv_plugin.bridge.export.rereading import may_miss_rows, read_patiently
from cartes_gouv_plugin.bridge.export.sources import LayerSource
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.translate_lane import TranslationFailed
from cartes_gouv_plugin.bridge.preflight.rows import Oddities, Reading, real_columns
from cartes_gouv_plugin.bridge.preflight.stored import read_stored
from cartes_gouv_plugin.core.progress import Reporter

_LOOK_EVERY = 500
_LIGHT = (Qgis.WkbType.Point, Qgis.WkbType.PointZ)  # a hundred million of them fit into a package


def read(source: LayerSource, design: TableDesign, *, check_validity: bool, reporter: Reporter) -> Reading:
    """One pass over the rows as QGIS shows them, from the file itself where it is a GeoPackage."""
    stored = None if check_validity else read_stored(source, design, reporter)
    if stored is None or stored.census.odd:
        expected = _expected(source)

        def is_whole(reading: Reading) -> bool:
            return expected is None or reading.census.rows >= expected

        return read_patiently(source, lambda: _streamed(source, design, check_validity, reporter), is_whole, reporter)
    return stored


def _expected(source: LayerSource) -> int | None:
    """Rows that a GeoPackage has apart from what QGIS reads of it; None when only QGIS can tell."""
    try:
        return known_rows(source) if may_miss_rows(source) else None
    except TranslationFailed:
        return None  # a filter of QGIS's own, for instance


def _streamed(source: LayerSource, design: TableDesign, check_validity: bool, reporter: Reporter) -> Reading:
    reals = real_columns(design)
    request = QgsFeatureRequest().setSubsetOfAttributes([column.source for column in reals])
    odd, area = Oddities(), vicinity(source.crs)
    types: Counter[Qgis.WkbType] = Counter()
    rows = null = empty = size = 0
    invalid = []
    box = QgsRectangle()
    box.setNull()
    for feature in source.features.getFeatures(request):
        rows += 1
        if rows % _LOOK_EVERY == 0:
            reporter.update(rows / source.reported_rows if source.reported_rows else 0.0)
        odd.look_at_values(feature, reals)
        if not feature.hasGeometry():
            null += 1
            continue
        geometry = feature.geometry()
        kind = geometry.wkbType()
        types[kind] += 1
        if kind not in _LIGHT:
            size += geometry.constGet().wkbSize()
        if geometry.isEmpty() and not broken(geometry):
            empty += 1
            continue
        place = odd.look_at(feature.id(), geometry, area)
        if place is not None:
            box.combineExtentWith(place)
            if check_validity and not geometry.isGeosValid():
                invalid.append(feature.id())
    reporter.update(1.0)
    census = Census(rows, null, empty, _iso_types(types), size=size)
    corners = [] if box.isNull() else [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]
    unknown = source.reported_rows is None and source.ogr is None
    return Reading(census, unknown, tuple(invalid), elsewhere(corners, source.crs), tuple(corners), odd)


def _iso_types(types: Counter[Qgis.WkbType]) -> Counter[int]:
    iso: Counter[int] = Counter()
    for kind, count in types.items():
        dimensions = 1000 * QgsWkbTypes.hasZ(kind) + 2000 * QgsWkbTypes.hasM(kind)
        iso[Qgis.WkbType(QgsWkbTypes.flatType(kind)).value + dimensions] += count
    return iso
