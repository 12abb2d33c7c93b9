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
from qgis.PyQt.QtCore import QCoreApplication, QDate, QDateTime, QMetaType, QTime
from qgis.PyQt.QtGui import QPainter

from cartes_gouv_plugin.bridge.symbology.equivalents import Equivalents, Setting
from cartes_gouv_plugin.bridge.symbology.expressions import converted, properties_of, renamed
from cartes_gouv_plugin.bridge.symbology.labels import labelled
from cartes_gouv_plugin.bridge.symbology.losses import Losses
from cartes_gouv_plugin.bridge.symbology.pictures import Pictures
from cartes_gouv_plugin.bridge.symbology.rules import FlatRule, flat_rules
from cartes_gouv_plugin.bridge.symbology.strokes import strokes_of, with_strokes
from cartes_gouv_plugin.bridge.symbology.units import middle_scale

_NORMAL = QPainter.CompositionMode.CompositionMode_SourceOver
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
    levels: tuple[int, ...]
    pictures: Pictures


def read_look(
    layer: QgsVectorLayer,
    table: str,
    fields: Mapping[str, str],
    shapes: frozenset[str],
    pictures: Pictures,
    losses: Losses,
) -> Look:
    """`fields`: attribute to published name, for those that are published; `shapes` as in `Setting`."""
    _tell_what_is_lost(layer, losses)
    rules = flat_rules(layer)
    if rules is None:
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "This kind of drawing (heat map, clusters…) cannot be carried: a plain symbol is used."
            )
        )
        rules = []
    stand_in = _stand_in(layer)
    converter = ExpressionConverter(stand_in)
    rules = [rule for rule in rules if _can_be_said(rule, converter, fields, losses, len(rules) > 1)]
    strokes = _simplify(layer, rules, shapes, pictures, losses)
    rules = [rule for rule in rules if rule.symbol.symbolLayerCount()]
    stand_in.setRenderer(_renderer(rules))
    style, _icons, _sprites, warnings = togeostyler.convert(stand_in)
    losses.about("")
    for warning in warnings:
        losses.add(warning)
    made = {"rules": [], **copy.deepcopy(style), "name": table}
    with_strokes(made["rules"], strokes)
    for drawn, rule in zip(made["rules"], rules):
        _complete(drawn, rule, converter)
    made["rules"] += labelled(layer, stand_in, converter, fields, losses)
    return Look(renamed(made, fields), _levels(layer), pictures)


def _tell_what_is_lost(layer: QgsVectorLayer, losses: Losses) -> None:
    if layer.blendMode() != _NORMAL or layer.featureBlendMode() != _NORMAL:
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "Blending modes cannot be carried: colours are laid over each other."
            )
        )
    effect = layer.renderer().paintEffect() if layer.renderer() is not None else None
    if effect is not None and effect.enabled() and effect.type() != "drawSource":
        losses.add(QCoreApplication.translate("CartesGouv", "The layer's effects cannot be carried."))
    if layer.diagramsEnabled():
        losses.add(QCoreApplication.translate("CartesGouv", "Diagrams cannot be carried."))


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


def _can_be_said(
    rule: FlatRule, converter: ExpressionConverter, fields: Mapping[str, str], losses: Losses, several: bool
) -> bool:
    """A filter that cannot be said would let everything through: its rule is left out, and told."""
    losses.about(rule.label if several else "")
    if not rule.filter:
        return True
    expression = converted(rule.filter, converter)
    if expression is not None and all(name in fields for name in properties_of(expression)):
        return True
    losses.add(
        QCoreApplication.translate("CartesGouv", "Its filter cannot be carried, so it is left out: {filter}").format(
            filter=rule.filter
        )
    )
    return False


def _simplify(
    layer: QgsVectorLayer, rules: list[FlatRule], shapes: frozenset[str], pictures: Pictures, losses: Losses
) -> list[list[Any]]:
    strokes = []
    for rule in rules:
        losses.about(rule.label if len(rules) > 1 else "")
        scale = middle_scale(rule.scales.minimum, rule.scales.maximum)
        degrees = layer.crs().mapUnits() == Qgis.DistanceUnit.Degrees
        setting = Setting(shapes, scale, degrees, layer.geometryType())
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


def _complete(drawn: dict[str, Any], rule: FlatRule, converter: ExpressionConverter) -> None:
    if rule.filter:
        drawn["filter"] = converted(rule.filter, converter)
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
