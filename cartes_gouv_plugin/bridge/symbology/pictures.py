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
    QgsPointPatternFillSymbolLayer,
    QgsPropertyCollection,
)
from qgis.PyQt.QtCore import QBuffer, QIODevice, QPointF
from qgis.PyQt.QtGui import QBrush, QColor, QImage, QPainter

from cartes_gouv_plugin.bridge.symbology import patterns
from cartes_gouv_plugin.bridge.symbology.units import PIXELS_PER_MM

OVERSAMPLING = 4
"""Pictures of markers have that many pixels for one on the map, so that they stay sharp on fine screens."""

_BRUSH_TILE = 8
_SMALLEST = 2


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
        symbol, scale = _alone(layer), PIXELS_PER_MM * OVERSAMPLING
        context = patterns.context_of(None, scale)
        bounds = symbol.bounds(QPointF(0, 0), context)
        reach = max(abs(bounds.left()), abs(bounds.right()), abs(bounds.top()), abs(bounds.bottom()))
        side = max(_SMALLEST, min(patterns.LARGEST * OVERSAMPLING, 2 * math.ceil(reach + OVERSAMPLING)))
        image = patterns.blank(side, side)
        painter = QPainter(image)
        context = patterns.context_of(painter, scale)
        symbol.startRender(context)
        symbol.renderPoint(QPointF(side / 2, side / 2), None, context)
        symbol.stopRender(context)
        painter.end()
        millimetres = side / OVERSAMPLING / PIXELS_PER_MM
        return self._kept(image, millimetres), millimetres

    def hatch(self, layer: QgsLinePatternFillSymbolLayer) -> tuple[Path, float] | None:
        """The tile of plain lines: (file, height in mm); None for others."""
        return self._tile_kept(patterns.hatch(layer))

    def markers(self, layer: QgsPointPatternFillSymbolLayer) -> tuple[Path, float] | None:
        """The tile of a regular pattern of markers: (file, height in mm); None when there is none."""
        return self._tile_kept(patterns.markers(layer))

    def tile(self, layer: QgsFillSymbolLayer) -> tuple[Path, float] | None:
        """The tile that repeats over the polygon, as QGIS makes it: (file, height in mm); None when it cannot."""
        image = layer.toTiledPatternImage()
        return self._tile_kept(None if max(image.width(), image.height()) > patterns.LARGEST else image)

    def _tile_kept(self, image: QImage | None) -> tuple[Path, float] | None:
        if image is None or image.isNull():
            return None
        height = image.height() / PIXELS_PER_MM
        return self._kept(image, height), height

    def brush(self, style: object, color: QColor) -> tuple[Path, float]:
        """One of Qt's patterns; they are 8 pixels wide whatever the resolution."""
        image = patterns.blank(_BRUSH_TILE, _BRUSH_TILE)
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
