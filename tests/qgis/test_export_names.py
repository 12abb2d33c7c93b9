"""Names that the platform cannot keep, or that clash: tables and fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsEditorWidgetSetup, QgsFeature, QgsField, QgsGeometry
from qgis.PyQt.QtCore import QMetaType

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, Lane, capture
from cartes_gouv_plugin.bridge.preflight import inspect
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


def test_layer_names_become_distinct_tables_and_stay_as_titles(package: Path) -> None:
    names = ["Communes", "communes", "Communes", "Bâti & sols #1/2", "é" * 80, "2024", "select", "  ", "gpkg_contents"]
    layers = [memory_layer("Point?crs=EPSG:2154&field=n:integer", name, [(POINT, [1])]) for name in names]
    report = export(package, *layers)
    tables = [table.name for table in report.package.tables]
    assert len({name.lower() for name in tables}) == len(names)
    assert tables[1] == "communes"
    assert tables[3] == "bati_et_sols_1_2"
    assert [table.title for table in report.package.tables] == names
    for table in tables:
        assert exported(package, table, ["n"]).total() == 1
    assert [layer.table for layer in report.layers] == tables


@pytest.mark.parametrize(
    ("kind", "values"), [("integer", [7, 7]), ("string", ["a", "b"]), ("double", [1.5, 1.5]), ("integer", [None, 3])]
)
def test_a_field_called_fid_keeps_its_values_under_another_name(package: Path, kind: str, values: list[object]) -> None:
    layer = memory_layer(f"Point?crs=EPSG:2154&field=fid:{kind}", "lieux", [(POINT, [value]) for value in values])
    report = export(package, layer)
    assert report.layers[0].renamed == {"fid": "fid_"}
    assert_same(package, report, layer)


def test_a_text_field_called_fid_in_a_shapefile(tmp_path: Path, package: Path) -> None:
    address = file_layer(
        tmp_path / "s.shp",
        "ESRI Shapefile",
        ogr.wkbPoint,
        [("FID", ogr.OFTString), ("geom", ogr.OFTString)],
        [(POINT, ["x", "y"])],
    )
    layer = opened(address, "s")
    report = export(package, layer)
    assert report.layers[0].lane is Lane.TRANSLATE
    assert report.layers[0].renamed == {"FID": "fid_", "geom": "geom_"}
    assert_same(package, report, layer)


def test_fields_that_differ_by_case_are_kept_apart(tmp_path: Path, package: Path) -> None:
    (tmp_path / "c.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"Nom":"A","nom":"b","NOM":"c"},'
        '"geometry":{"type":"Point","coordinates":[2,48]}}]}'
    )
    layer = opened(str(tmp_path / "c.geojson"), "c")
    report = export(package, layer)
    assert report.layers[0].renamed == {"Nom": "nom_2", "NOM": "nom_3"}
    assert_same(package, report, layer)
    assert description(package, "c")["titles"] == {"nom_2": "Nom", "nom_3": "NOM"}


def test_a_key_that_is_not_called_fid_keeps_its_name(tmp_path: Path, package: Path) -> None:
    address = file_layer(
        tmp_path / "s.gpkg",
        "GPKG",
        ogr.wkbPoint,
        [("fid", ogr.OFTString)],
        [(POINT, ["x"]), (POINT, ["y"])],
        creation=("FID=Id",),
    )
    layer = opened(address, "s")
    described = []
    for lane in Lane:
        report = export(package, layer, options=ExportOptions(first_lane=lane))
        assert report.layers[0].lane is lane
        described.append(description(package, "s"))
        assert exported(package, "s", ["id", "fid_"]) == shown(layer, "EPSG:2154", ["Id", "fid"], multi=False)
    assert described[0] == described[1] == described[2]


def test_more_fields_than_the_platform_holds(package: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154", "large", [])
    assert layer.dataProvider().addAttributes([QgsField(f"c{n}", QMetaType.Type.Int) for n in range(1_591)])
    layer.updateFields()
    (refusal,) = capture([layer]).refusals
    assert (refusal.code, refusal.count) == (Code.FIELDS_TOO_MANY, 1_591)
    layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("Hidden", {}))
    assert capture([layer], ExportOptions(drop_hidden_fields=True)).refusals == ()


def test_every_name_that_means_something_elsewhere(package: Path) -> None:
    names = [
        "ogc_fid",
        "rowid",
        "order",
        "😀",
        "_rowid_",
        'a"b',
        "a'b",
        "a;b",
        "x" * 100,
        "x" * 101,
        "e\u0301",
        "ﬁ",
        "-",
    ]
    layer = memory_layer("Point?crs=EPSG:2154", "noms", [])
    layer.dataProvider().addAttributes([QgsField(name, QMetaType.Type.QString) for name in names])
    layer.updateFields()
    feature = QgsFeature(layer.fields())
    feature.setAttributes(list(names))
    feature.setGeometry(QgsGeometry.fromWkt(POINT))
    layer.dataProvider().addFeatures([feature])
    report = export(package, layer)
    assert_same(package, report, layer)
    assert set(report.package.tables[0].fields).isdisjoint(("ogc_fid", "rowid", "order"))
    assert description(package, "noms")["titles"]["champ"] == "😀"


@pytest.mark.parametrize("shown", ["OBJECTID", "Clé", "ogc_fid"])
def test_the_new_name_of_the_row_number_is_told(tmp_path: Path, shown: str) -> None:
    """Other programs name the key of a GeoPackage's table otherwise; it is a field like another to who looks at it."""
    address = file_layer(
        tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], [(POINT, [1])], creation=(f"FID={shown}",)
    )
    layer = opened(address, "s")
    (said,) = [problem for problem in inspect(capture([layer]), tmp_path).problems if problem.code is Code.NAME_FIELD]
    report = export(tmp_path / "p.gpkg", layer)
    new = report.layers[0].renamed[shown]
    assert f"{shown} → {new}" in said.repair
    assert dict(report.package.tables[0].renames) == {shown: new}
    described = description(tmp_path / "p.gpkg", report.package.tables[0].name)
    assert new in [name for name, _type in described["columns"]]
    assert described["titles"][new] == shown
    assert_same(tmp_path / "p.gpkg", report, layer)
