"""The dock driven by mouse and keyboard, on the real tracker and the emulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.gui.datasheets_model import DATASHEET
from cartes_gouv_plugin.gui.publications_model import RECORD
from cartes_gouv_plugin.gui.stop_question import StopQuestion
from cartes_gouv_plugin.gui.workbench import Workbench
from tests.emulators import Emulator
from tests.waiting import wait_until

WORLD = "/usr/share/qgis/resources/data/world_map.gpkg"
PATIENCE_MS = 60_000

Bench = Callable[..., Workbench]


@pytest.fixture
def borders(qgis_app: object) -> Iterator[QgsVectorLayer]:
    layer = QgsVectorLayer(f"{WORLD}|layername=disputed_borders", "Frontières disputées", "ogr")
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().clear()


@pytest.fixture
def bench(
    qgis_app: object, emulator: Emulator, borders: QgsVectorLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    """`bench(user="alice", layers=None)`: a workbench for somebody, with these layers in the project and selected."""
    made: list[Workbench] = []

    def make(user: str = "alice", layers: list[QgsVectorLayer] | None = None) -> Workbench:
        monkeypatch.setenv("CARTES_GOUV_API_URL", emulator.api_url)
        monkeypatch.setenv("CARTES_GOUV_SSO_URL", emulator.sso_url)
        monkeypatch.setenv("CARTES_GOUV_ACCESS_TOKEN", emulator.token(user))
        monkeypatch.setenv("CARTES_GOUV_HOME", str(tmp_path / "home"))
        chosen = [borders] if layers is None else layers
        made.append(Workbench(read_settings(), "0", lambda: chosen, lambda: chosen))
        made[-1].dock.show()
        made[-1].account.refresh()
        wait_until(lambda: made[-1].account.standing is not None, timeout_milliseconds=PATIENCE_MS)
        return made[-1]

    yield make
    for each in made:
        if not sip.isdeleted(each):
            each.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(line: QLineEdit, text: str) -> None:
    """By the keyboard; Qt's own test keyboard has no accents."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(line, character)
        else:
            line.insert(character)


def publish(workbench: Workbench, title: str) -> str:
    """Through the list's and the form's own buttons; returns the publication's id."""
    click(workbench.dock.list_page.publish)
    form = workbench.dock.publish_page
    form.datasheet.lineEdit().selectAll()
    write(form.datasheet.lineEdit(), title)
    click(form.publish)
    return workbench.tracker.ids()[0]


def ended(workbench: Workbench, publication: str) -> bool:
    return workbench.tracker.record(publication).condition is not Condition.ACTIVE


def test_two_clicks_publish_the_selected_layer(bench: Bench) -> None:
    workbench = bench()
    identifier = publish(workbench, "Par le dock")
    wait_until(lambda: ended(workbench, identifier), timeout_milliseconds=PATIENCE_MS)
    record = workbench.tracker.record(identifier)
    assert record.condition is Condition.DONE, record.failure
    assert {served.type.value for served in record.publication.served} == {"WFS", "WMS-VECTOR"}
    assert workbench.dock.pages.currentWidget() is workbench.dock.detail_page
    assert workbench.dock.detail_page.services.topLevelItemCount() == 2


def test_what_is_served_is_added_to_the_project(bench: Bench) -> None:
    workbench = bench()
    identifier = publish(workbench, "De retour dans QGIS")
    wait_until(lambda: ended(workbench, identifier), timeout_milliseconds=PATIENCE_MS)
    before = set(QgsProject.instance().mapLayers())
    click(workbench.dock.detail_page.addToProject)
    wait_until(lambda: len(QgsProject.instance().mapLayers()) >= len(before) + 2, timeout_milliseconds=PATIENCE_MS)
    added = [layer for key, layer in QgsProject.instance().mapLayers().items() if key not in before]
    assert {layer.providerType().lower() for layer in added} == {"wfs", "wms"}
    assert all(layer.isValid() for layer in added)


