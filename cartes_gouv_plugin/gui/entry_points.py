"""Where people find the plugin in QGIS: layer tree, Web menu and toolbar, Project menu, Help menu."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu

from cartes_gouv_plugin.gui import wording_pages
from cartes_gouv_plugin.installation import RESOURCES

MENU = "cartes.gouv.fr"


class EntryPoints:
    """Puts the plugin's actions in place; `remove` takes every one of them away again."""

    def __init__(
        self,
        iface: QgisInterface,
        publish_layers: Callable[[list[QgsVectorLayer]], None],
        show_publications: Callable[[bool], None],
        help_page: str,
    ) -> None:
        self._iface = iface
        self._publish_layers = publish_layers
        self._undo = ExitStack()
        window = iface.mainWindow()
        icon = QIcon(str(RESOURCES / "icon.svg"))
        self.publications = QAction(icon, wording_pages.action_publications(), window)
        self.publications.setObjectName("CartesGouvPublications")
        self.publications.setCheckable(True)
        self.publications.triggered.connect(show_publications)
        self.publish = QAction(icon, wording_pages.action_publish(), window)
        self.publish.setObjectName("CartesGouvPublish")
        self.publish.triggered.connect(self._publish_selection)
        self.help = QAction(icon, wording_pages.action_help(), window)
        self.help.triggered.connect(lambda: QDesktopServices.openUrl(QUrl(help_page)))
        self._put_in_place()

    def remove(self) -> None:
        self._undo.close()
        for action in (self.publications, self.publish, self.help):
            action.deleteLater()

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
        self._undo.callback(iface.removePluginWebMenu, MENU, self.publications)
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

    def _extend_menu(self, menu: QMenu) -> None:
        if self.selected_layers():
            menu.addSeparator()
            menu.addAction(self.publish)

    def _publish_selection(self) -> None:
        self._publish_layers(self.selected_layers())
