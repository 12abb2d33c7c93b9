"""The choice of the delivery's coordinate system: that of the layers, those of the website's form, any other one."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from cartes_gouv_plugin.bridge.export.projections import OFFERED_FIRST
from cartes_gouv_plugin.gui import wording_options, wording_pages

_OF_LAYERS = ""
_OTHER = "other"


class ProjectionChoice(QComboBox):
    """`changed`: another system, or none, is chosen; nothing is said while QGIS's own dialog is open."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.addItem(wording_pages.projection_of_layers(), _OF_LAYERS)
        for code in OFFERED_FIRST:
            self.addItem(code, code)
        self._named = False
        self.insertSeparator(self.count())
        self.addItem(wording_options.another_projection(), _OTHER)
        self._chosen = _OF_LAYERS
        self.currentIndexChanged.connect(self._choose)

    def showEvent(self, event: QShowEvent) -> None:
        """Names come out of QGIS's database, which takes a moment: they are looked up when somebody reads them."""
        super().showEvent(event)
        if not self._named:
            self._named = True
            for code in OFFERED_FIRST:
                self.setItemText(self.findData(code), QgsCoordinateReferenceSystem(code).userFriendlyIdentifier())

    def crs(self) -> QgsCoordinateReferenceSystem:
        """Invalid when it is left to the layers."""
        return QgsCoordinateReferenceSystem(self._chosen) if self._chosen else QgsCoordinateReferenceSystem()

    def set_crs(self, crs: QgsCoordinateReferenceSystem) -> None:
        """One without an identifier cannot be delivered in: it leaves the choice to the layers."""
        identifier = crs.authid() if crs.isValid() else _OF_LAYERS
        if self.findData(identifier) < 0:
            self.insertItem(1 + len(OFFERED_FIRST), crs.userFriendlyIdentifier(), identifier)
        self.setCurrentIndex(self.findData(identifier))

    def _choose(self, _index: int) -> None:
        if self.currentData() == _OTHER:
            self._ask()
        elif self.currentData() != self._chosen:
            self._chosen = self.currentData()
            self.changed.emit()

    def _ask(self) -> None:
        dialog = QgsProjectionSelectionDialog(self)
        dialog.setCrs(self.crs())
        dialog.accepted.connect(lambda: self.set_crs(dialog.crs()))
        dialog.rejected.connect(lambda: self.set_crs(self.crs()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
