"""The map as it would become the picture of a datasheet."""

from __future__ import annotations

from qgis.core import QgsMapSettings
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPixmap
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from cartes_gouv_plugin.bridge.thumbnail import MapPicture
from cartes_gouv_plugin.gui import forms, wording_live, wording_pages


class ThumbnailDialog(QDialog):
    """Shown with `open()`. `taken` carries the `QImage` once it was seen and accepted."""

    taken = pyqtSignal(object)

    def __init__(self, canvas: QgsMapSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("thumbnail_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._image = QImage()
        self._map = MapPicture(self)
        self._map.drawn.connect(self._show)
        self.preview.setText(wording_live.looking())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(wording_pages.action_cancel())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.taken.emit(self._image))
        self.finished.connect(self._map.stop)
        self._map.draw(canvas)

    def _show(self, image: QImage) -> None:
        self._image = image
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            self.preview.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        self.preview.setPixmap(pixmap)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not image.isNull())
