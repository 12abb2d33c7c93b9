"""A look as SLD 1.0.0, strictly: bridgestyle's own is close to it, with elements of other versions and of GeoServer.

SLD 1.0.0 has no line offset, no displacement of a graphic, no vendor option and no computed geometry; its elements have
an order. The website's parser (GeoStyler) and the platform want the table's name on the layer and on the style.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, register_namespace, tostring  # nosec B405

from bridgestyle.sld import fromgeostyler

from cartes_gouv_plugin.bridge.symbology.language import Language
from cartes_gouv_plugin.bridge.symbology.look import Look

SLD, OGC, XLINK = "http://www.opengis.net/sld", "http://www.opengis.net/ogc", "http://www.w3.org/1999/xlink"

SHAPES = frozenset({"circle", "square", "triangle", "star"})
"""Simple markers that mean the same in QGIS and in SLD; the others are sent as pictures."""

_SYMBOLIZERS = ("PointSymbolizer", "LineSymbolizer", "PolygonSymbolizer", "TextSymbolizer")
_ORDER: Mapping[str, tuple[str, ...]] = {
    "Rule": ("Name", "Title", "Filter", "MinScaleDenominator", "MaxScaleDenominator", *_SYMBOLIZERS),
    "PointSymbolizer": ("Graphic",),
    "LineSymbolizer": ("Stroke",),
    "PolygonSymbolizer": ("Fill", "Stroke"),
    "TextSymbolizer": ("Label", "Font", "LabelPlacement", "Halo", "Fill"),
    "Graphic": ("ExternalGraphic", "Mark", "Opacity", "Size", "Rotation"),
    "Mark": ("WellKnownName", "Fill", "Stroke"),
    "Stroke": ("GraphicFill", "GraphicStroke", "CssParameter"),
    "Fill": ("GraphicFill", "CssParameter"),
    "Font": ("CssParameter",),
    "LabelPlacement": ("PointPlacement", "LinePlacement"),
    "PointPlacement": ("AnchorPoint", "Displacement", "Rotation"),
    "LinePlacement": ("PerpendicularOffset",),
    "Halo": ("Radius", "Fill"),
}
_MANY = frozenset({"CssParameter", *_SYMBOLIZERS})
_DECIMALS = 4


def _says(said: Any) -> bool:
    """Whatever can be converted: the map server of the platform knows those functions."""
    return said is not None


LANGUAGE = Language(SHAPES, marks_anywhere=True, offsets=False, says=_says)


def write(look: Look) -> bytes | None:
    """The style as a file; None when nothing is left to draw."""
    table = str(look.style["name"])
    rules = [rule for rule in look.style["rules"] if rule["symbolizers"]]
    if not rules:
        return None
    root = Element(f"{{{SLD}}}StyledLayerDescriptor", {"version": "1.0.0"})
    named = SubElement(root, f"{{{SLD}}}NamedLayer")
    SubElement(named, f"{{{SLD}}}Name").text = table
    style = SubElement(named, f"{{{SLD}}}UserStyle")
    SubElement(style, f"{{{SLD}}}Name").text = table
    SubElement(style, f"{{{SLD}}}Title").text = table
    for group in _passes(rules, look.levels):
        style.append(_feature_type_style(table, group))
    _declare()
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _declare() -> None:
    """The prefixes that people expect to read; any others would mean the same."""
    for prefix, uri in (("", SLD), ("ogc", OGC), ("xlink", XLINK)):
        register_namespace(prefix, uri)


def _passes(rules: list[dict[str, Any]], levels: tuple[int, ...]) -> list[list[dict[str, Any]]]:
    """What is drawn over everything before it stands in a feature type style of its own."""
    if len(levels) < 2:
        return [rules]
    groups = []
    for level in levels:
        group = []
        for rule in rules:
            drawn = [item for item in rule["symbolizers"] if item.get("Z", levels[-1]) == level]
            if drawn:
                group.append({**rule, "symbolizers": drawn})
        if group:
            groups.append(group)
    return groups


def _feature_type_style(table: str, rules: list[dict[str, Any]]) -> Element:
    sayable = [_sayable(copy.deepcopy(rule)) for rule in rules]
    text, _warnings = fromgeostyler.convert({"name": table, "rules": sayable})
    made = fromstring(text.encode()).find(f".//{{{SLD}}}FeatureTypeStyle")  # nosec B314 - written a line above
    if made is None:
        raise ValueError("bridgestyle made no FeatureTypeStyle")
    for element, rule in zip(made.findall(f"{{{SLD}}}Rule"), sayable):
        _dress_labels(element, rule)
        _title(element, rule)
        _clean(element)
    return made


def _sayable(node: Any) -> Any:
    """Truth values as XML writes them, and no expression that bridgestyle would write as an unknown function."""
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, dict):
        return {key: _sayable(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    said = [_sayable(item) for item in node]
    if said and said[0] == "PropertyIsNotNull":
        return ["Not", ["PropertyIsNull", said[1]]]
    if said and said[0] == "to_string":
        return said[1]
    return said


def _dress_labels(element: Element, rule: Mapping[str, Any]) -> None:
    texts = [item for item in rule["symbolizers"] if item["kind"] == "Text"]
    for text, facts in zip(element.findall(f"{{{SLD}}}TextSymbolizer"), texts):
        font, fill = text.find(f"{{{SLD}}}Font"), text.find(f"{{{SLD}}}Fill")
        if font is not None and "fontWeight" in facts:
            _css(font, "font-style", facts["fontStyle"])
            _css(font, "font-weight", facts["fontWeight"])
        if fill is not None and facts.get("opacity", 1) < 1:
            _css(fill, "fill-opacity", str(facts["opacity"]))
        placement = text.find(f"{{{SLD}}}LabelPlacement/{{{SLD}}}LinePlacement")
        if placement is not None and not facts.get("perpendicularOffset"):
            placement.clear()


def _css(parent: Element, name: str, value: str) -> None:
    SubElement(parent, f"{{{SLD}}}CssParameter", {"name": name}).text = value


def _title(element: Element, rule: Mapping[str, Any]) -> None:
    for tag in ("Name", "Title"):
        found = element.find(f"{{{SLD}}}{tag}")
        if found is not None:
            found.text = str(rule.get("name") or "rule")


def _clean(element: Element) -> None:
    """Children in their order, each that may stand once standing once, none that SLD 1.0.0 does not know."""
    for child in list(element):
        _clean(child)
    name = _local(element)
    if name in _ORDER:
        _order(element, _ORDER[name])
    if name == "PropertyIsLike":
        element.set("singleChar", "_")
        element.set("escape", "\\")
    if element.tag.startswith(f"{{{SLD}}}") and element.text and name not in ("Name", "Title"):
        element.text = _rounded(element.text)
    element.tail = None
    if len(element):
        element.text = None if not (element.text or "").strip() else element.text


def _order(element: Element, allowed: tuple[str, ...]) -> None:
    kept: list[Element] = []
    for child in sorted(element, key=lambda item: _rank(item, allowed)):
        name = _local(child)
        again = name not in _MANY and any(_local(other) == name for other in kept)
        if _rank(child, allowed) == len(allowed) or again or _is_void(child):
            continue
        kept.append(child)
    element[:] = kept


def _rank(child: Element, allowed: tuple[str, ...]) -> int:
    name = _local(child)
    if name in _SYMBOLIZERS:
        return allowed.index(_SYMBOLIZERS[0]) if _SYMBOLIZERS[0] in allowed else len(allowed)
    return allowed.index(name) if name in allowed else len(allowed)


def _is_void(element: Element) -> bool:
    """A stroke of no width, a fill of nothing, an empty parameter: absent, rather than each server's default."""
    name = _local(element)
    if name == "CssParameter":
        return not len(element) and (element.text or "").strip() in ("", "None")
    if name == "Stroke":
        widths = [item.text for item in element if item.get("name") == "stroke-width"]
        return not len(element) or any(_is_zero(width) for width in widths)
    if name in ("Size", "Opacity", "Rotation"):
        return not len(element) and (element.text or "").strip() in ("", "None")
    return name in ("Fill", "Font") and not len(element)


def _is_zero(text: str | None) -> bool:
    try:
        return float(text or "x") == 0
    except ValueError:
        return False


def _rounded(text: str) -> str:
    """Numbers without needless decimals: QGIS, for one, reads no scale of « 15000000.0 »."""
    parts = text.split()
    try:
        numbers = [round(float(part), _DECIMALS) for part in parts]
    except ValueError:
        return text
    return " ".join(str(int(number)) if number.is_integer() else repr(number) for number in numbers)


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
