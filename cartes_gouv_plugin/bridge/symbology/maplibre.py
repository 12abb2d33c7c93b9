"""A look as a MapLibre style. bridgestyle makes the layers; its addresses, sprites, outlines and nulls are set right.

The file names its tiles and sprite by placeholders: their addresses exist only once the service does, and
`core/services/tile_styles.py` writes them in.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from bridgestyle.mapboxgl import fromgeostyler
from qgis.core import Qgis
from qgis.PyQt.QtGui import QColor

from cartes_gouv_plugin.bridge.symbology import maplibre_words
from cartes_gouv_plugin.bridge.symbology import sprite as sprites
from cartes_gouv_plugin.bridge.symbology.language import Language
from cartes_gouv_plugin.bridge.symbology.look import Look
from cartes_gouv_plugin.bridge.symbology.units import PIXELS_PER_MM
from cartes_gouv_plugin.core.services import plain_style
from cartes_gouv_plugin.core.services.tile_styles import SOURCE

SHAPES = frozenset({"circle"})
"""Simple markers that MapLibre draws itself; the others become icons of the sprite."""
FONT = ["Source Sans Pro Regular"]
"""Served by the platform with its own vector tile styles; a style may only name fonts that its glyphs' server has."""
GLYPHS = "https://data.geopf.fr/annexes/ressources/vectorTiles/fonts/{fontstack}/{range}.pbf"

_ANCHORS = {
    (1.0, 0.0): "bottom-right",
    (0.5, 0.0): "bottom",
    (0.0, 0.0): "bottom-left",
    (1.0, 0.5): "right",
    (0.0, 0.5): "left",
    (1.0, 1.0): "top-right",
    (0.5, 1.0): "top",
    (0.0, 1.0): "top-left",
}
_BRIDGESTYLE_ICON = 64
"""bridgestyle takes every icon for one of 64 pixels."""
_DEEPEST = 24

Json = dict[str, Any]


LANGUAGE = Language(SHAPES, marks_anywhere=False, offsets=True, says=maplibre_words.says)


def write(look: Look, path: Path) -> tuple[Path, ...]:
    """Writes the style, and the sprite beside it when there are icons; returns the sprite's files."""
    sides = {name.rpartition(".")[0]: side for name, side in look.pictures.sides.items()}
    style = copy.deepcopy(dict(look.style))
    style["rules"] = [_with_plain_parts(maplibre_words.sayable(rule), sides) for rule in style["rules"]]
    said, _warnings = fromgeostyler.convert(style)
    made = json.loads(said)
    layers = _layers(made["layers"], str(look.style["name"]))
    _set_scales(layers)
    parts = [part for rule in style["rules"] for part in rule["symbolizers"]]
    for layer, part in zip(layers, sorted(parts, key=lambda part: (_is_symbol(part), part.get("Z", 0)))):
        _complete(layer, part, look.geometry)
    files = sprites.write(look.pictures, path) if any(_has_icon(layer) for layer in layers) else ()
    body: Json = {"version": 8, "name": str(look.style["name"]), "sources": {SOURCE: {"type": "vector"}}}
    if any("text-field" in layer.get("layout", {}) for layer in layers):
        body["glyphs"] = GLYPHS
    if files:
        body["sprite"] = "sprite"
    body["layers"] = layers
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1), "utf-8")
    return files


def write_plain(table: str, geometry: Qgis.GeometryType, path: Path) -> None:
    """A neutral symbol, in the colours of the plain SLD."""
    kinds = {
        Qgis.GeometryType.Point: ("circle", {"circle-radius": 4, "circle-color": plain_style.COLOUR}),
        Qgis.GeometryType.Line: ("line", {"line-width": 2, "line-color": plain_style.OUTLINE}),
        Qgis.GeometryType.Polygon: ("fill", {"fill-color": plain_style.COLOUR, "fill-opacity": 0.4}),
    }
    found = [kinds[geometry]] if geometry in kinds else []
    if geometry == Qgis.GeometryType.Polygon:
        found.append(("line", {"line-width": 1, "line-color": plain_style.OUTLINE}))
    layers = [
        {"id": f"{table}_{number}", "type": kind, "source": SOURCE, "source-layer": table, "paint": paint}
        for number, (kind, paint) in enumerate(found)
    ]
    body = {"version": 8, "name": table, "sources": {SOURCE: {"type": "vector"}}, "layers": layers}
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1), "utf-8")


