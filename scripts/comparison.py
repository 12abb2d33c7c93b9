"""A source layer beside what a service gives back of it: rows, extent, and the two pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

SIZE = QSize(900, 460)
CAPTION = 34
OGC_DPI = 25.4 / 0.28
"""Of map servers, which take a pixel for 0.28 mm."""
DEGREES_TOLERATED = 1e-6
CHANNEL_TOLERATED = 48


@dataclass(frozen=True)
class Content:
    """What a layer holds, read row by row. `extent` in the layer's own coordinates."""

    rows: int
    extent: QgsRectangle

    def differences(self, other: Content) -> list[str]:
        found = []
        if self.rows != other.rows:
            found.append(f"{self.rows} rows in the source, {other.rows} served")
        pairs = zip(_edges(self.extent), _edges(other.extent))
        if any(abs(mine - theirs) > DEGREES_TOLERATED for mine, theirs in pairs):
            found.append(f"extent {self.extent.toString(6)} in the source, {other.extent.toString(6)} served")
        return found


def content_of(layer: QgsVectorLayer) -> Content:
    rows, extent = 0, QgsRectangle()
    for feature in layer.getFeatures(QgsFeatureRequest().setNoAttributes()):
        rows += 1
        if not feature.geometry().isNull():
            extent.combineExtentWith(feature.geometry().boundingBox())
    return Content(rows, extent)


def picture(layers: Sequence[QgsMapLayer], extent: QgsRectangle, crs: str = "EPSG:3857") -> QImage:
    """The layers, first one on top, as QGIS draws them. `extent` in degrees."""
    target = QgsCoordinateReferenceSystem(crs)
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setDestinationCrs(target)
    transform = QgsCoordinateTransform(degrees, target, QgsProject.instance())
    settings.setExtent(transform.transformBoundingBox(extent))
    settings.setOutputSize(SIZE)
    settings.setOutputDpi(OGC_DPI)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def share_that_differs(one: QImage, other: QImage) -> float:
    """Of the pixels, those whose colour differs visibly: 0 to 1."""
    distance = numpy.abs(_pixels(one) - _pixels(other)).max(axis=2)
    return float((distance > CHANNEL_TOLERATED).mean())


def share_of(image: QImage, colour: QColor) -> float:
    """Of the pixels, those of about that colour: 0 to 1."""
    distance = numpy.abs(_pixels(image) - [colour.blue(), colour.green(), colour.red()]).max(axis=2)
    return float((distance <= CHANNEL_TOLERATED).mean())


def _pixels(image: QImage) -> numpy.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    data = plain.constBits().asarray(plain.height() * plain.bytesPerLine())
    return numpy.array(data, dtype=numpy.int16).reshape(plain.height(), plain.bytesPerLine() // 4, 4)[:, :, :3]


def is_blank(image: QImage) -> bool:
    """Whether nothing was drawn."""
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    return share_that_differs(image, white) == 0.0


def sheet(captions: tuple[str, str], pairs: Sequence[tuple[QImage, QImage]]) -> QImage:
    """Pairs of pictures under each other; the captions stand above the two columns."""
    made = QImage(SIZE.width() * 2, CAPTION + SIZE.height() * len(pairs), QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    painter = QPainter(made)
    painter.setFont(QFont("DejaVu Sans", 12))
    for column, caption in enumerate(captions):
        left = column * SIZE.width()
        painter.drawText(QRectF(left, 0, SIZE.width(), CAPTION), Qt.AlignmentFlag.AlignCenter, caption)
        for row, pair in enumerate(pairs):
            painter.drawImage(left, CAPTION + row * SIZE.height(), pair[column])
        painter.drawLine(left, 0, left, made.height())
    painter.end()
    return made


def _edges(extent: QgsRectangle) -> tuple[float, float, float, float]:
    return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()
