"""Services, styles, documents, picture and data of a live datasheet, changed by mouse and keyboard in the dock."""

# ruff: noqa: F811 - the fixtures are those of the other test of the dock

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsLineSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QColor, QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.gui.datasheets_model import DATASHEET
from cartes_gouv_plugin.gui.link_dialog import LinkDialog
from cartes_gouv_plugin.gui.look_dialog import LookDialog
from cartes_gouv_plugin.gui.replace_dialog import ReplaceDialog
from cartes_gouv_plugin.gui.thumbnail_dialog import ThumbnailDialog
from cartes_gouv_plugin.gui.unpublish_dialog import UnpublishDialog
from cartes_gouv_plugin.gui.words_dialog import TITLE, WordsDialog
from cartes_gouv_plugin.gui.workbench import Workbench
from tests.e2e.services_bench import Bench as Served
from tests.e2e.services_bench import client_of, integrated_publication
from tests.e2e.test_services_replacement import SERVICES
from tests.emulators import Emulator
from tests.qgis.live_dock import choose, configuration, ok, opened, published, read, wait_until
from tests.qgis.test_dock_pages import (  # noqa: F401
    WORLD,
    bench,
    borders,
    click,
    ended,
    write,
)

Bench = Callable[..., Workbench]


def test_the_words_of_a_service_are_changed(bench: Bench) -> None:
    workbench = bench()
    published(workbench, "Textes à changer")
    told: list[str] = []
    workbench.told.connect(told.append)
    page = workbench.dock.detail_page
    page.tabs.setCurrentWidget(page.services_tab)
    choose(workbench, "WMS-Vector")
    click(page.services_tab.words)
    dialog = opened(workbench, WordsDialog)
    dialog.serviceTitle.selectAll()
    write(dialog.serviceTitle, "Frontières revues")
    dialog.keywords.clear()
    write(dialog.keywords, "limites, monde")
    ok(dialog)
    wait_until(lambda: bool(told))
    read(workbench)
    changed = configuration(workbench, "WMS-VECTOR")
    assert changed.type_infos["title"] == "Frontières revues"
    assert changed.type_infos["keywords"][-2:] == ["limites", "monde"]
    assert "Textes à changer" in told[0]
    choose(workbench, "WFS")
    click(page.services_tab.words)
    dialog = opened(workbench, WordsDialog)
    dialog.tables.item(0, TITLE).setText("Lignes")
    ok(dialog)
    wait_until(lambda: len(told) == 2)
    relation = configuration(workbench, "WFS").type_infos["used_data"][0]["relations"][0]
    assert relation["title"] == "Lignes"


def test_a_style_is_added_chosen_and_removed(bench: Bench, borders: QgsVectorLayer) -> None:
    workbench = bench()
    published(workbench, "Styles à changer")
    page = workbench.dock.detail_page
    page.tabs.setCurrentWidget(page.services_tab)
    choose(workbench, "WFS")
    before = [style["technical_name"] for style in configuration(workbench, "WFS").extra.get("styles", [])]
    borders.renderer().symbol().setColor(QColor("#ff00ff"))
    click(page.services_tab.look)
    dialog = opened(workbench, LookDialog)
    dialog.name.selectAll()
    write(dialog.name, "Magenta")
    click(dialog.put)
    added = lambda: "Magenta (default)" in [dialog.styles.item(n).text() for n in range(dialog.styles.count())]  # noqa: E731
    wait_until(added)
    styles = configuration(workbench, "WFS").extra["styles"]
    assert [(style["technical_name"], style["current"]) for style in styles][-1] == ("magenta", True)
    assert "#ff00ff" in requests.get(styles[-1]["layers"][0]["url"], timeout=30).text
    if before:
        dialog.styles.setCurrentRow(0)
        click(dialog.makeDefault)
        read(workbench)
        styles = configuration(workbench, "WFS").extra["styles"]
        assert [style["current"] for style in styles] == [True] + [False] * (len(styles) - 1)
    dialog.styles.setCurrentRow(dialog.styles.count() - 1)
    click(dialog.remove)
    wait_until(lambda: dialog.styles.count() == len(before))
    read(workbench)
    assert [style["technical_name"] for style in configuration(workbench, "WFS").extra["styles"]] == before


