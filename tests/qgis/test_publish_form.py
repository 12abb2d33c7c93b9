"""The form's options driven by mouse and keyboard: services, tiles, a sample drawn on the map, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_qgis.utils import wait, wait_until
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapToolPan, QgsRubberBand
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTranslator
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QWidget

from cartes_gouv_plugin.bridge.account import Standing
from cartes_gouv_plugin.bridge.choice import CURRENT_LOOK
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.bridge.settings import PREFIX, read_settings
from cartes_gouv_plugin.core.entrepot.models import Datastore, User
from cartes_gouv_plugin.core.publication.destination import destinations
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.core.services.tiling import GENERALISATIONS, Levels
from cartes_gouv_plugin.gui.publish_page import PublishPage
from cartes_gouv_plugin.gui.workbench import Workbench
from scripts.translations import compile_into
from tests.emulators import Emulator

WORLD = "/usr/share/qgis/resources/data/world_map.gpkg"
PATIENCE_MS = 60_000
LAYOUT_MS = 150
LEFT = Qt.MouseButton.LeftButton
MNEMONIC = re.compile(r"&(\w)")


@pytest.fixture
def layers(qgis_app: object) -> Iterator[list[QgsVectorLayer]]:
    found = [
        QgsVectorLayer(f"{WORLD}|layername=countries", "Pays du monde", "ogr"),
        QgsVectorLayer(f"{WORLD}|layername=disputed_borders", "Frontières disputées", "ogr"),
    ]
    found[0].styleManager().addStyleFromLayer("Hiver")
    QgsProject.instance().addMapLayers(found)
    yield found
    QgsProject.instance().clear()


@pytest.fixture
def canvas(qgis_app: object) -> Iterator[QgsMapCanvas]:
    made = QgsMapCanvas()
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    made.resize(400, 300)
    made.setExtent(QgsRectangle(-10, 40, 10, 55))
    made.show()
    yield made
    made.deleteLater()


@pytest.fixture
def form(layers: list[QgsVectorLayer], canvas: QgsMapCanvas, tmp_path: Path) -> Iterator[PublishPage]:
    """Opened for both layers, with the map at hand; nobody is signed in."""
    for key in ("producer", "contact", "themes"):
        QgsSettings().remove(PREFIX + key)
    page = PublishPage(lambda: layers, Inspection(tmp_path))
    page.tileOptions.use_canvas(canvas)
    page.resize(450, 900)
    page.show()
    page.start(layers, ["Mes pays"])
    page.tms.setChecked(True)
    yield page
    page.forget()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def standing(emulator: Emulator, datastore: str) -> Standing:
    """Alice's, as the emulator tells it."""
    user = User.from_json(emulator.call("GET", "/users/me").json())
    places = destinations(user)
    place = next(each for each in places if each.datastore == datastore)
    told = Datastore.from_json(emulator.call("GET", f"/datastores/{datastore}").json())
    return Standing(user, places, place, told)


def drag(canvas: QgsMapCanvas, start: QPoint, end: QPoint) -> None:
    port = canvas.viewport()
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, end)


def unfold(form: PublishPage, *boxes: QWidget) -> None:
    """And leaves the window the time to lay them out, as a person does."""
    for box in boxes:
        box.group.setCollapsed(False)
    wait(LAYOUT_MS)
    form.scroll.ensureWidgetVisible(boxes[-1])
    wait(LAYOUT_MS)


def bands(canvas: QgsMapCanvas) -> list[QgsRubberBand]:
    return [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand) and item.numberOfVertices()]


def test_everything_is_folded_and_every_default_is_good(form: PublishPage) -> None:
    for box in (form.wfsOptions, form.wmsOptions, form.tmsOptions, form.tileOptions):
        assert box.group.isCollapsed()
    choice = form.choice()
    assert {options.looks for options in choice.options.values()} == {(CURRENT_LOOK,)}
    assert (choice.tiles.levels, choice.tiles.attributes, choice.tiles.area) == ({}, {}, "")
    assert choice.answers.themes == ("boundaries",)
    assert form.services.reason() == ""


