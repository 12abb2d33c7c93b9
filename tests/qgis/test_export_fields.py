"""Fields of any kind: structures, times, bytes, virtual, joined, related, hidden."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsEditorWidgetSetup, QgsField, QgsProject, QgsVectorLayerJoinInfo
from qgis.PyQt.QtCore import QByteArray, QDate, QMetaType, QTime

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, Lane
from tests.qgis.odd_layers import (
    POINT,
    assert_same,
    description,
    export,
    exported,
    file_layer,
    memory_layer,
    opened,
    shown,
)


def test_maps_lists_times_and_bytes(package: Path) -> None:
    definition = (
        "Point?crs=EPSG:2154&field=carte:map&field=liste:string[]&field=nombres:integer[]&field=heure:time"
        "&field=octets:binary&field=jour:date&field=vrai:bool"
    )
    values = [
        {"a": [1, "é"], "b": {"c": None}},
        ["x", "y, z"],
        [1, 2],
        QTime(1, 2, 3, 4),
        QByteArray(b"\x00\xff"),
        QDate(2024, 2, 29),
        True,
    ]
    layer = memory_layer(definition, "s", [(POINT, values), (POINT, [None] * 7)])
    report = export(package, layer)
    assert_same(package, report, layer)
    codes = [problem.code for problem in report.layers[0].problems]
    assert codes.count(Code.FIELD_CONVERTED) == 4
    assert Code.FIELD_BINARY in codes
    types = dict(description(package, "s")["columns"])
    assert (types["octets"], types["jour"], types["vrai"], types["carte"]) == ("BLOB", "DATE", "BOOLEAN", "TEXT")


def test_structures_of_a_geojson(tmp_path: Path, package: Path) -> None:
    (tmp_path / "j.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"o":{"a":[1,2]},"l":["x","y"]},'
        '"geometry":{"type":"Point","coordinates":[2,48]}}]}'
    )
    layer = opened(str(tmp_path / "j.geojson"), "j")
    report = export(package, layer)
    assert report.layers[0].lane is Lane.WRITE
    assert_same(package, report, layer)


def test_virtual_and_joined_fields_are_sent_in_full(tmp_path: Path, package: Path) -> None:
    address = file_layer(
        tmp_path / "s.gpkg",
        "GPKG",
        ogr.wkbPoint,
        [("code", ogr.OFTString)],
        [(POINT, ["01"]), (POINT, ["02"]), (POINT, ["99"])],
    )
    layer = opened(address, "s")
    table = memory_layer(
        "None?field=code:string&field=Libellé:string", "noms", [(None, ["01", "Ain"]), (None, ["02", "Aisne"])]
    )
    QgsProject.instance().addMapLayers([table, layer])
    try:
        join = QgsVectorLayerJoinInfo()
        join.setJoinLayer(table)
        join.setJoinFieldName("code")
        join.setTargetFieldName("code")
        join.setUsingMemoryCache(True)
        join.setPrefix("noms_")
        assert layer.addJoin(join)
        layer.addExpressionField("\"code\" || '-' || $id", QgsField("clé", QMetaType.Type.QString))
        report = export(package, layer)
        assert report.layers[0].lane is Lane.WRITE
        assert report.layers[0].renamed == {"noms_Libellé": "noms_libelle", "clé": "cle"}
        assert_same(package, report, layer)
        as_shown = description(package, "s")
        layer.addExpressionField("to_date('2024-02-29')", QgsField("jour", QMetaType.Type.QDate))
        layer.addExpressionField("$x", QgsField("x", QMetaType.Type.Double))
        slower = export(package, layer)
        assert_same(package, slower, layer)
        assert description(package, "s")["columns"][: len(as_shown["columns"])] == as_shown["columns"]
        assert layer.setSubsetString("\"code\" <> '02'")
        filtered = export(package, layer)
        assert filtered.layers[0].rows_written == 2
        assert_same(package, filtered, layer)
    finally:
        QgsProject.instance().removeAllMapLayers()


def test_a_value_relation_sends_the_codes_not_the_labels(package: Path) -> None:
    labels = memory_layer("None?field=code:integer&field=nom:string", "noms", [(None, [1, "Ain"])])
    layer = memory_layer("Point?crs=EPSG:2154&field=dept:integer", "s", [(POINT, [1])])
    QgsProject.instance().addMapLayers([labels, layer])
    try:
        widget = {"Layer": labels.id(), "Key": "code", "Value": "nom"}
        layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("ValueRelation", widget))
        report = export(package, layer)
        assert_same(package, report, layer)
    finally:
        QgsProject.instance().removeAllMapLayers()


def test_hidden_fields_stay_home_when_asked(package: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154&field=a:integer&field=secret:string", "s", [(POINT, [1, "x"])])
    layer.setEditorWidgetSetup(1, QgsEditorWidgetSetup("Hidden", {}))
    shown_too = export(package, layer)
    assert Code.FIELD_HIDDEN in {problem.code for problem in shown_too.layers[0].problems}
    assert_same(package, shown_too, layer)
    report = export(package, layer, options=ExportOptions(drop_hidden_fields=True))
    assert report.layers[0].dropped == ("secret",)
    assert report.package.tables[0].fields == ("a",)
    assert exported(package, "s", ["a"]) == shown(layer, "EPSG:2154", ["a"], multi=False)


@pytest.mark.parametrize("first_lane", [Lane.COPY, Lane.TRANSLATE, Lane.WRITE])
def test_hidden_fields_of_a_file_stay_home_in_every_lane(tmp_path: Path, package: Path, first_lane: Lane) -> None:
    fields = [("a", ogr.OFTInteger), ("secret", ogr.OFTString), ("b", ogr.OFTReal)]
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, fields, [(POINT, [1, "x", 2.5])]), "s")
    layer.setEditorWidgetSetup(layer.fields().indexOf("secret"), QgsEditorWidgetSetup("Hidden", {}))
    report = export(package, layer, options=ExportOptions(drop_hidden_fields=True, first_lane=first_lane))
    assert report.layers[0].lane is first_lane
    assert report.package.tables[0].fields == ("a", "b")
    assert exported(package, "s", ["fid", "a", "b"]) == shown(layer, "EPSG:2154", ["fid", "a", "b"], multi=False)


@pytest.mark.parametrize("lane", list(Lane))
def test_a_text_longer_than_its_field_arrives_whole(tmp_path: Path, lane: Lane) -> None:
    """SQLite keeps it, whatever the length that the column declares; the platform's database would cut it there."""
    fields = [("n", ogr.OFTInteger)]
    address = file_layer(
        tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, fields, [(POINT, [1])], creation=("SPATIAL_INDEX=NO",)
    )
    with closing(sqlite3.connect(tmp_path / "s.gpkg")) as connection:
        connection.execute("ALTER TABLE s ADD COLUMN court TEXT(3)")
        connection.execute("UPDATE s SET court = 'plus long que prévu'")
        connection.commit()
    layer = opened(address, "s")
    assert layer.fields().field("court").length() == 3
    report = export(tmp_path / "p.gpkg", layer, options=ExportOptions(first_lane=lane))
    assert report.layers[0].lane is lane
    assert_same(tmp_path / "p.gpkg", report, layer)
    assert dict(description(tmp_path / "p.gpkg", "s")["columns"])["court"] == "TEXT"