def test_a_wms_is_drawn_with_another_look(bench: Bench, borders: QgsVectorLayer) -> None:
    workbench = bench()
    published(workbench, "Image à redessiner")
    page = workbench.dock.detail_page
    page.tabs.setCurrentWidget(page.services_tab)
    choose(workbench, "WMS-Vector")
    static = configuration(workbench, "WMS-VECTOR").type_infos["used_data"][0]["relations"][0]["style"]
    borders.renderer().symbol().setColor(QColor("#00ff77"))
    click(page.services_tab.look)
    dialog = opened(workbench, LookDialog)
    assert not dialog.naming.isVisible()
    click(dialog.put)
    client, ds = workbench.connection.client(), workbench.live.live.shown.datastore
    wait_until(lambda: b"#00ff77" in client.static_file(ds, static))
    read(workbench)


def test_a_service_is_unpublished_once_it_is_confirmed(bench: Bench) -> None:
    workbench = bench()
    published(workbench, "Service à fermer")
    page = workbench.dock.detail_page
    page.tabs.setCurrentWidget(page.services_tab)
    choose(workbench, "WFS")
    click(page.services_tab.unpublish)
    dialog = opened(workbench, UnpublishDialog)
    assert dialog.steps.count() >= 1
    click(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel))
    assert page.services.topLevelItemCount() == 2
    click(page.services_tab.unpublish)
    ok(opened(workbench, UnpublishDialog))
    wait_until(lambda: page.services.topLevelItemCount() == 1)
    assert page.services.topLevelItem(0).text(0) == "WMS-Vector"


def test_documents_and_the_picture_come_with_the_datasheet(
    bench: Bench,
    emulator: Emulator,
    tmp_path: Path,
) -> None:
    workbench = bench()
    published(workbench, "Documents et vignette")
    page, live = workbench.dock.detail_page, workbench.live.live
    page.tabs.setCurrentWidget(page.datasheet_tab)
    paper = tmp_path / "Notice.txt"
    paper.write_text("À lire", "utf-8")
    workbench.live.add_file(paper)
    read(workbench)
    click(page.datasheet_tab.addLink)
    dialog = opened(workbench, LinkDialog)
    write(dialog.name, "Le site")
    write(dialog.address, "javascript:alert(1)")
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.address.clear()
    write(dialog.address, "https://example.org/notice")
    ok(dialog)
    documents = page.datasheet_tab.documents
    wait_until(lambda: documents.count() == 2)
    read(workbench)
    assert requests.get(live.shown.documents[0].url, timeout=30).content.decode() == "À lire"
    documents.setCurrentRow(0)
    click(page.datasheet_tab.removeDocument)
    (question,) = [each for each in workbench.dock.findChildren(QMessageBox) if each.isVisible()]
    click(question.button(QMessageBox.StandardButton.Ok))
    wait_until(lambda: documents.count() == 1)
    read(workbench)

    click(page.datasheet_tab.takePicture)
    ok(opened(workbench, ThumbnailDialog))
    wait_until(lambda: bool(live.shown.thumbnail))
    assert live.shown.thumbnail.startswith(b"\x89PNG")
    assert page.datasheet_tab.picture.pixmap() is not None


def test_a_file_that_is_too_large_is_refused_in_words(bench: Bench, tmp_path: Path) -> None:
    workbench = bench()
    refused: list[str] = []
    workbench.refused.connect(refused.append)
    paper = tmp_path / "lourd.bin"
    paper.write_bytes(bytes(5_000_001))
    workbench.live.add_file(paper)
    assert len(refused) == 1


