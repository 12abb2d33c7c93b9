"""What is put together when the plugin is first used. Importing this is importing nearly all of the plugin."""

from __future__ import annotations

from qgis.gui import QgisInterface

from cartes_gouv_plugin import installation
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.gui.entry_points import EntryPoints
from cartes_gouv_plugin.gui.notices import Notices
from cartes_gouv_plugin.gui.options import OPTIONS_PAGE
from cartes_gouv_plugin.gui.workbench import Workbench


def open_workbench(settings: Settings, iface: QgisInterface, entries: EntryPoints) -> Workbench:
    """A running workbench whose notices appear in QGIS's message bar. End it with its `close`."""
    workbench = Workbench(
        settings, installation.version(), entries.project_layers, entries.selected_layers, iface.mainWindow()
    )
    workbench.live.map_settings = iface.mapCanvas().mapSettings
    notices = Notices(iface.messageBar(), workbench.open_publication)
    workbench.refused.connect(notices.refused)
    workbench.told.connect(notices.told)
    workbench.tracker.ended.connect(lambda identifier: notices.ended(workbench.tracker.record(identifier)))
    workbench.dock.form_made.connect(lambda form: form.tileOptions.use_canvas(iface.mapCanvas()))
    workbench.dock.options_asked.connect(lambda: iface.showOptionsDialog(currentPage=OPTIONS_PAGE))
    return workbench
