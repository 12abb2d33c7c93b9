"""The labels of an SLD as QGIS writes them.

QGIS's own reader of SLD takes attributes for a text and nothing else, and holds every text by its middle; the
platform's map server knows expressions and anchors, so the labels are read here.
"""

from __future__ import annotations

from lxml import etree
from qgis.core import (
    Qgis,
    QgsOgcUtils,
    QgsPalLayerSettings,
    QgsRuleBasedLabeling,
    QgsTextFormat,
)
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

from emulator.work.ogc_expressions import mixed_in_qgis
from emulator.work.safexml import text_of
from emulator.work.sld import OGC, SLD

_QUADRANTS = {
    (1.0, 0.0): Qgis.LabelQuadrantPosition.AboveLeft,
    (0.5, 0.0): Qgis.LabelQuadrantPosition.Above,
    (0.0, 0.0): Qgis.LabelQuadrantPosition.AboveRight,
    (1.0, 0.5): Qgis.LabelQuadrantPosition.Left,
    (0.0, 0.5): Qgis.LabelQuadrantPosition.Right,
    (1.0, 1.0): Qgis.LabelQuadrantPosition.BelowLeft,
    (0.5, 1.0): Qgis.LabelQuadrantPosition.Below,
    (0.0, 1.0): Qgis.LabelQuadrantPosition.BelowRight,
}
_PIXELS = Qgis.RenderUnit.Pixels
_FONT_SIZE, _COLOUR = 10.0, "#000000"
"""What SLD 1.0.0 takes when nothing is said."""


def labeling(root: etree._Element) -> QgsRuleBasedLabeling | None:
    """None for a style that writes nothing."""
    rules = QgsRuleBasedLabeling.Rule(None)
    for rule in root.iter(f"{{{SLD}}}Rule"):
        for text in rule.findall(f"{{{SLD}}}TextSymbolizer"):
            rules.appendChild(_rule(rule, text))
    return QgsRuleBasedLabeling(rules) if rules.children() else None


def _rule(rule: etree._Element, text: etree._Element) -> QgsRuleBasedLabeling.Rule:
    made = QgsRuleBasedLabeling.Rule(_settings(text))
    condition = rule.find(f"{{{OGC}}}Filter")
    if condition is not None:
        document = QDomDocument()
        document.setContent(etree.tostring(condition).decode(), True)
        expression = QgsOgcUtils.expressionFromOgcFilter(document.documentElement())
        made.setFilterExpression(expression.expression() if expression is not None else "FALSE")
    made.setMinimumScale(_number(rule, "MaxScaleDenominator", 0.0))
    made.setMaximumScale(_number(rule, "MinScaleDenominator", 0.0))
    return made


def _settings(text: etree._Element) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = mixed_in_qgis(text.find(f"{{{SLD}}}Label")), True
    settings.setFormat(_format(text))
    _place(settings, text)
    return settings


def _format(text: etree._Element) -> QgsTextFormat:
    font, fill, halo = (text.find(f"{{{SLD}}}{name}") for name in ("Font", "Fill", "Halo"))
    made = QgsTextFormat()
    face = QFont(_css(font, "font-family", "sans-serif"))
    face.setBold(_css(font, "font-weight", "normal") == "bold")
    face.setItalic(_css(font, "font-style", "normal") in ("italic", "oblique"))
    made.setFont(face)
    made.setSize(float(_css(font, "font-size", str(_FONT_SIZE))))
    made.setSizeUnit(_PIXELS)
    made.setColor(QColor(_css(fill, "fill", _COLOUR)))
    made.setOpacity(float(_css(fill, "fill-opacity", "1")))
    if halo is not None:
        buffer = made.buffer()
        buffer.setEnabled(True)
        buffer.setSize(_number(halo, "Radius", 1.0))
        buffer.setSizeUnit(_PIXELS)
        inside = halo.find(f"{{{SLD}}}Fill")
        buffer.setColor(QColor(_css(inside, "fill", "#ffffff")))
        buffer.setOpacity(float(_css(inside, "fill-opacity", "1")))
        made.setBuffer(buffer)
    return made


def _place(settings: QgsPalLayerSettings, text: etree._Element) -> None:
    line = text.find(f"{{{SLD}}}LabelPlacement/{{{SLD}}}LinePlacement")
    if line is not None:
        settings.placement = Qgis.LabelPlacement.Line
        beside = _number(line, "PerpendicularOffset", 0.0)
        flag = Qgis.LabelLinePlacementFlag.AboveLine if beside > 0 else Qgis.LabelLinePlacementFlag.OnLine
        settings.lineSettings().setPlacementFlags(Qgis.LabelLinePlacementFlags(flag))
        settings.dist = max(0.0, beside - settings.format().size() / 2)
        settings.distUnits = _PIXELS
        return
    settings.placement = Qgis.LabelPlacement.OverPoint
    anchor = (_number(text, "AnchorPointX", 0.0), _number(text, "AnchorPointY", 0.5))
    point = settings.pointSettings()
    point.setQuadrant(_QUADRANTS.get(anchor, Qgis.LabelQuadrantPosition.Over))
    settings.setPointSettings(point)
    settings.xOffset, settings.yOffset = _number(text, "DisplacementX", 0.0), -_number(text, "DisplacementY", 0.0)
    settings.offsetUnits = _PIXELS
    settings.angleOffset = _number(text, "Rotation", 0.0)
    settings.centroidInside = False


def _css(parent: etree._Element | None, name: str, default: str) -> str:
    found = None if parent is None else parent.find(f"{{{SLD}}}CssParameter[@name='{name}']")
    return text_of(found) or default


def _number(parent: etree._Element, name: str, default: float) -> float:
    found = next(parent.iter(f"{{{SLD}}}{name}"), None)
    try:
        return float(text_of(found))
    except ValueError:
        return default
