"""Rows changed one by one on their way through QGIS: values made text, fields left out, geometries made plain."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field

from qgis.core import (
    NULL,
    Qgis,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsJsonUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QTime

from cartes_gouv_plugin.bridge.export.sources import FieldKind, LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.tables import TableDesign


@dataclass
class Reshaping:
    """What is done to each row. `needed` False: rows can go as they are.

    `fields` and `indexes`: the fields that go and where their values stand in the layer's rows. `repaired` counts the
    geometries that were mended, `unrepairable` names the rows that stay as they were.
    """

    needed: bool
    fields: QgsFields
    indexes: tuple[int, ...]
    kinds: tuple[FieldKind | None, ...]
    geometry: Qgis.WkbType
    repair: bool
    repaired: int = 0
    unrepairable: list[int] = field(default_factory=list)

    def apply(self, feature: QgsFeature) -> QgsFeature:
        values = feature.attributes()
        row = QgsFeature(self.fields, feature.id())
        row.setAttributes([_value(values[index], kind) for index, kind in zip(self.indexes, self.kinds)])
        if feature.hasGeometry():
            row.setGeometry(self._plain(feature))
        return row

    def _plain(self, feature: QgsFeature) -> QgsGeometry:
        geometry = QgsGeometry(feature.geometry())
        if QgsWkbTypes.isCurvedType(geometry.wkbType()):
            geometry.convertToStraightSegment()
        shape = geometry.get()
        if shape.isMeasure():
            shape.dropMValue()
        if shape.is3D() and not QgsWkbTypes.hasZ(self.geometry):
            shape.dropZValue()
        if self.repair and not geometry.isGeosValid():
            geometry = self._repaired(geometry, feature.id())
        return geometry

    def _repaired(self, geometry: QgsGeometry, row: int) -> QgsGeometry:
        valid = geometry.makeValid()
        if valid.isNull() or (valid.isEmpty() and not geometry.isEmpty()):
            self.unrepairable.append(row)
            return geometry
        # Mending a polygon may leave bare lines beside it: only what is of the layer's kind can stay.
        if QgsWkbTypes.flatType(valid.wkbType()) == Qgis.WkbType.GeometryCollection:
            valid.convertGeometryCollectionToSubclass(QgsWkbTypes.geometryType(self.geometry))
        self.repaired += 1
        return valid


def reshaping_of(source: LayerSource, design: TableDesign, *, repair: bool) -> Reshaping:
    """What the rows of `source` need to fit in `design`."""
    kept = [] if source.key is None else [(source.key, design.key, None)]
    kept += [(column.source, column.name, column.kind) for column in design.columns]
    fields = QgsFields()
    for index, name, kind in kept:
        fields.append(_field(source.fields.at(index), name, kind))
    changes = (
        repair
        or len(kept) < len(source.described)
        or any(kind is not None and kind.converted for _index, _name, kind in kept)
        or Liveness.CURVED in source.live
        or QgsWkbTypes.hasM(source.geometry)
    )
    return Reshaping(
        needed=changes,
        fields=fields,
        indexes=tuple(index for index, _name, _kind in kept),
        kinds=tuple(kind for _index, _name, kind in kept),
        geometry=design.geometry,
        repair=repair,
    )


def _field(original: QgsField, name: str, kind: FieldKind | None) -> QgsField:
    if kind is not None and kind.converted:
        return QgsField(name, QMetaType.Type.QString)
    return unlimited(original, name)


def unlimited(original: QgsField, name: str) -> QgsField:
    """The field under another name, without the limits by which QGIS's writer refuses texts and rounds numbers."""
    field = QgsField(original)
    field.setName(name)
    if field.type() in (QMetaType.Type.QString, QMetaType.Type.Double):
        field.setLength(0)
        field.setPrecision(0)
    return field


def _value(value: object, kind: FieldKind | None) -> object:
    if kind is None or not kind.converted or value is None or value == NULL:
        return value
    if kind is FieldKind.STRUCTURE:
        return json.dumps(_plain_structure(value), ensure_ascii=False)
    if kind is FieldKind.TIME and isinstance(value, QTime):
        return value.toString("HH:mm:ss.zzz" if value.msec() else "HH:mm:ss")
    return str(value)


def _plain_structure(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _plain_structure(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain_structure(item) for item in value]
    if value is None or value == NULL:
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no word for it
    if isinstance(value, (str, int, float, bool)):
        return value
    return json.loads(QgsJsonUtils.encodeValue(value))