def test_names_of_a_service_are_the_platform_s(form: PublishPage, emulator: Emulator) -> None:
    form.set_standing(standing(emulator, emulator.datastore), "")
    box = form.wfsOptions
    assert box.layerName.placeholderText().startswith("SANDBOX.pays_du_monde")
    QTest.keyClicks(box.layerName, "pays monde")
    assert not form.publish.isEnabled()
    assert "WFS" in form.reason.text()
    assert box.nameRemark.isVisibleTo(box)
    box.layerName.clear()
    QTest.keyClicks(box.layerName, "SANDBOX.pays")
    QTest.keyClicks(box.serviceTitle, "Pays")
    assert form.publish.isEnabled()
    options = form.choice().options_of(ServiceType.WFS)
    assert (options.title, options.layer_name) == ("Pays", "SANDBOX.pays")


def test_only_a_datastore_with_restricted_access_offers_it(form: PublishPage, emulator: Emulator) -> None:
    for datastore, offered in ((emulator.datastore, False), (emulator.essentielle, True)):
        form.set_standing(standing(emulator, datastore), "")
        assert form.wfsOptions.access.model().item(1).isEnabled() is offered
    form.wfsOptions.access.setCurrentIndex(1)
    assert not form.choice().options_of(ServiceType.WFS).is_open
    form.set_standing(standing(emulator, emulator.datastore), "")
    assert form.choice().options_of(ServiceType.WFS).is_open


def test_several_looks_the_first_one_being_the_default(form: PublishPage) -> None:
    box = form.wfsOptions
    box.look.setCurrentIndex(box.look.findText("Hiver"))
    box.otherLooks.setCheckedItems([box.look.itemText(0)])
    assert form.choice().options_of(ServiceType.WFS).looks == ("Hiver", CURRENT_LOOK)
    box.look.setCurrentIndex(box.look.count() - 1)
    assert form.choice().options_of(ServiceType.WFS).looks == ()
    assert not box.otherLooks.isVisibleTo(box)


def test_levels_are_suggested_changed_and_taken_back(form: PublishPage, layers: list[QgsVectorLayer]) -> None:
    tiles = form.tileOptions
    wait_until(tiles.top.isEnabled, timeout_milliseconds=PATIENCE_MS)
    suggested = Levels(tiles.top.value(), tiles.bottom.value())
    tiles.bottom.setFocus()
    tiles.bottom.setValue(9)
    assert form.choice().tiles.levels == {layers[0].id(): Levels(suggested.top, 9)}
    unfold(form, tiles)
    QTest.mouseClick(tiles.suggest, LEFT)
    assert form.choice().tiles.levels == {}
    tiles.top.setValue(12)
    assert form.services.reason()


def test_crowded_tiles_are_told_before_anything_is_sent(form: PublishPage) -> None:
    crowd = QgsVectorLayer("Point?crs=EPSG:4326", "Foule", "memory")
    rows = []
    for rank in range(6000):
        row = QgsFeature()
        row.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(2 + rank % 100 / 1000, 48 + rank / 60000)))
        rows.append(row)
    crowd.dataProvider().addFeatures(rows)
    crowd.updateExtents()
    form.start([crowd], [])
    wait_until(lambda: form.tileOptions.top.value() > 0, timeout_milliseconds=PATIENCE_MS)
    form.tileOptions.top.setValue(3)

    def told() -> bool:
        texts = [form.remarks.item(row).text() for row in range(form.remarks.count())]
        return any("5,000" in text or "5000" in text or "5 000" in text for text in texts)

    wait_until(told, timeout_milliseconds=PATIENCE_MS)
    lines = next(rank for rank, preset in enumerate(GENERALISATIONS) if preset.thins)
    form.tileOptions.generalisation.setCurrentIndex(lines)
    wait_until(lambda: not told(), timeout_milliseconds=PATIENCE_MS)


