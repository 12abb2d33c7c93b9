"""The pictures of a MapLibre style in one row, for screens of one and of two pixels a point. Main thread."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtGui import QImage, QPainter

from cartes_gouv_plugin.bridge.symbology.pictures import Pictures
from cartes_gouv_plugin.bridge.symbology.units import PIXELS_PER_MM


def write(pictures: Pictures, style: Path) -> tuple[Path, ...]:
    """The files, beside the style and named after it."""
    images = {each.stem: QImage(str(each)) for each in pictures.paths}
    files: list[Path] = []
    for suffix, ratio in (("", 1), ("@2x", 2)):
        shrunk = {name: _shrunk(image, ratio, pictures.sides[f"{name}.png"]) for name, image in images.items()}
        sheet = QImage(
            sum(image.width() for image in shrunk.values()),
            max(image.height() for image in shrunk.values()),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        sheet.fill(0)
        painter, x, index = QPainter(sheet), 0, {}
        for name, image in shrunk.items():
            painter.drawImage(QRect(x, 0, image.width(), image.height()), image)
            index[name] = {"x": x, "y": 0, "width": image.width(), "height": image.height(), "pixelRatio": ratio}
            x += image.width()
        painter.end()
        picture = style.with_name(f"{style.stem}_sprite{suffix}.png")
        sheet.save(str(picture), "PNG")
        picture.with_suffix(".json").write_text(json.dumps(index), "utf-8")
        files += [picture, picture.with_suffix(".json")]
    return tuple(files)


def _shrunk(image: QImage, ratio: int, side: float) -> QImage:
    height = max(1, round(side * PIXELS_PER_MM * ratio))
    if height >= image.height():
        return image
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaledToHeight(height, mode)
