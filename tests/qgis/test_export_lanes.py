"""One layer through each lane: the same rows, names, types and coordinate system."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from osgeo import gdal, ogr

from cartes_gouv_plugin.bridge.export import ExportOptions, ExportReport, Lane, capture
from tests.qgis.odd_layers import description, exported, file_layer, opened, shown

FIELDS = [
    ("Nom", ogr.OFTString),
    ("population", ogr.OFTInteger),
    ("identifiant long", ogr.OFTInteger64),
    ("densité", ogr.OFTReal),
    ("date", ogr.OFTDate),
    ("vu le", ogr.OFTDateTime),
]
ROWS = [
    ("POINT (600000 6800000)", ["Été & hiver", 12, 2**40, 0.5, "2024/02/29", "2024/02/29 12:13:14"]),
    ("POINT (600001 6800001)", [None, None, None, None, None, None]),
    (None, ["sans lieu", -1, -(2**40), -1e-9, "1899/12/31", "1970/01/01 00:00:00"]),
    ("POINT (600002 6800002)", ["", 0, 0, 0.0, "2026/01/01", "2026/01/01 23:59:59"]),
]


def _every_lane(
    address: str, name: str, folder: Path, lanes: tuple[Lane, ...]
) -> dict[Lane, tuple[Path, ExportReport]]:
    layer = opened(address, name)
    results = {}
    for lane in lanes:
        path = folder / f"{lane.value}.gpkg"
        results[lane] = (path, capture([layer], ExportOptions(first_lane=lane)).run(path))
        assert results[lane][1].layers[0].lane is lane
    return results


def test_a_geopackage_gives_the_same_table_in_all_three_lanes(tmp_path: Path) -> None:
    address = file_layer(tmp_path / "source.gpkg", "GPKG", ogr.wkbPoint, FIELDS, ROWS)
    results = _every_lane(address, "Équipements", tmp_path, tuple(Lane))
    names = ["fid", "nom", "population", "identifiant_long", "densite", "date", "vu_le"]
    layer = opened(address, "x")
    expected = shown(layer, "EPSG:2154", [field.name() for field in layer.fields()], multi=False)
    first = description(results[Lane.COPY][0], "equipements")
    assert first["crs"] == "EPSG:2154"
    assert first["geometry"] == "POINT"
    assert first["extensions"] == []
    for path, report in results.values():
        assert exported(path, "equipements", names) == expected
        assert description(path, "equipements") == first
        assert report.layers[0].rows_read == report.layers[0].rows_written == len(ROWS)
        assert report.layers[0].renamed["densité"] == "densite"
        assert report.package.tables[0].fields == tuple(names[1:])


@pytest.mark.parametrize(
    ("suffix", "driver", "geometry", "wkt"),
    [
        ("shp", "ESRI Shapefile", ogr.wkbPolygon, "POLYGON ((0 0,1 0,1 1,0 0))"),
        ("fgb", "FlatGeobuf", ogr.wkbLineString25D, "LINESTRING Z (0 0 5,1 0 6)"),
        ("geojson", "GeoJSON", ogr.wkbPoint, "POINT (2 48)"),
        ("gpkg", "GPKG", ogr.wkbMultiPolygon, "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))"),
    ],
)
def test_a_file_gives_the_same_table_through_gdal_and_through_qgis(
    tmp_path: Path, suffix: str, driver: str, geometry: int, wkt: str
) -> None:
    epsg = 4326 if driver == "GeoJSON" else 2154
    fields = [("libelle", ogr.OFTString), ("n", ogr.OFTInteger), ("x", ogr.OFTReal)]
    rows = [(wkt, ["à", 1, 1.25]), (wkt, ["b", None, None])]
    address = file_layer(tmp_path / f"source.{suffix}", driver, geometry, fields, rows, epsg=epsg)
    results = _every_lane(address, "lieux", tmp_path / "", (Lane.TRANSLATE, Lane.WRITE))
    layer = opened(address, "lieux")
    kept = ["libelle", "n", "x"]
    multi = suffix == "shp"
    for path, report in results.values():
        assert exported(path, "lieux", kept) == shown(layer, f"EPSG:{epsg}", kept, multi=multi)
        assert report.package.srs == f"EPSG:{epsg}"
    described = [description(path, "lieux") for path, _report in results.values()]
    assert described[0] == described[1]


_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
_ROW = st.tuples(
    st.one_of(st.none(), _TEXT),
    st.one_of(st.none(), st.integers(1 - 2**31, 2**31 - 1)),
    st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False, width=32)),
    st.one_of(st.none(), st.tuples(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))),
)
_NAME = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x00"), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(_ROW, min_size=1, max_size=6),
    names=st.lists(_NAME, min_size=3, max_size=3, unique_by=lambda name: name.strip().lower()),
    title=_NAME,
)
def test_any_names_and_values_are_the_same_in_all_lanes(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str | None, int | None, float | None, tuple[int, int] | None]],
    names: list[str],
    title: str,
) -> None:
    folder = tmp_path_factory.mktemp("lanes")
    kinds = (ogr.OFTString, ogr.OFTInteger, ogr.OFTReal)
    avoided = [name if name.strip().lower() not in ("fid", "geom", "") else f"{name}_x" for name in names]
    address = file_layer(
        folder / "source.gpkg",
        "GPKG",
        ogr.wkbPoint,
        list(zip(avoided, kinds)),
        [(None if at is None else f"POINT ({at[0]} {at[1]})", [a, b, c]) for a, b, c, at in rows],
    )
    results = _every_lane(address, title, folder, tuple(Lane))
    tables = {report.package.tables[0] for _path, report in results.values()}
    assert len(tables) == 1
    table = tables.pop()
    contents = [exported(path, table.name, ["fid", *table.fields]) for path, _report in results.values()]
    assert contents[0] == contents[1] == contents[2]
    layer = opened(address, "x")
    assert contents[0] == shown(layer, "EPSG:2154", [field.name() for field in layer.fields()], multi=False)


@pytest.mark.parametrize("rows", [49_999, 50_001])
def test_a_long_shapefile_gives_every_row_once_and_in_order(tmp_path: Path, rows: int) -> None:
    kept = [(None if row % 1000 == 0 else f"POINT ({row} 1)", [row]) for row in range(rows)]
    address = file_layer(tmp_path / "long.shp", "ESRI Shapefile", ogr.wkbPoint, [("n", ogr.OFTInteger)], kept)
    results = _every_lane(address, "long", tmp_path, (Lane.TRANSLATE, Lane.WRITE))
    tables, extents = [], []
    for path, _report in results.values():
        with closing(sqlite3.connect(path)) as connection:
            tables.append(connection.execute("SELECT fid, n, geom FROM long ORDER BY fid").fetchall())
            extents.append(connection.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents").fetchall())
    assert tables[0] == tables[1]
    assert [(fid, n) for fid, n, _geom in tables[0]] == [(row + 1, row) for row in range(rows)]
    assert extents == [[(1.0, 1.0, 49_999.0 if rows > 50_000 else 49_998.0, 1.0)]] * 2
    assert {path.name for path in tmp_path.glob("*.gpkg")} == {"translate.gpkg", "write.gpkg"}


def test_a_long_shapefile_with_rows_marked_as_deleted(tmp_path: Path) -> None:
    kept = [(f"POINT ({row} 1)", [row]) for row in range(50_010)]
    address = file_layer(tmp_path / "long.shp", "ESRI Shapefile", ogr.wkbPoint, [("n", ogr.OFTInteger)], kept)
    dataset = gdal.OpenEx(address, gdal.OF_VECTOR | gdal.OF_UPDATE, open_options=["AUTO_REPACK=NO"])
    for row in (3, 30_000):
        dataset.GetLayer(0).DeleteFeature(row)
    del dataset
    for path, _report in _every_lane(address, "long", tmp_path, (Lane.TRANSLATE, Lane.WRITE)).values():
        with closing(sqlite3.connect(path)) as connection:
            found = [n for (n,) in connection.execute("SELECT n FROM long ORDER BY fid")]
        assert found == [row for row in range(50_010) if row not in (3, 30_000)]


def test_unsaved_edits_of_a_long_shapefile(tmp_path: Path) -> None:
    kept = [(f"POINT ({row} 1)", [row]) for row in range(50_001)]
    layer = opened(
        file_layer(tmp_path / "long.shp", "ESRI Shapefile", ogr.wkbPoint, [("n", ogr.OFTInteger)], kept), "l"
    )
    layer.startEditing()
    for row in (0, 25_000, 50_000):
        layer.changeAttributeValue(row, 0, -row - 1)
    layer.deleteFeatures([24_999, 25_001])
    package = tmp_path / "out.gpkg"
    capture([layer]).run(package)
    expected = shown(layer, "EPSG:2154", ["n"], multi=False)
    layer.rollBack()
    assert exported(package, "l", ["n"]) == expected
    assert {path.name for path in tmp_path.glob("*.gpkg")} == {"out.gpkg"}