def test_the_data_of_every_service_is_replaced(bench: Bench, borders: QgsVectorLayer) -> None:
    """By a layer of another name: the tables keep theirs, and so do the addresses."""
    workbench = bench()
    published(workbench, "Données à remplacer")
    first = workbench.live.live.shown
    other = QgsVectorLayer(f"{WORLD}|layername=disputed_borders", "Nouvelles limites 2026", "ogr")
    other.setSubsetString("fid <= 3")
    QgsProject.instance().addMapLayer(other)
    assert 0 < other.featureCount() < borders.featureCount()
    page = workbench.dock.detail_page
    page.tabs.setCurrentWidget(page.datasheet_tab)
    workbench.live._layers = lambda: [borders, other]
    click(page.datasheet_tab.replaceData)
    dialog = opened(workbench, ReplaceDialog)
    (table,) = dialog._tables.tables()
    dialog._tables.choose(table, "")
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    assert table in dialog.reason.text()
    dialog._tables.choose(table, other.id())
    ok(dialog)
    newest = workbench.tracker.ids()[0]
    wait_until(lambda: ended(workbench, newest))
    assert workbench.tracker.record(newest).condition is Condition.DONE, workbench.tracker.record(newest).failure
    read(workbench)
    second = workbench.live.live.shown
    assert [each.served.urls for each in second.services] == [each.served.urls for each in first.services]
    assert [data.id for data in second.databases] != [data.id for data in first.databases]
    assert len(second.databases) == 1
    wfs = next(each.served for each in second.services if each.served.type.value == "WFS")
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "OUTPUTFORMAT": "application/json",
             "TYPENAMES": f"{wfs.layer_name}:{table}"}  # fmt: skip
    answer = requests.get(dict(wfs.urls)["WFS"].split("?")[0], params=query, timeout=30)
    assert len(answer.json()["features"]) == other.featureCount()


@pytest.fixture
def of_the_website(emulator: Emulator, tmp_path: Path) -> Served:
    """Three services of Alice's, without a trace of the plugin."""
    served = Served(emulator, integrated_publication(emulator, tmp_path, *SERVICES))
    served.run()
    return served


def test_newer_data_without_what_a_style_uses_is_refused_in_the_dialog(
    bench: Bench, borders: QgsVectorLayer, emulator: Emulator
) -> None:
    symbol = QgsLineSymbol.createSimple({"line_color": "red"})
    borders.setRenderer(QgsCategorizedSymbolRenderer("adm0_left", [QgsRendererCategory("China", symbol, "Chine")]))
    workbench = bench()
    published(workbench, "Données à ne pas remplacer")
    poor = QgsVectorLayer("MultiLineString?crs=EPSG:4326&field=name:string", "Pauvres", "memory")
    rows = list(borders.getFeatures())[:2]
    for row in rows:
        feature = QgsFeature(poor.fields())
        feature.setGeometry(row.geometry())
        poor.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(poor)
    page = workbench.dock.detail_page
    page.tabs.setCurrentWidget(page.datasheet_tab)
    workbench.live._layers = lambda: [borders, poor]
    before = emulator.last_request()
    click(page.datasheet_tab.replaceData)
    dialog = opened(workbench, ReplaceDialog)
    (table,) = dialog._tables.tables()
    dialog._tables.choose(table, poor.id())
    wait_until(lambda: any("adm0_left" in dialog.remarks.item(row).text() for row in range(dialog.remarks.count())))
    confirm = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not confirm.isEnabled()
    dialog._tables.choose(table, borders.id())
    wait_until(confirm.isEnabled)
    dialog.reject()
    assert [each for each in emulator.requests(before) if each["method"] != "GET"] == []


def test_a_datasheet_of_the_website_is_opened_and_changed(
    bench: Bench,
    of_the_website: Served,
) -> None:
    workbench = bench()
    name = of_the_website.publication.datasheet
    sheets = workbench.dock.datasheets_page
    workbench.dock.home.setCurrentWidget(sheets)
    listed = lambda: [row for row in range(sheets.model.rowCount())  # noqa: E731
                      if sheets.model.index(row).data(DATASHEET).name == name]  # fmt: skip
    wait_until(lambda: bool(listed()))
    sheets.datasheets.activated.emit(sheets.model.index(listed()[0]))
    page = workbench.dock.detail_page
    assert workbench.dock.pages.currentWidget() is page
    assert not page.tabs.isTabVisible(page.tabs.indexOf(page.stages))
    wait_until(lambda: page.services.topLevelItemCount() == 3)
    read(workbench)
    choose(workbench, "TMS")
    assert page.services_tab.words.isVisible()
    QGuiApplication.clipboard().clear()
    page.services_tab._copy.trigger()
    tiles = next(each.served for each in workbench.live.live.shown.services if each.served.type.value == "WMTS-TMS")
    assert QGuiApplication.clipboard().text() == dict(tiles.urls)["TMS"]
    click(page.services_tab.words)
    dialog = opened(workbench, WordsDialog)
    dialog.abstract.setPlainText("Décrit « ici »")
    ok(dialog)
    changed = lambda: json.loads(configuration(workbench, "WMTS-TMS").type_infos["abstract"]) == "Décrit « ici »"  # noqa: E731
    wait_until(changed)
    read(workbench)