def test_an_attribute_that_the_style_of_tiles_needs_is_told_beside_it(
    form: PublishPage, layers: list[QgsVectorLayer]
) -> None:
    symbol = QgsFillSymbol.createSimple({"color": "red"})
    layers[0].setRenderer(QgsCategorizedSymbolRenderer("NAME", [QgsRendererCategory("France", symbol, "France")]))
    tiles = form.tileOptions
    unfold(form, tiles)
    tiles.layer.setCurrentIndex(tiles.layer.findData(layers[0].id()))
    # As a click does; setting the state tells nobody.
    name = tiles.attributes.findText("NAME")
    tiles.attributes.toggleItemCheckState(name)
    assert wait_until(tiles.attributesRemark.isVisible, timeout_milliseconds=PATIENCE_MS)
    assert "NAME" in tiles.attributesRemark.text()
    tiles.attributes.toggleItemCheckState(name)
    assert wait_until(lambda: not tiles.attributesRemark.isVisible(), timeout_milliseconds=PATIENCE_MS)


def test_each_generalisation_has_its_picture_and_its_words(form: PublishPage) -> None:
    box, said = form.tileOptions.generalisation, set()
    assert box.count() == len(GENERALISATIONS) == 7
    for rank in range(box.count()):
        box.setCurrentIndex(rank)
        assert not box.itemIcon(rank).pixmap(48).isNull()
        assert not form.tileOptions.picture.pixmap().isNull()
        said.add(form.tileOptions.explanation.text())
    assert len(said) == 7


def test_a_sample_is_drawn_and_the_former_tool_comes_back(form: PublishPage, canvas: QgsMapCanvas) -> None:
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    tiles = form.tileOptions
    unfold(form, tiles)
    QTest.mouseClick(tiles.draw, LEFT)
    assert canvas.mapTool() is not pan
    drag(canvas, QPoint(100, 80), QPoint(200, 160))
    assert canvas.mapTool() is pan
    assert not tiles.draw.isChecked()
    assert form.choice().tiles.area.upper().startswith("POLYGON")
    assert len(bands(canvas)) == 1

    QTest.mouseClick(tiles.draw, LEFT)
    wait_until(canvas.hasFocus)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is pan
    assert form.choice().tiles.area, "what was drawn before stays"

    QTest.mouseClick(tiles.clear, LEFT)
    assert form.choice().tiles.area == ""
    assert not bands(canvas)


def test_nothing_stays_on_the_map_once_the_plugin_is_gone(
    layers: list[QgsVectorLayer], canvas: QgsMapCanvas, tmp_path: Path
) -> None:
    page = PublishPage(lambda: layers, Inspection(tmp_path))
    before = len(canvas.scene().items())
    page.tileOptions.use_canvas(canvas)
    page.tileOptions.draw.click()
    drag(canvas, QPoint(100, 80), QPoint(200, 160))
    page.tileOptions.draw.click()
    page.forget()
    assert len(canvas.scene().items()) == before
    assert canvas.mapTool() is None
    page.deleteLater()


def test_the_record_is_asked_once_and_remembered(
    form: PublishPage, layers: list[QgsVectorLayer], emulator: Emulator
) -> None:
    assert not form.record.group.isCollapsed()
    who = standing(emulator, emulator.datastore)
    form.set_standing(who, "")
    assert form.record.contact.text() == who.user.email
    assert form.record.producer.text()
    form.record.producer.clear()
    assert form.publish.isEnabled(), "advice, not a refusal"
    assert form.record.remark.text()
    QTest.keyClicks(form.record.producer, "Mairie")
    QTest.mouseClick(form.publish, LEFT)
    form.start(layers, [])
    assert form.record.group.isCollapsed()
    assert form.choice().producer == "Mairie"
    assert form.choice().answers.contact_email == who.user.email


def test_a_title_of_mine_is_completed_and_said_to_be_added_to(form: PublishPage) -> None:
    line = form.datasheet.lineEdit()
    line.clear()
    QTest.keyClicks(line, "pays")
    assert form.datasheet.completer().completionCount() == 1
    line.clear()
    QTest.keyClicks(line, "Mes pays")
    assert "Mes pays" in form.datasheetRemark.text()


