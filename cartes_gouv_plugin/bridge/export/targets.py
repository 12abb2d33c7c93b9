"""The tables that layers become together: names that differ, one coordinate system, and what that changes."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import Qgis, QgsCoordinateTransformContext, QgsWkbTypes

from cartes_gouv_plugin.bridge.export import problems
from cartes_gouv_plugin.bridge.export.filling import PlannedLayer
from cartes_gouv_plugin.bridge.export.options import ExportOptions, Invalid
from cartes_gouv_plugin.bridge.export.problems import Problem
from cartes_gouv_plugin.bridge.export.projections import epsg_of, operation, same_place
from cartes_gouv_plugin.bridge.export.sources import FieldKind, LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.tables import TableDesign, design
from cartes_gouv_plugin.core.publication import naming

# A table of PostgreSQL has 1600 columns (its documentation, appendix K); some are the key's, the geometry's and spare.
_MOST_FIELDS = 1590
_UNSERVED = (Qgis.GeometryType.Unknown, Qgis.GeometryType.Null)


def plan_layers(
    sources: tuple[LayerSource, ...], crs: str, options: ExportOptions, transforms: QgsCoordinateTransformContext
) -> tuple[PlannedLayer, ...]:
    """For each source its table in `crs` (`EPSG:<code>`, empty if undecided), in the order of the layers."""
    named = dict(options.tables)
    names = naming.table_names(named.get(source.id, source.name) for source in sources)
    return tuple(_planned(source, name, crs, options, transforms) for source, name in zip(sources, names))


def _planned(
    source: LayerSource, name: str, crs: str, options: ExportOptions, transforms: QgsCoordinateTransformContext
) -> PlannedLayer:
    dropped = [
        field for field in source.described if options.drop_hidden_fields and field.hidden and field.index != source.key
    ]
    srs = int(crs.partition(":")[2]) if crs else 0
    table = design(source, name, srs, frozenset(field.index for field in dropped))
    live = set(source.live)
    if crs and not same_place(source.crs, crs):
        live.add(Liveness.REPROJECTED)
    if options.invalid is Invalid.REPAIRED:
        live.add(Liveness.REPAIRED)
    found = (
        *_about_names(source, table, dict(options.tables).get(source.id, source.name)),
        *_about_geometry(source),
        *_about_place(source, crs, transforms),
        *_about_content(source, options),
    )
    return PlannedLayer(replace(source, live=frozenset(live)), table, tuple(field.name for field in dropped), found)


def _about_names(source: LayerSource, table: TableDesign, asked: str) -> list[Problem]:
    found = [] if table.name == asked else [problems.table_renamed(source.name, table.name)]
    if len(table.columns) > _MOST_FIELDS:
        found.append(problems.fields_too_many(source.name, len(table.columns), _MOST_FIELDS))
    if table.renames:
        found.append(problems.fields_renamed(source.name, table.renames))
    return found


def _about_geometry(source: LayerSource) -> list[Problem]:
    found = []
    if QgsWkbTypes.geometryType(source.geometry) in _UNSERVED:
        found.append(problems.geometry_unknown(source.name))
    if QgsWkbTypes.isCurvedType(source.geometry):
        found.append(problems.curved(source.name))
    if QgsWkbTypes.hasM(source.geometry):
        found.append(problems.measured(source.name))
    return found


def _about_place(source: LayerSource, crs: str, transforms: QgsCoordinateTransformContext) -> list[Problem]:
    if not source.crs.isValid():
        return [problems.crs_missing(source.name)]
    if not crs:
        return []
    if not same_place(source.crs, crs):
        return [
            problems.crs_changed(
                source.name, source.crs.userFriendlyIdentifier(), crs, *operation(source.crs, crs, transforms)
            )
        ]
    if source.crs.authid() != epsg_of(source.crs):
        return [problems.crs_renamed(source.name, source.crs.authid(), crs)]
    return []


def _about_content(source: LayerSource, options: ExportOptions) -> list[Problem]:
    found = []
    if Liveness.EDITED in source.live:
        found.append(problems.edits_unsaved(source.name))
    if source.ogr is not None and source.ogr.subset and not options.selected_only:
        found.append(problems.filtered(source.name))
    for field in source.described:
        if field.kind.converted:
            found.append(problems.field_converted(source.name, field.name))
        elif field.kind is FieldKind.BINARY:
            found.append(problems.field_binary(source.name, field.name))
        if field.hidden and not options.drop_hidden_fields and field.index != source.key:
            found.append(problems.field_hidden(source.name, field.name))
    return found
