"""Runs inside QGIS: from a layer in the layer tree to its service in the map, with the mouse alone.

Every click is one that QGIS's window receives from the screen's system. What is recorded: the clicks, how long the main
thread was away, and whether anybody opened a connection on it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QMenu, QWidget
from qgis.utils import iface, plugins

sys.path.append(os.environ["TOUR_ROOT"])

from scripts.walk import Condition, Walk, pause
from tests.desktop.heartbeat import Heartbeat

TITLE = "Frontières disputées"


def _collection_ms() -> float:
    """What one whole collection of Python's garbage costs."""
    began = time.perf_counter()
    gc.collect()
    return 1000 * (time.perf_counter() - began)


class Mouse:
    """Clicks into the window's own queue, as the screen does."""

    def __init__(self) -> None:
        self.clicks: list[str] = []

    def click(self, what: str, widget: QWidget, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        self.clicks.append(what)
        window = widget.window().windowHandle()
        place = widget.mapTo(widget.window(), at)
        QTest.mouseClick(window, button, Qt.KeyboardModifier.NoModifier, place)

    def click_button(self, what: str, button: QWidget) -> None:
        self.click(what, button, button.rect().center())


def on_main_thread(connections: list[str]) -> None:
    """Connections opened by Python on the main thread from now on are written down."""

    def heard(event: str, details: tuple) -> None:
        if event == "socket.connect" and threading.current_thread() is threading.main_thread():
            connections.append(str(details[1]))

    sys.addaudithook(heard)


class Way:
    def __init__(self) -> None:
        self.mouse, self.beat = Mouse(), Heartbeat()
        self.report: dict[str, object] = {}
        self.connections: list[str] = []
        self._world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"

    def steps(self) -> Iterator[Condition]:
        self._arrange()
        yield pause(1.0)
        self.report["collection_before_ms"] = _collection_ms()
        self.report["objects_before"] = len(gc.get_objects())
        on_main_thread(self.connections)
        self.beat.start()
        yield from self._open_list()
        if "WALK_LIST_ONLY" not in os.environ:
            yield from self._open_form()
            yield from self._publish()
            yield from self._add_to_map()
        self.report |= {"clicks": self.mouse.clicks, "connections": self.connections, **self.beat.told()}
        self.report["collection_after_ms"] = _collection_ms()
        self.report["objects_after"] = len(gc.get_objects())

    def _arrange(self) -> None:
        iface.mainWindow().setGeometry(QApplication.primaryScreen().availableGeometry())
        iface.messageBar().clearWidgets()
        layer = QgsVectorLayer(f"{self._world}|layername=disputed_borders", TITLE, "ogr")
        QgsProject.instance().addMapLayer(layer)
        iface.layerTreeView().parentWidget().raise_()

    def _open_list(self) -> Iterator[Condition]:
        """Not a part of the way: the figures of the first look at everybody's datasheets."""
        self.beat.doing = "first look at the dock"
        began = time.perf_counter()
        plugin = plugins["cartes_gouv_plugin"]
        page = plugin.workbench.dock.datasheets_page
        page.everybody.setChecked(True)
        plugin.workbench.dock.home.setCurrentWidget(page)
        plugin.workbench.dock_wanted.emit()
        dock = plugin.workbench.dock
        yield dock.isVisible
        self.report["first_paint_s"] = time.perf_counter() - began
        self.beat.doing = "list of datasheets"
        yield lambda: page.model.rowCount() > 0
        self.report["first_rows_s"] = time.perf_counter() - began
        yield lambda: plugin.workbench.account.standing is not None
        yield page.message.isHidden
        self.report["datasheets"] = len(plugin.workbench.listed_datasheets())
        self.report["list_s"] = time.perf_counter() - began
        yield pause(0.5)
        self.beat.doing = "search among the datasheets"
        QTest.keyClicks(dock.datasheets_page.search, "ain")
        yield pause(0.5)
        dock.home.setCurrentWidget(dock.list_page)

    def _open_form(self) -> Iterator[Condition]:
        self.beat.doing = "layer tree's menu"
        view = iface.layerTreeView()
        row = view.visualRect(view.model().index(0, 0)).intersected(view.viewport().rect())
        place = row.center()
        view.setCurrentLayer(QgsProject.instance().mapLayersByName(TITLE)[0])
        # The menu has an event loop of its own, in which the walk goes on.
        QTimer.singleShot(
            0, lambda: self.mouse.click("right on the layer", view.viewport(), place, Qt.MouseButton.RightButton)
        )
        yield lambda: _open_menu() is not None
        yield pause(0.3)
        menu = _open_menu()
        action = _action(menu, "CartesGouvPublish")
        self.beat.doing = "form"
        self.mouse.click("Publish on cartes.gouv.fr… in its menu", menu, menu.actionGeometry(action).center())

    def _publish(self) -> Iterator[Condition]:
        workbench = plugins["cartes_gouv_plugin"].workbench
        form = workbench.dock.publish_page
        yield lambda: form.isVisible() and form.publish.isEnabled()
        yield pause(0.5)
        self.beat.doing = "publication"
        self.mouse.click_button("Publish", form.publish)
        self.report["clicks_to_publish"] = len(self.mouse.clicks)
        tracker = workbench.tracker
        yield lambda: bool(tracker.ids())
        yield lambda: tracker.record(tracker.ids()[0]).condition.value in ("done", "failed")
        record = tracker.record(tracker.ids()[0])
        self.report |= {"condition": record.condition.value, "failure": str(record.failure or "")}
        yield pause(0.5)

    def _add_to_map(self) -> Iterator[Condition]:
        self.beat.doing = "services into the map"
        dock = plugins["cartes_gouv_plugin"].workbench.dock
        yield dock.detail_page.addToProject.isVisible
        self.mouse.click_button("Add to the project", dock.detail_page.addToProject)
        yield lambda: len(QgsProject.instance().mapLayers()) > 1
        added = [each for each in QgsProject.instance().mapLayers().values() if each.providerType() != "ogr"]
        self.report["served"] = [each.isValid() for each in added]


def _open_menu() -> QMenu | None:
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QMenu) else None


def _action(menu: QMenu, name: str) -> QAction:
    found = [each for each in menu.actions() if each.objectName() == name]
    if not found:
        raise LookupError(f"the menu offers only {[each.text() for each in menu.actions()]}")
    return found[0]


WAY = Way()


def ended(trouble: str) -> None:
    if trouble:
        WAY.report |= {"error": trouble, "clicks": WAY.mouse.clicks, "doing": WAY.beat.doing}
    Path(os.environ["WALK_REPORT"]).write_text(json.dumps(WAY.report), encoding="utf-8")
    os._exit(0)


WALKS = [Walk(WAY.steps(), ended, patience_s=120)]
