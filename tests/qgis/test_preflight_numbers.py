"""What is not a number, told before anything is sent: values of fields, coordinates, and rows far from all others."""

from __future__ import annotations

import json
import math
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import (
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsLineString,
    QgsPoint,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, Lane, Level, Problem, capture
from cartes_gouv_plugin.bridge.preflight import inspect
from tests.qgis.odd_layers import POINT, export, file_layer, memory_layer, opened

NAN, INFINITE = math.nan, math.inf
NUMBERS = [(POINT, [1, 0.5]), (POINT, [2, NAN]), (POINT, [3, NAN]), (POINT, [4, INFINITE]), (POINT, [5, -INFINITE])]
LINE = "LINESTRING (600000 6800000,600001 6800001)"


def told(layer: QgsVectorLayer, folder: Path, code: Code, options: ExportOptions | None = None) -> list[Problem]:
    return [problem for problem in inspect(capture([layer], options), folder).problems if problem.code is code]


def lines(path: Path, spoilt: dict[int, tuple[float, float]], count: int = 4) -> QgsVectorLayer:
    """A GeoPackage of `count` lines; the last corner of some is put elsewhere behind the back of the file's extent."""
    rows = [(LINE, [number]) for number in range(1, count + 1)]
    fields = [("n", ogr.OFTInteger)]
    address = file_layer(path, "GPKG", ogr.wkbLineString, fields, rows, creation=("SPATIAL_INDEX=NO",))
    with closing(sqlite3.connect(path)) as connection:
        for row, (x, y) in spoilt.items():
            (blob,) = connection.execute(f"SELECT geom FROM {path.stem} WHERE fid = ?", (row,)).fetchone()
            # GDAL's envelope says the least and the greatest x, then y.
            head = blob[:8] + struct.pack("<4d", min(600_000, x), max(600_000, x), min(6_800_000, y), max(6_800_000, y))
            moved = head + blob[40:-16] + struct.pack("<2d", x, y)
            connection.execute(f"UPDATE {path.stem} SET geom = ? WHERE fid = ?", (moved, row))
        connection.commit()
    return opened(address, path.stem)


def in_memory(layer: QgsVectorLayer) -> QgsVectorLayer:
    copy = memory_layer("LineString?crs=EPSG:2154&field=n:integer", layer.name(), [])
    for row in layer.getFeatures():
        feature = QgsFeature(copy.fields())
        feature.setAttributes([row["n"]])
        feature.setGeometry(row.geometry())
        copy.dataProvider().addFeatures([feature])
    return copy


@pytest.mark.parametrize(("suffix", "driver"), [("", "memory"), ("fgb", "FlatGeobuf"), ("shp", "ESRI Shapefile")])
def test_values_that_are_not_numbers_are_counted(tmp_path: Path, suffix: str, driver: str) -> None:
    """A GeoPackage has nothing to write for them but null."""
    if driver == "memory":
        layer = memory_layer("Point?crs=EPSG:2154&field=n:integer&field=haut:double", "mesures", NUMBERS)
    else:
        fields = [("n", ogr.OFTInteger), ("haut", ogr.OFTReal)]
        layer = opened(file_layer(tmp_path / f"m.{suffix}", driver, ogr.wkbPoint, fields, NUMBERS), "mesures")
    empties, infinite = told(layer, tmp_path, Code.FIELD_NOT_NUMBER)
    assert (empties.level, empties.count, infinite.level, infinite.count) == (Level.WARNING, 2, Level.WARNING, 2)
    assert "haut" in empties.sentence
    assert "haut" in infinite.sentence
    report = export(tmp_path / "p.gpkg", layer)
    with closing(sqlite3.connect(tmp_path / "p.gpkg")) as connection:
        stored = connection.execute(f"SELECT haut FROM {report.package.tables[0].name} ORDER BY n").fetchall()
    assert [value for (value,) in stored] == [0.5, None, None, INFINITE, -INFINITE]


def test_a_geopackage_has_infinite_values_only(tmp_path: Path) -> None:
    fields = [("n", ogr.OFTInteger), ("Haut", ogr.OFTReal)]
    layer = opened(file_layer(tmp_path / "m.gpkg", "GPKG", ogr.wkbPoint, fields, NUMBERS), "mesures")
    (infinite,) = told(layer, tmp_path, Code.FIELD_NOT_NUMBER)
    assert (infinite.level, infinite.count) == (Level.WARNING, 2)


def test_computed_values_are_looked_at_too(tmp_path: Path) -> None:
    fields = [("n", ogr.OFTInteger)]
    rows = [(POINT, [number]) for number in range(4)]
    layer = opened(file_layer(tmp_path / "m.gpkg", "GPKG", ogr.wkbPoint, fields, rows), "calcul")
    layer.addExpressionField('sqrt(1 - "n")', QgsField("rapport", QMetaType.Type.Double))
    (empties,) = told(layer, tmp_path, Code.FIELD_NOT_NUMBER)
    assert (empties.level, empties.count) == (Level.WARNING, 2)
    assert "rapport" in empties.sentence


def test_nothing_is_said_of_a_field_that_stays_home(tmp_path: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154&field=n:integer&field=haut:double", "mesures", NUMBERS)
    configuration = layer.attributeTableConfig()
    configuration.update(layer.fields())
    configuration.setColumnHidden(1, True)
    layer.setAttributeTableConfig(configuration)
    assert told(layer, tmp_path, Code.FIELD_NOT_NUMBER)
    assert not told(layer, tmp_path, Code.FIELD_NOT_NUMBER, ExportOptions(drop_hidden_fields=True))


def test_a_list_with_a_missing_number_is_json(tmp_path: Path) -> None:
    file = tmp_path / "l.geojson"
    place = '{"type": "Point", "coordinates": [2, 48]}'
    file.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": '
        + place
        + ', "properties": {"l": [1.5, NaN]}}]}',
        encoding="utf-8",
    )
    report = export(tmp_path / "p.gpkg", opened(str(file), "liste"))
    with closing(sqlite3.connect(tmp_path / "p.gpkg")) as connection:
        (text,) = connection.execute(f"SELECT l FROM {report.package.tables[0].name}").fetchone()
    assert json.loads(text, parse_constant=pytest.fail) == [1.5, None]


@pytest.mark.parametrize("where", ["file", "memory", "edited", "moved"])
def test_broken_coordinates_are_refused_before(tmp_path: Path, where: str) -> None:
    layer = lines(tmp_path / "brise.gpkg", {2: (NAN, 6_800_001), 3: (600_001, -INFINITE)})
    options = ExportOptions(crs="EPSG:4326") if where == "moved" else None
    if where == "memory":
        layer = in_memory(layer)
    if where == "edited":
        layer.startEditing()
        layer.changeAttributeValue(1, 1, 12)
    (refusal,) = told(layer, tmp_path, Code.COORDINATES, options)
    assert (refusal.level, refusal.count) == (Level.REFUSAL, 2)
    assert "2" in refusal.sentence


def test_a_missing_height_or_an_empty_point_is_not_broken(tmp_path: Path) -> None:
    layer = memory_layer("LineStringZ?crs=EPSG:2154&field=n:integer", "hauteurs", [])
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry(QgsLineString([QgsPoint(6e5, 6.8e6, NAN), QgsPoint(6e5 + 1, 6.8e6, 3)])))
    layer.dataProvider().addFeatures([feature])
    assert not told(layer, tmp_path, Code.COORDINATES)
    rows = [("POINT EMPTY", [1]), (POINT, [2])]
    address = file_layer(tmp_path / "v.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows)
    assert not told(opened(address, "vides"), tmp_path, Code.COORDINATES)


@pytest.mark.parametrize("where", ["file", "memory"])
def test_a_row_far_from_its_projection_is_told(tmp_path: Path, where: str) -> None:
    """The origin of Lambert-93 lies in the Atlantic, south of the equator; the file's extent does not know of it."""
    layer = lines(tmp_path / "loin.gpkg", {})
    with closing(sqlite3.connect(tmp_path / "loin.gpkg")) as connection:
        far = ogr.CreateGeometryFromWkt("LINESTRING (0 0,1 1)").ExportToWkb(ogr.wkbNDR)
        head = b"GP\0\3" + struct.pack("<i4d", 2154, 0, 1, 0, 1)
        connection.execute("UPDATE loin SET geom = ? WHERE fid = 3", (head + bytes(far),))
        connection.commit()
    layer = in_memory(layer) if where == "memory" else opened(f"{tmp_path / 'loin.gpkg'}|layername=loin", "loin")
    (warning,) = told(layer, tmp_path, Code.CRS_WRONG_PLACE)
    assert (warning.level, warning.count) == (Level.WARNING, 1)
    assert "3" in warning.sentence


def test_a_row_out_of_reach_is_found_though_the_extent_hides_it(tmp_path: Path) -> None:
    """Mercator's pole: the extent in the file was never told of the row."""
    rows = [("POINT (2 48)", [1]), ("POINT (2 49)", [2])]
    fields, path = [("n", ogr.OFTInteger)], tmp_path / "pole.gpkg"
    address = file_layer(path, "GPKG", ogr.wkbPoint, fields, rows, epsg=4326, creation=("SPATIAL_INDEX=NO",))
    with closing(sqlite3.connect(path)) as connection:
        (blob,) = connection.execute("SELECT geom FROM pole WHERE fid = 2").fetchone()
        connection.execute("UPDATE pole SET geom = ? WHERE fid = 2", (blob[:-16] + struct.pack("<2d", 2, 95),))
        connection.commit()
    preflight = inspect(capture([opened(address, "pole")], ExportOptions(crs="EPSG:2154")), tmp_path)
    assert [problem.level for problem in preflight.problems if problem.code is Code.CRS_WRONG_PLACE][:1] == [
        Level.REFUSAL
    ]


def test_the_check_of_coordinates_reads_both_byte_orders(tmp_path: Path) -> None:
    """Some programs in Java write the most significant byte first."""
    layer = lines(tmp_path / "java.gpkg", {})
    with closing(sqlite3.connect(tmp_path / "java.gpkg")) as connection:
        good = bytes(ogr.CreateGeometryFromWkt(LINE).ExportToWkb(ogr.wkbXDR))
        for row in range(1, 5):
            shape = good if row != 4 else good[:-16] + struct.pack(">2d", NAN, 6_800_000)
            connection.execute(
                "UPDATE java SET geom = ? WHERE fid = ?", (b"GP\0\0" + struct.pack(">i", 2154) + shape, row)
            )
        connection.commit()
    del layer
    reopened = opened(f"{tmp_path / 'java.gpkg'}|layername=java", "java")
    (refusal,) = told(reopened, tmp_path, Code.COORDINATES)
    assert refusal.count == 1
    assert capture([reopened]).options.first_lane is Lane.COPY


@pytest.mark.parametrize("where", ["memory", "file"])
@pytest.mark.parametrize("kind", ["Point", "PointZ"])
def test_a_point_with_half_a_place_is_broken_though_qgis_calls_it_empty(tmp_path: Path, where: str, kind: str) -> None:
    rows = [("Point Z (1 2 3)" if kind == "PointZ" else POINT, [1]), ("POINT EMPTY", [2])]
    if where == "memory":
        layer = memory_layer(f"{kind}?crs=EPSG:2154&field=n:integer", "moitie", rows)
    else:
        code = ogr.wkbPoint25D if kind == "PointZ" else ogr.wkbPoint
        address = file_layer(tmp_path / "m.gpkg", "GPKG", code, [("n", ogr.OFTInteger)], rows)
        layer = opened(address, "moitie")
    half = QgsFeature(layer.fields())
    half.setGeometry(QgsGeometry(QgsPoint(NAN, 6_800_000, 1) if kind == "PointZ" else QgsPoint(NAN, 6_800_000)))
    added, _features = layer.dataProvider().addFeatures([half])
    assert added
    (refusal,) = told(layer, tmp_path, Code.COORDINATES)
    assert (refusal.level, refusal.count) == (Level.REFUSAL, 1)
    assert "3" in refusal.sentence