def _newest_is_done(workbench: Workbench) -> bool:
    return workbench.tracker.record(workbench.tracker.ids()[0]).condition is Condition.DONE


def test_a_refused_delivery_shows_its_report_and_is_corrected(bench: Bench, emulator: Emulator) -> None:
    emulator.faults({"check": "fail", "name": "*vecteur*", "log": ["La table est refusée"]})
    workbench = bench()
    identifier = publish(workbench, "Refusée dans le dock")
    wait_until(lambda: ended(workbench, identifier), timeout_milliseconds=PATIENCE_MS)
    emulator.clear_faults()
    refused = workbench.tracker.record(identifier).publication
    page = workbench.dock.detail_page
    assert page.failure.isVisible()
    assert "La table est refusée" in page.reportLines.toPlainText()
    assert page.correct.isVisible()
    assert not page.addToProject.isVisible()
    click(page.correct)
    click(workbench.dock.publish_page.publish)
    wait_until(lambda: len(workbench.tracker.ids()) and _newest_is_done(workbench), timeout_milliseconds=PATIENCE_MS)
    corrected = workbench.tracker.record(workbench.tracker.ids()[0]).publication
    assert (corrected.datasheet, corrected.technical_name) == ("Refusée dans le dock", refused.technical_name)
    styles = [style.path for service in corrected.services for style in service.styles]
    assert styles
    assert all(corrected.id in path.parts for path in styles), "styles of its own, not those of the deleted publication"


def _being_checked(bench: Bench, emulator: Emulator, title: str) -> tuple[Workbench, str]:
    emulator.faults({"method": "GET", "path": "*/checks", "status": 503, "count": None})
    workbench = bench()
    identifier = publish(workbench, title)
    upload_known = lambda: workbench.tracker.record(identifier).publication.refs.upload is not None  # noqa: E731
    wait_until(upload_known, timeout_milliseconds=PATIENCE_MS)
    click(workbench.dock.detail_page.stop)
    emulator.clear_faults()
    return workbench, identifier


def test_a_stop_asks_what_becomes_of_the_delivery(bench: Bench, emulator: Emulator) -> None:
    workbench, identifier = _being_checked(bench, emulator, "Arrêtée puis supprimée")
    assert workbench.tracker.record(identifier).condition is Condition.STOPPED
    (question,) = workbench.dock.findChildren(StopQuestion)
    click(question.delete_delivery)
    wait_until(lambda: identifier not in workbench.tracker.ids(), timeout_milliseconds=PATIENCE_MS)


def test_a_stopped_delivery_that_is_kept_can_go_on(bench: Bench, emulator: Emulator) -> None:
    workbench, identifier = _being_checked(bench, emulator, "Arrêtée puis reprise")
    (question,) = workbench.dock.findChildren(StopQuestion)
    click(question.keep)
    click(workbench.dock.detail_page.resume)
    done = lambda: workbench.tracker.record(identifier).condition is Condition.DONE  # noqa: E731
    wait_until(done, timeout_milliseconds=PATIENCE_MS)


def test_the_button_is_greyed_with_its_reason_beside_it(bench: Bench) -> None:
    unplaced = QgsVectorLayer("Point?field=nom:string", "Sans projection", "memory")
    unplaced.setCrs(type(unplaced.crs())())
    workbench = bench(layers=[unplaced])
    click(workbench.dock.list_page.publish)
    form = workbench.dock.publish_page
    assert not form.publish.isEnabled()
    assert form.reason.text()
    assert form.remarks.count() >= 1


def test_without_a_title_nothing_is_published(bench: Bench) -> None:
    workbench = bench()
    click(workbench.dock.list_page.publish)
    form = workbench.dock.publish_page
    form.datasheet.lineEdit().clear()
    assert not form.publish.isEnabled()
    assert form.reason.text()


