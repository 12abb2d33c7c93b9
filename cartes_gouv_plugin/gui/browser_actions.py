"""What can be done with the platform's items in QGIS's browser panel, beside what QGIS offers for every layer."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsDataItem
from qgis.gui import QgsDataItemGuiContext, QgsDataItemGuiProvider
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QMenu

from cartes_gouv_plugin.bridge.browser_items import NAME, DatasheetItem, DatastoreItem, ServiceItem, SignInItem
from cartes_gouv_plugin.core.publication import website
from cartes_gouv_plugin.gui import wording_menus


class BrowserActions(QgsDataItemGuiProvider):
    """`show_datasheet`: what opening a datasheet in the dock does, with its datastore and its name."""

    def __init__(self, show_datasheet: Callable[[str, str], None]) -> None:
        super().__init__()
        self._show_datasheet = show_datasheet

    def name(self) -> str:
        return NAME

    def populateContextMenu(
        self, item: QgsDataItem, menu: QMenu, _selected: list[QgsDataItem], _context: QgsDataItemGuiContext
    ) -> None:
        for text, action in self._offers(item):
            menu.addAction(text).triggered.connect(lambda _checked, act=action: act())

    def handleDoubleClick(self, item: QgsDataItem, _context: QgsDataItemGuiContext) -> bool:
        if isinstance(item, SignInItem) and item.needed:
            item.sign_in()
            return True
        return False

    def _offers(self, item: QgsDataItem) -> list[tuple[str, Callable[[], object]]]:
        if isinstance(item, SignInItem) and item.needed:
            return [(wording_menus.action_sign_in(), item.sign_in)]
        if isinstance(item, DatastoreItem):
            page = website.datasheets_page(item.datastore)
            return [(wording_menus.action_website(), lambda: _open(page))]
        if isinstance(item, DatasheetItem):
            datastore, name = item.datastore, item.datasheet
            return [
                (wording_menus.action_show_in_dock(), lambda: self._show_datasheet(datastore, name)),
                (wording_menus.action_website(), lambda: _open(website.datasheet_page(datastore, name))),
            ]
        return self._offers_of_service(item) if isinstance(item, ServiceItem) else []

    def _offers_of_service(self, item: ServiceItem) -> list[tuple[str, Callable[[], object]]]:
        from cartes_gouv_plugin.bridge.layers import addresses, capabilities_address

        clipboard = QGuiApplication.clipboard()
        address = next(iter(addresses(item.served).values()), "")
        capabilities = capabilities_address(item.served)
        return [
            (wording_menus.action_copy_address(), lambda: clipboard.setText(address)),
            (wording_menus.action_copy_capabilities(), lambda: clipboard.setText(capabilities)),
        ]


def _open(page: str) -> None:
    QDesktopServices.openUrl(QUrl(page))
