"""The datasheets of the datastore: mine, everybody's behind a switch, and what can be done with one."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QAction, QMenu, QWidget

from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue, ListedDatasheet
from cartes_gouv_plugin.gui import forms, wording, wording_menus, wording_pages
from cartes_gouv_plugin.gui.datasheets_model import DATASHEET, DatasheetsModel

ICON = 28


class DatasheetsPage(QWidget):
    """The signals but `refresh_asked` carry a datasheet's name."""

    refresh_asked = pyqtSignal()
    website_asked = pyqtSignal(str)
    publish_asked = pyqtSignal(str)
    delete_asked = pyqtSignal(str)

    def __init__(self, catalogue: DatasheetCatalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("datasheets_page", self)
        self._catalogue = catalogue
        self.model = DatasheetsModel(catalogue, self)
        self.datasheets.setModel(self.model)
        self.datasheets.setIconSize(QSize(ICON, ICON))
        self.refresh.setIcon(QgsApplication.getThemeIcon("/mActionRefresh.svg"))
        self._make_actions()
        self.refresh.clicked.connect(self.refresh_asked)
        self.search.textChanged.connect(self.model.search)
        self.everybody.toggled.connect(self.model.show_everybody)
        self.datasheets.activated.connect(lambda index: self.website_asked.emit(index.data(DATASHEET).name))
        self.model.modelReset.connect(self._show_message)
        self._show_message()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_asked.emit()

    def _make_actions(self) -> None:
        self._website = QAction(wording_menus.action_website(), self)
        self._publish = QAction(wording_pages.action_publish_into(), self)
        self._delete = QAction(wording_pages.action_delete(), self)
        self._website.triggered.connect(lambda: self.website_asked.emit(self._current().name))
        self._publish.triggered.connect(lambda: self.publish_asked.emit(self._current().name))
        self._delete.triggered.connect(lambda: self.delete_asked.emit(self._current().name))
        self.datasheets.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.datasheets.customContextMenuRequested.connect(self._open_menu)

    def _current(self) -> ListedDatasheet:
        return self.datasheets.currentIndex().data(DATASHEET)

    def _open_menu(self, position: QPoint) -> None:
        """What belongs to others is read-only."""
        if self.datasheets.currentIndex().isValid():
            actions = [self._website] + ([self._publish, self._delete] if self._current().mine else [])
            QMenu.exec(actions, self.datasheets.viewport().mapToGlobal(position))

    def _show_message(self) -> None:
        text = ""
        if self._catalogue.error is not None:
            text = wording.explain(self._catalogue.error).text()
        elif self._catalogue.is_listing and not self._catalogue.listed:
            text = wording_pages.listing_datasheets()
        elif not self.model.rowCount() and not self.search.text():
            text = wording_pages.no_datasheet()
        self.message.setText(text)
        self.message.setVisible(bool(text))
