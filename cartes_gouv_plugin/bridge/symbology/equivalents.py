"""Symbol layers that neither bridgestyle nor the style languages know, replaced by the nearest that they do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsGeometryGeneratorSymbolLayer,
    QgsPointPatternFillSymbolLayer,
    QgsProperty,
    QgsRasterMarkerSymbolLayer,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSvgMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor

from cartes_gouv_plugin.bridge.symbology.language import Language
from cartes_gouv_plugin.bridge.symbology.losses import Losses
from cartes_gouv_plugin.bridge.symbology.omissions import keep_said, tell_of_details, tell_of_effects
from cartes_gouv_plugin.bridge.symbology.pictures import Pictures, marker_symbol
from cartes_gouv_plugin.bridge.symbology.stand_ins import filled_with, in_the_middle, is_still, of_the_whole
from cartes_gouv_plugin.bridge.symbology.units import in_millimetres

_MIDDLE = re.compile(
    r"\s*(centroid|point_on_surface|pole_of_inaccessibility)\s*\(\s*(\$geometry|@geometry)", re.IGNORECASE
)
_ITSELF = re.compile(r"\s*(boundary\s*\(|exterior_ring\s*\()?\s*(\$geometry|@geometry)\s*\)?\s*$", re.IGNORECASE)


_SAID = {
    "SimpleMarker": frozenset({QgsSymbolLayer.Property.Size, QgsSymbolLayer.Property.Angle}),
    "SimpleLine": frozenset({QgsSymbolLayer.Property.StrokeWidth}),
}
"""Data-defined properties that can be carried, if their expression can; markers of other kinds become pictures."""


@dataclass(frozen=True)
class Setting:
    """`scale`: the denominator at which sizes on the ground are taken; `degrees`: the layer's map unit.

    `says`: whether the language can say an expression, which is given as QGIS writes it.
    """

    language: Language
    says: Callable[[str], bool]
    scale: float
    degrees: bool
    geometry: Qgis.GeometryType


class Equivalents:
    """Changes symbols in place: give it clones."""

    def __init__(self, setting: Setting, pictures: Pictures, losses: Losses) -> None:
        self._setting = setting
        self._pictures = pictures
        self._losses = losses

    def apply(self, symbol: QgsSymbol) -> None:
        """Every symbol layer becomes one that can be said; hidden ones go, and so do those that nothing resembles."""
        for index in reversed(range(symbol.symbolLayerCount())):
            layer = symbol.symbolLayer(index)
            made = self._nearest(layer) if layer.enabled() else None
            if made is None:
                symbol.deleteSymbolLayer(index)
                continue
            tell_of_effects(layer, self._losses)
            tell_of_details(layer, self._losses)
            made.setRenderingPass(layer.renderingPass())
            outline = self._outline(layer) if made.layerType() == "PointPatternFill" else None
            symbol.changeSymbolLayer(index, made)
            if outline is not None:
                symbol.insertSymbolLayer(index + 1, outline)

    def _nearest(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        setting = self._setting
        layer = in_millimetres(layer.clone(), setting.scale, setting.degrees, self._losses)
        self._keep_said(layer)
        if layer.type() == Qgis.SymbolType.Marker and layer.layerType() != "GeometryGenerator":
            return self._marker(layer)
        make = {
            "SimpleLine": self._line,
            "MarkerLine": self._markers_along,
            "HashLine": self._hashes,
            "SimpleFill": self._fill,
            "GradientFill": self._gradient,
            "ShapeburstFill": self._gradient,
            "SVGFill": self._svg_fill,
            "PointPatternFill": self._tiled,
            "LinePatternFill": self._hatched,
            "RasterFill": self._tiled,
            "RandomMarkerFill": self._random,
            "CentroidFill": self._centroid,
            "GeometryGenerator": self._generator,
        }.get(layer.layerType())
        if make is not None:
            return make(layer)
        return self._plain_line(layer) if layer.type() == Qgis.SymbolType.Line else self._unknown(layer)

    def _keep_said(self, layer: QgsSymbolLayer) -> None:
        """Data-defined properties that cannot be carried are told and taken away."""
        marker = layer.type() == Qgis.SymbolType.Marker
        carried = _SAID.get("SimpleMarker" if marker else layer.layerType(), frozenset())
        collection = layer.dataDefinedProperties()
        active = (key for key in carried if collection.isActive(key))
        said = (key for key in active if self._setting.says(collection.property(key).asExpression()))
        keep_said(layer, frozenset(said), self._losses)

    def _tell_inside(self, symbol: QgsSymbol) -> None:
        """What is drawn as a picture follows no attribute."""
        for index in range(symbol.symbolLayerCount()):
            part = symbol.symbolLayer(index)
            keep_said(part, frozenset(), self._losses)
            if part.subSymbol() is not None:
                self._tell_inside(part.subSymbol())

    # Markers

    def _marker(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        kind = layer.layerType()
        if kind in ("MaskMarker", "VectorField"):
            return self._unknown(layer)
        language = self._setting.language
        own = kind == "SimpleMarker" and layer.properties().get("name") in language.shapes and is_still(layer)
        if own and (language.marks_anywhere or self._setting.geometry == Qgis.GeometryType.Point):
            return layer
        if kind == "AnimatedMarker":
            self._losses.add(
                QCoreApplication.translate("CartesGouv", "An animation cannot be carried: it stands still.")
            )
        return self._picture(layer)

    def _picture(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        if layer.subSymbol() is not None:
            self._tell_inside(layer.subSymbol())
        path, side = self._pictures.marker(layer)
        made = QgsRasterMarkerSymbolLayer(str(path), side, layer.angle())
        made.setSizeUnit(Qgis.RenderUnit.Millimeters)
        size = QgsSymbolLayer.Property.Size
        if layer.dataDefinedProperties().isActive(size) and layer.size() > 0:
            wanted, growth = layer.dataDefinedProperties().property(size), side / layer.size()
            made.setDataDefinedProperty(size, QgsProperty.fromExpression(f"({wanted.asExpression()}) * {growth!r}"))
        angle = layer.dataDefinedProperties().property(QgsSymbolLayer.Property.Angle)
        if layer.dataDefinedProperties().isActive(QgsSymbolLayer.Property.Angle):
            made.setDataDefinedProperty(QgsSymbolLayer.Property.Angle, angle)
        return made

    def _unknown(self, layer: QgsSymbolLayer) -> None:
        self._losses.add(
            QCoreApplication.translate(
                "CartesGouv", "This part of the symbol cannot be carried and is left out: {part}."
            ).format(part=layer.layerType())
        )

    # Lines

    def _line(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        if layer.penStyle() == Qt.PenStyle.NoPen and not layer.useCustomDashPattern():
            return None
        if layer.offset() and not self._setting.language.offsets:
            self._losses.add(
                QCoreApplication.translate(
                    "CartesGouv", "The offset of a line cannot be carried: it is drawn in its place."
                )
            )
        return layer

    def _plain_line(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        self._losses.add(_becomes_a_plain_line())
        width = layer.arrowWidth() if layer.layerType() == "ArrowLine" else layer.width()
        sub = layer.subSymbol()
        color = sub.color() if sub is not None else layer.color()
        return QgsSimpleLineSymbolLayer(color if color.isValid() else QColor(90, 90, 90), width or 0.5)

    def _markers_along(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        sub = layer.subSymbol().clone()
        self.apply(sub)
        placements = layer.placements()
        if placements & Qgis.MarkerLinePlacement.Interval:
            layer.setSubSymbol(sub)
            return layer
        if not placements & Qgis.MarkerLinePlacement.CentralPoint:
            self._losses.add(
                QCoreApplication.translate(
                    "CartesGouv", "Markers at the ends or vertices of a line become one in its middle."
                )
            )
        return in_the_middle(sub)

    def _hashes(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        """Hashes are the lines of a marker that repeats: drawn once as a picture."""
        self._losses.add(_becomes_a_plain_line())
        return QgsSimpleLineSymbolLayer(layer.color(), max(layer.subSymbol().width(), 0.3))

    # Fills

    def _fill(self, layer: QgsSimpleFillSymbolLayer) -> QgsSymbolLayer:
        if not layer.offset().isNull():
            self._losses.add(
                QCoreApplication.translate(
                    "CartesGouv", "The offset of a fill cannot be carried: it is drawn in its place."
                )
            )
        if layer.brushStyle() in (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.NoBrush):
            return layer
        return filled_with(*self._pictures.brush(layer.brushStyle(), layer.fillColor()))

    def _outline(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        """The outline of a simple fill whose inside became a picture."""
        if not isinstance(layer, QgsSimpleFillSymbolLayer) or layer.strokeStyle() == Qt.PenStyle.NoPen:
            return None
        outline = in_millimetres(layer.clone(), self._setting.scale, self._setting.degrees, self._losses)
        outline.setBrushStyle(Qt.BrushStyle.NoBrush)
        outline.setRenderingPass(layer.renderingPass())
        return outline

    def _gradient(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        self._losses.add(
            QCoreApplication.translate("CartesGouv", "A gradient cannot be carried: its middle colour is used.")
        )
        first, second = layer.color(), layer.color2()
        ramp = layer.colorRamp()
        middle = (
            ramp.color(0.5)
            if ramp is not None
            else QColor(
                (first.red() + second.red()) // 2,
                (first.green() + second.green()) // 2,
                (first.blue() + second.blue()) // 2,
                (first.alpha() + second.alpha()) // 2,
            )
        )
        return QgsSimpleFillSymbolLayer(middle, Qt.BrushStyle.SolidPattern, middle, Qt.PenStyle.NoPen)

    def _tiled(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        if layer.subSymbol() is not None:
            self._tell_inside(layer.subSymbol())
        regular = self._pictures.markers(layer) if layer.layerType() == "PointPatternFill" else None
        made = regular or self._pictures.tile(layer)
        return filled_with(*made) if made is not None else self._unknown(layer)

    def _hatched(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        self._tell_inside(layer.subSymbol())
        made = self._pictures.hatch(layer)
        return filled_with(*made) if made is not None else self._tiled(layer)

    def _svg_fill(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        marker = QgsSvgMarkerSymbolLayer(layer.svgFilePath(), layer.patternWidth(), layer.angle())
        marker.setFillColor(layer.svgFillColor())
        marker.setStrokeColor(layer.svgStrokeColor())
        marker.setStrokeWidth(layer.svgStrokeWidth())
        pattern = QgsPointPatternFillSymbolLayer()
        pattern.setSubSymbol(marker_symbol(marker))
        pattern.setDistanceX(layer.patternWidth())
        pattern.setDistanceY(layer.patternWidth() * (marker.defaultAspectRatio() or 1.0))
        return self._tiled(pattern)

    def _random(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        self._losses.add(
            QCoreApplication.translate("CartesGouv", "Markers placed at random become a regular pattern of them.")
        )
        pattern = QgsPointPatternFillSymbolLayer()
        pattern.setSubSymbol(layer.subSymbol().clone())
        return self._tiled(pattern)

    def _centroid(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        sub = layer.subSymbol().clone()
        self.apply(sub)
        return in_the_middle(sub)

    # Geometry generators

    def _generator(self, layer: QgsGeometryGeneratorSymbolLayer) -> QgsSymbolLayer | None:
        expression = layer.geometryExpression()
        kind = layer.symbolType()
        said = _MIDDLE.match(expression) if kind == Qgis.SymbolType.Marker else _ITSELF.match(expression)
        if not said:
            if kind == Qgis.SymbolType.Fill and self._setting.geometry != Qgis.GeometryType.Polygon:
                return self._unknown(layer)
            self._losses.add(
                QCoreApplication.translate(
                    "CartesGouv", "A geometry computed by an expression cannot be carried: the object's own is drawn."
                )
            )
        sub = layer.subSymbol().clone()
        self.apply(sub)
        return of_the_whole(sub, kind)


def _becomes_a_plain_line() -> str:
    return QCoreApplication.translate("CartesGouv", "This line becomes a plain one of about the same width and colour.")
