"""SLD 1.0.0 as a content model: for each element, its children in order, and whether one may repeat.

Written after OGC 02-070, « Styled Layer Descriptor Implementation Specification » 1.0.0. Nothing else may stand there.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

SLD, OGC = "http://www.opengis.net/sld", "http://www.opengis.net/ogc"

_SYMBOLIZER = "LineSymbolizer|PolygonSymbolizer|PointSymbolizer|TextSymbolizer|RasterSymbolizer"
_SCALES = "MinScaleDenominator? MaxScaleDenominator?"
_ARC = "Geometry?"
MODEL: dict[str, str] = {
    "StyledLayerDescriptor": "Name? Title? Abstract? NamedLayer*",
    "NamedLayer": "Name LayerFeatureConstraints? NamedStyle|UserStyle*",
    "UserStyle": "Name? Title? Abstract? IsDefault? FeatureTypeStyle+",
    "FeatureTypeStyle": "Name? Title? Abstract? FeatureTypeName? SemanticTypeIdentifier* Rule+",
    "Rule": f"Name? Title? Abstract? LegendGraphic? Filter|ElseFilter? {_SCALES} {_SYMBOLIZER}+",
    "LineSymbolizer": f"{_ARC} Stroke?",
    "PolygonSymbolizer": f"{_ARC} Fill? Stroke?",
    "PointSymbolizer": f"{_ARC} Graphic?",
    "TextSymbolizer": f"{_ARC} Label? Font? LabelPlacement? Halo? Fill?",
    "Stroke": "GraphicFill|GraphicStroke? CssParameter*",
    "Fill": "GraphicFill? CssParameter*",
    "GraphicFill": "Graphic",
    "GraphicStroke": "Graphic",
    "Graphic": "ExternalGraphic|Mark* Opacity? Size? Rotation?",
    "ExternalGraphic": "OnlineResource Format",
    "Mark": "WellKnownName? Fill? Stroke?",
    "Font": "CssParameter*",
    "Halo": "Radius? Fill?",
    "LabelPlacement": "PointPlacement|LinePlacement",
    "PointPlacement": "AnchorPoint? Displacement? Rotation?",
    "AnchorPoint": "AnchorPointX AnchorPointY",
    "Displacement": "DisplacementX DisplacementY",
    "LinePlacement": "PerpendicularOffset?",
}
_TEXT = frozenset(
    {
        "Name",
        "Title",
        "Abstract",
        "WellKnownName",
        "Format",
        "MinScaleDenominator",
        "MaxScaleDenominator",
        "OnlineResource",
    }
)
_PARAMETER = frozenset(
    {"CssParameter", "Label", "Opacity", "Size", "Rotation", "Radius", "AnchorPointX", "AnchorPointY", "DisplacementX"}
    | {"DisplacementY", "PerpendicularOffset"}
)


def faults(element: Element) -> list[str]:
    """What stands where it may not, as sentences; nothing for a valid document."""
    namespace, name = _split(element)
    if namespace == OGC:
        return _filter_faults(element, name)
    if namespace != SLD:
        return [f"{name} is of no namespace of SLD 1.0.0"]
    found = []
    if name in _TEXT and len(element):
        found.append(f"{name} holds elements")
    if name in _PARAMETER:
        found += [f"{name} holds {_split(child)[1]}" for child in element if _split(child)[0] != OGC]
    elif name not in _TEXT:
        found += _order_faults(element, name)
    for child in element:
        found += faults(child)
    return found


def _order_faults(element: Element, name: str) -> list[str]:
    if name == "Filter":
        return []
    if name not in MODEL:
        return [f"SLD 1.0.0 has no {name}"]
    children = [_split(child)[1] for child in element]
    at = 0
    for part in MODEL[name].split():
        names, sign = (part[:-1], part[-1]) if part[-1] in "?*+" else (part, "")
        allowed = names.split("|")
        count = 0
        while at < len(children) and children[at] in allowed and (count == 0 or sign in ("*", "+")):
            at, count = at + 1, count + 1
        if count == 0 and sign in ("", "+"):
            return [f"{name} lacks {names}"]
    return [f"{name} holds {children[at]} where it may not"] if at < len(children) else []


_COMPARISONS = ("EqualTo", "NotEqualTo", "LessThan", "GreaterThan", "LessThanOrEqualTo", "GreaterThanOrEqualTo")
_OPERANDS: dict[str, tuple[int, int]] = {
    **{f"PropertyIs{name}": (2, 2) for name in _COMPARISONS},
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "PropertyIsLike"), (2, 2)),
    **dict.fromkeys(("And", "Or"), (2, 99)),
    **dict.fromkeys(("Not", "PropertyIsNull", "Filter"), (1, 1)),
    **dict.fromkeys(("PropertyName", "Literal"), (0, 0)),
    "Function": (0, 99),
    "PropertyIsBetween": (3, 3),
}


_JUNCTIONS = frozenset({"Filter", "And", "Or", "Not"})


def _may_hold(name: str, child: str) -> bool:
    """Junctions hold tests; everything else holds values."""
    is_test = child in _JUNCTIONS or child.startswith("PropertyIs")
    return is_test if name in _JUNCTIONS else not is_test


def _filter_faults(element: Element, name: str) -> list[str]:
    if name not in _OPERANDS:
        return [f"Filter 1.0.0 has no {name}"]
    fewest, most = _OPERANDS[name]
    found = [] if fewest <= len(element) <= most else [f"{name} has {len(element)} operands"]
    found += [f"{name} holds {_split(child)[1]}" for child in element if not _may_hold(name, _split(child)[1])]
    if name == "PropertyIsLike":
        found += [f"PropertyIsLike lacks {key}" for key in ("wildCard", "singleChar", "escape") if not element.get(key)]
    for child in element:
        found += faults(child)
    return found


def _split(element: Element) -> tuple[str, str]:
    namespace, _, name = element.tag.lstrip("{").rpartition("}")
    return namespace, name
