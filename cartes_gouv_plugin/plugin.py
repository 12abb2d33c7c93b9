"""The composition root: builds the parts, connects them, takes them down in reverse order. No logic.

QGIS pays for a plugin at every start, used or not. What is built then are the doors: menu entries, an empty dock, the
options page, the locator, the browser panel, the algorithms. The rest is imported in the background once QGIS is there,
and built when somebody goes through one of them, or when a publication of an earlier start is to go on.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgisInterface, QgsGui
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin import installation
from cartes_gouv_plugin.bridge.browser_items import BrowserItems, Face
from cartes_gouv_plugin.bridge.settings import SettingRefused, read_settings
from cartes_gouv_plugin.core.publication.unfinished import has_unfinished
from cartes_gouv_plugin.gui import wording_menus
from cartes_gouv_plugin.gui.browser_actions import BrowserActions
from cartes_gouv_plugin.gui.dock_frame import DockFrame
from cartes_gouv_plugin.gui.entry_points import EntryPoints
from cartes_gouv_plugin.gui.locator import DatasheetLocator
from cartes_gouv_plugin.gui.options import OptionsFactory
from cartes_gouv_plugin.import_ahead import ImportAhead
from cartes_gouv_plugin.processing.algorithm import Surroundings, Words
from cartes_gouv_plugin.processing.provider import CartesGouvProvider

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.catalogue import ListedDatasheet
    from cartes_gouv_plugin.gui.options_page import OptionsPage
    from cartes_gouv_plugin.gui.workbench import Workbench


class CartesGouvPlugin:
    """What QGIS loads. Everything that is put in place leaves its undoing on one stack."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self._iface = iface
        self._undo = ExitStack()
        self._entries: EntryPoints | None = None
        self._frame: DockFrame | None = None
        self._browser: BrowserItems | None = None
        self._workbench: Workbench | None = None
        self._install_translator()

    def initProcessing(self) -> None:
        """The only entry without a window (`qgis_process`)."""
        provider = CartesGouvProvider(Surroundings(_words, installation.version()))
        registry = QgsApplication.processingRegistry()
        registry.addProvider(provider)
        self._undo.callback(registry.removeProvider, provider)

    def initGui(self) -> None:
        self.initProcessing()
        if self._iface is not None:
            self._put_doors(self._iface)
            self._go_on()

    def unload(self) -> None:
        self._undo.close()
        self._frame = self._entries = self._browser = None

    @property
    def workbench(self) -> Workbench | None:
        """Built at the first call. None without a window, and as long as a setting is refused, which is told."""
        if self._workbench is None and self._iface is not None and self._entries is not None:
            from cartes_gouv_plugin.opening import open_workbench

            try:
                self._workbench = open_workbench(read_settings(), self._iface, self._entries)
            except SettingRefused as error:
                self._refuse(error)
                return None
            self._workbench.dock_wanted.connect(self._show_dock)
        return self._workbench

    # the doors -------------------------------------------------------------------------------------------------------

    def _put_doors(self, iface: QgisInterface) -> None:
        self._entries = entries = EntryPoints(iface)
        self._undo.callback(entries.remove)
        self._frame = frame = DockFrame(self._make_content, iface.mainWindow())
        self._undo.callback(frame.deleteLater)
        self._undo.callback(self._close_workbench)
        iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, frame, [], False)
        frame.hide()  # QGIS shows whatever is added; afterwards it shows again what was open when it ended
        self._undo.callback(iface.removeDockWidget, frame)
        entries.publish_asked.connect(self._publish)
        entries.publications.toggled.connect(frame.setUserVisible)
        frame.visibilityChanged.connect(entries.publications.setChecked)
        frame.opened.connect(self._refresh_account)
        factory = OptionsFactory(self._make_options_page)
        iface.registerOptionsWidgetFactory(factory)
        self._undo.callback(iface.unregisterOptionsWidgetFactory, factory)
        locator = DatasheetLocator(self._listed_datasheets, self._describe, self._show_datasheet)
        iface.registerLocatorFilter(locator)
        self._undo.callback(iface.deregisterLocatorFilter, locator)
        self._put_browser_node()
        self._undo.callback(ImportAhead(frame).end)

    def _put_browser_node(self) -> None:
        registry, actions_registry = QgsApplication.dataItemProviderRegistry(), QgsGui.dataItemGuiProviderRegistry()
        actions = BrowserActions(self._open_datasheet)
        actions_registry.addProvider(actions)
        self._undo.callback(actions_registry.removeProvider, actions)
        icons = (QIcon(str(installation.RESOURCES / name)) for name in ("icon.svg", "datasheet.svg"))
        self._browser = BrowserItems(lambda: self.workbench, Face(lambda error: _words().error(error), *icons))
        registry.addProvider(self._browser)
        self._undo.callback(registry.removeProvider, self._browser)

    def _go_on(self) -> None:
        """Publications of an earlier start go on by themselves, once QGIS is there."""
        try:
            home = read_settings().home
        except SettingRefused as error:
            self._refuse(error)
            return
        if has_unfinished(home):
            timer = QTimer(self._frame)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self.workbench)
            timer.start(0)

    # through the doors -----------------------------------------------------------------------------------------------

    def _make_content(self) -> QWidget | None:
        if self.workbench is None:
            return None
        self.workbench.account.refresh()
        return self.workbench.dock

    def _make_options_page(self, parent: QWidget | None) -> OptionsPage:
        from cartes_gouv_plugin.gui.options_page import OptionsPage

        return OptionsPage(self._settings_stored, parent)

    def _publish(self, chosen: list) -> None:
        if self.workbench is not None:
            self.workbench.start_publishing(chosen)

    def _show_datasheet(self, name: str) -> None:
        if self.workbench is not None:
            self.workbench.show_datasheet(name)

    def _open_datasheet(self, datastore: str, name: str) -> None:
        if self.workbench is not None:
            self.workbench.open_datasheet(name, datastore)

    def _listed_datasheets(self) -> tuple[ListedDatasheet, ...]:
        return self._workbench.listed_datasheets() if self._workbench is not None else ()

    def _describe(self, sheet: ListedDatasheet) -> str:
        return self._workbench.describe(sheet) if self._workbench is not None else ""

    def _show_dock(self) -> None:
        if self._frame is not None:
            self._frame.fill()
            self._frame.setUserVisible(True)

    def _refresh_account(self) -> None:
        if self._workbench is not None:
            self._workbench.account.refresh()

    def _settings_stored(self) -> None:
        """A workbench that is in use is built anew: addresses and sign-in hold from now on."""
        if self._workbench is None or self._frame is None or self._workbench.holds(read_settings()):
            return
        self._close_workbench()
        if self._browser is not None:
            self._browser.refresh()
        if self._frame.isVisible():
            self._frame.fill()

    def _close_workbench(self) -> None:
        workbench, self._workbench = self._workbench, None
        if workbench is not None and self._frame is not None:
            self._frame.empty()
            workbench.close()

    def _refuse(self, error: SettingRefused) -> None:
        bar = self._iface.messageBar() if self._iface is not None else None
        if bar is not None:
            bar.pushMessage(wording_menus.dock_title(), error.sentence, Qgis.MessageLevel.Warning, 0)

    def _install_translator(self) -> None:
        translator = installation.load_translator(QgsApplication.locale())
        if translator is not None:
            QCoreApplication.installTranslator(translator)
            self._undo.callback(QCoreApplication.removeTranslator, translator)


def _words() -> Words:
    """The sentences that algorithms use."""
    from cartes_gouv_plugin.gui import wording

    return Words(
        error=lambda error: wording.explain(error).text(),
        failure=lambda failure: wording.failure(failure).text(),
        summary=wording.summary,
    )
