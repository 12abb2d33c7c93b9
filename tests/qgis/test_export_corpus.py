"""Odd layers, one by one: the rows, names, geometries and coordinate system that reach the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QMetaType, QTime

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, ExportReport, Lane, capture
from tests.qgis.odd_layers import description, exported, file_layer, memory_layer, opened, shown, zipped

POINT = "POINT (600000 6800000)"
SQUARE = "POLYGON ((0 0,0 1,1 1,1 0,0 0))"


def export(path: Path, *layers: QgsVectorLayer, options: ExportOptions | None = None) -> ExportReport:
    return capture(list(layers), options).run(path)


def assert_same(
    package: Path, report: ExportReport, layer: QgsVectorLayer, *, selected: bool = False, position: int = 0
) -> None:
    """Every field that QGIS shows is in the table under its new name, with the same rows."""
    table = report.package.tables[position]
    renamed = dict(table.renames)
    names = [field.name() for field in layer.fields()]
    multi = table.geometry_type.startswith("MULTI")
    expected = shown(layer, report.package.srs, names, multi=multi, selected=selected)
    assert exported(package, table.name, [renamed.get(name, name) for name in names]) == expected
    assert report.layers[position].rows_written == table.rows == sum(expected.values())


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "package.gpkg"


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


def test_layers_in_five_systems_meet_in_the_chosen_one(package: Path) -> None:
    places = {
        "EPSG:2154": "POINT (652000 6862000)",
        "EPSG:4326": "POINT (2.35 48.85)",
        "EPSG:3857": "POINT (261600 6250000)",
        "EPSG:4471": "POINT (520000 8580000)",
        "IGNF:LAMB93": "POINT (652000 6862000)",
    }
    layers = [memory_layer(f"Point?crs={crs}", crs, [(wkt, [])]) for crs, wkt in places.items()]
    report = export(package, *layers, options=ExportOptions(crs="EPSG:2154"))
    assert report.package.srs == "EPSG:2154"
    for position, layer in enumerate(layers):
        assert_same(package, report, layer, position=position)
        assert description(package, report.package.tables[position].name)["crs"] == "EPSG:2154"
    codes = [{problem.code for problem in layer.problems} for layer in report.layers]
    assert Code.CRS_CHANGED in codes[1]
    assert Code.CRS_RENAMED in codes[4]
    assert Code.CRS_CHANGED not in codes[4]
    (changed,) = (problem for problem in report.layers[1].problems if problem.code is Code.CRS_CHANGED)
    assert "Lambert-93" in changed.repair or "RGF93" in changed.repair


def test_an_ign_name_of_the_projection_is_declared_under_its_epsg_code(tmp_path: Path, package: Path) -> None:
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], [(POINT, [1])])
    layer = opened(address, "s", crs="IGNF:LAMB93")
    report = export(package, layer)
    assert report.package.srs == "EPSG:2154"
    assert_same(package, report, layer)


@pytest.mark.parametrize("first_lane", [Lane.TRANSLATE, Lane.WRITE])
def test_a_filtered_shapefile_sends_only_what_is_shown(tmp_path: Path, package: Path, first_lane: Lane) -> None:
    rows = [(POINT, [number, "été"]) for number in range(10)]
    address = file_layer(
        tmp_path / "s.shp", "ESRI Shapefile", ogr.wkbPoint, [("n", ogr.OFTInteger), ("nom", ogr.OFTString)], rows
    )
    layer = opened(address, "s")
    assert layer.setSubsetString('"n" >= 7')
    report = export(package, layer, options=ExportOptions(first_lane=first_lane))
    assert report.layers[0].rows_written == 3
    assert report.layers[0].lane is first_lane
    assert_same(package, report, layer)


def test_a_filtered_geopackage_keeps_its_row_numbers(tmp_path: Path, package: Path) -> None:
    rows = [(POINT, [number]) for number in range(10)]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows)
    layer = opened(f'{address}|subset="n" IN (3, 8)', "s")
    report = export(package, layer)
    assert report.layers[0].lane is Lane.TRANSLATE
    assert exported(package, "s", ["fid", "n"]) == shown(layer, "EPSG:2154", ["fid", "n"], multi=False)


def test_shapefiles_in_a_zip(tmp_path: Path, package: Path) -> None:
    file_layer(
        tmp_path / "s.shp", "ESRI Shapefile", ogr.wkbPolygon, [("n", ogr.OFTInteger)], [(SQUARE, [1]), (SQUARE, [2])]
    )
    archive = zipped(tmp_path / "s.zip", *tmp_path.glob("s.*"))
    for address in (f"/vsizip/{archive}/s.shp", f"/vsizip/{archive}"):
        layer = opened(address, "s")
        report = export(package, layer)
        assert report.layers[0].lane is Lane.TRANSLATE
        assert report.package.tables[0].geometry_type == "MULTIPOLYGON"
        assert_same(package, report, layer)


@pytest.mark.parametrize(("encoding", "read_as"), [("latin-1", "ISO-8859-1"), ("cp1252", "CP1252"), ("utf-8", "UTF-8")])
def test_a_shapefile_without_a_note_of_its_encoding(tmp_path: Path, package: Path, encoding: str, read_as: str) -> None:
    text = "Forêt"
    file_layer(tmp_path / "s.shp", "ESRI Shapefile", ogr.wkbPoint, [("nom", ogr.OFTString)], [(POINT, ["x" * 6])])
    (tmp_path / "s.cpg").unlink(missing_ok=True)
    table = (tmp_path / "s.dbf").read_bytes()
    (tmp_path / "s.dbf").write_bytes(table.replace(b"x" * 6, text.encode(encoding).ljust(6)))
    layer = opened(str(tmp_path / "s.shp"), "s")
    layer.setProviderEncoding(read_as)
    assert next(layer.getFeatures())["nom"] == text
    report = export(package, layer)
    assert report.layers[0].lane is Lane.TRANSLATE
    assert_same(package, report, layer)


def test_a_geojson_of_all_kinds_is_sent_kind_by_kind(tmp_path: Path, package: Path) -> None:
    shapes = [
        '{"type":"Point","coordinates":[2,48]}',
        '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}',
        '{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}',
    ]
    features = ",".join(
        f'{{"type":"Feature","properties":{{"n":{number}}},"geometry":{shape}}}' for number, shape in enumerate(shapes)
    )
    path = tmp_path / "m.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}')
    options = QgsProviderSublayerDetails.LayerOptions(QgsProject.instance().transformContext())
    layers = []
    for details in QgsProviderRegistry.instance().querySublayers(str(path), Qgis.SublayerQueryFlag.ResolveGeometryType):
        layer = details.toLayer(options)
        layer.setName(QgsWkbTypes.geometryDisplayString(layer.geometryType()))
        layers.append(layer)
    assert len(layers) == 2
    report = export(package, *layers)
    assert sorted(layer.rows_written for layer in report.layers) == [1, 2]
    for position, layer in enumerate(layers):
        assert_same(package, report, layer, position=position)


def test_single_and_multi_geometries_side_by_side_become_multi(tmp_path: Path, package: Path) -> None:
    rows = [
        (SQUARE, [1]),
        ("MULTIPOLYGON (((0 0,0 1,1 1,0 0)),((5 5,5 6,6 6,5 5)))", [2]),
        ("POLYGON EMPTY", [3]),
        (None, [4]),
    ]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], rows)
    layer = opened(address, "s")
    contents = []
    for lane in Lane:
        report = export(package, layer, options=ExportOptions(first_lane=lane))
        assert report.layers[0].lane is lane
        assert report.package.tables[0].geometry_type == "MULTIPOLYGON"
        assert {Code.GEOMETRY_MIXED, Code.GEOMETRY_NULL, Code.GEOMETRY_EMPTY} <= {
            problem.code for problem in report.layers[0].problems
        }
        contents.append(exported(package, "s", ["n"]))
    assert contents[0] == contents[1] == contents[2]
    assert_same(package, report, layer)


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


def test_curves_become_straight_and_m_is_left_out(package: Path) -> None:
    curve = "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0,10 10,20 0),(20 0,0 0)))"
    curves = memory_layer("CurvePolygon?crs=EPSG:2154", "courbes", [(curve, []), (SQUARE, [])])
    measured = memory_layer("LineStringZM?crs=EPSG:2154", "mesures", [("LINESTRING ZM (0 0 1 9,1 1 2 9)", [])])
    report = export(package, curves, measured)
    assert [table.geometry_type for table in report.package.tables] == ["POLYGON", "LINESTRING"]
    assert_same(package, report, curves)
    assert_same(package, report, measured, position=1)
    described = description(package, "mesures")
    assert (described["z"], described["m"]) == (1, 0)
    assert Code.GEOMETRY_CURVED in {problem.code for problem in report.layers[0].problems}
    assert Code.GEOMETRY_MEASURED in {problem.code for problem in report.layers[1].problems}


@pytest.mark.parametrize("first_lane", list(Lane))
def test_curves_and_m_in_a_geopackage(tmp_path: Path, package: Path, first_lane: Lane) -> None:
    rows = [("MULTICURVE (CIRCULARSTRING (0 0,10 10,20 0),(20 0,0 0))", [])]
    curves = opened(file_layer(tmp_path / "c.gpkg", "GPKG", ogr.wkbMultiCurve, [], rows), "courbes")
    points = opened(
        file_layer(tmp_path / "m.gpkg", "GPKG", ogr.wkbPointZM, [], [("POINT ZM (1 2 3 4)", [])]), "mesures"
    )
    report = export(package, curves, points, options=ExportOptions(first_lane=first_lane))
    assert report.package.tables[0].geometry_type == "MULTILINESTRING"
    assert_same(package, report, curves)
    assert_same(package, report, points, position=1)
    assert (description(package, "mesures")["z"], description(package, "mesures")["m"]) == (1, 0)


@pytest.mark.parametrize("first_lane", list(Lane))
def test_curves_that_a_table_does_not_announce(tmp_path: Path, package: Path, first_lane: Lane) -> None:
    rows = [(SQUARE, [1]), ("CURVEPOLYGON (CIRCULARSTRING (0 0,10 10,20 0,10 -10,0 0))", [2]), (None, [3])]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], rows)
    layer = opened(address, "s")
    report = export(package, layer, options=ExportOptions(first_lane=first_lane))
    assert report.layers[0].lane is Lane.WRITE
    assert report.package.tables[0].geometry_type == "POLYGON"
    assert_same(package, report, layer)


def test_the_world_map_that_comes_with_qgis(package: Path) -> None:
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    layers = [opened(f"{world}|layername={table}", table) for table in ("countries", "states_provinces")]
    report = export(package, *layers)
    for position, layer in enumerate(layers):
        assert_same(package, report, layer, position=position)


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


def test_invalid_geometries_are_repaired_when_asked(package: Path) -> None:
    bow_tie = "POLYGON ((0 0,2 2,2 0,0 2,0 0))"
    layer = memory_layer("Polygon?crs=EPSG:2154&field=n:integer", "s", [(bow_tie, [1]), (SQUARE, [2])])
    untouched = export(package, layer)
    assert_same(package, untouched, layer)
    report = export(package, layer, options=ExportOptions(repair_invalid=True))
    dataset = gdal.OpenEx(str(package))
    repaired = [feature.GetGeometryRef().Clone() for feature in dataset.GetLayer(0)]
    assert all(geometry.IsValid() for geometry in repaired)
    assert sum(geometry.Area() for geometry in repaired) == pytest.approx(3.0)
    assert report.package.tables[0].geometry_type == "MULTIPOLYGON"
    assert [problem.count for problem in report.layers[0].problems if problem.code is Code.GEOMETRY_INVALID] == [1]


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


def test_delimited_text_and_geographic_axes(tmp_path: Path, package: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("nom;lon;lat\nParis;2.35;48.85\nSaint-Denis;55.45;-20.88\n")
    layer = QgsVectorLayer(
        f"{path.as_uri()}?delimiter=;&xField=lon&yField=lat&crs=EPSG:4326", "points", "delimitedtext"
    )
    assert layer.isValid()
    report = export(package, layer)
    assert_same(package, report, layer)
    west, south, east, north = report.package.tables[0].extent
    assert (round(west, 2), round(south, 2), round(east, 2), round(north, 2)) == (2.35, -20.88, 55.45, 48.85)


def test_a_table_of_two_layers_in_one_file_and_a_write_ahead_log(tmp_path: Path, package: Path) -> None:
    path = tmp_path / "s.gpkg"
    file_layer(path, "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], [(POINT, [1])], table="a")
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(2154)
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE | gdal.OF_VECTOR)
    dataset.CreateLayer("b", srs, ogr.wkbLineString).CreateField(ogr.FieldDefn("m", ogr.OFTReal))
    del dataset
    lines = opened(f"{path}|layername=b", "B")
    assert lines.startEditing()
    feature = QgsFeature(lines.fields())
    feature["m"] = 1.5
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING (0 0,1 1)"))
    assert lines.addFeature(feature)
    assert lines.commitChanges(stopEditing=False)
    assert (tmp_path / "s.gpkg-wal").exists()
    points = opened(f"{path}|layername=a", "A")
    report = export(package, points, lines)
    assert [layer.lane for layer in report.layers] == [Lane.COPY, Lane.COPY]
    assert_same(package, report, points)
    assert_same(package, report, lines, position=1)
    assert sorted(file.name for file in tmp_path.glob("package*")) == ["package.gpkg"]
    lines.rollBack()


def test_the_plan_outlives_the_layers_and_their_changes(package: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154&field=n:integer", "s", [(POINT, [1]), (POINT, [2])])
    plan = capture([layer])
    layer.startEditing()
    layer.deleteFeatures(layer.allFeatureIds())
    layer.commitChanges()
    del layer
    assert plan.run(package).layers[0].rows_written == 2
