"""Runs inside QGIS: loads and unloads the plugin ten times and counts what is there before and after."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QTimer, QTranslator
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMenu
from qgis.utils import iface, loadPlugin, plugin_times, plugins, startPlugin, unloadPlugin

NAME = "cartes_gouv_plugin"
TIMES = 10
DOCKS_FILLED: list[bool] = []
IMPORTED: list[int] = []


def settle() -> None:
    for _round in range(5):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def count() -> dict[str, int]:
    """Everything that a plugin may leave behind."""
    settle()
    window = iface.mainWindow()
    return {
        "actions": len(window.findChildren(QAction)),
        "menus": len(window.findChildren(QMenu)),
        "docks": len(window.findChildren(QDockWidget)),
        "timers": len(window.findChildren(QTimer)),
        "translators": len(QgsApplication.instance().findChildren(QTranslator)),
        "threads": threading.active_count(),
        "browser nodes": len(nodes()),
        "providers": len(QgsApplication.processingRegistry().providers()),
    }


def window_dock() -> QDockWidget:
    return iface.mainWindow().findChild(QDockWidget, "CartesGouvDock")


def cycle() -> float:
    """Seconds that loading took."""
    started = time.perf_counter()
    loadPlugin(NAME)
    startPlugin(NAME)
    taken = time.perf_counter() - started
    IMPORTED.append(sum(name.startswith(NAME) for name in sys.modules))
    settle()
    plugins[NAME].workbench.dock_wanted.emit()
    settle()
    DOCKS_FILLED.append(window_dock().widget() is not None)
    unloadPlugin(NAME)
    settle()
    return taken


def entry_points() -> dict[str, int]:
    """How often each of the plugin's actions can be found by somebody who looks for it."""
    layers = [QgsVectorLayer("Point?crs=EPSG:2154", name, "memory") for name in ("un", "deux")]
    QgsProject.instance().addMapLayers(layers)
    view = iface.layerTreeView()
    view.selectAll()
    menu = QMenu()
    view.contextMenuAboutToShow.emit(menu)
    web = [action for submenu in iface.webMenu().actions() if submenu.menu() for action in submenu.menu().actions()]
    found = {
        "layer tree": names_in(menu.actions()).count("CartesGouvPublish"),
        "web menu": names_in(web).count("CartesGouvPublications"),
        "web toolbar": names_in(iface.webToolBar().actions()).count("CartesGouvPublications"),
        "project menu": names_in(iface.projectImportExportMenu().actions()).count("CartesGouvPublish"),
        "browser panel": nodes().count("cartes.gouv.fr"),
        "help menu": names_in(iface.pluginHelpMenu().actions()).count("CartesGouvHelp"),
    }
    QgsProject.instance().clear()
    return found


def nodes() -> list[str]:
    model = iface.browserModel()
    return [model.dataItem(model.index(row, 0)).name() for row in range(model.rowCount())]


def names_in(actions: list[QAction]) -> list[str]:
    return [action.objectName() for action in actions]


def main() -> None:
    report: dict[str, object] = {}
    try:
        first, unasked = plugin_times[NAME], window_dock().isVisible()
        loaded = plugins[NAME].workbench is not None
        found = entry_points()
        unloadPlugin(NAME)
        cycle()
        before = count()
        seconds = [cycle() for _time in range(TIMES)]
        report = {"loaded": loaded, "entry_points": found, "before": before, "after": count(), "seconds": seconds}
        report |= {"imported_at_start": max(IMPORTED), "first": first, "filled": DOCKS_FILLED, "unasked": unasked}
    except Exception as error:  # noqa: BLE001 - told to the test
        report = {"error": f"{type(error).__name__}: {error}"}
    Path(os.environ["RELOAD_REPORT"]).write_text(json.dumps(report), encoding="utf-8")
    os._exit(0)


QTimer.singleShot(1500, main)