def test_somebody_who_has_not_joined_the_sandbox_is_led_there(bench: Bench) -> None:
    workbench = bench(user="david")
    assert workbench.dock.bar.join.isVisible()
    click(workbench.dock.list_page.publish)
    assert not workbench.dock.publish_page.publish.isEnabled()


def test_escape_leads_back_to_the_list(bench: Bench) -> None:
    workbench = bench()
    workbench.dock.activateWindow()
    click(workbench.dock.list_page.publish)
    QTest.keyClick(workbench.dock.publish_page, Qt.Key.Key_Escape)
    assert workbench.dock.pages.currentWidget() is workbench.dock.home


def test_the_search_keeps_what_matches_all_words(bench: Bench) -> None:
    workbench = bench()
    for title in ("Arrêts de bus", "Pistes cyclables"):
        identifier = publish(workbench, title)
        wait_until(lambda this=identifier: ended(workbench, this), timeout_milliseconds=PATIENCE_MS)
        workbench.dock.show_list()
    write(workbench.dock.list_page.search, "bus arrêts")
    model = workbench.dock.model
    shown = [model.index(row).data(RECORD).publication.datasheet for row in range(model.rowCount())]
    assert shown == ["Arrêts de bus"]


def test_a_dropped_geopackage_is_offered_for_publication(bench: Bench) -> None:
    workbench = bench(layers=[])
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(WORLD)])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    workbench.dock.dropEvent(event)
    names = {layer.name() for layer in workbench.dock.publish_page.choice().layers}
    assert names >= {"countries", "disputed_borders"}
    assert "layer_styles" not in names


def test_datasheets_are_mine_or_everybodys(bench: Bench, emulator: Emulator) -> None:
    workbench = bench()
    identifier = publish(workbench, "La mienne")
    wait_until(lambda: ended(workbench, identifier), timeout_milliseconds=PATIENCE_MS)
    dock = workbench.dock
    dock.show_list()
    dock.home.setCurrentWidget(dock.datasheets_page)
    model = dock.datasheets_page.model

    def names() -> list[str]:
        return [model.index(row).data(DATASHEET).name for row in range(model.rowCount())]

    wait_until(lambda: "La mienne" in names(), timeout_milliseconds=PATIENCE_MS)
    mine = len(names())
    dock.datasheets_page.everybody.setChecked(True)
    assert len(names()) >= mine
    write(dock.datasheets_page.search, "mienne")
    assert names() == ["La mienne"]


def test_a_datasheet_is_deleted_once_its_title_is_typed(bench: Bench, emulator: Emulator) -> None:
    workbench = bench()
    identifier = publish(workbench, "A supprimer")
    wait_until(lambda: ended(workbench, identifier), timeout_milliseconds=PATIENCE_MS)
    stored_data = workbench.tracker.record(identifier).publication.refs.stored_data
    listed: list[int] = []

    def confirm() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(100, confirm)
            return
        button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        write(dialog.name, "A supprime")
        assert not button.isEnabled()
        write(dialog.name, "r")
        listed.append(dialog.steps.count())
        click(button)

    QTimer.singleShot(100, confirm)
    workbench.dock.delete_asked.emit(identifier)
    wait_until(lambda: identifier not in workbench.tracker.ids(), timeout_milliseconds=PATIENCE_MS)
    assert listed[0] >= 2
    left = emulator.call("GET", f"/datastores/{emulator.datastore}/stored_data/{stored_data}")
    assert left.status_code == 404 or left.json()["status"] == "DELETED"


def test_closing_ends_at_once_and_the_next_start_goes_on(bench: Bench) -> None:
    workbench = bench()
    identifier = publish(workbench, "Reprise au prochain lancement")
    sealed = lambda: workbench.tracker.record(identifier).publication.package is not None  # noqa: E731
    wait_until(sealed, timeout_milliseconds=PATIENCE_MS)
    workbench.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    again = bench()
    wait_until(lambda: ended(again, identifier), timeout_milliseconds=PATIENCE_MS)
    assert again.tracker.record(identifier).condition is Condition.DONE
