"""After a stop: what becomes of the delivery that the platform already has."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QMessageBox, QPushButton, QWidget

from cartes_gouv_plugin.gui import wording_pages


class StopQuestion(QMessageBox):
    """Shown with `open()`: it never holds up what runs. Closing it keeps the delivery."""

    delete_chosen = pyqtSignal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(wording_pages.stopped_title())
        self.setText(wording_pages.stopped_text(title))
        self.keep = QPushButton(wording_pages.action_keep_delivery())
        self.delete_delivery = QPushButton(wording_pages.action_delete_delivery())
        self.addButton(self.delete_delivery, QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(self.keep, QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.delete_delivery.clicked.connect(self.delete_chosen)