def test_what_belongs_to_others_has_no_such_buttons(
    bench: Bench,
    emulator: Emulator,
    of_the_website: Served,
) -> None:
    workbench = bench(user="bob")
    workbench.open_datasheet(of_the_website.publication.datasheet)
    page = workbench.dock.detail_page
    wait_until(lambda: page.services.topLevelItemCount() == 3)
    read(workbench)
    tab, sheet = page.services_tab, page.datasheet_tab
    assert tab.add.isVisible()
    assert not any(button.isVisible() for button in (tab.words, tab.look, tab.unpublish))
    page.tabs.setCurrentWidget(sheet)
    hidden = (sheet.takePicture, sheet.replaceData, sheet.addFile, sheet.addLink, sheet.removeDocument)
    assert not any(button.isVisible() for button in hidden)
    assert not page._delete.isVisible()
    assert page.services_tab.message.text()

    refused: list[str] = []
    workbench.refused.connect(refused.append)
    workbench.live.live.add_link("De Bob", "https://example.org/")
    wait_until(lambda: bool(refused))
    labels = (f"datasheet_name={of_the_website.publication.datasheet}", "type=document-list")
    assert client_of(emulator).annexes(of_the_website.publication.datastore, labels=labels) == []


def test_a_served_layer_is_put_above_the_one_it_is_compared_with(
    bench: Bench,
    borders: QgsVectorLayer,
) -> None:
    workbench = bench()
    published(workbench, "À comparer")
    page = workbench.dock.detail_page
    choose(workbench, "WMS-Vector")
    page.services_tab._fill_comparisons()
    (action,) = page.services_tab._comparisons.actions()
    assert action.text() == borders.name()
    action.trigger()
    tree = QgsProject.instance().layerTreeRoot()
    wait_until(lambda: len(tree.findLayers()) == 2)
    assert tree.findLayers()[1].layerId() == borders.id()
    assert tree.findLayers()[0].layer().providerType() == "wms"


def test_a_failed_change_is_told_on_the_page_and_can_be_made_again(
    bench: Bench,
    emulator: Emulator,
) -> None:
    workbench = bench()
    published(workbench, "Changement en échec")
    page = workbench.dock.detail_page
    page.tabs.setCurrentWidget(page.datasheet_tab)
    emulator.faults({"method": "POST", "path": "*/annexes", "status": 503})
    workbench.live.live.add_link("Le site", "https://example.org/")
    wait_until(lambda: page.liveState.isVisible() and not workbench.live.live.activity)
    emulator.clear_faults()
    assert page.liveState.text()
    workbench.live.live.add_link("Le site", "https://example.org/")
    wait_until(lambda: page.datasheet_tab.documents.count() == 1)
    read(workbench)
    assert not page.liveState.isVisible()


def test_a_datasheet_of_the_website_is_deleted_from_its_page(bench: Bench, of_the_website: Served) -> None:
    workbench = bench()
    name = of_the_website.publication.datasheet
    workbench.open_datasheet(name)
    page = workbench.dock.detail_page
    wait_until(lambda: page.services.topLevelItemCount() == 3)
    read(workbench)

    def confirm() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(100, confirm)
            return
        dialog.name.setText(name)
        click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))

    QTimer.singleShot(100, confirm)
    assert page._delete.isVisible()
    page._delete.trigger()
    wait_until(lambda: workbench.dock.pages.currentWidget() is workbench.dock.home)
    tags = {"datasheet_name": name}
    client, ds = of_the_website.client, of_the_website.publication.datastore
    assert client.configurations(ds, tags=tags, fields=("tags",)) == []
    assert [each for each in client.stored_data_list(ds, tags=tags, fields=("status", "tags"))
            if each.status.value != "DELETED"] == []  # fmt: skip
