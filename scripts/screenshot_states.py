"""Runs inside QGIS: the states that take a little arranging, each a part of the tour."""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from qgis.core import QgsVectorLayer
from qgis.gui import QgisInterface, QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QModelIndex, QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QTreeView

from cartes_gouv_plugin.gui.stop_question import StopQuestion
from cartes_gouv_plugin.gui.workbench import Workbench
from scripts.walk import Condition, pause

Picture = Callable[[str], None]
BROWSER_WIDTH = 330


def left_by_the_website(workbench: Workbench, picture: Picture) -> Iterator[Condition]:
    """A delivery that was begun on the website, and left."""
    datastore = workbench.account.standing.destination.datastore
    body = {"name": "zones_humides", "description": "zones_humides", "type": "VECTOR", "srs": "EPSG:2154"}
    upload = ask("POST", f"datastores/{datastore}/uploads", body)["_id"]
    tags = {"datasheet_name": "Zones humides des Landes", "integration_progress": '{"send_files_api":"waiting"}'}
    ask("POST", f"datastores/{datastore}/uploads/{upload}/tags", tags)
    _look_again(workbench)
    yield lambda: bool(workbench.take_over.panel.buttons)
    yield pause(0.3)
    picture("left-by-the-website")
    ask("DELETE", f"datastores/{datastore}/uploads/{upload}")
    _look_again(workbench)
    yield lambda: not workbench.take_over.panel.buttons


def _look_again(workbench: Workbench) -> None:
    """At once: the plugin itself rests between two looks."""
    workbench.take_over._deliveries.forget()
    workbench.take_over.look()


def tile_options(workbench: Workbench, picture: Picture) -> Iterator[Condition]:
    """The form with the options of tiles in sight."""
    page = workbench.dock.publish_page
    page.tms.setChecked(True)
    yield pause(0.5)
    for group in page.tileOptions.findChildren(QgsCollapsibleGroupBoxBasic):
        group.setCollapsed(False)
    yield pause(0.3)
    page.scroll.verticalScrollBar().setValue(page.tileOptions.mapTo(page.scroll.widget(), QPoint(0, 0)).y())
    yield pause(0.5)
    picture("tile-options")
    page.tms.setChecked(False)


def stop_question(
    workbench: Workbench, layers: list[QgsVectorLayer], picture_of: Callable[[QDialog, str], None]
) -> Iterator[Condition]:
    """What becomes of a delivery that is stopped."""
    dock, tracker = workbench.dock, workbench.tracker
    before = set(tracker.ids())
    dock.start_publishing(layers)
    dock.publish_page.datasheet.setEditText("Arrêtée en chemin")
    yield dock.publish_page.publish.isEnabled
    dock.publish_page.publish.click()
    yield lambda: len(tracker.ids()) > len(before)
    (new,) = set(tracker.ids()) - before
    yield lambda: tracker.record(new).publication.refs.upload is not None
    dock.detail_page.stop.click()
    yield lambda: bool(dock.findChildren(StopQuestion))
    yield pause(0.3)
    (question,) = dock.findChildren(StopQuestion)
    picture_of(question, "stop-question")
    question.delete_delivery.click()
    yield lambda: new not in tracker.ids()


def browser_panel(iface: QgisInterface, folder: Path, datasheet: str) -> Iterator[Condition]:
    """The node of the platform, opened down to the services of a datasheet."""
    window = iface.mainWindow()
    panel = window.findChild(QDockWidget, "Browser")
    view = panel.findChild(QTreeView)
    window.resizeDocks([panel], [BROWSER_WIDTH], Qt.Orientation.Horizontal)
    parent = QModelIndex()
    for name in ("cartes.gouv.fr", "Découverte", datasheet):
        yield lambda parent=parent, name=name: _row(view, parent, name).isValid()
        parent = _row(view, parent, name)
        view.expand(parent)
    yield lambda: view.model().rowCount(parent) > 1
    view.scrollTo(parent, QTreeView.ScrollHint.PositionAtCenter)
    view.setCurrentIndex(parent)
    yield pause(0.5)
    QApplication.processEvents()
    panel.grab().save(str(folder / "browser-panel.png"))


def _row(view: QTreeView, parent: QModelIndex, name: str) -> QModelIndex:
    model = view.model()
    rows = (model.index(row, 0, parent) for row in range(model.rowCount(parent)))
    return next((index for index in rows if index.data() == name), QModelIndex())


def ask(method: str, path: str, body: object = None) -> dict:
    """Asks the emulator as the website would: a short request, to loopback."""
    request = urllib.request.Request(
        f"{os.environ['CARTES_GOUV_API_URL']}/{path}",
        data=json.dumps(body).encode() if body is not None else None,
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {os.environ['CARTES_GOUV_ACCESS_TOKEN']}",
        },
        method=method,
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        content = answer.read()
    return json.loads(content) if content else {}
