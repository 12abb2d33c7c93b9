"""A picture of the map as the file that a datasheet shows. Any thread."""

from __future__ import annotations

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, Qt
from qgis.PyQt.QtGui import QImage

from cartes_gouv_plugin.core.services.thumbnails import MAX_SIZE

LONGEST_SIDE = 1_000
"""Pixels: lists show it small, the datasheet's page a little larger."""
_SMALLEST_SIDE = 50


def png_of(image: QImage, largest: int = MAX_SIZE) -> bytes:
    """The image as a PNG of `largest` bytes at most, made smaller as needed.

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