def _with_plain_parts(rule: Json, sides: dict[str, float]) -> Json:
    """Symbolizers in the forms that bridgestyle's MapLibre writer takes, each of which becomes one layer."""
    return {**rule, "symbolizers": [part for each in rule["symbolizers"] for part in _plain_parts(each, sides)]}


def _plain_parts(symbolizer: Json, sides: dict[str, float]) -> list[Json]:
    kind = symbolizer["kind"]
    if kind == "Fill":
        return _fill_parts(symbolizer)
    if kind == "Line":
        return _line_parts(symbolizer, sides)
    if kind == "Icon":
        return [_icon(symbolizer, sides)]
    if kind == "Text":
        return [{**symbolizer, "font": FONT[0]}] if symbolizer.get("label") else []
    if kind == "Mark":
        whole = symbolizer.get("opacity", 1)
        stroke = whole * symbolizer.get("strokeOpacity", 1)
        return [{**symbolizer, "opacity": whole * symbolizer.get("fillOpacity", 1), "strokeOpacity": stroke}]
    return []


def _fill_parts(symbolizer: Json) -> list[Json]:
    """The inside, then the outline as a line: MapLibre's own outlines are one pixel wide."""
    z, opacity = symbolizer.get("Z", 0), symbolizer.get("opacity", 1)
    parts: list[Json] = []
    for graphic in symbolizer.get("graphicFill") or []:
        if graphic.get("image"):
            name = Path(graphic["image"]).stem
            parts.append({"kind": "Fill", "Z": z, "opacity": opacity, "graphicFill": [{"spriteName": name}]})
    if symbolizer.get("color") is not None:
        kept = {key: symbolizer[key] for key in ("color", "fillOpacity") if key in symbolizer}
        parts.append({"kind": "Fill", "Z": z, "opacity": opacity, **kept})
    if symbolizer.get("outlineColor") is not None:
        line = {
            "kind": "Line",
            "Z": z,
            "color": symbolizer["outlineColor"],
            "width": symbolizer.get("outlineWidth") or 1,
            "opacity": (symbolizer.get("outlineOpacity") or 0) * opacity,
            "cap": "butt",
            "join": symbolizer.get("join") or "bevel",
        }
        if symbolizer.get("outlineDasharray"):
            line["dasharray"] = _in_widths(symbolizer["outlineDasharray"], line["width"])
        parts.append(line)
    return parts


def _line_parts(symbolizer: Json, sides: dict[str, float]) -> list[Json]:
    if symbolizer.get("graphicStroke"):
        every = symbolizer.get("graphicStrokeInterval", 0)
        own = {"Z": symbolizer.get("Z", 0), "opacity": symbolizer.get("opacity", 1)}
        return [{**_icon(part, sides), **own, "along": every + part["size"]} for part in symbolizer["graphicStroke"]]
    line = dict(symbolizer)
    if line.get("dasharray"):
        line["dasharray"] = _in_widths(line["dasharray"], line.get("width"))
    if line.get("perpendicularOffset"):
        line["offset"] = line["perpendicularOffset"]
    return [line]


def _in_widths(dashes: str, width: object) -> str:
    """MapLibre measures dashes in widths of the line."""
    unit = float(width) if isinstance(width, (int, float)) and width else 1.0
    return " ".join(f"{float(length) / unit:.4g}" for length in dashes.split())


def _icon(symbolizer: Json, sides: dict[str, float]) -> Json:
    """As the mark that bridgestyle writes as an icon; `size` such that the picture keeps its size."""
    name = Path(symbolizer["image"]).stem
    pixels = sides.get(name, 1.0) * PIXELS_PER_MM
    size = symbolizer.get("size", pixels)
    kept = {key: symbolizer[key] for key in ("Z", "rotate", "opacity") if key in symbolizer}
    made = {"kind": "Mark", "rotate": 0, **kept, "wellKnownName": name}
    made["size"] = size / pixels * _BRIDGESTYLE_ICON if isinstance(size, (int, float)) else _BRIDGESTYLE_ICON
    return made


