"""From layers to an `ExportPlan`: on the main thread, without reading a row."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    Qgis,
    QgsField,
    QgsFields,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsVectorLayerSelectedFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from cartes_gouv_plugin.bridge.export import problems
from cartes_gouv_plugin.bridge.export.files import left_out
from cartes_gouv_plugin.bridge.export.options import ExportOptions
from cartes_gouv_plugin.bridge.export.plan import ExportPlan, planned
from cartes_gouv_plugin.bridge.export.problems import Problem
from cartes_gouv_plugin.bridge.export.sources import FieldKind, LayerSource, Liveness, OgrSource, RowEdits, SourceField

_KINDS = {
    QMetaType.Type.Int: FieldKind.INTEGER,
    QMetaType.Type.LongLong: FieldKind.LONG,
    QMetaType.Type.UInt: FieldKind.LONG,
    QMetaType.Type.Double: FieldKind.REAL,
    QMetaType.Type.QString: FieldKind.TEXT,
    QMetaType.Type.Bool: FieldKind.BOOLEAN,
    QMetaType.Type.QDate: FieldKind.DATE,
    QMetaType.Type.QDateTime: FieldKind.DATETIME,
    QMetaType.Type.QByteArray: FieldKind.BINARY,
    QMetaType.Type.QTime: FieldKind.TIME,
    QMetaType.Type.QVariantMap: FieldKind.STRUCTURE,
    QMetaType.Type.QVariantList: FieldKind.STRUCTURE,
    QMetaType.Type.QStringList: FieldKind.STRUCTURE,
}
_COMPUTED = {
    Qgis.FieldOrigin.Join: Liveness.JOINED,
    Qgis.FieldOrigin.Expression: Liveness.VIRTUAL,
}
_DECODED_BY_GDAL = ("UTF-8", "")
_FEW_EDITS = 20_000  # more would keep the main thread from the screen
_HIDDEN_WIDGET = "Hidden"


def capture(layers: Sequence[QgsMapLayer], options: ExportOptions | None = None) -> ExportPlan:
    """The plan of an export of `layers` as they are now; later changes of the layers do not touch it.

    Main thread only. What cannot be exported is among the plan's `problems`; nothing is raised for it.
    """
    chosen = options or ExportOptions()
    sources: list[LayerSource] = []
    noticed: list[Problem] = list(left_out(layers))
    for layer in layers:
        obstacle = _obstacle(layer)
        if obstacle is not None:
            noticed.append(obstacle)
        else:
            sources.append(_source(layer, chosen))
    if not layers:
        noticed.append(problems.nothing_chosen())
    return planned(tuple(sources), tuple(noticed), chosen, QgsProject.instance().transformContext())


def _obstacle(layer: QgsMapLayer) -> Problem | None:
    if not isinstance(layer, QgsVectorLayer):
        return problems.not_vector(layer.name())
    if not layer.isValid():
        return problems.source_missing(layer.name())
    return problems.no_geometry(layer.name()) if layer.wkbType() == Qgis.WkbType.NoGeometry else None


def _source(layer: QgsVectorLayer, options: ExportOptions) -> LayerSource:
    fields = layer.fields()
    described = tuple(_field(layer, index) for index in range(fields.count()))
    ogr, live = _ogr(layer)
    live |= _liveness(layer, described)
    if options.selected_only:
        live.add(Liveness.SELECTION)
    added, deleted, edits = _edits(layer)
    return LayerSource(
        id=layer.id(),
        name=layer.name(),
        provider=layer.providerType(),
        ogr=ogr,
        fields=QgsFields(fields),
        described=described,
        key=_key(layer),
        geometry=layer.wkbType(),
        crs=layer.crs(),
        features=_reader(layer, selected=options.selected_only),
        live=frozenset(live),
        added=added,
        deleted=deleted,
        edits=edits,
        reported_rows=_reported_rows(layer, options),
    )


def _edits(layer: QgsVectorLayer) -> tuple[int, int, RowEdits | None]:
    """Rows added, rows deleted, and which rows were edited: None when they are many or the fields changed."""
    if not layer.isModified():
        return 0, 0, None
    buffer = layer.editBuffer()
    values, geometries = buffer.changedAttributeValues(), buffer.changedGeometries()
    added, deleted = buffer.addedFeatures(), buffer.deletedFeatureIds()
    many = sum(len(part) for part in (values, geometries, added, deleted)) > _FEW_EDITS
    if many or buffer.addedAttributes() or buffer.deletedAttributeIds():
        return len(added), len(deleted), None
    replaced = frozenset(values) | frozenset(geometries)
    return len(added), len(deleted), RowEdits(replaced, frozenset(added), frozenset(deleted))


def _reader(
    layer: QgsVectorLayer, *, selected: bool
) -> QgsVectorLayerFeatureSource | QgsVectorLayerSelectedFeatureSource:
    return QgsVectorLayerSelectedFeatureSource(layer) if selected else QgsVectorLayerFeatureSource(layer)


def _reported_rows(layer: QgsVectorLayer, options: ExportOptions) -> int | None:
    if options.selected_only:
        return layer.selectedFeatureCount()
    return layer.featureCount() if layer.providerType() == "memory" else None


def _field(layer: QgsVectorLayer, index: int) -> SourceField:
    field = layer.fields().at(index)
    shown = {column.name: not column.hidden for column in layer.attributeTableConfig().columns()}
    hidden = not shown.get(field.name(), True) or layer.editorWidgetSetup(index).type() == _HIDDEN_WIDGET
    computed = layer.fields().fieldOrigin(index) in _COMPUTED
    return SourceField(index, field.name(), field.alias(), _kind(field), hidden, computed)


def _kind(field: QgsField) -> FieldKind:
    return _KINDS.get(field.type(), FieldKind.OTHER)


def _key(layer: QgsVectorLayer) -> int | None:
    """QGIS shows the row number of a source that names it (GeoPackage, SpatiaLite) as the provider's first field."""
    keys = layer.dataProvider().pkAttributeIndexes()
    if layer.providerType() != "ogr" or not keys:
        return None
    fields = layer.fields()
    for index in range(fields.count()):
        if fields.fieldOrigin(index) == Qgis.FieldOrigin.Provider and fields.fieldOriginIndex(index) == keys[0]:
            return index
    return None


