"""What somebody may say about rows and fields, from the form to the package: selection, hidden fields, invalid rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsEditorWidgetSetup, QgsProject, QgsVectorLayer
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt import sip

from cartes_gouv_plugin.bridge.export import Code, Invalid
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.bridge.publishing import plan_of, prepare
from cartes_gouv_plugin.bridge.supply import supply_of
from cartes_gouv_plugin.core.publication import codec
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.gui.publish_page import PublishPage
from tests.qgis.odd_layers import SQUARE, memory_layer
from tests.waiting import wait_until

BOW_TIE = "POLYGON ((0 0,2 2,2 0,0 2,0 0))"


@pytest.fixture
def layer(qgis_app: object) -> Iterator[QgsVectorLayer]:
    """One row of two is invalid, and one field of two is hidden."""
    rows = [(BOW_TIE, [1, "x"]), (SQUARE, [2, "y"])]
    layer = memory_layer("Polygon?crs=EPSG:2154&field=n:integer&field=secret:string", "parcelles", rows)
    layer.setEditorWidgetSetup(1, QgsEditorWidgetSetup("Hidden", {}))
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().removeAllMapLayers()


@pytest.fixture
def page(layer: QgsVectorLayer, tmp_path: Path) -> Iterator[PublishPage]:
    page = PublishPage(lambda: [layer], Inspection(tmp_path))
    page.show()
    page.start([layer], [])
    page.moreGroup.setCollapsed(False)
    yield page
    page.forget()
    sip.delete(page)


def test_a_new_form_sends_everything_as_it_is(page: PublishPage, layer: QgsVectorLayer, tmp_path: Path) -> None:
    page.withoutHidden.setChecked(True)
    page.selectedOnly.setChecked(True)
    page.invalid.setCurrentIndex(2)
    page.start([layer], [])
    report = plan_of(page.choice()).run(tmp_path / "p.gpkg")
    assert report.package.tables[0].fields == ("n", "secret")
    assert report.package.tables[0].rows == 2
    assert page.choice().invalid is Invalid.LEFT


def test_hidden_fields_stay_home_and_invalid_rows_are_repaired(page: PublishPage, tmp_path: Path) -> None:
    page.withoutHidden.click()
    page.invalid.setCurrentIndex(page.invalid.findText("Are repaired"))
    report = plan_of(page.choice()).run(tmp_path / "p.gpkg")
    assert report.package.tables[0].fields == ("n",)
    assert report.layers[0].dropped == ("secret",)
    assert [problem.count for problem in report.layers[0].problems if problem.code is Code.GEOMETRY_INVALID] == [1]
    dataset = gdal.OpenEx(str(tmp_path / "p.gpkg"))
    assert all(feature.GetGeometryRef().IsValid() for feature in dataset.GetLayer(0))


def test_invalid_rows_are_counted_when_asked(page: PublishPage) -> None:
    def told() -> list[str]:
        return [page.remarks.item(row).text() for row in range(page.remarks.count())]

    page.invalid.setCurrentIndex(page.invalid.findText("Are counted first"))
    wait_until(lambda: any("can be repaired" in text for text in told()), timeout_milliseconds=10_000)
    page.invalid.setCurrentIndex(page.invalid.findText("Are not looked for"))
    assert not any("can be repaired" in text for text in told())


def test_an_export_that_begins_again_leaves_out_what_the_first_left_out(page: PublishPage, tmp_path: Path) -> None:
    page.withoutHidden.setChecked(True)
    page.invalid.setCurrentIndex(2)
    outbox = Outbox(tmp_path / "home")
    publication, _plan = prepare(page.choice(), outbox)
    kept = codec.from_text(codec.to_text(publication))
    supply = supply_of(page.choice().layers, outbox, as_before=kept.layers)
    assert supply.plan.options.drop_hidden_fields
    assert supply.plan.options.invalid is Invalid.REPAIRED


def test_the_projections_of_the_website_come_first_and_any_other_can_be_chosen(page: PublishPage) -> None:
    codes = [page.projection.itemData(row) for row in range(page.projection.count())]
    assert codes[:9] == ["", *(f"EPSG:{code}" for code in (2154, 4326, 2972, 4559, 2975, 4471, 4467, 5490))]
    page.projection.setCurrentIndex(1)
    assert page.choice().crs == "EPSG:2154"
    page.projection.setCurrentIndex(page.projection.count() - 1)
    wait_until(lambda: page.projection.findChild(QgsProjectionSelectionDialog) is not None, timeout_milliseconds=5_000)
    dialog = page.projection.findChild(QgsProjectionSelectionDialog)
    dialog.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    dialog.accept()
    assert page.choice().crs == "EPSG:3857"
    page.projection.setCurrentIndex(page.projection.count() - 1)
    for opened in page.projection.findChildren(QgsProjectionSelectionDialog):
        opened.reject()
    assert page.choice().crs == "EPSG:3857"
    page.projection.setCurrentIndex(0)
    assert page.choice().crs == ""
