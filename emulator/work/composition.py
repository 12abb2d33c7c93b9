"""The ``composition`` of a vector pyramid: which tables, under which names, at which levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from osgeo import gdal, ogr

from emulator.work.layercheck import layers_of

LAYER_NAME = re.compile(r"^[\w.-]+$")
GEOMETRY_NAMES = frozenset({"geom", "the_geom", "wkb_geometry"})
"""Asked for among the attributes, they change nothing: tiles always bear the geometry."""


@dataclass(frozen=True)
class Part:
    """One item of the ``composition``: a table, how it is called in the tiles, at which levels."""

    table: str
    layer: str
    top: int
    bottom: int
    attributes: tuple[str, ...]
    """Empty: every one."""
    where: str | None


class CutRefused(Exception):
    """Parameters that cannot be obeyed; the message is a line for the log."""


def tables_of(dataset: gdal.Dataset) -> dict[str, ogr.Layer]:
    """The tables by their names in the schema."""
    return {layer.GetName().rsplit(".", 1)[-1]: layer for layer in layers_of(dataset)}


def parts_of(dataset: gdal.Dataset, composition: list[dict[str, Any]], top: int, bottom: int) -> list[Part]:
    """The items of the composition, checked against the tables; raises CutRefused."""
    tables = tables_of(dataset)
    if not composition:
        spatial = [name for name, layer in tables.items() if layer.GetGeomType() != ogr.wkbNone]
        return [Part(name, name, top, bottom, (), None) for name in spatial]
    return [_part(item, tables, top, bottom) for item in composition]


def _part(item: dict[str, Any], tables: dict[str, ogr.Layer], top: int, bottom: int) -> Part:
    table = str(item.get("table", ""))
    if table not in tables or tables[table].GetGeomType() == ogr.wkbNone:
        raise CutRefused(f"La table {table} n'existe pas ou n'a pas de géométrie")
    layer = tables[table]
    definition = layer.GetLayerDefn()
    known = {definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())} | {layer.GetFIDColumn()}
    asked = [str(name) for name in item.get("attributes") or ["*"]]
    attributes = () if "*" in asked else tuple(name for name in asked if name not in GEOMETRY_NAMES)
    unknown = [name for name in attributes if name not in known]
    if unknown:
        raise CutRefused(f"Attribut inconnu dans la table {table} : {', '.join(unknown)}")
    try:
        part_top, part_bottom = int(item.get("top_level", top)), int(item.get("bottom_level", bottom))
    except (TypeError, ValueError) as error:
        raise CutRefused(f"Niveau illisible pour la table {table}") from error
    if not top <= part_top <= part_bottom <= bottom:
        raise CutRefused(f"Niveaux incorrects pour la table {table} : haut {part_top}, bas {part_bottom}")
    shown_as = str(item.get("layer") or table)
    if not LAYER_NAME.match(shown_as):
        raise CutRefused(f"Le nom de couche {shown_as} n'est pas valide")
    return Part(table, shown_as, part_top, part_bottom, attributes, item.get("filter") or None)