def test_decimals_that_a_field_does_not_show_are_kept(tmp_path: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154&field=x:double(20,3)", "precis", [(POINT, [1.00049])])
    report = export(tmp_path / "p.gpkg", layer)
    assert_same(tmp_path / "p.gpkg", report, layer)


@pytest.mark.parametrize("edited", [False, True])
def test_dates_that_qgis_cannot_read_are_sent_as_it_shows_them(tmp_path: Path, edited: bool) -> None:
    """SQLite keeps any text in a column of dates; a copy would send what nobody sees."""
    days = ["2024-02-29", "2023-02-30", "nonsense", "0000-13-45", "99999-01-01", "2024/03/01", None]
    times = ["2024-02-29T12:13:14Z", "2024-02-29T12:13:14.250Z", "nonsense", "2024-02-29 12:13:14", "", None, 7]
    fields = [("jour", ogr.OFTDate), ("instant", ogr.OFTDateTime)]
    rows = [(POINT, [None, None]) for _ in days]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, fields, rows, creation=("SPATIAL_INDEX=NO",))
    with closing(sqlite3.connect(tmp_path / "s.gpkg")) as connection:
        texts = [(day, time, number) for number, (day, time) in enumerate(zip(days, times), 1)]
        connection.executemany("UPDATE s SET jour = ?, instant = ? WHERE fid = ?", texts)
        connection.commit()
    layer = opened(address, "s")
    if edited:
        assert layer.startEditing()
        assert layer.deleteFeature(1)
    report = export(tmp_path / "p.gpkg", layer)
    assert report.layers[0].lane is Lane.WRITE
    names = ["jour", "instant"]
    assert exported(tmp_path / "p.gpkg", "s", names) == shown(layer, "EPSG:2154", names, multi=False)
