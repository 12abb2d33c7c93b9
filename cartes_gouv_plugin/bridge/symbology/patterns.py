"""Tiles of whole pixels that repeat without a seam, for hatches and patterns of markers. Main thread (fonts)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsLinePatternFillSymbolLayer,
    QgsPointPatternFillSymbolLayer,
    QgsRenderContext,
    QgsSimpleLineSymbolLayer,
)
from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen

from cartes_gouv_plugin.bridge.symbology.units import PIXELS_PER_MM, pixels

LARGEST = 512
"""Pixels of a tile's side."""

_SIDE = 60.0
"""A pattern is repeated until its tile is about as wide: whole pixels then hardly change its angle and its gaps."""
_LEVEL = math.sin(math.radians(0.5))
_HAIRLINE = 0.5


@dataclass(frozen=True)
class _Repeat:
    """Along one edge of a tile: its length in whole pixels, and how often the pattern comes back in it."""

    pixels: int
    times: int

    @property
    def step(self) -> float:
        return self.pixels / self.times


def blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def context_of(painter: QPainter | None, pixels_per_mm: float) -> QgsRenderContext:
    context = QgsRenderContext.fromQPainter(painter) if painter is not None else QgsRenderContext()
    context.setScaleFactor(pixels_per_mm)
    context.setFlag(Qgis.RenderContextFlag.Antialiasing, True)
    if painter is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return context


def hatch(layer: QgsLinePatternFillSymbolLayer) -> QImage | None:
    """None when its lines are not plain, or too far apart for a tile."""
    gap, turn = pixels(layer.distance(), layer.distanceUnit()), math.radians(layer.lineAngle() % 180)
    across, up = _apart(gap, math.sin(turn)), _apart(gap, math.cos(turn))
    pens = _plain_pens(layer)
    if not pens or across is None or up is None:
        return None
    image = blank(across.pixels, up.pixels)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen in pens:
        painter.setPen(pen)
        for start, end in _lines(across, up, turn):
            painter.drawLine(start, end)
    painter.end()
    return image


def _apart(gap: float, share: float) -> _Repeat | None:
    """How lines come back along one edge; lines that run along that very edge never do."""
    if abs(share) < _LEVEL:
        return _Repeat(1, 1)
    return _repeated(gap / abs(share))


def _repeated(step: float) -> _Repeat | None:
    if not 1 <= step <= LARGEST:
        return None
    times = max(1, round(_SIDE / step))
    return _Repeat(round(step * times), times)


def _plain_pens(layer: QgsLinePatternFillSymbolLayer) -> list[QPen]:
    """Empty when one of the lines is more than a plain stroke."""
    sub = layer.subSymbol()
    pens = []
    for index in range(sub.symbolLayerCount() if sub is not None else 0):
        line = sub.symbolLayer(index)
        if not isinstance(line, QgsSimpleLineSymbolLayer) or line.offset() or line.useCustomDashPattern():
            return []
        if line.penStyle() != Qt.PenStyle.SolidLine:
            return []
        color = QColor(line.color())
        color.setAlphaF(color.alphaF() * sub.opacity())
        pen = QPen(color, max(pixels(line.width(), line.widthUnit()), _HAIRLINE))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pens.append(pen)
    return pens


def _lines(across: _Repeat, up: _Repeat, turn: float) -> list[tuple[QPointF, QPointF]]:
    """Every line that crosses the tile, drawn well beyond it."""
    width, height = across.pixels, up.pixels
    if abs(math.sin(turn)) < _LEVEL:
        levels = ((row + 0.5) * up.step for row in range(up.times))
        return [(QPointF(-width, y), QPointF(2 * width, y)) for y in levels]
    if abs(math.cos(turn)) < _LEVEL:
        places = ((column + 0.5) * across.step for column in range(across.times))
        return [(QPointF(x, -height), QPointF(x, 2 * height)) for x in places]
    leaning = -1 if math.tan(turn) > 0 else 1  # rising lines go left as y goes down
    return [
        (
            QPointF((k + 0.5 - leaning * up.times) * across.step, -height),
            QPointF((k + 0.5 + leaning * 2 * up.times) * across.step, 2 * height),
        )
        for k in range(-2 * up.times - 1, across.times + 2 * up.times + 1)
    ]


def markers(layer: QgsPointPatternFillSymbolLayer) -> QImage | None:
    """Markers in columns and rows; None when they are too far apart, or too close, for a tile."""
    across = _repeated(pixels(layer.distanceX(), layer.distanceXUnit()) * 2)
    up = _repeated(pixels(layer.distanceY(), layer.distanceYUnit()) * 2)
    symbol = layer.subSymbol()
    if across is None or up is None or symbol is None:
        return None
    image = blank(across.pixels, up.pixels)
    painter = QPainter(image)
    context = context_of(painter, PIXELS_PER_MM)
    symbol = symbol.clone()
    symbol.startRender(context)
    for place in _places(layer, across, up):
        symbol.renderPoint(place, None, context)
    symbol.stopRender(context)
    painter.end()
    return image


def _places(layer: QgsPointPatternFillSymbolLayer, across: _Repeat, up: _Repeat) -> list[QPointF]:
    """Twice two to a repeat, since every second row and column may be shifted; those around the tile reach into it."""
    step_x, step_y = across.step / 2, up.step / 2
    shift_x = pixels(layer.displacementX(), layer.displacementXUnit())
    shift_y = pixels(layer.displacementY(), layer.displacementYUnit())
    return [
        QPointF(
            (column + 0.5) * step_x + (shift_x if row % 2 else 0.0),
            (row + 0.5) * step_y - (shift_y if column % 2 else 0.0),
        )
        for row in range(-4, 2 * up.times + 4)
        for column in range(-4, 2 * across.times + 4)
    ]
