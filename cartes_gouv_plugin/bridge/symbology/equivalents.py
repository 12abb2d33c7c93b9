"""Symbol layers that neither bridgestyle nor the style languages know, replaced by the nearest that they do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsGeometryGeneratorSymbolLayer,
    QgsMarkerSymbol,
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

from cartes_gouv_plugin.bridge.symbology.losses import Losses
from cartes_gouv_plugin.bridge.symbology.pictures import Pictures, marker_symbol
from cartes_gouv_plugin.bridge.symbology.units import in_millimetres

WHOLE_GEOMETRY = "$geometry"
"""A generator that does nothing; the writer takes it off, and points are then drawn in the middle of the object."""

_MIDDLE = re.compile(
    r"\s*(centroid|point_on_surface|pole_of_inaccessibility)\s*\(\s*(\$geometry|@geometry)", re.IGNORECASE
)
_ITSELF = re.compile(r"\s*(boundary\s*\(|exterior_ring\s*\()?\s*(\$geometry|@geometry)\s*\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """`shapes`: simple markers that the language draws itself; the others become pictures.

    `scale`: the denominator at which sizes on the ground are taken; `degrees`: the layer's map unit.
    """

    shapes: frozenset[str]
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
            self._tell_effects(layer)
            made.setRenderingPass(layer.renderingPass())
            outline = self._outline(layer) if made.layerType() == "PointPatternFill" else None
            symbol.changeSymbolLayer(index, made)
            if outline is not None:
                symbol.insertSymbolLayer(index + 1, outline)

    def _nearest(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        setting = self._setting
        layer = in_millimetres(layer.clone(), setting.scale, setting.degrees, self._losses)
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

    def _tell_effects(self, layer: QgsSymbolLayer) -> None:
        effect = layer.paintEffect()
        if effect is not None and effect.enabled() and effect.type() != "drawSource":
            stack = effect.effectList() if effect.type() == "effectStack" else [effect]
            if any(item.enabled() and item.type() != "drawSource" for item in stack):
                self._losses.add(
                    QCoreApplication.translate("CartesGouv", "Its effects (shadow, glow, blur) cannot be carried.")
                )
        for key in (QgsSymbolLayer.Property.FillColor, QgsSymbolLayer.Property.StrokeColor):
            if layer.dataDefinedProperties().isActive(key):
                self._losses.add(
                    QCoreApplication.translate(
                        "CartesGouv", "A colour taken from an attribute cannot be carried: the symbol's own is used."
                    )
                )

    # Markers

    def _marker(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        kind = layer.layerType()
        if kind in ("MaskMarker", "VectorField"):
            return self._unknown(layer)
        still = layer.offset().isNull() and kind == "SimpleMarker"
        if still and layer.properties().get("name") in self._setting.shapes:
            return layer
        if kind == "AnimatedMarker":
            self._losses.add(
                QCoreApplication.translate("CartesGouv", "An animation cannot be carried: it stands still.")
            )
        return self._picture(layer)

    def _picture(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        path, side = self._pictures.marker(layer)
        made = QgsRasterMarkerSymbolLayer(str(path), side, layer.angle())
        made.setSizeUnit(Qgis.RenderUnit.Millimeters)
        for key in (QgsSymbolLayer.Property.Size, QgsSymbolLayer.Property.Width):
            wanted = layer.dataDefinedProperties().property(key)
            if layer.dataDefinedProperties().isActive(key) and layer.size() > 0:
                growth = side / layer.size()
                expression = f"({wanted.asExpression()}) * {growth!r}"
                made.setDataDefinedProperty(QgsSymbolLayer.Property.Size, QgsProperty.fromExpression(expression))
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

    def _line(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        if layer.offset():
            self._losses.add(
                QCoreApplication.translate(
                    "CartesGouv", "The offset of a line cannot be carried: it is drawn in its place."
                )
            )
        return layer

    def _plain_line(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        self._losses.add(
            QCoreApplication.translate(
                "CartesGouv", "This line becomes a plain one of about the same width and colour."
            )
        )
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
        return _in_the_middle(sub)

    def _hashes(self, layer: QgsSymbolLayer) -> QgsSymbolLayer:
        """Hashes are the lines of a marker that repeats: drawn once as a picture."""
        self._losses.add(
            QCoreApplication.translate(
                "CartesGouv", "This line becomes a plain one of about the same width and colour."
            )
        )
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
        return _filled_with(*self._pictures.brush(layer.brushStyle(), layer.fillColor()))

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
        made = self._pictures.tile(layer)
        return _filled_with(*made) if made is not None else self._unknown(layer)

    def _hatched(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        made = self._pictures.hatch(layer)
        return _filled_with(*made) if made is not None else self._tiled(layer)

    def _svg_fill(self, layer: QgsSymbolLayer) -> QgsSymbolLayer | None:
        marker = QgsSvgMarkerSymbolLayer(layer.svgFilePath(), layer.patternWidth(), layer.angle())
        marker.setFillColor(layer.svgFillColor())
        marker.setStrokeColor(layer.svgStrokeColor())
        marker.setStrokeWidth(layer.svgStrokeWidth())
        pattern = QgsPointPatternFillSymbolLayer()
        pattern.setSubSymbol(marker_symbol(marker))
        pattern.setDistanceX(layer.patternWidth())
        pattern.setDistanceY(layer.patternWidth())
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
        return _in_the_middle(sub)

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
        made = QgsGeometryGeneratorSymbolLayer.create({})
        made.setSymbolType(kind)
        made.setGeometryExpression(WHOLE_GEOMETRY)
        made.setSubSymbol(sub)
        return made


def _in_the_middle(sub: QgsMarkerSymbol) -> QgsSymbolLayer:
    made = QgsGeometryGeneratorSymbolLayer.create({})
    made.setSymbolType(Qgis.SymbolType.Marker)
    made.setGeometryExpression(WHOLE_GEOMETRY)
    made.setSubSymbol(sub)
    return made


def _filled_with(path: object, height: float) -> QgsSymbolLayer:
    """A picture that repeats, in the form that bridgestyle reads."""
    marker = QgsRasterMarkerSymbolLayer(str(path), height)
    marker.setSizeUnit(Qgis.RenderUnit.Millimeters)
    pattern = QgsPointPatternFillSymbolLayer()
    pattern.setSubSymbol(marker_symbol(marker))
    pattern.setDistanceX(height)
    pattern.setDistanceY(height)
    return pattern


__all__ = ["WHOLE_GEOMETRY", "Equivalents", "Setting"]