def _ogr(layer: QgsVectorLayer) -> tuple[OgrSource | None, set[Liveness]]:
    if layer.providerType() != "ogr":
        return None, {Liveness.PROVIDER}
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    live = set()
    if parts.get("geometryType") or parts.get("uniqueGeometryType"):
        live.add(Liveness.SUBLAYER)
    if parts.get("authcfg"):
        live.add(Liveness.PROTECTED)
    layer_id = parts.get("layerId")
    subset = layer.subsetString()
    if subset.lstrip().lower().startswith("select"):
        live.add(Liveness.SUBLAYER)
    source = OgrSource(
        path=str(parts.get("vsiPrefix") or "") + str(parts.get("path") or "") + str(parts.get("vsiSuffix") or ""),
        layer=str(parts.get("layerName") or ""),
        layer_id=None if layer_id is None else int(layer_id),
        subset=subset,
        open_options=(*(parts.get("openOptions") or ()), *_character_set(layer, live)),
    )
    return source, live


def _character_set(layer: QgsVectorLayer, live: set[Liveness]) -> list[str]:
    """GDAL's option to read a file's text as QGIS reads it; where there is none, the layer is only QGIS's to read."""
    encoding = layer.dataProvider().encoding()
    if layer.storageType() == "ESRI Shapefile" and encoding.upper() != "SYSTEM":
        return [f"ENCODING={encoding}"]
    if encoding.upper() in _DECODED_BY_GDAL:
        return []
    live.add(Liveness.ENCODED)
    return []


def _liveness(layer: QgsVectorLayer, described: tuple[SourceField, ...]) -> set[Liveness]:
    fields = layer.fields()
    live = {
        _COMPUTED[fields.fieldOrigin(field.index)]
        for field in described
        if fields.fieldOrigin(field.index) in _COMPUTED
    }
    if layer.isModified():
        live.add(Liveness.EDITED)
    if layer.isEditable() and layer.dataProvider().transaction() is not None:
        live.add(Liveness.TRANSACTION)
    if any(field.kind.converted for field in described):
        live.add(Liveness.CONVERTED)
    if QgsWkbTypes.isCurvedType(layer.wkbType()):
        live.add(Liveness.CURVED)
    return live
