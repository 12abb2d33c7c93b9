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
from qgis.PyQt.QtCore import QCoreApplication, QRect, Qt
from qgis.PyQt.QtGui import QImage, QPainter

from cartes_gouv_plugin.bridge.symbology.look import Look
from cartes_gouv_plugin.bridge.symbology.losses import Losses
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
_CONTRARY_JUNCTIONS = {"Or": "And", "And": "Or"}
_CONTRARY_TESTS = {"PropertyIsEqualTo": "PropertyIsNotEqualTo", "PropertyIsNotEqualTo": "PropertyIsEqualTo"}

Json = dict[str, Any]


def write(look: Look, path: Path, losses: Losses) -> tuple[Path, ...]:
    """Writes the style, and the sprite beside it when there are icons; returns the sprite's files."""
    sides = {name.rpartition(".")[0]: side for name, side in look.pictures.sides.items()}
    style = copy.deepcopy(dict(look.style))
    style["rules"] = [_with_plain_parts(_sayable(rule), sides, losses) for rule in style["rules"]]
    said, warnings = fromgeostyler.convert(style)
    losses.about("")
    for warning in warnings:
        losses.add(warning)
    made = json.loads(said)
    layers = _layers(made["layers"], str(look.style["name"]))
    _set_scales(layers)
    _place_labels(layers, style["rules"])
    sprite = _sprite(look, path) if any(_has_icon(layer) for layer in layers) else ()
    body: Json = {"version": 8, "name": str(look.style["name"]), "sources": {SOURCE: {"type": "vector"}}}
    if any("text-field" in layer.get("layout", {}) for layer in layers):
        body["glyphs"] = GLYPHS
    if sprite:
        body["sprite"] = "sprite"
    body["layers"] = layers
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1), "utf-8")
    return sprite


def _with_plain_parts(rule: Json, sides: dict[str, float], losses: Losses) -> Json:
    """Symbolizers in the forms that bridgestyle's MapLibre writer takes."""
    losses.about(str(rule.get("name") or ""))
    parts: list[Json] = []
    for symbolizer in rule["symbolizers"]:
        parts += _plain_parts(symbolizer, sides, losses)
    return {**rule, "symbolizers": parts}


def _plain_parts(symbolizer: Json, sides: dict[str, float], losses: Losses) -> list[Json]:
    kind = symbolizer["kind"]
    if kind == "Fill":
        return _fill_parts(symbolizer)
    if kind == "Line":
        return _line_parts(symbolizer, losses)
    if kind == "Icon":
        return [_icon(symbolizer, sides)]
    if kind == "Text":
        return [{**symbolizer, "font": FONT[0]}] if symbolizer.get("label") else []
    if kind == "Mark":
        return [{**symbolizer, "opacity": symbolizer.get("opacity", 1) * symbolizer.get("fillOpacity", 1)}]
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


def _line_parts(symbolizer: Json, losses: Losses) -> list[Json]:
    if symbolizer.get("graphicStroke"):
        losses.add(QCoreApplication.translate("CartesGouv", "Markers along a line are left out of vector tiles."))
        return []
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
    pixels = sides.get(name, 1.0) / 0.28
    size = symbolizer.get("size", pixels)
    made = {"kind": "Mark", "Z": symbolizer.get("Z", 0), "wellKnownName": name, "rotate": symbolizer.get("rotate", 0)}
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
            continue
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


def _sayable(node: Any) -> Any:
    """Without negations, which bridgestyle takes for tests of presence."""
    if isinstance(node, dict):
        return {key: _sayable(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    said = [_sayable(item) for item in node]
    return _denied(said[1]) if said and said[0] == "Not" else said


def _denied(said: Any) -> Any:
    """The contrary, in words that QGIS reads back too; else a comparison with « false », which MapLibre alone knows."""
    if isinstance(said, list) and said[0] in _CONTRARY_JUNCTIONS:
        return [_CONTRARY_JUNCTIONS[said[0]], *(_denied(part) for part in said[1:])]
    if isinstance(said, list) and said[0] in _CONTRARY_TESTS:
        return [_CONTRARY_TESTS[said[0]], *said[1:]]
    return ["PropertyIsEqualTo", said, False]


def _place_labels(layers: list[Json], rules: list[Json]) -> None:
    """Distances in ems, downwards; anchors by name. The layers of labels are in the order of their symbolizers."""
    texts = [part for rule in rules for part in rule["symbolizers"] if part["kind"] == "Text"]
    for layer, text in zip([item for item in layers if "text-field" in item.get("layout", {})], texts):
        layout = layer["layout"]
        layout.pop("text-offset", None)
        if "perpendicularOffset" in text:
            layout["symbol-placement"] = "line"
            continue
        size = layout.get("text-size") or 1
        x, y = text.get("offset", (0, 0))
        if x or y:
            layout["text-offset"] = [round(x / size, 3), round(-y / size, 3)]
        anchor = (text.get("anchorPointX", 0.5), text.get("anchorPointY", 0.5))
        layout["text-anchor"] = _ANCHORS.get(anchor, "center")


def _set_scales(layers: list[Json]) -> None:
    """Within what the specification takes; a layer whose bounds contradict each other keeps the closer one."""
    for layer in layers:
        for key in ("minzoom", "maxzoom"):
            if key in layer:
                layer[key] = round(min(_DEEPEST, max(0.0, float(layer[key]))), 2)
        if layer.get("minzoom", 0) >= layer.get("maxzoom", _DEEPEST + 1):
            layer.pop("minzoom", None)


def _sprite(look: Look, path: Path) -> tuple[Path, ...]:
    """The pictures in one row, for screens of one and of two pixels a point."""
    images = {picture.stem: QImage(str(picture)) for picture in look.pictures.paths}
    files: list[Path] = []
    for suffix, ratio in (("", 1), ("@2x", 2)):
        shrunk = {name: _shrunk(image, ratio, look.pictures.sides[f"{name}.png"]) for name, image in images.items()}
        sheet = QImage(
            sum(image.width() for image in shrunk.values()),
            max(image.height() for image in shrunk.values()),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        sheet.fill(0)
        painter, x, index = QPainter(sheet), 0, {}
        for name, image in shrunk.items():
            painter.drawImage(QRect(x, 0, image.width(), image.height()), image)
            index[name] = {"x": x, "y": 0, "width": image.width(), "height": image.height(), "pixelRatio": ratio}
            x += image.width()
        painter.end()
        picture = path.with_name(f"{path.stem}_sprite{suffix}.png")
        sheet.save(str(picture), "PNG")
        picture.with_suffix(".json").write_text(json.dumps(index), "utf-8")
        files += [picture, picture.with_suffix(".json")]
    return tuple(files)


def _shrunk(image: QImage, ratio: int, side: float) -> QImage:
    height = max(1, round(side / 0.28 * ratio))
    if height >= image.height():
        return image
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaledToHeight(height, mode)
