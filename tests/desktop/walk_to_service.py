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
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QMenu, QWidget
from qgis.utils import iface, plugins

sys.path.append(os.environ["TOUR_ROOT"])

from scripts.walk import Condition, Walk, pause

BEAT_MS = 2
LONG_S = 0.05
LATE_S, WATCH_S, COLLECTING_S = 0.03, 0.005, 0.01
TITLE = "Frontières disputées"


@dataclass(frozen=True)
class Gap:
    """Seconds between two beats; `busy_s`: how much of it the main thread computed; `seen`: where it was meanwhile."""

    away_s: float
    busy_s: float
    doing: str
    seen: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f" in {'; '.join(self.seen)}" if self.seen else ""
        return f"{self.doing}: {1000 * self.away_s:.0f} ms, {1000 * self.busy_s:.0f} ms of them computing{where}"


class Heartbeat:
    """How long the main thread was away, during what, and where it was seen meanwhile."""

    def __init__(self) -> None:
        self.gaps: list[Gap] = []
        self.doing = "start"
        self._last, self._busy = time.perf_counter(), time.thread_time()
        self._seen: list[str] = []
        self._main = threading.get_ident()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._collecting = 0.0

    def start(self) -> None:
        gc.callbacks.append(self._collect)
        self._last, self._busy = time.perf_counter(), time.thread_time()
        self._timer.start(BEAT_MS)
        threading.Thread(target=self._watch, daemon=True).start()

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        away = now - self._last
        seen = tuple(dict.fromkeys(self._seen)) if away > LONG_S else ()
        self.gaps.append(Gap(away, busy - self._busy, self.doing, seen))
        self._last, self._busy = now, busy
        self._seen = []

    def _collect(self, phase: str, about: dict[str, int]) -> None:
        """Python's garbage collection keeps every thread away, whichever set it going."""
        now = time.perf_counter()
        if phase == "stop" and now - self._collecting > COLLECTING_S:
            took, thread = 1000 * (now - self._collecting), threading.current_thread().name
            self._seen.append(f"garbage of generation {about['generation']} collected for {took:.0f} ms by {thread}")
        self._collecting = now

    def _watch(self) -> None:
        """Looks at the main thread whenever its beat is late: what is seen is named in the report."""
        while True:
            time.sleep(WATCH_S)
            if time.perf_counter() - self._last > LATE_S:
                self._seen.append(_place(sys._current_frames().get(self._main)))

    def told(self) -> dict[str, object]:
        ordered = sorted(self.gaps, key=lambda gap: gap.away_s, reverse=True)
        return {
            "longest_gap_ms": 1000 * ordered[0].away_s,
            "longest_during": ordered[0].doing,
            "gaps_over_50_ms": sum(gap.away_s > LONG_S for gap in ordered),
            "long_ones": [str(gap) for gap in ordered[:10] if gap.away_s > LONG_S],
            "p99_gap_ms": 1000 * ordered[len(ordered) // 100].away_s,
        }


def _collection_ms() -> float:
    """What one whole collection of Python's garbage costs."""
    began = time.perf_counter()
    gc.collect()
    return 1000 * (time.perf_counter() - began)


def _place(frame: FrameType | None) -> str:
    """The innermost places of the plugin, or of whatever Python runs when it is none of the plugin's."""
    stack = [f"{Path(each.filename).stem}.{each.name}:{each.lineno}" for each in traceback.extract_stack(frame)]
    return " > ".join(stack[-5:]) or "no Python"


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
        on_main_thread(self.connections)
        self.beat.start()
        yield from self._open_list()
        if "WALK_LIST_ONLY" not in os.environ:
            yield from self._open_form()
            yield from self._publish()
            yield from self._add_to_map()
        self.report |= {"clicks": self.mouse.clicks, "connections": self.connections, **self.beat.told()}
        self.report["collection_after_ms"] = _collection_ms()

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
