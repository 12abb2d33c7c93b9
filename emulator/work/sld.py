"""Statics of type GEOSERVER-STYLE: SLD 1.0.0 and nothing else (DOC: gestion-statique)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from emulator.work.safexml import MalformedXml, local_name, parse, text_of

SLD = "http://www.opengis.net/sld"
OGC = "http://www.opengis.net/ogc"
SYMBOLIZERS = frozenset(
    {"PointSymbolizer", "LineSymbolizer", "PolygonSymbolizer", "TextSymbolizer", "RasterSymbolizer"}
)
NOT_IN_1_0_0 = frozenset(
    {"SvgParameter", "CoverageStyle", "InlineContent", "InitialGap", "Gap"}
    | {"IsRepeated", "IsAligned", "GeneralizeLine", "Description", "SemanticTypeIdentifier", "MarkIndex"}
)
"""Elements that only SLD 1.1.0 / Symbology Encoding knows; it also moves lines aside, where 1.0.0 moves only labels."""


class InvalidStyle(ValueError):
    """A style the platform refuses; the message says why, in French."""


@dataclass(frozen=True)
class StyleFacts:
    """What the platform tells of a style."""

    used_attributes: tuple[str, ...]
    """``type_infos.used_attributes``: attributes named by filters and expressions, in order of appearance."""
    layer_names: tuple[str, ...]
    style_names: tuple[str, ...]
    """Names of the ``UserStyle`` elements that bear one."""


def inspect(sld: bytes) -> StyleFacts:
    """Check the style and tell which attributes it uses; raises InvalidStyle."""
    try:
        root = parse(sld)
    except MalformedXml as error:
        raise InvalidStyle(f"Le fichier n'est pas un XML bien formé : {error}") from error
    if root.tag != f"{{{SLD}}}StyledLayerDescriptor":
        raise InvalidStyle("La racine du fichier n'est pas un StyledLayerDescriptor")
    if root.get("version") != "1.0.0":
        raise InvalidStyle(f"Version de SLD non gérée : {root.get('version')} (attendue : 1.0.0)")
    _refuse_later_elements(root)
    layers = root.findall(f"{{{SLD}}}NamedLayer")
    if not layers:
        raise InvalidStyle("Le style ne contient aucun NamedLayer")
    styles = [style for layer in layers for style in _styles(layer)]
    attributes = dict.fromkeys(text_of(name) for name in root.iter(f"{{{OGC}}}PropertyName"))
    return StyleFacts(
        tuple(name for name in attributes if name),
        tuple(text_of(layer.find(f"{{{SLD}}}Name")) for layer in layers),
        tuple(name for style in styles if (name := text_of(style.find(f"{{{SLD}}}Name")))),
    )


def _refuse_later_elements(root: etree._Element) -> None:
    for element in root.iter():
        name = local_name(element)
        if name and etree.QName(element).namespace == "http://www.opengis.net/se":
            raise InvalidStyle(f"Élément {name} de Symbology Encoding (SLD 1.1.0)")
        beside = name == "PerpendicularOffset" and local_name(element.getparent()) != "LinePlacement"
        if name in NOT_IN_1_0_0 or beside:
            raise InvalidStyle(f"L'élément {name} n'existe pas en SLD 1.0.0")


def _styles(layer: etree._Element) -> list[etree._Element]:
    """The user styles of a named layer, each checked."""
    name = text_of(layer.find(f"{{{SLD}}}Name"))
    if not name:
        raise InvalidStyle("Un NamedLayer n'a pas de nom")
    styles = layer.findall(f"{{{SLD}}}UserStyle")
    if not styles:
        raise InvalidStyle(f"Le NamedLayer {name} ne contient aucun UserStyle")
    for style in styles:
        rules = style.findall(f"{{{SLD}}}FeatureTypeStyle/{{{SLD}}}Rule")
        if not rules:
            raise InvalidStyle(f"Le style de {name} ne contient aucune règle")
        for rule in rules:
            _check_rule(rule, name)
    return styles


def _check_rule(rule: etree._Element, layer: str) -> None:
    title = text_of(rule.find(f"{{{SLD}}}Name")) or text_of(rule.find(f"{{{SLD}}}Title")) or "sans nom"
    if not any(local_name(child) in SYMBOLIZERS for child in rule):
        raise InvalidStyle(f"La règle {title} du style de {layer} n'a pas de symboliseur")
    smallest, largest = (_scale(rule, bound, title) for bound in ("Min", "Max"))
    if smallest is not None and largest is not None and smallest >= largest:
        raise InvalidStyle(f"Les échelles de la règle {title} se contredisent")


def _scale(rule: etree._Element, bound: str, title: str) -> float | None:
    element = rule.find(f"{{{SLD}}}{bound}ScaleDenominator")
    if element is None:
        return None
    try:
        return float(text_of(element))
    except ValueError as error:
        raise InvalidStyle(f"Échelle illisible dans la règle {title} : {text_of(element)}") from error
