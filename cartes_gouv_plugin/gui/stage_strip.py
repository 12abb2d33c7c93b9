"""The five stages side by side, as the list and the detail page draw them."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QPointF, QRect, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen

from cartes_gouv_plugin.core.publication.publication import Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import StageState
from cartes_gouv_plugin.gui import colours, wording

FULL_TURN = 360 * 16
UNKNOWN_SHARE = 0.25


def small(font: QFont) -> QFont:
    """The strip's font: a little smaller than the text around it, whatever its unit."""
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(font.pointSizeF() * 0.85)
    else:
        smaller.setPixelSize(max(1, round(font.pixelSize() * 0.85)))
    return smaller


def height(font: QFont) -> int:
    metrics = QFontMetrics(small(font))
    return _diameter(metrics) + metrics.height() + 4


def _diameter(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 1.15)


class StageStrip:
    """Paints `stages` into a rectangle. A circle with a glyph for each, its name below, a line between them."""

    def __init__(self, painter: QPainter, palette: QPalette, font: QFont, text_colour: QColor | None = None) -> None:
        self._painter = painter
        self._palette = palette
        self._font = small(font)
        self._metrics = QFontMetrics(self._font)
        self._text_colour = text_colour

    def paint(self, area: QRect, stages: Mapping[Stage, StageState]) -> None:
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setFont(self._font)
        width = area.width() / len(Stage)
        diameter = _diameter(self._metrics)
        named = self._named(stages, width)
        for position, stage in enumerate(Stage):
            centre = QPointF(area.left() + (position + 0.5) * width, area.top() + diameter / 2 + 1)
            if position:
                self._paint_link(QPointF(centre.x() - width, centre.y()), centre, diameter)
            self._paint_circle(centre, diameter, stages[stage])
            if stage in named:
                self._paint_name(area, centre.x(), area.top() + diameter + 3, stage, stages[stage])
        self._painter.restore()

    def _named(self, stages: Mapping[Stage, StageState], width: float) -> tuple[Stage, ...]:
        """All stages when every name has room, else the one that matters now."""
        if all(self._metrics.horizontalAdvance(wording.stage(stage)) <= width - 2 for stage in Stage):
            return tuple(Stage)
        unfinished = [stage for stage in Stage if stages[stage].status is not StageStatus.SUCCESSFUL]
        return (unfinished[0] if unfinished else Stage.SERVICES,)

    def _colour(self, status: StageStatus) -> QColor:
        return self._text_colour or colours.of_status(status, self._palette)

    def _paint_link(self, start: QPointF, end: QPointF, diameter: int) -> None:
        self._painter.setPen(QPen(self._text_colour or colours.hairline(self._palette), 1.5))
        gap = QPointF(diameter / 2 + 4, 0)
        self._painter.drawLine(start + gap, end - gap)

    def _paint_circle(self, centre: QPointF, diameter: int, state: StageState) -> None:
        circle = QRectF(centre.x() - diameter / 2, centre.y() - diameter / 2, diameter, diameter)
        colour = self._colour(state.status)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if state.status is StageStatus.IN_PROGRESS:
            self._painter.setPen(QPen(self._text_colour or colours.hairline(self._palette), 2))
            self._painter.drawEllipse(circle)
            share = UNKNOWN_SHARE if state.fraction is None else state.fraction
            self._painter.setPen(QPen(colour, 3))
            self._painter.drawArc(circle, FULL_TURN // 4, -round(FULL_TURN * share))
        else:
            self._painter.setPen(QPen(colour, 1.5))
            self._painter.drawEllipse(circle)
        self._paint_glyph(centre, diameter / 4, state.status, colour)

    def _paint_glyph(self, centre: QPointF, reach: float, status: StageStatus, colour: QColor) -> None:
        pen = QPen(colour, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        if status is StageStatus.SUCCESSFUL:
            corner = centre + QPointF(-reach * 0.25, reach * 0.75)
            self._painter.drawLine(centre + QPointF(-reach, 0), corner)
            self._painter.drawLine(corner, centre + QPointF(reach, -reach * 0.75))
        elif status is StageStatus.FAILED:
            self._painter.drawLine(centre + QPointF(-reach, -reach), centre + QPointF(reach, reach))
            self._painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))
        elif status is StageStatus.IN_PROGRESS:
            for offset in (-reach, 0.0, reach):
                self._painter.drawPoint(centre + QPointF(offset, 0))

    def _paint_name(self, area: QRect, middle: float, top: int, stage: Stage, state: StageState) -> None:
        name = wording.stage(stage)
        width = self._metrics.horizontalAdvance(name) + 2
        left = min(max(middle - width / 2, area.left()), area.right() - width)
        self._painter.setPen(self._colour(state.status))
        place = QRectF(left, top, width, self._metrics.height())
        self._painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)
