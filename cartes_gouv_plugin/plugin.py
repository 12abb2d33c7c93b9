"""The composition root: builds the parts, connects them, takes them down in reverse order. No logic."""

from __future__ import annotations

from contextlib import ExitStack

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication, Qt

from cartes_gouv_plugin import installation
from cartes_gouv_plugin.bridge.settings import SettingRefused, read_settings
from cartes_gouv_plugin.gui import wording
from cartes_gouv_plugin.gui.entry_points import EntryPoints
from cartes_gouv_plugin.gui.locator import DatasheetLocator
from cartes_gouv_plugin.gui.notices import Notices
from cartes_gouv_plugin.gui.options import OptionsFactory
from cartes_gouv_plugin.gui.workbench import Workbench
from cartes_gouv_plugin.processing.algorithm import Surroundings, Words
from cartes_gouv_plugin.processing.provider import CartesGouvProvider


class CartesGouvPlugin:
    """What QGIS loads. Everything that is put in place leaves its undoing on one stack."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self._iface = iface
        self._undo = ExitStack()
        self.workbench: Workbench | None = None
        self._install_translator()

    def initProcessing(self) -> None:
        """The only entry without a window (`qgis_process`)."""
        words = Words(
            error=lambda error: wording.explain(error).text(),
            failure=lambda failure: wording.failure(failure).text(),
            summary=wording.summary,
        )
        provider = CartesGouvProvider(Surroundings(words, installation.version()))
        registry = QgsApplication.processingRegistry()
        registry.addProvider(provider)
        self._undo.callback(registry.removeProvider, provider)

    def initGui(self) -> None:
        self.initProcessing()
        if self._iface is None:
            return
        factory = OptionsFactory()
        self._iface.registerOptionsWidgetFactory(factory)
        self._undo.callback(self._iface.unregisterOptionsWidgetFactory, factory)
        try:
            self._start(self._iface)
        except SettingRefused as error:
            Notices(self._iface.messageBar(), lambda _id: None).refused(error.sentence)

    def unload(self) -> None:
        self._undo.close()
        self.workbench = None

    def _start(self, iface: QgisInterface) -> None:
        """Raises `SettingRefused`; nothing is in place then."""
        settings = read_settings()
        entries = EntryPoints(iface)
        self._undo.callback(entries.remove)
        workbench = Workbench(
            settings, installation.version(), entries.project_layers, entries.selected_layers, iface.mainWindow()
        )
        self._undo.callback(workbench.close)
        dock = workbench.dock
        iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, [], False)
        self._undo.callback(iface.removeDockWidget, dock)
        notices = Notices(iface.messageBar(), workbench.open_publication)
        workbench.refused.connect(notices.refused)
        workbench.told.connect(notices.told)
        workbench.tracker.ended.connect(lambda identifier: notices.ended(workbench.tracker.record(identifier)))
        dock.publish_page.tileOptions.use_canvas(iface.mapCanvas())
        dock.options_asked.connect(lambda: iface.showOptionsDialog(currentPage=OptionsFactory.PAGE))
        entries.publish_asked.connect(workbench.start_publishing)
        entries.publications.toggled.connect(dock.setUserVisible)
        dock.visibilityChanged.connect(entries.publications.setChecked)
        locator = DatasheetLocator(workbench.listed_datasheets, workbench.show_datasheet)
        iface.registerLocatorFilter(locator)
        self._undo.callback(iface.deregisterLocatorFilter, locator)
        self.workbench = workbench

    def _install_translator(self) -> None:
        translator = installation.load_translator(QgsApplication.locale())
        if translator is not None:
            QCoreApplication.installTranslator(translator)
            self._undo.callback(QCoreApplication.removeTranslator, translator)
