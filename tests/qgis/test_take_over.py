"""What the website left, and what QGIS's end interrupted, goes on from the dock: real clicks, tracker and emulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox

from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.publication import sealing
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import ChosenLayers, Origin, Publication, Refs
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.gui.supply_dialog import SupplyDialog
from cartes_gouv_plugin.gui.workbench import Workbench
from tests.e2e.publication_bench import client_of, write_package
from tests.e2e.sandbox_world import world
from tests.e2e.website import Website
from tests.emulators import Emulator
from tests.waiting import wait_until

WORLD = "/usr/share/qgis/resources/data/world_map.gpkg"
PATIENCE_MS = 120_000


@dataclass
class Room:
    """One user's QGIS: `open()` starts the plugin as a QGIS window does, `close()` ends it."""

    emulator: Emulator
    home: Path
    layers: list[QgsVectorLayer]
    workbench: Workbench | None = None

    def open(self) -> Workbench:
        self.workbench = Workbench(read_settings(), "0", lambda: self.layers, lambda: self.layers)
        self.workbench.dock.show()
        self.workbench.account.refresh()
        wait_until(lambda: self.workbench.account.standing is not None, timeout_milliseconds=PATIENCE_MS)
        return self.workbench

    def close(self) -> None:
        if self.workbench is not None and not sip.isdeleted(self.workbench):
            self.workbench.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.workbench = None


@pytest.fixture
def room(
    qgis_app: object, start_emulator: Callable[..., Emulator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    emulator = start_emulator()
    layer = QgsVectorLayer(f"{WORLD}|layername=disputed_borders", "Frontières disputées", "ogr")
    QgsProject.instance().addMapLayer(layer)
    monkeypatch.setenv("CARTES_GOUV_API_URL", emulator.api_url)
    monkeypatch.setenv("CARTES_GOUV_SSO_URL", emulator.sso_url)
    monkeypatch.setenv("CARTES_GOUV_ACCESS_TOKEN", emulator.token())
    monkeypatch.setenv("CARTES_GOUV_HOME", str(tmp_path / "home"))
    made = Room(emulator, tmp_path / "home", [layer])
    yield made
    made.close()
    QgsProject.instance().clear()


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def until(holds: Callable[[], bool]) -> None:
    assert wait_until(holds, timeout_milliseconds=PATIENCE_MS)


def dialog_of(workbench: Workbench) -> SupplyDialog:
    until(lambda: any(each.isVisible() for each in workbench.dock.findChildren(SupplyDialog)))
    return next(each for each in workbench.dock.findChildren(SupplyDialog) if each.isVisible())


def accept(dialog: SupplyDialog) -> None:
    click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))


def tick(dialog: SupplyDialog, row: int) -> None:
    """By the keyboard, as somebody without a mouse."""
    dialog.layers.setFocus()
    dialog.layers.setCurrentRow(row)
    QTest.keyClick(dialog.layers, Qt.Key.Key_Space)


def assert_done(workbench: Workbench) -> Publication:
    (identifier,) = workbench.tracker.ids()
    until(lambda: workbench.tracker.record(identifier).condition is not Condition.ACTIVE)
    record = workbench.tracker.record(identifier)
    assert record.condition is Condition.DONE, record.failure
    return record.publication


def test_an_open_delivery_gets_layers_of_the_project(room: Room, tmp_path: Path) -> None:
    website = Website(room.emulator, tmp_path)
    website.send(part=True)
    workbench = room.open()
    panel = workbench.take_over.panel
    until(panel.isVisible)

    click(panel.buttons[0])
    dialog = dialog_of(workbench)
    confirm = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not confirm.isEnabled(), "nothing is ticked yet"
    assert website.datasheet in dialog.question.text()
    assert "EPSG:2154" in dialog.remark.text()
    tick(dialog, 0)
    accept(dialog)

    until(lambda: bool(workbench.tracker.ids()))
    publication = assert_done(workbench)
    assert publication.refs.upload == website.upload
    assert not panel.isVisible()
    assert workbench.dock.pages.currentWidget() is workbench.dock.detail_page
    client = client_of(room.emulator)
    assert client.upload(room.emulator.datastore, website.upload).status is UploadStatus.DELETED
    stored = client.stored_data(room.emulator.datastore, publication.refs.stored_data)
    assert [relation.name for relation in stored.relations] == ["frontieres_disputees"]


