"""Labels: one rule of the style for each rule of the labelling. bridgestyle reads the text and its buffer.

What it gets wrong is set right here: quadrants, distances and their units, weight, opacity, filters of nested rules.
"""

from __future__ import annotations

from typing import Any

from bridgestyle.qgis import togeostyler
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsPalLayerSettings,
    QgsPropertyCollection,
    QgsRuleBasedLabeling,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.symbology.label_omissions import tell_of_labels
from cartes_gouv_plugin.bridge.symbology.losses import Losses
from cartes_gouv_plugin.bridge.symbology.rules import Scales, active_rules, scales_of
from cartes_gouv_plugin.bridge.symbology.units import PIXELS_PER_MM
from cartes_gouv_plugin.bridge.symbology.words import Words

_MM = {
    Qgis.RenderUnit.Millimeters: 1.0,
    Qgis.RenderUnit.Points: 25.4 / 72,
    Qgis.RenderUnit.Pixels: 1 / PIXELS_PER_MM,
    Qgis.RenderUnit.Inches: 25.4,
}
_CASES = {Qgis.Capitalization.AllUppercase: "strToUpper", Qgis.Capitalization.AllLowercase: "strToLower"}
_DEFAULT_TEXT_MM = 3.5
_BOLD = 75
# Where the text is held, from its lower left corner, for each quadrant around a point.
ANCHORS = {
    Qgis.LabelQuadrantPosition.AboveLeft: (1.0, 0.0),
    Qgis.LabelQuadrantPosition.Above: (0.5, 0.0),
    Qgis.LabelQuadrantPosition.AboveRight: (0.0, 0.0),
    Qgis.LabelQuadrantPosition.Left: (1.0, 0.5),
    Qgis.LabelQuadrantPosition.Over: (0.5, 0.5),
    Qgis.LabelQuadrantPosition.Right: (0.0, 0.5),
    Qgis.LabelQuadrantPosition.BelowLeft: (1.0, 1.0),
    Qgis.LabelQuadrantPosition.Below: (0.5, 1.0),
    Qgis.LabelQuadrantPosition.BelowRight: (0.0, 1.0),
}

Rule = dict[str, Any]


def labelled(
    layer: QgsVectorLayer,
    stand_in: QgsVectorLayer,
    words: Words,
    losses: Losses,
) -> list[Rule]:
    """The rules that write labels, attributes still under their names in QGIS."""
    labeling = layer.labeling()
    if not layer.labelsEnabled() or labeling is None:
        return []
    if isinstance(labeling, QgsRuleBasedLabeling):
        wanted = _flatten(labeling.rootRule(), "", scales_of(layer))
    elif isinstance(labeling, QgsVectorLayerSimpleLabeling):
        wanted = [("labels", "", scales_of(layer), labeling.settings())]
    else:
        losses.add(QCoreApplication.translate("CartesGouv", "This kind of labels cannot be carried."))
        return []
    rules = []
    for name, condition, scales, settings in wanted:
        losses.about(name if len(wanted) > 1 else "")
        rule = _rule(stand_in, QgsPalLayerSettings(settings), words, losses)
        if rule is not None and _limit(rule, name, condition, scales, settings, words, losses):
            rules.append(rule)
    return rules


def _flatten(
    parent: QgsRuleBasedLabeling.Rule, condition: str, scales: Scales
) -> list[tuple[str, str, Scales, QgsPalLayerSettings]]:
    found = []
    for rule, own, limits in active_rules(parent, condition, scales):
        if rule.settings() is not None and (rule.settings().fieldName or rule.settings().isExpression):
            found.append((rule.description() or "labels", own, limits, rule.settings()))
        found += _flatten(rule, own, limits)
    return found


def _limit(
    rule: Rule,
    name: str,
    condition: str,
    scales: Scales,
    settings: QgsPalLayerSettings,
    words: Words,
    losses: Losses,
) -> bool:
    """Sets the rule's name, filter and scales. False when its filter cannot be said: no label is better than all."""
    rule["name"] = name
    if condition:
        said = words.condition(condition)
        if said is None:
            losses.add_filter(condition)
            return False
        if said is False:
            return False
        if said is not True:
            rule["filter"] = said
    if settings.scaleVisibility:
        scales = Scales(settings.minimumScale, settings.maximumScale).within(scales)
    rule.pop("scaleDenominator", None)
    limits = {"max": scales.minimum, "min": scales.maximum}
    if any(limits.values()):
        rule["scaleDenominator"] = {key: limit for key, limit in limits.items() if limit > 0}
    return not scales.empty


