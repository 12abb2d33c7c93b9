"""Markers and fill tiles as small pictures, for what a style language has no words for. Main thread (fonts)."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

from qgis.core import (
    QgsFillSymbolLayer,
    QgsLinePatternFillSymbolLayer,
    QgsMarkerSymbol,
    QgsMarkerSymbolLayer,
    QgsPropertyCollection,
    QgsRenderContext,
)
from qgis.PyQt.QtCore import QBuffer, QIODevice, QPointF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QImage, QPainter, QPen

from cartes_gouv_plugin.bridge.symbology.units import PIXELS_PER_MM

OVERSAMPLING = 4
"""Pictures of markers have that many pixels for one on the map, so that they stay sharp on fine screens."""

_BRUSH_TILE = 8
_STRAIGHT = 0.01
_SMALLEST, _LARGEST = 2, 512


class Pictures:
    """Writes pictures into a folder, named after their content. `sides`: file name to side in millimetres."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sides: dict[str, float] = {}

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self._folder / name for name in self.sides)

    def marker(self, layer: QgsMarkerSymbolLayer) -> tuple[Path, float]:
        """The marker without its rotation, with its offset, in the middle of a square: (file, side in mm)."""
        symbol = _alone(layer)
        context = _context(None)
        bounds = symbol.bounds(QPointF(0, 0), context)
        reach = max(abs(bounds.left()), abs(bounds.right()), abs(bounds.top()), abs(bounds.bottom()))
        side = max(_SMALLEST, min(_LARGEST * OVERSAMPLING, 2 * math.ceil(reach + OVERSAMPLING)))
        image = _blank(side)
        painter = QPainter(image)
        context = _context(painter)
        symbol.startRender(context)
        symbol.renderPoint(QPointF(side / 2, side / 2), None, context)
        symbol.stopRender(context)
        painter.end()
        millimetres = side / OVERSAMPLING / PIXELS_PER_MM
        return self._kept(image, millimetres), millimetres

    def hatch(self, layer: QgsLinePatternFillSymbolLayer) -> tuple[Path, float] | None:
        """Plain lines at a multiple of 45°, on a tile of whole pixels that joins without a seam; None for others."""
        sub = layer.subSymbol()
        turn = round(layer.lineAngle()) % 180
        plain = sub is not None and sub.symbolLayerCount() == 1 and sub.symbolLayer(0).layerType() == "SimpleLine"
        if not plain or turn % 45 or abs(layer.lineAngle() - round(layer.lineAngle())) > _STRAIGHT:
            return None
        line = sub.symbolLayer(0)
        spread = math.sqrt(2) if turn % 90 else 1.0
        side = max(_SMALLEST, round(layer.distance() * PIXELS_PER_MM * spread))
        image = _blank(side)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(line.color(), max(line.width() * PIXELS_PER_MM, 0.5))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for shift in (-side, 0, side):
            painter.drawLine(*_across(turn, side, shift))
        painter.end()
        height = side / PIXELS_PER_MM
        return self._kept(image, height), height

    def tile(self, layer: QgsFillSymbolLayer) -> tuple[Path, float] | None:
        """The tile that repeats over the polygon: (file, height in mm); None when QGIS cannot make one."""
        image = layer.toTiledPatternImage()
        if image.isNull() or max(image.width(), image.height()) > _LARGEST:
            return None
        height = image.height() / PIXELS_PER_MM
        return self._kept(image, height), height

    def brush(self, style: object, color: QColor) -> tuple[Path, float]:
        """One of Qt's patterns; they are 8 pixels wide whatever the resolution."""
        image = _blank(_BRUSH_TILE)
        painter = QPainter(image)
        painter.fillRect(0, 0, _BRUSH_TILE, _BRUSH_TILE, QBrush(color, style))
        painter.end()
        height = _BRUSH_TILE / PIXELS_PER_MM
        return self._kept(image, height), height

    def _kept(self, image: QImage, side: float) -> Path:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        content = bytes(buffer.data())
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.png"
        path = self._folder / name
        path.write_bytes(content)
        self.sides[name] = side
        return path


def _across(turn: int, side: int, shift: int) -> tuple[QPointF, QPointF]:
    """A line through the tile and beyond it, `shift` to the right (below, for a level one)."""
    if turn == 0:
        return QPointF(-side, shift + side / 2), QPointF(2 * side, shift + side / 2)
    if turn == 90:
        return QPointF(shift + side / 2, -side), QPointF(shift + side / 2, 2 * side)
    rising = turn == 45
    start, end = (2 * side, -side) if rising else (-side, 2 * side)
    return QPointF(shift - side, start), QPointF(shift + 2 * side, end)


def marker_symbol(layer: QgsMarkerSymbolLayer) -> QgsMarkerSymbol:
    """A symbol of that one layer, which it takes. (A constructor's list of layers is not kept: QGIS crashes.)"""
    symbol = QgsMarkerSymbol.createSimple({})
    symbol.changeSymbolLayer(0, layer)
    return symbol


def _alone(layer: QgsMarkerSymbolLayer) -> QgsMarkerSymbol:
    single = layer.clone()
    single.setAngle(0)
    single.setDataDefinedProperties(QgsPropertyCollection())
    return marker_symbol(single)


def _context(painter: QPainter | None) -> QgsRenderContext:
    context = QgsRenderContext.fromQPainter(painter) if painter is not None else QgsRenderContext()
    context.setScaleFactor(PIXELS_PER_MM * OVERSAMPLING)
    context.setFlag(QgsRenderContext.Flag.Antialiasing, True) if hasattr(QgsRenderContext, "Flag") else None
    if painter is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return context


def _blank(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image
