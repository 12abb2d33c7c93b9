"""The plugin's place in QGIS's options."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin.gui import wording_menus
from cartes_gouv_plugin.installation import RESOURCES

OPTIONS_PAGE = "mOptionsPageCartesGouv"
"""By this name QGIS opens its options at the page."""


class OptionsFactory(QgsOptionsWidgetFactory):
    """`make_page` is called with the page's parent when somebody opens QGIS's options."""

    def __init__(self, make_page: Callable[[QWidget | None], QgsOptionsPageWidget]) -> None:
        super().__init__()
        self._make_page = make_page
        self.setTitle(wording_menus.dock_title())
        self.setIcon(QIcon(str(RESOURCES / "icon.svg")))

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        return self._make_page(parent)