def _rule(
    stand_in: QgsVectorLayer,
    settings: QgsPalLayerSettings,
    words: Words,
    losses: Losses,
) -> Rule | None:
    if not _say_text(settings, words, losses):
        return None
    tell_of_labels(settings, losses)
    settings.setDataDefinedProperties(QgsPropertyCollection())
    text_format = _in_millimetres(settings.format())
    settings.setFormat(text_format)
    quadrant = settings.pointSettings().quadrant()
    _set_quadrant(settings, Qgis.LabelQuadrantPosition.Over)
    stand_in.setLabelsEnabled(True)
    stand_in.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    made = togeostyler.processLabelingLayer(stand_in)
    stand_in.setLabelsEnabled(False)
    if not made:
        return None
    text = made[0]["symbolizers"][0]
    text["label"] = words.value(_text_of(settings))
    _place(text, settings, quadrant, stand_in.geometryType())
    _dress(text, text_format)
    return made[0]


def _say_text(settings: QgsPalLayerSettings, words: Words, losses: Losses) -> bool:
    """Makes the text one that can be said; the nearest to an expression that cannot is the attribute it shows."""
    text = _text_of(settings)
    if words.says(text):
        return True
    named = sorted((name for name in QgsExpression(text).referencedColumns() if name in words.fields), key=text.find)
    if not named:
        losses.add(QCoreApplication.translate("CartesGouv", "These labels cannot be carried: {text}").format(text=text))
        return False
    losses.add(
        QCoreApplication.translate("CartesGouv", "Labels show « {field} » alone instead of: {text}").format(
            field=named[0], text=text
        )
    )
    settings.fieldName, settings.isExpression = named[0], False
    return True


def _text_of(settings: QgsPalLayerSettings) -> str:
    """An expression; the name of a field, which may hold blanks and quotes, becomes one."""
    if settings.isExpression:
        return str(settings.fieldName)
    return str(QgsExpression.quotedColumnRef(settings.fieldName))


def _set_quadrant(settings: QgsPalLayerSettings, quadrant: Qgis.LabelQuadrantPosition) -> None:
    point = settings.pointSettings()
    point.setQuadrant(quadrant)
    settings.setPointSettings(point)


def _in_millimetres(text_format: QgsTextFormat) -> QgsTextFormat:
    made = QgsTextFormat(text_format)
    factor = _MM.get(made.sizeUnit())
    made.setSize(made.size() * factor if factor else _DEFAULT_TEXT_MM)
    made.setSizeUnit(Qgis.RenderUnit.Millimeters)
    buffer = made.buffer()
    buffer.setSize(buffer.size() * _MM.get(buffer.sizeUnit(), 1.0))
    buffer.setSizeUnit(Qgis.RenderUnit.Millimeters)
    made.setBuffer(buffer)
    return made


def _place(
    text: Rule, settings: QgsPalLayerSettings, quadrant: Qgis.LabelQuadrantPosition, geometry: Qgis.GeometryType
) -> None:
    """Distances become pixels; a line's labels follow it, a polygon's stand in its middle."""
    distance = settings.dist * _MM.get(settings.distUnits, 1.0) * PIXELS_PER_MM
    if geometry == Qgis.GeometryType.Line:
        above = settings.lineSettings().placementFlags() & Qgis.LabelLinePlacementFlag.AboveLine
        text["perpendicularOffset"] = distance + settings.format().size() * PIXELS_PER_MM / 2 if above else 0.0
        return
    text.pop("anchor", None)
    unit = _MM.get(settings.offsetUnits, 1.0) * PIXELS_PER_MM
    x, y = settings.xOffset * unit, -settings.yOffset * unit
    anchor = (0.5, 0.5)
    if settings.placement == Qgis.LabelPlacement.OverPoint:
        anchor = ANCHORS[quadrant]
    elif geometry == Qgis.GeometryType.Point:
        anchor, x, y = (0.0, 0.0), x + distance, y + distance
    text["anchorPointX"], text["anchorPointY"] = anchor
    text["offset"] = [x, y]
    text["rotate"] = settings.angleOffset


def _dress(text: Rule, text_format: QgsTextFormat) -> None:
    font = text_format.font()
    style = text_format.namedStyle().lower()
    text["fontWeight"] = "bold" if font.bold() or "bold" in style or font.weight() >= _BOLD else "normal"
    text["fontStyle"] = "italic" if font.italic() or "italic" in style or "oblique" in style else "normal"
    text["opacity"] = text_format.opacity()  # QGIS takes no heed of an opacity in the colour of a text
    text.pop("background", None)
    said = _CASES.get(text_format.capitalization())
    if said is not None:
        text["label"] = [said, text["label"]]
