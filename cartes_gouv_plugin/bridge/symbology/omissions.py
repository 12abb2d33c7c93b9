"""What no style language of the platform has words for, whatever the symbol: said, so that nothing is lost silently."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEmbeddedSymbolRenderer,
    QgsGraduatedSymbolRenderer,
    QgsInvertedPolygonRenderer,
    QgsMergedFeatureRenderer,
    QgsNullSymbolRenderer,
    QgsPointDistanceRenderer,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QPainter

from cartes_gouv_plugin.bridge.symbology.losses import Losses

_NORMAL = QPainter.CompositionMode.CompositionMode_SourceOver
_NOTHING = frozenset({"", "0", "0.0", "0,0", "False", "NULL"})
_OWN_DRAWING = (
    QgsCategorizedSymbolRenderer,
    QgsGraduatedSymbolRenderer,
    QgsNullSymbolRenderer,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
)


def tell_of_layer(layer: QgsVectorLayer, losses: Losses) -> None:
    """Blending, effects, diagrams, drawing order, and renderers that do more than give a symbol to each object."""
    if layer.blendMode() != _NORMAL or layer.featureBlendMode() != _NORMAL:
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "Blending modes cannot be carried: colours are laid over each other."
            )
        )
    if layer.diagramsEnabled():
        losses.add(QCoreApplication.translate("CartesGouv", "Diagrams cannot be carried."))
    renderer = layer.renderer()
    if renderer is None:
        return
    effect = renderer.paintEffect()
    if effect is not None and effect.enabled() and effect.type() != "drawSource":
        losses.add(QCoreApplication.translate("CartesGouv", "The layer's effects cannot be carried."))
    if renderer.orderByEnabled():
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "The drawing order of objects cannot be carried: they are drawn as they come."
            )
        )
    said = _of_renderer(layer)
    if said:
        losses.add(said)


def _of_renderer(layer: QgsVectorLayer) -> str:
    renderer = layer.renderer()
    if isinstance(renderer, QgsInvertedPolygonRenderer):
        return QCoreApplication.translate(
            "CartesGouv", "What lies outside polygons cannot be drawn: only their outlines are."
        )
    if isinstance(renderer, QgsMergedFeatureRenderer):
        return QCoreApplication.translate("CartesGouv", "Objects are not merged: each is drawn by itself.")
    if isinstance(renderer, QgsPointDistanceRenderer):
        return QCoreApplication.translate(
            "CartesGouv", "Points close to each other are neither moved apart nor grouped: each is drawn in its place."
        )
    if isinstance(renderer, QgsEmbeddedSymbolRenderer):
        return QCoreApplication.translate(
            "CartesGouv", "Symbols that come with each object cannot be carried: all get the layer's own symbol."
        )
    if isinstance(renderer, _OWN_DRAWING) or QgsRuleBasedRenderer.convertFromRenderer(renderer) is not None:
        return ""
    return QCoreApplication.translate(
        "CartesGouv", "This kind of drawing (heat map, clusters…) cannot be carried: a plain symbol is used."
    )


def tell_of_symbol(symbol: QgsSymbol, losses: Losses) -> None:
    """An opacity of the whole symbol that follows an expression."""
    for key, wanted in _active(symbol.dataDefinedProperties()).items():
        _tell_followed(QgsSymbol.propertyDefinitions()[key].description(), wanted, losses)


def tell_of_effects(layer: QgsSymbolLayer, losses: Losses) -> None:
    effect = layer.paintEffect()
    if effect is None or not effect.enabled():
        return
    stack = [item for item in (effect.effectList() if effect.type() == "effectStack" else [effect]) if item.enabled()]
    if any(item.type() != "drawSource" for item in stack):
        losses.add(QCoreApplication.translate("CartesGouv", "Its effects (shadow, glow, blur) cannot be carried."))
    elif any(item.opacity() < 1 or item.blendMode() != _NORMAL for item in stack):
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "The opacity and the blending of its effects cannot be carried: it is drawn plainly."
            )
        )


def keep_said(layer: QgsSymbolLayer, said: frozenset[int], losses: Losses) -> None:
    """Takes the data-defined properties away that are not `said`, and tells them by QGIS's own names for them."""
    collection = layer.dataDefinedProperties()
    definitions = QgsSymbolLayer.propertyDefinitions()
    for key, wanted in _active(collection).items():
        if key not in said:
            _tell_followed(definitions[key].description(), wanted, losses)
            collection.setProperty(key, QgsProperty())
    layer.setDataDefinedProperties(collection)


def _active(collection: object) -> Mapping[int, QgsProperty]:
    return {key: collection.property(key) for key in collection.propertyKeys() if collection.isActive(key)}


def _tell_followed(name: str, wanted: QgsProperty, losses: Losses) -> None:
    losses.add(
        QCoreApplication.translate(
            "CartesGouv", "“{property}” follows an expression that cannot be carried: {expression}"
        ).format(property=name, expression=wanted.asExpression())
    )


def tell_of_details(layer: QgsSymbolLayer, losses: Losses) -> None:
    """Settings of lines and patterns that are not at rest."""
    properties = layer.properties()
    told = [
        sentence
        for key, sentence in _details(layer.layerType()).items()
        if str(properties.get(key, "0")) not in _NOTHING
    ]
    if layer.layerType() in ("MarkerLine", "HashLine") and str(properties.get("rotate", "1")) == "0":
        told.append(QCoreApplication.translate("CartesGouv", "Markers along a line turn with it."))
    for sentence in told:
        losses.add(sentence)


def _details(kind: str) -> Mapping[str, str]:
    inside = QCoreApplication.translate("CartesGouv", "A line kept inside its polygon is drawn on the border.")
    trimmed = QCoreApplication.translate("CartesGouv", "A line shortened at its ends is drawn whole.")
    rings = QCoreApplication.translate("CartesGouv", "A line for some rings only is drawn on all of them.")
    aside = QCoreApplication.translate("CartesGouv", "Markers beside a line are drawn on it.")
    scattered = QCoreApplication.translate("CartesGouv", "Markers scattered at random form a regular pattern.")
    return {
        "SimpleLine": {
            "draw_inside_polygon": inside,
            "trim_distance_start": trimmed,
            "trim_distance_end": trimmed,
            "ring_filter": rings,
        },
        "MarkerLine": {"offset": aside, "ring_filter": rings},
        "PointPatternFill": {"random_deviation_x": scattered, "random_deviation_y": scattered},
    }.get(kind, {})
