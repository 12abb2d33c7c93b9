"""The description of a vector pyramid: TileJSON 3.0.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from osgeo import gdal, ogr

from emulator.work.composition import Part, tables_of

METADATA = "metadata.json"
WHOLE_WORLD = (-180.0, -85.051129, 180.0, 85.051129)
"""The square that EPSG:3857 tiles cover."""


def describe(
    dataset: gdal.Dataset,
    parts: list[Part],
    top: int,
    bottom: int,
    box: tuple[float, float, float, float] | None,
    target: Path,
) -> None:
    """Write ``metadata.json``, without the addresses that only the service knows."""
    west, south, east, north = box or WHOLE_WORLD
    south, north = max(south, WHOLE_WORLD[1]), min(north, WHOLE_WORLD[3])
    layers = tables_of(dataset)
    document = {
        "tilejson": "3.0.0",
        "format": "pbf",
        "minzoom": top,
        "maxzoom": bottom,
        "bounds": [west, south, east, north],
        "center": [(west + east) / 2, (south + north) / 2, top],
        "vector_layers": [
            {
                "id": part.layer,
                "fields": _fields(layers[part.table], part.attributes),
                "minzoom": part.top,
                "maxzoom": part.bottom,
            }
            for part in parts
        ],
    }
    (target / METADATA).write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def _fields(layer: ogr.Layer, attributes: tuple[str, ...]) -> dict[str, str]:
    definition = layer.GetLayerDefn()
    fields = {layer.GetFIDColumn(): "Number"} if layer.GetFIDColumn() in attributes else {}
    for index in range(definition.GetFieldCount()):
        field = definition.GetFieldDefn(index)
        if not attributes or field.GetName() in attributes:
            fields[field.GetName()] = _json_type(field)
    return fields


def _json_type(field: ogr.FieldDefn) -> str:
    if field.GetSubType() == ogr.OFSTBoolean:
        return "Boolean"
    return "Number" if field.GetType() in (ogr.OFTInteger, ogr.OFTInteger64, ogr.OFTReal) else "String"


def tilejson(target: Path, name: str, description: str, tiles: str) -> dict[str, Any]:
    """``metadata.json`` as the TMS serves it: the pyramid's own, with the layer's name and its address template."""
    document: dict[str, Any] = json.loads((target / METADATA).read_text("utf-8"))
    return {**document, "name": name, "description": description, "tiles": [tiles]}
