"""What is not saved, and what is selected: sent as the map shows it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import Qgis, QgsFeature, QgsField, QgsGeometry, QgsProject, QgsVectorLayerUtils
from qgis.PyQt.QtCore import QMetaType

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, Lane, capture
from cartes_gouv_plugin.core.errors import ExportRefused
from tests.qgis.odd_layers import POINT, assert_same, export, exported, file_layer, memory_layer, opened, shown


@pytest.mark.parametrize(("suffix", "driver"), [("shp", "ESRI Shapefile"), ("geojson", "GeoJSON"), ("gpkg", "GPKG")])
def test_unsaved_edits_are_sent_as_they_are_shown(tmp_path: Path, package: Path, suffix: str, driver: str) -> None:
    crs = 4326 if driver == "GeoJSON" else 2154
    rows = [("POINT (1 2)", [number, "avant"]) for number in range(5)]
    address = file_layer(
        tmp_path / f"s.{suffix}", driver, ogr.wkbPoint, [("n", ogr.OFTInteger), ("nom", ogr.OFTString)], rows, epsg=crs
    )
    layer = opened(address, "s")
    assert layer.startEditing()
    ids = sorted(layer.allFeatureIds())
    assert layer.deleteFeature(ids[0])
    assert layer.changeAttributeValue(ids[1], layer.fields().indexOf("nom"), "après")
    assert layer.changeGeometry(ids[2], QgsGeometry.fromWkt("POINT (30 40)"))
    for value in (100, 101):
        added = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt("POINT (7 8)"))
        added["n"] = value
        assert layer.addFeature(added)
    report = export(package, layer)
    assert report.layers[0].lane is Lane.WRITE
    assert report.layers[0].rows_written == 6
    assert Code.EDITS_UNSAVED in {problem.code for problem in report.layers[0].problems}
    names = ["n", "nom"]
    assert exported(package, "s", names) == shown(layer, f"EPSG:{crs}", names, multi=False)
    assert layer.isEditable()
    if driver == "GPKG":
        kept = exported(package, "s", ["fid", "n"])
        for number in ids[1:]:
            assert any(f", {number}, {number - 1}]" in row for row in kept)
        assert any(f", {ids[-1] + 1}, 100]" in row for row in kept)
    assert report.package.tables[0].extent is not None
    assert sorted(file.name for file in package.parent.glob("*package*")) == ["package.gpkg"]
    assert layer.rollBack()


def test_unsaved_edits_that_change_the_fields(tmp_path: Path, package: Path) -> None:
    rows = [(POINT, [number, "avant"]) for number in range(5)]
    fields = [("n", ogr.OFTInteger), ("nom", ogr.OFTString)]
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, fields, rows), "s")
    assert layer.startEditing()
    assert layer.addAttribute(QgsField("ajouté", QMetaType.Type.Double))
    assert layer.deleteAttribute(layer.fields().indexOf("n"))
    assert layer.renameAttribute(layer.fields().indexOf("nom"), "Libellé")
    assert layer.changeAttributeValue(2, layer.fields().indexOf("ajouté"), 1.5)
    report = export(package, layer)
    assert_same(package, report, layer)
    assert report.package.tables[0].fields == ("libelle", "ajoute")
    assert layer.rollBack()


def test_edits_in_a_transaction_of_the_project(tmp_path: Path, package: Path) -> None:
    rows = [(POINT, [number]) for number in range(5)]
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows), "s")
    project = QgsProject.instance()
    project.setTransactionMode(Qgis.TransactionMode.AutomaticGroups)
    project.addMapLayer(layer)
    try:
        assert layer.startEditing()
        assert layer.dataProvider().transaction() is not None
        assert layer.changeAttributeValue(2, 1, 77)
        assert layer.deleteFeature(1)
        report = export(package, layer)
        assert report.layers[0].lane is Lane.WRITE
        assert report.layers[0].rows_written == 4
        assert_same(package, report, layer)
        assert layer.rollBack()
    finally:
        project.removeAllMapLayers()
        project.setTransactionMode(Qgis.TransactionMode.Disabled)


def test_edits_of_every_row_and_of_one_kind_only(tmp_path: Path, package: Path) -> None:
    rows = [(POINT, [number, "avant"]) for number in range(5)] + [(None, [9, "sans lieu"])]
    fields = [("n", ogr.OFTInteger), ("nom", ogr.OFTString)]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, fields, rows)
    changed, deleted, added = (opened(address, name) for name in ("changed", "deleted", "added"))
    for layer in (changed, deleted, added):
        assert layer.startEditing()
    for number in changed.allFeatureIds():
        changed.changeAttributeValue(number, 2, f"après {number}")
    deleted.deleteFeatures([1, 6])
    added.addFeature(QgsVectorLayerUtils.createFeature(added))
    report = export(package, changed, deleted, added)
    assert [layer.rows_written for layer in report.layers] == [6, 4, 7]
    for position, layer in enumerate((changed, deleted)):
        assert_same(package, report, layer, position=position)
    names = ["n", "nom"]
    assert exported(package, "added", names) == shown(added, "EPSG:2154", names, multi=False)
    for layer in (changed, deleted, added):
        assert layer.rollBack()


def test_only_the_selection_when_asked(package: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154&field=n:integer", "s", [(POINT, [number]) for number in range(6)])
    layer.selectByExpression('"n" > 3')
    everything = export(package, layer)
    assert everything.layers[0].rows_written == 6
    report = export(package, layer, options=ExportOptions(selected_only=True))
    assert report.layers[0].rows_written == 2
    assert_same(package, report, layer, selected=True)


def test_the_plan_outlives_the_layers_and_their_changes(package: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154&field=n:integer", "s", [(POINT, [1]), (POINT, [2])])
    plan = capture([layer])
    layer.startEditing()
    layer.deleteFeatures(layer.allFeatureIds())
    layer.commitChanges()
    del layer
    assert plan.run(package).layers[0].rows_written == 2


def test_a_new_row_after_the_last_number_there_is(tmp_path: Path) -> None:
    rows = [("POINT (600000 6800000)", [1])]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows)
    with closing(sqlite3.connect(tmp_path / "s.gpkg")) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE s SET fid = 9223372036854775807")
        connection.commit()
    layer = opened(address, "s")
    layer.startEditing()
    layer.addFeature(QgsFeature(layer.fields()))
    with pytest.raises(ExportRefused, match="number"):
        export(tmp_path / "p.gpkg", layer)
    layer.rollBack()
    assert not (tmp_path / "p.gpkg").exists()
