"""Runs inside QGIS: brings the plugin into its states one after the other, and takes a picture of each."""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QPoint, QRect, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QWidget
from qgis.utils import iface, plugins

sys.path.append(os.environ["TOUR_ROOT"])

from cartes_gouv_plugin.gui.options import OPTIONS_PAGE
from scripts import screenshot_live, screenshot_states
from scripts.layout_check import faults
from scripts.walk import Condition, Walk, leave, pause

DOCK_WIDTH = 430
TITLE = "Pays & frontières du monde (été 2026)"
SERVED_AND_OWN = 5
"""Two layers of the project, two of the WFS, one of the WMS."""


class Tour:
    """The plugin in the running QGIS, and the pictures."""

    def __init__(self, window: QgisInterface) -> None:
        self._iface = window
        self._folder = Path(os.environ["TOUR_FOLDER"])
        self._workbench = plugins["cartes_gouv_plugin"].workbench
        self._dock = self._workbench.dock
        self._layers: list[QgsVectorLayer] = []
        self.faults: list[str] = []

    def steps(self, person: str) -> Iterator[Condition]:
        self._arrange()
        yield pause(1.0)
        if person == "nobody":
            yield from self._signed_out()
        elif person == "david":
            yield from self._not_joined()
        else:
            yield from self._publishing()

    def state(self) -> str:
        """For the message when the tour is stuck."""
        tracker = self._workbench.tracker
        return "; ".join(str(tracker.record(each)) for each in tracker.ids())[:2000]

    def _arrange(self) -> None:
        window = self._iface.mainWindow()
        screen = QApplication.primaryScreen().availableGeometry()
        window.setGeometry(screen)
        self._iface.messageBar().clearWidgets()
        world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
        for name, title in (("countries", "Pays du monde"), ("disputed_borders", "Frontières disputées")):
            self._layers.insert(0, QgsVectorLayer(f"{world}|layername={name}", title, "ogr"))
            QgsProject.instance().addMapLayer(self._layers[0])
        self._iface.layerTreeView().setCurrentLayer(self._layers[1])
        self._iface.mapCanvas().setExtent(self._layers[1].extent())
        self._workbench.dock_wanted.emit()
        browser = window.findChild(QDockWidget, "Browser")
        window.resizeDocks(
            [browser, window.findChild(QDockWidget, "CartesGouvDock")],
            [DOCK_WIDTH // 2, DOCK_WIDTH],
            Qt.Orientation.Horizontal,
        )

    def _picture(self, name: str) -> None:
        QApplication.processEvents()
        window, frame = self._iface.mainWindow(), self._dock.parentWidget()
        picture = window.grab()
        picture.save(str(self._folder / f"{name}.png"))
        # Cut out of the window: themes draw the dock on the window's own background.
        ratio = picture.devicePixelRatio()
        place = frame.rect().translated(frame.mapTo(window, QPoint(0, 0)))
        size = place.size() * ratio
        picture.copy(QRect(place.topLeft() * ratio, size)).save(str(self._folder / f"{name}-dock.png"))
        self.faults += [f"{name}: {fault}" for fault in faults(self._dock)]

    def _signed_out(self) -> Iterator[Condition]:
        self._picture("signed-out")
        QTimer.singleShot(2500, lambda: self._picture_of_dialog("options"))
        self._dock.options_asked.emit()
        yield pause(0.5)

    def _picture_of_dialog(self, name: str) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self._picture_of(dialog, name)
            dialog.reject()

    def _picture_of(self, dialog: QDialog, name: str) -> None:
        """QGIS's own pages of its options are not ours to judge."""
        dialog.grab().save(str(self._folder / f"{name}.png"))
        judged = dialog.findChild(QWidget, OPTIONS_PAGE) or dialog
        self.faults += [f"{name}: {fault}" for fault in faults(judged)]

    def _not_joined(self) -> Iterator[Condition]:
        yield lambda: self._workbench.account.standing is not None
        self._picture("not-joined")

    def _publishing(self) -> Iterator[Condition]:
        yield lambda: self._workbench.account.standing is not None
        self._picture("empty")
        yield from screenshot_states.left_by_the_website(self._workbench, self._picture)
        yield from self._form()
        control("faults", [{"path": "*/data", "method": "POST", "bandwidth": 400_000}])
        yield self._dock.publish_page.publish.isEnabled
        self._dock.publish_page.publish.click()
        yield lambda: bool(self._workbench.tracker.ids())
        newest = self._newest
        yield lambda: (newest().stages[stage("UPLOAD")].fraction or 0.0) > 0.2
        self._picture("sending")
        yield lambda: bool(newest().stages[stage("CHECKS")].checks)
        yield pause(0.3)
        self._picture("checking")
        yield lambda: newest().condition.value in ("done", "failed")
        yield pause(0.5)
        self._picture("published")
        self._workbench.add_to_project(newest().id)
        self._dock.detail_page.tabs.setCurrentIndex(1)
        yield lambda: len(QgsProject.instance().mapLayers()) >= SERVED_AND_OWN
        yield pause(1.0)
        yield lambda: not self._iface.mapCanvas().isDrawing()
        yield pause(0.5)
        self._picture("in-the-project")
        yield from screenshot_live.steps(self._workbench, self._folder, self._picture, self._picture_of)
        yield from screenshot_states.browser_panel(self._iface, self._folder, TITLE)
        yield from screenshot_states.stop_question(self._workbench, self._layers[:1], self._picture_of)
        yield from self._refused()

    def _form(self) -> Iterator[Condition]:
        nameless = QgsVectorLayer("Point?field=nom:string", "Points sans projection", "memory")
        nameless.setCrs(type(nameless.crs())())
        self._dock.start_publishing([*self._layers, nameless])
        yield pause(0.8)
        self._picture("form-with-problems")
        self._dock.start_publishing(self._layers)
        self._dock.publish_page.datasheet.setEditText(TITLE)
        yield pause(0.8)
        self._picture("form")
        yield from screenshot_states.tile_options(self._workbench, self._picture)

    def _refused(self) -> Iterator[Condition]:
        lines = [
            "Le SRS du layer frontieres_disputees est différent de celui déclaré",
            "SRS de frontieres_disputees : EPSG:4326",
            "SRS déclaré : EPSG:2154",
        ]
        control("faults", [{"check": "fail", "name": "*vecteur*", "log": lines}])
        self._dock.start_publishing(self._layers[:1])
        self._dock.publish_page.datasheet.setEditText("Frontières (essai refusé)")
        yield self._dock.publish_page.publish.isEnabled
        self._dock.publish_page.publish.click()
        yield lambda: self._newest().condition.value == "failed"
        yield pause(0.5)
        self._picture("failed")
        self._dock.show_list()
        yield pause(0.3)
        self._picture("list")
        self._dock.home.setCurrentWidget(self._dock.datasheets_page)
        self._dock.datasheets_page.everybody.setChecked(True)
        yield lambda: self._dock.datasheets_page.model.rowCount() > 0
        yield pause(0.3)
        self._picture("everybodys")
        QTimer.singleShot(2500, lambda: self._picture_of_dialog("delete"))
        self._dock.delete_asked.emit(self._newest().id)
        yield pause(3.5)

    def _newest(self) -> object:
        tracker = self._workbench.tracker
        return tracker.record(tracker.ids()[0])


def stage(name: str) -> object:
    from cartes_gouv_plugin.core.publication.publication import Stage

    return Stage[name]


def control(path: str, body: object) -> None:
    """Asks the emulator for something. The only request made here: a short one, to loopback."""
    request = urllib.request.Request(
        f"{os.environ['TOUR_CONTROL']}/{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    urllib.request.urlopen(request, timeout=10).close()


TOUR = Tour(iface)


def end(trouble: str) -> None:
    """What is cut or overlaps is told as what could not be reached is."""
    leave("\n".join(filter(None, [trouble, *dict.fromkeys(TOUR.faults)])))


WALK = Walk(TOUR.steps(os.environ["TOUR_PERSON"]), end, TOUR.state)
