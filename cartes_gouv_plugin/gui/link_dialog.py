"""A link to be added to the documents of a datasheet."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from cartes_gouv_plugin.gui import forms, wording_pages


class LinkDialog(QDialog):
    """Shown with `open()`. `given` carries a name, an http or https address, and a description."""

    given = pyqtSignal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("link_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(wording_pages.action_cancel())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._tell)
        self.name.textChanged.connect(self._allow)
        self.address.textChanged.connect(self._allow)
        self._allow()

    def _address(self) -> str:
        url = QUrl(self.address.text().strip(), QUrl.ParsingMode.StrictMode)
        fits = url.isValid() and url.scheme() in ("http", "https") and bool(url.host())
        return url.toString(QUrl.ComponentFormattingOption.FullyEncoded) if fits else ""

    def _allow(self) -> None:
        given = bool(self.name.text().strip()) and bool(self._address())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(given)

    def _tell(self) -> None:
        self.given.emit(self.name.text().strip(), self._address(), self.description.text().strip())
