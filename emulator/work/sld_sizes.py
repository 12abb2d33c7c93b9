"""Sizes, rotations and widths that follow attributes: QGIS's own reader of SLD takes numbers only."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from qgis.core import (
    Qgis,
    QgsFeatureRenderer,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
)

from emulator.work.ogc_expressions import mixed_in_qgis
from emulator.work.safexml import local_name
from emulator.work.sld import SLD

_DRAWN = frozenset({"PointSymbolizer", "LineSymbolizer", "PolygonSymbolizer"})
_PARAMETERS = {
    QgsSymbolLayer.Property.Size: f"{{{SLD}}}Graphic/{{{SLD}}}Size",
    QgsSymbolLayer.Property.Angle: f"{{{SLD}}}Graphic/{{{SLD}}}Rotation",
    QgsSymbolLayer.Property.StrokeWidth: f"{{{SLD}}}Stroke/{{{SLD}}}CssParameter[@name='stroke-width']",
}


def follow(renderer: QgsFeatureRenderer, root: etree._Element) -> None:
    """Changes the symbols of the renderer that QGIS made of the style."""
    rules = list(root.iter(f"{{{SLD}}}Rule"))
    symbols = list(_symbols(renderer))
    if len(rules) != len(symbols):
        return
    for rule, symbol in zip(rules, symbols):
        parts = [child for child in rule if local_name(child) in _DRAWN]
        if symbol is not None and symbol.symbolLayerCount() == len(parts):
            for index, part in enumerate(parts):
                _follow(symbol.symbolLayer(index), part)


def _symbols(renderer: QgsFeatureRenderer) -> Iterator[QgsSymbol | None]:
    if isinstance(renderer, QgsSingleSymbolRenderer):
        yield renderer.symbol()
    elif isinstance(renderer, QgsRuleBasedRenderer):
        yield from (rule.symbol() for rule in renderer.rootRule().children())


def _follow(layer: QgsSymbolLayer, part: etree._Element) -> None:
    for key, path in _PARAMETERS.items():
        parameter = part.find(path)
        if parameter is not None and len(parameter):
            layer.setDataDefinedProperty(key, QgsProperty.fromExpression(mixed_in_qgis(parameter)))
            layer.setOutputUnit(Qgis.RenderUnit.Pixels)