def test_rows_that_take_time_are_told_by_the_reading_and_suggest_levels_then(form: PublishPage) -> None:
    """A query stands for any provider that may take its time: the form does not ask it on the main thread."""
    query = QgsVectorLayer('?query=SELECT * FROM "Pays du monde" LIMIT 200', "Requête", "virtual")
    form.start([query], [])
    form.tms.setChecked(True)
    QgsProject.instance().addMapLayer(query)

    assert form.layers.topLevelItem(0).text(3) == "…"
    wait_until(lambda: form.layers.topLevelItem(0).text(3) == "200", timeout_milliseconds=PATIENCE_MS)
    wait_until(form.tileOptions.top.isEnabled, timeout_milliseconds=PATIENCE_MS)
    assert form.tileOptions.bottom.value() > form.tileOptions.top.value()


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_no_letter_opens_two_fields(
    layers: list[QgsVectorLayer], canvas: QgsMapCanvas, tmp_path: Path, locale: str
) -> None:
    compile_into(tmp_path)
    translator = QTranslator()
    assert translator.load(str(tmp_path / f"cartes_gouv_plugin_{locale}.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        page = PublishPage(lambda: layers, Inspection(tmp_path))
        texts = [child.text() for child in page.findChildren(QWidget) if isinstance(child, (QLabel, QAbstractButton))]
        letters = [letter.group(1).lower() for text in texts if (letter := MNEMONIC.search(text))]
        assert len(letters) == len(set(letters)), sorted(letters)
        page.forget()
        page.deleteLater()
    finally:
        QCoreApplication.removeTranslator(translator)


def test_everything_fits_in_a_narrow_dock(form: PublishPage) -> None:
    unfold(form, form.wfsOptions, form.wmsOptions, form.tmsOptions, form.tileOptions, form.record)
    form.moreGroup.setCollapsed(False)
    form.resize(300, 900)
    QCoreApplication.processEvents()
    assert form.form.minimumSizeHint().width() <= form.scroll.viewport().width()


def test_options_reach_the_platform(
    layers: list[QgsVectorLayer], emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in (
        ("API_URL", emulator.api_url),
        ("SSO_URL", emulator.sso_url),
        ("ACCESS_TOKEN", emulator.token()),
        ("HOME", str(tmp_path / "home")),
    ):
        monkeypatch.setenv(f"CARTES_GOUV_{key}", value)
    bench = Workbench(read_settings(), "0", lambda: layers, lambda: layers)
    bench.dock.show()
    bench.account.refresh()
    wait_until(lambda: bench.account.standing is not None, timeout_milliseconds=PATIENCE_MS)
    bench.dock.start_publishing(layers[:1])
    form = bench.dock.publish_page
    form.datasheet.setEditText("Options du formulaire")
    form.wms.setChecked(False)
    form.tms.setChecked(True)
    form.wfsOptions.serviceTitle.setText("Pays à télécharger")
    form.wfsOptions.layerName.setText("SANDBOX.options_du_formulaire")
    form.wfsOptions.look.setCurrentIndex(form.wfsOptions.look.findText("Hiver"))
    form.wfsOptions.otherLooks.setCheckedItems([form.wfsOptions.look.itemText(0)])
    wait_until(form.tileOptions.top.isEnabled, timeout_milliseconds=PATIENCE_MS)
    form.tileOptions.bottom.setValue(form.tileOptions.top.value() + 2)
    form.tileOptions.generalisation.setCurrentIndex(6)
    QTest.mouseClick(form.publish, LEFT)
    identifier = bench.tracker.ids()[0]
    wait_until(
        lambda: bench.tracker.record(identifier).condition is not Condition.ACTIVE, timeout_milliseconds=PATIENCE_MS
    )
    record = bench.tracker.record(identifier)
    bench.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert record.condition is Condition.DONE, record.failure
    wfs, tms = record.publication.served
    assert (wfs.title, wfs.layer_name) == ("Pays à télécharger", "SANDBOX.options_du_formulaire")
    told = emulator.call("GET", f"/datastores/{emulator.datastore}/configurations/{wfs.configuration}").json()
    assert [(style["name"], style["current"]) for style in told["extra"]["styles"]] == [
        ("Hiver", True),
        ("Style par défaut", False),
    ]
    assert tms.levels[1] - tms.levels[0] == 2
    listed = emulator.call(
        "GET", f"/datastores/{emulator.datastore}/metadata", params={"tags[datasheet_name]": "Options du formulaire"}
    ).json()
    assert len(listed) == 1, "the record is written with the account's own address"
