"""A picture of the map as the file that a datasheet shows."""

from __future__ import annotations

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage

from cartes_gouv_plugin.core.services.thumbnails import MAX_SIZE

LONGEST_SIDE = 1_000
"""Pixels: lists show it small, the datasheet's page a little larger."""
_SMALLEST_SIDE = 50


class MapPicture(QObject):
    """Draws a map in the background. Lives on the main thread; `drawn` carries a `QImage`."""

    drawn = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: QgsMapRendererParallelJob | None = None

    def draw(self, canvas: QgsMapSettings) -> None:
        """The map as the canvas shows it, as large as a datasheet's picture gets."""
        settings = QgsMapSettings(canvas)
        size = canvas.outputSize() / canvas.devicePixelRatio()
        share = LONGEST_SIDE / max(1, size.width(), size.height())
        settings.setDevicePixelRatio(1)
        settings.setOutputSize(size * share)
        settings.setOutputDpi(canvas.outputDpi() * share)
        self.stop()
        self._job = QgsMapRendererParallelJob(settings)
        self._job.finished.connect(self._finished)
        self._job.start()

    def stop(self) -> None:
        """Nothing more is told of what was being drawn."""
        if self._job is not None:
            self._job.finished.disconnect(self._finished)
            self._job.cancelWithoutBlocking()
            self._job = None

    def _finished(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            self.drawn.emit(job.renderedImage())


def png_of(image: QImage, largest: int = MAX_SIZE) -> bytes:
    """The image as a PNG of `largest` bytes at most, made smaller as needed. Any thread.

    Raises `ValueError` for an image without a pixel, or that no size makes light enough.
    """
    side = min(LONGEST_SIDE, max(image.width(), image.height()))
    while not image.isNull() and side >= min(_SMALLEST_SIDE, image.width(), image.height()) and side > 0:
        content = _encoded(image, side)
        if len(content) <= largest:
            return content
        side = side * 2 // 3
    raise ValueError("no picture can be made of this image")


def _encoded(image: QImage, side: int) -> bytes:
    if max(image.width(), image.height()) > side:
        image = image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content)
