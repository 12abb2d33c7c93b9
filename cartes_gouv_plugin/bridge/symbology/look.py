"""A layer's look as bridgestyle reads it, corrected where it goes wrong. Main thread.

bridgestyle 0.1.9 reads a layer, its first features included, and keeps its state in module variables. It is given
one in memory that stands in for the real one: same fields, one made-up row, flat rules, sizes in millimetres and only
those symbol layers that it knows. What it answers (GeoStyler's form, expressions as lists) is completed and checked.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridgestyle.qgis import togeostyler
from bridgestyle.qgis.expressions import ExpressionConverter
from qgis.core import (
    Qgis,
    QgsFeature,
    QgsField,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, QTime

from cartes_gouv_plugin.bridge.symbology.equivalents import Equivalents, Setting
from cartes_gouv_plugin.bridge.symbology.expressions import renamed
from cartes_gouv_plugin.bridge.symbology.labels import labelled
from cartes_gouv_plugin.bridge.symbology.language import Language
from cartes_gouv_plugin.bridge.symbology.losses import Losses
from cartes_gouv_plugin.bridge.symbology.omissions import tell_of_layer, tell_of_symbol
from cartes_gouv_plugin.bridge.symbology.pictures import Pictures
from cartes_gouv_plugin.bridge.symbology.rules import FlatRule, flat_rules
from cartes_gouv_plugin.bridge.symbology.strokes import strokes_of, with_strokes
from cartes_gouv_plugin.bridge.symbology.units import middle_scale
from cartes_gouv_plugin.bridge.symbology.words import Words

_SAMPLES: dict[object, object] = {
    QMetaType.Type.QString: "a",
    QMetaType.Type.Bool: True,
    QMetaType.Type.Double: 1.5,
    QMetaType.Type.QDate: QDate(2000, 1, 1),
    QMetaType.Type.QDateTime: QDateTime(QDate(2000, 1, 1), QTime(0, 0)),
    QMetaType.Type.QTime: QTime(0, 0),
}


@dataclass(frozen=True)
class Look:
    """`style`: GeoStyler's form, attributes under their published names. `levels`: drawing passes in use."""

    style: Mapping[str, Any]
    geometry: Qgis.GeometryType
    levels: tuple[int, ...]
    pictures: Pictures

    @property
    def draws(self) -> bool:
        """Whether anything is left to draw or to write."""
        return any(rule["symbolizers"] for rule in self.style["rules"])


def read_look(
    layer: QgsVectorLayer,
    table: str,
    fields: Mapping[str, str],
    language: Language,
    pictures: Pictures,
    losses: Losses,
) -> Look:
    """`fields`: attribute to published name, for those that are published."""
    tell_of_layer(layer, losses)
    rules = flat_rules(layer) or []
    stand_in = _stand_in(layer)
    words = Words(ExpressionConverter(stand_in), fields, language)
    rules = [rule for rule in rules if _can_be_said(rule, words, losses, len(rules) > 1)]
    strokes = _simplify(layer, rules, words, pictures, losses)
    rules = [rule for rule in rules if rule.symbol.symbolLayerCount()]
    stand_in.setRenderer(_renderer(rules))
    style, _icons, _sprites, warnings = togeostyler.convert(stand_in)
    losses.about("")
    for warning in warnings:
        losses.add(warning)
    made = {"rules": [], **copy.deepcopy(style), "name": table}
    with_strokes(made["rules"], strokes)
    for drawn, rule in zip(made["rules"], rules):
        _complete(drawn, rule, words)
    made["rules"] += labelled(layer, stand_in, words, losses)
    return Look(renamed(made, fields), layer.geometryType(), _levels(layer), pictures)


def _stand_in(layer: QgsVectorLayer) -> QgsVectorLayer:
    kind = QgsWkbTypes.displayString(QgsWkbTypes.flatType(layer.wkbType()))
    made = QgsVectorLayer(f"{kind}?crs={layer.crs().authid()}", layer.name(), "memory")
    fields = [QgsField(field.name(), field.type(), subType=field.subType()) for field in layer.fields()]
    made.dataProvider().addAttributes(fields)
    made.updateFields()
    feature = QgsFeature(made.fields())
    feature.setAttributes([_SAMPLES.get(field.type(), 1) for field in made.fields()])
    feature.setValid(True)
    made.dataProvider().addFeatures([feature])
    made.setOpacity(layer.opacity())
    return made


def _can_be_said(rule: FlatRule, words: Words, losses: Losses, several: bool) -> bool:
    """A filter that cannot be said would let everything through: its rule is left out, and told."""
    losses.about(rule.label if several else "")
    said = words.condition(rule.filter) if rule.filter else True
    if said is not None:
        return said is not False
    losses.add_filter(rule.filter)
    return False


def _simplify(
    layer: QgsVectorLayer, rules: list[FlatRule], words: Words, pictures: Pictures, losses: Losses
) -> list[list[Any]]:
    strokes = []
    for rule in rules:
        losses.about(rule.label if len(rules) > 1 else "")
        scale = middle_scale(rule.scales.minimum, rule.scales.maximum)
        degrees = layer.crs().mapUnits() == Qgis.DistanceUnit.Degrees
        setting = Setting(words.language, words.says, scale, degrees, layer.geometryType())
        tell_of_symbol(rule.symbol, losses)
        Equivalents(setting, pictures, losses).apply(rule.symbol)
        if rule.symbol.symbolLayerCount():
            strokes.append(strokes_of(rule.symbol))
    return strokes


def _renderer(rules: list[FlatRule]) -> QgsRuleBasedRenderer:
    """Without the filters: they are converted apart."""
    root = QgsRuleBasedRenderer.Rule(None)
    for rule in rules:
        made = QgsRuleBasedRenderer.Rule(rule.symbol.clone(), label=rule.label)
        root.appendChild(made)
    return QgsRuleBasedRenderer(root)


def _complete(drawn: dict[str, Any], rule: FlatRule, words: Words) -> None:
    if rule.filter:
        said = words.condition(rule.filter)
        drawn.update({} if said is True else {"filter": said})
    scale = {}
    if rule.scales.minimum > 0:
        scale["max"] = rule.scales.minimum
    if rule.scales.maximum > 0:
        scale["min"] = rule.scales.maximum
    drawn.pop("scaleDenominator", None)
    if scale:
        drawn["scaleDenominator"] = scale
    for symbolizer in drawn["symbolizers"]:
        symbolizer.pop("Geometry", None)


def _levels(layer: QgsVectorLayer) -> tuple[int, ...]:
    renderer = layer.renderer()
    if renderer is None or not renderer.usingSymbolLevels():
        return ()
    symbols = [rule.symbol for rule in flat_rules(layer) or []]
    return tuple(sorted({symbol.symbolLayer(i).renderingPass() for symbol in symbols
                         for i in range(symbol.symbolLayerCount())}))  # fmt: skip
