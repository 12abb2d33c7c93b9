"""Files in all their states: filtered, zipped, of any encoding, mixed, in write-ahead mode."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsVectorLayer,
    QgsWkbTypes,
)

from cartes_gouv_plugin.bridge.export import ExportOptions, Lane
from tests.qgis.odd_layers import (
    POINT,
    SQUARE,
    assert_same,
    description,
    export,
    exported,
    file_layer,
    opened,
    shown,
    zipped,
)


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


@pytest.mark.parametrize(
    "subset",
    [
        '"n" % 3 = 1',
        "n = 1 OR n = 2",
        "nom LIKE 'B%'",
        "nom = 'b4' -- commentaire",
        'n IN (SELECT max("n") FROM s)',
        'ST_MinX("geom") > 600005',
        "fid > 2 AND geom IS NULL",
    ],
)
def test_a_filter_lets_the_same_rows_through_in_every_lane(tmp_path: Path, subset: str) -> None:
    fields = [("n", ogr.OFTInteger), ("nom", ogr.OFTString)]
    rows = [(f"POINT ({600000 + n} {6800000 - n})" if n != 9 else None, [n, f"b{n}"]) for n in range(10)]
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, fields, rows), "s")
    assert layer.setSubsetString(subset)
    told = []
    for lane in Lane:
        path = tmp_path / f"{lane.value}.gpkg"
        report = export(path, layer, options=ExportOptions(first_lane=lane))
        assert_same(path, report, layer)
        assert report.layers[0].lane is (Lane.WRITE if lane is Lane.WRITE else Lane.TRANSLATE)
        with closing(sqlite3.connect(path)) as connection:
            extent = connection.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents").fetchone()
            told.append((report.layers[0].rows_read, extent, description(path, "s")))
    assert told[0] == told[1] == told[2]


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


def test_the_world_map_that_comes_with_qgis(package: Path) -> None:
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    layers = [opened(f"{world}|layername={table}", table) for table in ("countries", "states_provinces")]
    report = export(package, *layers)
    for position, layer in enumerate(layers):
        assert_same(package, report, layer, position=position)
