"""The datasheets of the datastore: mine, everybody's behind a switch, and what can be done with one."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QAction, QMenu, QWidget

from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue, ListedDatasheet
from cartes_gouv_plugin.gui import (
    forms,
    quantities,
    wording,
    wording_datasheets,
    wording_live,
    wording_menus,
    wording_pages,
)
from cartes_gouv_plugin.gui.datasheets_model import DATASHEET, DatasheetsModel

ICON = 28


class DatasheetsPage(QWidget):
    """The signals but `refresh_asked` carry a datasheet's name."""

    refresh_asked = pyqtSignal()
    opened = pyqtSignal(str)
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
        self.datasheets.activated.connect(lambda index: self.opened.emit(index.data(DATASHEET).name))
        for order in wording_datasheets.Order:
            self.order.addItem(wording_datasheets.order(order), order)
        self.order.activated.connect(lambda position: self.model.sort_by(self.order.itemData(position)))
        self.model.modelReset.connect(self._show_message)
        catalogue.changed.connect(self._show_message)
        self._show_message()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_asked.emit()

    def _make_actions(self) -> None:
        self._open = QAction(wording_live.action_open_datasheet(), self)
        self._open.triggered.connect(lambda: self.opened.emit(self._current().name))
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
            actions = [self._open, self._website] + ([self._publish, self._delete] if self._current().mine else [])
            QMenu.exec(actions, self.datasheets.viewport().mapToGlobal(position))

    def _show_message(self) -> None:
        text = self._message()
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _message(self) -> str:
        catalogue = self._catalogue
        if catalogue.error is not None and catalogue.listed:
            reason = wording.explain(catalogue.error).happened
            return wording_datasheets.as_of(reason, quantities.moment(catalogue.listed_at))
        if catalogue.error is not None:
            return wording.explain(catalogue.error).text()
        if catalogue.is_listing and (catalogue.is_glance or not catalogue.listed):
            return wording_datasheets.listing()
        if self.model.rowCount():
            return ""
        return wording_datasheets.nothing_found() if self.search.text() else wording_datasheets.none_of_mine()
