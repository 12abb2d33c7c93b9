"""The services of a publication: what each is, its name, and its addresses to copy."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence
from qgis.PyQt.QtWidgets import QAction, QMenu, QTreeWidget, QTreeWidgetItem

from cartes_gouv_plugin.bridge import layers
from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer
from cartes_gouv_plugin.gui import wording_pages

SERVED = int(Qt.ItemDataRole.UserRole)


class ServicesList(QObject):
    """Fills a tree widget and gives it a context menu. `add_asked` carries the `ServedLayer` to add to the project."""

    add_asked = pyqtSignal(object)

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        add_icon = QgsApplication.getThemeIcon("/mActionAddLayer.svg")
        self._add = QAction(add_icon, wording_pages.action_add_to_project(), tree)
        copy_icon = QgsApplication.getThemeIcon("/mActionEditCopy.svg")
        self._copy = QAction(copy_icon, wording_pages.action_copy_address(), tree)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy_capabilities = QAction(copy_icon, wording_pages.action_copy_capabilities(), tree)
        self._add.triggered.connect(self._ask_to_add)
        self._copy.triggered.connect(self._copy_address)
        self._copy_capabilities.triggered.connect(self._copy_capabilities_address)
        tree.addActions([self._add, self._copy, self._copy_capabilities])
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._open_menu)
        tree.itemActivated.connect(self._ask_to_add)

    def show(self, publication: Publication) -> None:
        self._tree.clear()
        for served in publication.served:
            item = QTreeWidgetItem([wording_pages.service_name(served.type), served.layer_name])
            item.setData(0, SERVED, served)
            item.setToolTip(1, layers.capabilities_address(served))
            self._tree.addTopLevelItem(item)
        self._tree.resizeColumnToContents(0)
        if publication.served:
            self._tree.setCurrentItem(self._tree.topLevelItem(0))

    def _current(self) -> ServedLayer | None:
        item = self._tree.currentItem()
        return item.data(0, SERVED) if item is not None else None

    def _open_menu(self, position: QPoint) -> None:
        if self._current() is not None:
            QMenu.exec([self._add, self._copy, self._copy_capabilities], self._tree.viewport().mapToGlobal(position))

    def _ask_to_add(self) -> None:
        if self._current() is not None:
            self.add_asked.emit(self._current())

    def _copy_address(self) -> None:
        served = self._current()
        if served is not None:
            QGuiApplication.clipboard().setText(next(iter(layers.addresses(served).values()), ""))

    def _copy_capabilities_address(self) -> None:
        served = self._current()
        if served is not None:
            QGuiApplication.clipboard().setText(layers.capabilities_address(served))
