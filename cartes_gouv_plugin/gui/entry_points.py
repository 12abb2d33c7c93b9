"""Where people find the plugin in QGIS: layer tree, Web menu and toolbar, Project menu, Help menu."""

from __future__ import annotations

from contextlib import ExitStack

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu

from cartes_gouv_plugin.gui import wording_menus
from cartes_gouv_plugin.installation import RESOURCES, help_address

MENU = "cartes.gouv.fr"


class EntryPoints(QObject):
    """Puts the plugin's actions in place; `remove` takes every one of them away again.

    `publications` is checkable: shown or not. `publish_asked` carries the list of chosen vector layers.
    """

    publish_asked = pyqtSignal(object)

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        self._undo = ExitStack()
        window = iface.mainWindow()
        icon = QIcon(str(RESOURCES / "icon.svg"))
        self.publications = QAction(icon, wording_menus.action_publications(), window)
        self.publications.setObjectName("CartesGouvPublications")
        self.publications.setCheckable(True)
        self.publish = QAction(icon, wording_menus.action_publish(), window)
        self.publish.setObjectName("CartesGouvPublish")
        self.publish.triggered.connect(self._publish_selection)
        self.help = QAction(icon, wording_menus.action_help(), window)
        self.help.setObjectName("CartesGouvHelp")
        self.help.triggered.connect(_open_help)
        self._put_in_place()

    def remove(self) -> None:
        self._undo.close()
        for action in (self.publications, self.publish, self.help):
            action.deleteLater()
        self.deleteLater()

    def selected_layers(self) -> list[QgsVectorLayer]:
        """The vector layers selected in the layer tree, those inside selected groups included; in the tree's order."""
        view = self._iface.layerTreeView()
        chosen = {layer.id() for layer in view.selectedLayersRecursive()} if view is not None else set()
        return [layer for layer in self.project_layers() if layer.id() in chosen]

    def project_layers(self) -> list[QgsVectorLayer]:
        """The project's vector layers, in the order of the layer tree."""
        found = QgsProject.instance().layerTreeRoot().findLayers()
        return [node.layer() for node in found if isinstance(node.layer(), QgsVectorLayer)]

    def _put_in_place(self) -> None:
        iface = self._iface
        iface.addPluginToWebMenu(MENU, self.publications)
        self._undo.callback(self._remove_from_web_menu)
        iface.addWebToolBarIcon(self.publications)
        self._undo.callback(iface.removeWebToolBarIcon, self.publications)
        iface.addProjectExportAction(self.publish)
        self._undo.callback(iface.removeProjectExportAction, self.publish)
        iface.pluginHelpMenu().addAction(self.help)
        self._undo.callback(iface.pluginHelpMenu().removeAction, self.help)
        view = iface.layerTreeView()
        if view is not None:
            view.contextMenuAboutToShow.connect(self._extend_menu)
            self._undo.callback(view.contextMenuAboutToShow.disconnect, self._extend_menu)

    def _remove_from_web_menu(self) -> None:
        """QGIS takes its submenu out of the menu when it is empty, and keeps the object: it is deleted here."""
        emptied = [action.menu() for action in self._iface.webMenu().actions() if action.text() == MENU]
        self._iface.removePluginWebMenu(MENU, self.publications)
        for menu in emptied:
            if menu is not None and menu.isEmpty():
                menu.deleteLater()

    def _extend_menu(self, menu: QMenu) -> None:
        if self.selected_layers():
            menu.addSeparator()
            menu.addAction(self.publish)

    def _publish_selection(self) -> None:
        self.publish_asked.emit(self.selected_layers())


def _open_help() -> None:
    """The help that is installed with the plugin, else its page on the web."""
    QDesktopServices.openUrl(help_address(QgsApplication.locale()))
