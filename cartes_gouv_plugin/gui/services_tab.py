"""The services of a datasheet, and what can be done with the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from qgis.core import QgsApplication, QgsIconUtils, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QAction, QHeaderView, QMenu, QTreeWidgetItem, QWidget

from cartes_gouv_plugin.bridge import layers
from cartes_gouv_plugin.core.publication.publication import ServedLayer, ServiceType
from cartes_gouv_plugin.core.services.live import LiveService
from cartes_gouv_plugin.gui import forms, wording_live, wording_pages
from cartes_gouv_plugin.gui.flow_layout import flow

SERVICE = int(Qt.ItemDataRole.UserRole)


class ServicesTab(QWidget):
    """`added` carries a `ServedLayer`, `compared` the identifier of a project's layer too; the others a `LiveService`.

    `page_opened` and `page_copied`: the datasheet's page on the website.
    """

    added = pyqtSignal(object)
    compared = pyqtSignal(str, object)
    words_asked = pyqtSignal(object)
    look_asked = pyqtSignal(object)
    unpublish_asked = pyqtSignal(object)
    page_opened = pyqtSignal()
    page_copied = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("services_tab", self)
        flow(self.serviceActions)
        header = self.services.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.project_layers: Callable[[], Sequence[QgsVectorLayer]] = list
        self._comparisons = QMenu(self)
        self._links = QMenu(self)
        self._make_actions()
        self._connect()
        self.show_services((), "")

    def show_services(self, services: Sequence[LiveService], message: str) -> None:
        """`message`: what is to be known before the list; empty when it speaks for itself."""
        kept = self._chosen()
        self.services.clear()
        for service in services:
            self.services.addTopLevelItem(_item(service))
        for row, service in enumerate(services):
            if kept is None or service.served.configuration == kept.served.configuration:
                self.services.setCurrentItem(self.services.topLevelItem(row))
                break
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self._offer()

    def set_busy(self, busy: bool) -> None:
        """One change at a time."""
        for widget in (self.words, self.look, self.unpublish, self._words, self._look, self._unpublish):
            widget.setEnabled(not busy)

    def _make_actions(self) -> None:
        self._add = _action(self, "/mActionAddLayer.svg", wording_live.action_add(), self._ask_to_add)
        self._words = _action(self, "/mActionEditTable.svg", wording_live.action_words(), self._ask(self.words_asked))
        self._look = _action(
            self, "/propertyicons/symbology.svg", wording_live.action_look(), self._ask(self.look_asked)
        )
        self._unpublish = _action(
            self, "/mActionDeleteSelected.svg", wording_live.action_unpublish(), self._ask(self.unpublish_asked)
        )
        self._copy = _action(self, "/mActionEditCopy.svg", wording_live.action_copy_address(), self._copy_address)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._capabilities = _action(
            self, "/mActionEditCopy.svg", wording_live.action_copy_capabilities(), self._copy_capabilities
        )
        copy_page = _action(self, "/mActionEditCopy.svg", wording_live.action_copy_page(), self.page_copied.emit)
        open_page = _action(self, "/mActionOpenTable.svg", wording_live.action_open_page(), self.page_opened.emit)
        open_page.setIcon(QIcon())
        self._links.addActions([self._copy, self._capabilities, copy_page, open_page])
        self.services.addAction(self._copy)
        for button, action in (
            (self.add, self._add),
            (self.words, self._words),
            (self.look, self._look),
            (self.unpublish, self._unpublish),
        ):
            button.setText(action.text())
            button.setIcon(action.icon())
            button.clicked.connect(action.trigger)
        self.compare.setText(wording_live.action_compare_with())
        self.compare.setMenu(self._comparisons)
        self.links.setText(wording_live.action_links())
        self.links.setMenu(self._links)

    def _connect(self) -> None:
        self.services.itemSelectionChanged.connect(self._offer)
        self.services.itemActivated.connect(self._ask_to_add)
        self.services.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.services.customContextMenuRequested.connect(self._open_menu)
        self._comparisons.aboutToShow.connect(self._fill_comparisons)

    def _chosen(self) -> LiveService | None:
        item = self.services.currentItem()
        return item.data(0, SERVICE) if item is not None else None

    def _offer(self) -> None:
        """What belongs to others can be used, not changed."""
        service = self._chosen()
        for button in (self.add, self.compare, self.links):
            button.setEnabled(service is not None)
        mine = service is not None and service.is_ours
        for button, action in ((self.words, self._words), (self.look, self._look), (self.unpublish, self._unpublish)):
            button.setVisible(mine)
            action.setEnabled(mine)
        tiles = service is not None and service.served.type is ServiceType.TMS
        self._capabilities.setText(
            wording_live.action_copy_description() if tiles else wording_live.action_copy_capabilities()
        )

    def _open_menu(self, position: QPoint) -> None:
        service = self._chosen()
        if service is None:
            return
        menu = QMenu(self)
        menu.addAction(self._add)
        self._fill_comparisons()
        self._comparisons.setTitle(wording_live.action_compare_with())
        menu.addMenu(self._comparisons)
        menu.addActions(self._links.actions())
        if service.is_ours:
            menu.addSeparator()
            menu.addActions([self._words, self._look, self._unpublish])
        menu.exec(self.services.viewport().mapToGlobal(position))
        menu.deleteLater()

    def _fill_comparisons(self) -> None:
        self._comparisons.clear()
        sources = self.project_layers()
        for layer in sources:
            action = self._comparisons.addAction(QIcon(QgsIconUtils.iconForLayer(layer)), layer.name())
            action.triggered.connect(partial(self._compare, layer.id()))
        if not sources:
            self._comparisons.addAction(wording_live.no_layer_to_compare()).setEnabled(False)

    def _compare(self, source: str, _checked: bool = False) -> None:
        service = self._chosen()
        if service is not None:
            self.compared.emit(source, service.served)

    def _ask(self, signal: pyqtSignal) -> Callable[[], None]:
        def ask() -> None:
            service = self._chosen()
            if service is not None and service.is_ours:
                signal.emit(service)

        return ask

    def _ask_to_add(self) -> None:
        service = self._chosen()
        if service is not None:
            self.added.emit(service.served)

    def _copy_address(self) -> None:
        service = self._chosen()
        if service is not None:
            QGuiApplication.clipboard().setText(_address(service.served))

    def _copy_capabilities(self) -> None:
        service = self._chosen()
        if service is not None:
            QGuiApplication.clipboard().setText(layers.capabilities_address(service.served))


def _address(served: ServedLayer) -> str:
    known = layers.addresses(served)
    return known.get("TMS", "") or next(iter(known.values()), "")


def _action(parent: QWidget, icon: str, text: str, do: Callable[[], None]) -> QAction:
    action = QAction(QgsApplication.getThemeIcon(icon), text, parent)
    action.triggered.connect(lambda _checked=False: do())
    return action


def _item(service: LiveService) -> QTreeWidgetItem:
    served, state = service.served, wording_live.service_state(service.status)
    title = wording_live.service_title(served.title, state) if state else served.title
    item = QTreeWidgetItem([wording_pages.service_name(served.type), title, served.layer_name])
    item.setData(0, SERVICE, service)
    for column in range(3):
        item.setToolTip(column, f"{title}\n{served.layer_name}\n{_address(served)}")
    return item
