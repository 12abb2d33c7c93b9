"""Gives a served WFS layer the look that its service has. Main thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsRuleBasedLabeling,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtXml import QDomDocument, QDomElement

from cartes_gouv_plugin.bridge.symbology.labels import ANCHORS
from cartes_gouv_plugin.core.services.reader_styles import TableStyle

QML = "qml"
_LOOK = (
    QgsMapLayer.StyleCategory.Symbology
    | QgsMapLayer.StyleCategory.Labeling
    | QgsMapLayer.StyleCategory.Diagrams
    | QgsMapLayer.StyleCategory.Rendering
)
"""A style of somebody else must bring no action and no form: both may hold code."""
_STAND_IN = "cartes_gouv_label_"
_PIXEL_MM = 0.28
"""The pixel of the SLD standard."""


def dress(layer: QgsVectorLayer, style: TableStyle) -> bool:
    """False when QGIS cannot make anything of the style: the layer then keeps the look that it had."""
    document = QDomDocument()
    document.setContent(style.content, style.format != QML)
    if style.format == QML:
        dressed, _said = layer.importNamedStyle(document, _LOOK)
        return bool(dressed)
    named = document.documentElement().firstChildElement("NamedLayer")
    if named.isNull() or named.firstChildElement("UserStyle").isNull():
        return False
    texts = _take_texts(document)
    outcome = layer.readSld(named, "")
    if not (outcome[0] if isinstance(outcome, tuple) else outcome):
        return False
    _put_texts(layer, texts)
    return True


@dataclass(frozen=True)
class _Text:
    """`size`: of the characters, in millimetres; 0 where the style does not say it.

    `quadrant`: where the text stands to its point, None where the style does not say it; `shift`: right and down, in
    millimetres. QGIS reads an anchor as a shift of as many pixels.
    """

    expression: str
    size: float
    quadrant: Qgis.LabelQuadrantPosition | None = None
    shift: tuple[float, float] = (0.0, 0.0)


def _take_texts(document: QDomDocument) -> dict[str, _Text]:
    """QGIS reads a label that is one attribute, not one that puts several together, and no broken size: labels get a
    stand-in for a while, under which their own words are kept.
    """
    texts: dict[str, _Text] = {}
    space = document.documentElement().namespaceURI()
    symbolizers = document.elementsByTagNameNS(space, "TextSymbolizer")
    for number in range(symbolizers.count()):
        symbolizer = symbolizers.at(number).toElement()
        label = symbolizer.firstChildElement("Label")
        said = label.firstChildElement()
        expression = _expression(said) if not said.isNull() and said.nextSiblingElement().isNull() else ""
        if not expression:
            continue
        name = f"{_STAND_IN}{number}"
        texts[name] = _Text(expression, _size(symbolizer) * _PIXEL_MM, *_place(symbolizer))
        attribute = document.createElementNS(said.namespaceURI(), "ogc:PropertyName")
        attribute.appendChild(document.createTextNode(name))
        label.replaceChild(attribute, said)
    return texts


def _size(symbolizer: QDomElement) -> float:
    """In pixels of the standard; 0 when it is not said as a number."""
    for parameter in _children(symbolizer.firstChildElement("Font")):
        if parameter.attribute("name") == "font-size":
            try:
                return max(0.0, float(parameter.text()))
            except ValueError:
                return 0.0
    return 0.0


def _place(symbolizer: QDomElement) -> tuple[Qgis.LabelQuadrantPosition | None, tuple[float, float]]:
    """The quadrant, and the shift in millimetres. An anchor between the nine that QGIS has is the nearest of them."""
    point = symbolizer.firstChildElement("LabelPlacement").firstChildElement("PointPlacement")
    anchor = point.firstChildElement("AnchorPoint")
    if anchor.isNull():
        return None, (0.0, 0.0)
    x, y = (_number(anchor.firstChildElement(f"AnchorPoint{axis}"), 0.0) for axis in "XY")
    nearest = min(ANCHORS, key=lambda quadrant: (ANCHORS[quadrant][0] - x) ** 2 + (ANCHORS[quadrant][1] - y) ** 2)
    moved = point.firstChildElement("Displacement")
    right, up = (_number(moved.firstChildElement(f"Displacement{axis}"), 0.0) for axis in "XY")
    return nearest, (right * _PIXEL_MM, -up * _PIXEL_MM)


def _number(element: QDomElement, otherwise: float) -> float:
    try:
        return float(element.text())
    except ValueError:
        return otherwise


def _expression(element: QDomElement) -> str:
    """What attributes and texts put together say in QGIS's words; empty for what it is not sure of."""
    kind = element.tagName().rpartition(":")[2]
    if kind == "PropertyName":
        # A row without a value still has the rest of its label, as on the platform.
        return f"coalesce({QgsExpression.quotedColumnRef(element.text())}, '')"
    if kind == "Literal":
        return str(QgsExpression.quotedString(element.text()))
    if kind != "Function" or element.attribute("name").lower() not in ("concatenate", "strconcat"):
        return ""
    parts = [_expression(child) for child in _children(element)]
    return " || ".join(parts) if parts and all(parts) else ""


def _children(element: QDomElement) -> Iterator[QDomElement]:
    child = element.firstChildElement()
    while not child.isNull():
        yield child
        child = child.nextSiblingElement()


def _put_texts(layer: QgsVectorLayer, texts: dict[str, _Text]) -> None:
    labeling = layer.labeling()
    if not texts or labeling is None:
        return
    if isinstance(labeling, QgsRuleBasedLabeling):
        changed = labeling.clone()
        for rule in changed.rootRule().descendants():
            settings = rule.settings()
            if settings is not None and settings.fieldName in texts:
                rule.setSettings(_said(settings, texts))
        layer.setLabeling(changed)
    elif labeling.settings().fieldName in texts:
        layer.setLabeling(QgsVectorLayerSimpleLabeling(_said(labeling.settings(), texts)))


def _said(settings: QgsPalLayerSettings, texts: dict[str, _Text]) -> QgsPalLayerSettings:
    text = texts[settings.fieldName]
    changed = QgsPalLayerSettings(settings)
    changed.fieldName, changed.isExpression = text.expression, True
    if text.quadrant is not None and changed.placement == Qgis.LabelPlacement.OverPoint:
        point = changed.pointSettings()
        point.setQuadrant(text.quadrant)
        changed.setPointSettings(point)
        changed.xOffset, changed.yOffset = text.shift
        changed.offsetUnits = Qgis.RenderUnit.Millimeters
    if text.size:
        written = changed.format()
        written.setSize(text.size)
        written.setSizeUnit(Qgis.RenderUnit.Millimeters)
        changed.setFormat(written)
    return changed