def test_an_open_delivery_gets_a_file(room: Room, tmp_path: Path) -> None:
    website = Website(room.emulator, tmp_path)
    write_package(tmp_path / "supplied.gpkg")
    (tmp_path / "empty.gpkg").write_bytes(b"")
    workbench = room.open()
    until(workbench.take_over.panel.isVisible)

    click(workbench.take_over.panel.buttons[0])
    dialog = dialog_of(workbench)
    dialog.file.setFilePath(str(tmp_path / "empty.gpkg"))
    assert "empty.gpkg" in dialog.remark.text()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.file.setFilePath(str(tmp_path / "supplied.gpkg"))
    accept(dialog)

    until(lambda: bool(workbench.tracker.ids()))
    assert assert_done(workbench).refs.upload == website.upload


def test_what_the_platform_has_goes_on_with_one_click(room: Room, tmp_path: Path) -> None:
    website = Website(room.emulator, tmp_path)
    website.send()
    website.close()
    room.emulator.settle()
    workbench = room.open()
    until(workbench.take_over.panel.isVisible)

    click(workbench.take_over.panel.buttons[0])

    until(lambda: bool(workbench.tracker.ids()))
    assert assert_done(workbench).refs.upload == website.upload


def test_deliveries_of_others_and_failed_ones_are_not_shown(room: Room, tmp_path: Path) -> None:
    Website(room.emulator, tmp_path, user="bob").send(part=True)
    before = world(room.emulator)
    workbench = room.open()
    mine = Website(room.emulator, tmp_path)
    workbench.take_over._deliveries.forget()
    workbench.take_over.look()
    until(workbench.take_over.panel.isVisible)

    assert [delivery.id for delivery in workbench.take_over._deliveries.found] == [mine.upload]
    assert {key: value for key, value in world(room.emulator).items() if mine.upload not in key} == before


def _interrupted(room: Room, layers: ChosenLayers, srs: str = "EPSG:4326", **fields: object) -> None:
    """QGIS died while it wrote the package of a publication."""
    journal = Journal(room.home / "journal.sqlite")
    window = Presence(room.home / "windows")
    ds = room.emulator.datastore
    publication = Publication("p", ds, "Interrompue", "interrompue", srs, layers=layers, **fields)
    journal.add(*sealing.begun(publication, 1.0))
    journal.take("p", window.owner, window.is_alive)
    window.end()
    journal.close()


def test_an_interrupted_export_goes_on_by_itself_with_the_layers_of_the_project(room: Room) -> None:
    _interrupted(room, ChosenLayers((room.layers[0].id(),)))

    assert_done(room.open())


def test_it_goes_on_when_the_project_is_opened_later(room: Room, tmp_path: Path) -> None:
    project = QgsProject.instance()
    identifier = room.layers[0].id()
    project.write(str(tmp_path / "project.qgs"))
    project.clear()
    room.layers = []
    _interrupted(room, ChosenLayers((identifier,)))
    workbench = room.open()
    told: list[str] = []
    workbench.tracker.ended.connect(told.append)
    until(lambda: workbench.tracker.record("p").condition is Condition.FAILED)
    QCoreApplication.processEvents()

    project.read(str(tmp_path / "project.qgs"))

    assert_done(workbench)


def test_without_its_layers_it_says_so_and_one_click_asks_for_others(room: Room) -> None:
    _interrupted(room, ChosenLayers(("a_layer_that_is_gone",)))
    workbench = room.open()
    record = workbench.tracker.record("p")
    assert record.failure.kind == "ExportInterrupted"
    workbench.dock.show_publication("p")
    page = workbench.dock.detail_page
    assert page.resume.isVisible()

    click(page.resume)
    dialog = dialog_of(workbench)
    tick(dialog, 0)
    accept(dialog)

    assert_done(workbench)


def test_a_take_over_that_was_interrupted_still_ends_in_its_delivery(room: Room, tmp_path: Path) -> None:
    website = Website(room.emulator, tmp_path)
    website.send(part=True)
    refs = Refs(upload=website.upload)
    _interrupted(room, ChosenLayers((room.layers[0].id(),)), srs="EPSG:2154", refs=refs, origin=Origin.WEBSITE)
    workbench = room.open()

    assert assert_done(workbench).refs.upload == website.upload
    assert client_of(room.emulator).upload(room.emulator.datastore, website.upload).status is UploadStatus.DELETED


def test_closing_qgis_during_an_export_does_not_stop_the_publication(room: Room) -> None:
    room.emulator.faults({"path": "*", "latency": 0.2, "count": None})
    workbench = room.open()
    workbench.start_publishing(room.layers)
    form = workbench.dock.publish_page
    until(form.publish.isEnabled)
    click(form.publish)
    (identifier,) = workbench.tracker.ids()
    room.close()
    room.emulator.clear_faults()

    workbench = room.open()

    publication = assert_done(workbench)
    assert publication.id == identifier