def _layers(layers: list[Json], table: str) -> list[Json]:
    """With unique identifiers, the tiles' source, and nothing null: the specification has no null."""
    found = []
    for number, layer in enumerate(layers):
        made = {key: value for key, value in layer.items() if value is not None}
        made.update({"id": f"{table}_{number}", "source": SOURCE, "source-layer": table})
        for part in ("paint", "layout"):
            if part in made:
                made[part] = {k: _folded(v) for k, v in made[part].items() if v is not None and not _has_null(v)}
        if made["type"] == "symbol":
            made.setdefault("layout", {})
            made["layout"].update({"icon-allow-overlap": True} if "icon-image" in made["layout"] else {})
        if "filter" in made and _has_null(made["filter"]):
            raise ValueError("bridgestyle left a part of a filter out")
        found.append(made)
    return found


def _folded(value: Any) -> Any:
    """bridgestyle halves every diameter by an expression, also those that are plain numbers."""
    if not (isinstance(value, list) and len(value) == 3 and value[0] == "/"):
        return value
    plain = all(isinstance(operand, (int, float)) for operand in value[1:]) and value[2]
    return value[1] / value[2] if plain else value


def _has_null(node: Any) -> bool:
    return node is None or (isinstance(node, list) and any(_has_null(item) for item in node))


def _has_icon(layer: Json) -> bool:
    return "icon-image" in layer.get("layout", {}) or "fill-pattern" in layer.get("paint", {})


def _is_symbol(part: Json) -> bool:
    return part["kind"] == "Text" or (part["kind"] == "Mark" and part["wellKnownName"] not in SHAPES)


def _complete(layer: Json, part: Json, geometry: Qgis.GeometryType) -> None:
    """What bridgestyle does not write: where texts and icons stand, and how opaque they are."""
    layout, paint = layer.setdefault("layout", {}), layer.setdefault("paint", {})
    if part["kind"] == "Text":
        _place_text(layout, part)
        if part["opacity"] < 1:
            paint["text-opacity"] = part["opacity"]
        if part.get("haloOpacity", 1) < 1:
            halo = QColor(paint["text-halo-color"])
            paint["text-halo-color"] = f"rgba({halo.red()},{halo.green()},{halo.blue()},{part['haloOpacity']:.3g})"
    elif layer["type"] == "circle" and part["strokeOpacity"] < 1:
        paint["circle-stroke-opacity"] = part["strokeOpacity"]
    elif _is_symbol(part):
        if part.get("opacity", 1) < 1:
            paint["icon-opacity"] = part["opacity"]
        if "along" in part:
            layout.update({"symbol-placement": "line", "symbol-spacing": max(1, part["along"])})
        elif geometry == Qgis.GeometryType.Line:
            layout.update({"symbol-placement": "line-center", "icon-rotation-alignment": "viewport"})
    if not layout:
        del layer["layout"]


def _place_text(layout: Json, text: Json) -> None:
    """Distances in ems, downwards; anchors by name."""
    layout.pop("text-offset", None)
    size = layout.get("text-size") or 1
    if "perpendicularOffset" in text:
        layout["symbol-placement"] = "line"
        if text["perpendicularOffset"]:
            layout["text-offset"] = [0, -round(text["perpendicularOffset"] / size, 3)]
        return
    x, y = text.get("offset", (0, 0))
    if x or y:
        layout["text-offset"] = [round(x / size, 3), round(-y / size, 3)]
    anchor = (text.get("anchorPointX", 0.5), text.get("anchorPointY", 0.5))
    layout["text-anchor"] = _ANCHORS.get(anchor, "center")
    if text.get("rotate"):
        layout["text-rotate"] = text["rotate"]


def _set_scales(layers: list[Json]) -> None:
    """Within what the specification takes; a layer whose bounds contradict each other keeps the closer one."""
    for layer in layers:
        for key in ("minzoom", "maxzoom"):
            if key in layer:
                layer[key] = round(min(_DEEPEST, max(0.0, float(layer[key]))), 2)
        if layer.get("minzoom", 0) >= layer.get("maxzoom", _DEEPEST + 1):
            layer.pop("minzoom", None)
