"""The map tool that draws the area of a sample: drag a rectangle, Escape cancels, the former tool comes back."""

from __future__ import annotations

from qgis.core import Qgis, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QPalette

FILL_ALPHA = 60
LINE_WIDTH = 2


class SampleTool(QgsMapTool):
    """`drawn` carries the rectangle, in the map's projection. `ended`: the former tool is back, drawn or not.

    The rectangle stays on the map until `clear`.
    """

    drawn = pyqtSignal(object)
    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._former: QgsMapTool | None = None
        self._corner: QgsPointXY | None = None
        self._area: QgsRectangle | None = None
        self._band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
        colour = canvas.palette().color(QPalette.ColorRole.Highlight)
        self._band.setColor(colour)
        self._band.setFillColor(QColor(colour.red(), colour.green(), colour.blue(), FILL_ALPHA))
        self._band.setWidth(LINE_WIDTH)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def start(self) -> None:
        """Takes the map over, until a rectangle is drawn or Escape is pressed."""
        if self._canvas.mapTool() is not self:
            self._former = self._canvas.mapTool()
        self._canvas.setMapTool(self)
        # Escape is for the map now, also when the form floats in a window of its own.
        self._canvas.activateWindow()
        self._canvas.setFocus()

    def stop(self) -> None:
        """Gives the map back to the tool that had it."""
        if self._canvas.mapTool() is not self:
            return
        if self._former is not None:
            self._canvas.setMapTool(self._former)
        else:
            self._canvas.unsetMapTool(self)

    def clear(self) -> None:
        self._area = None
        self._band.reset(Qgis.GeometryType.Polygon)

    def remove(self) -> None:
        """Nothing stays on the map."""
        self.stop()
        self._canvas.scene().removeItem(self._band)

    def deactivate(self) -> None:
        self._corner = None
        super().deactivate()
        self.ended.emit()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._corner = event.mapPoint()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._corner is not None:
            self._show(QgsRectangle(self._corner, event.mapPoint()))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if self._corner is None:
            return
        area = QgsRectangle(self._corner, event.mapPoint())
        self._corner = None
        if area.isEmpty():
            self._show_latest()
            return
        self._area = area
        self._show(area)
        self.drawn.emit(area)
        self.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._corner = None
            self._show_latest()
            event.accept()
            self.stop()

    def _show_latest(self) -> None:
        """What was begun goes; what was drawn before stays."""
        if self._area is None:
            self.clear()
        else:
            self._show(self._area)

    def _show(self, area: QgsRectangle) -> None:
        corners = [
            QgsPointXY(area.xMinimum(), area.yMinimum()),
            QgsPointXY(area.xMaximum(), area.yMinimum()),
            QgsPointXY(area.xMaximum(), area.yMaximum()),
            QgsPointXY(area.xMinimum(), area.yMaximum()),
        ]
        self._band.reset(Qgis.GeometryType.Polygon)
        for rank, corner in enumerate(corners):
            self._band.addPoint(corner, rank == len(corners) - 1)
