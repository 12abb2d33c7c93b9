"""Everything that is the matter with layers, told before anything is written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsVectorLayer

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, Invalid, Lane, Level, capture
from cartes_gouv_plugin.bridge.export.files import open_file
from cartes_gouv_plugin.bridge.preflight import Preflight, inspect, room
from cartes_gouv_plugin.core.errors import Cancelled, ExportRefused
from cartes_gouv_plugin.core.progress import Reporter
from tests.qgis.odd_layers import file_layer, memory_layer, opened, zipped

SQUARE = "POLYGON ((600000 6800000,600000 6800001,600001 6800001,600000 6800000))"
BOW_TIE = "POLYGON ((600000 6800000,600002 6800002,600002 6800000,600000 6800002,600000 6800000))"
ROWS = [
    (SQUARE, [1]),
    (BOW_TIE, [2]),
    ("MULTIPOLYGON (((600000 6800000,600000 6800001,600001 6800001,600000 6800000)))", [3]),
    ("POLYGON EMPTY", [4]),
    (None, [5]),
    (None, [6]),
]


def counts(preflight: Preflight, layer: int = 0) -> dict[Code, int | None]:
    return {problem.code: problem.count for problem in preflight.layers[layer].problems}


@pytest.mark.parametrize(("suffix", "driver"), [("gpkg", "GPKG"), ("shp", "ESRI Shapefile"), ("geojson", "GeoJSON")])
def test_rows_and_geometries_are_counted_whatever_the_format(tmp_path: Path, suffix: str, driver: str) -> None:
    geometry = ogr.wkbPolygon if driver == "GPKG" else ogr.wkbMultiPolygon
    rows = ROWS if driver == "GPKG" else [row for row in ROWS if row[0] is None or row[0].startswith("MULTI")]
    address = file_layer(
        tmp_path / f"s.{suffix}",
        driver,
        geometry,
        [("n", ogr.OFTInteger)],
        rows,
        epsg=2154,
    )
    preflight = inspect(capture([opened(address, "s")]), tmp_path)
    assert preflight.layers[0].rows == len(rows)
    assert counts(preflight)[Code.GEOMETRY_NULL] >= 2
    if driver == "GPKG":
        assert counts(preflight)[Code.GEOMETRY_EMPTY] == 1
        assert counts(preflight)[Code.GEOMETRY_MIXED] == 3
    assert not preflight.refused


def test_the_file_and_the_stream_count_alike(tmp_path: Path) -> None:
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], ROWS)
    by_file = inspect(capture([opened(address, "s")]), tmp_path)
    layer = opened(address, "s")
    layer.setSubsetString('"n" > 0')
    streamed = inspect(capture([layer]), tmp_path)
    told = counts(streamed)
    assert told.pop(Code.FILTERED, 0) is None
    assert told == counts(by_file)
    assert by_file.layers[0].lane is Lane.COPY
    assert streamed.layers[0].lane is Lane.TRANSLATE


def test_invalid_geometries_are_counted_on_request(tmp_path: Path) -> None:
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], ROWS)
    layer = opened(address, "s")
    assert Code.GEOMETRY_INVALID not in counts(inspect(capture([layer]), tmp_path))
    asked = capture([layer], ExportOptions(invalid=Invalid.COUNTED))
    assert counts(inspect(asked, tmp_path))[Code.GEOMETRY_INVALID] == 1


def test_all_problems_of_all_layers_come_at_once_with_sentences(tmp_path: Path) -> None:
    odd = memory_layer(
        "CurvePolygonZM?crs=EPSG:4326&field=Nom:string&field=nom:map&field=fid:binary",
        "Été",
        [(None, ["a", {"b": 1}, None])],
    )
    empty = memory_layer("Point?crs=EPSG:2154", "vide", [])
    lost = QgsVectorLayer(str(tmp_path / "absent.shp"), "absente", "ogr")
    preflight = inspect(capture([odd, empty, lost], ExportOptions(crs="EPSG:2154")), tmp_path)
    codes = {problem.code for problem in preflight.problems}
    assert {
        Code.NAME_TABLE,
        Code.NAME_FIELD,
        Code.GEOMETRY_CURVED,
        Code.GEOMETRY_MEASURED,
        Code.GEOMETRY_NULL,
        Code.CRS_CHANGED,
        Code.FIELD_CONVERTED,
        Code.FIELD_BINARY,
        Code.EMPTY,
        Code.SOURCE_MISSING,
    } <= codes
    assert preflight.refused
    for problem in preflight.problems:
        assert problem.sentence.endswith(".")
        assert "{" not in problem.sentence + problem.repair
        assert bool(problem.repair) == (problem.level is Level.REPAIR)
    (changed,) = (problem for problem in preflight.problems if problem.code is Code.CRS_CHANGED)
    assert "accura" in changed.repair


def test_the_repairs_announced_are_those_made(tmp_path: Path) -> None:
    layer = memory_layer(
        "Polygon?crs=EPSG:2154&field=Nom:string&field=l:string[]", "Bâti", [(SQUARE, ["a", ["b"]]), (None, ["c", []])]
    )
    plan = capture([layer])
    announced = set(inspect(plan, tmp_path).problems)
    done = set(plan.run(tmp_path / "p.gpkg").layers[0].problems)
    assert announced == done


def test_layers_that_differ_are_brought_to_the_system_most_have(tmp_path: Path) -> None:
    lambert = [memory_layer("Point?crs=EPSG:2154", f"l{number}", [("POINT (652000 6862000)", [])]) for number in (1, 2)]
    world = memory_layer("Point?crs=EPSG:4326", "w", [("POINT (2 48)", [])])
    preflight = inspect(capture([world, *lambert]), tmp_path)
    assert preflight.crs == "EPSG:2154"
    assert Code.CRS_CHANGED in counts(preflight, 0)
    assert Code.CRS_CHANGED not in counts(preflight, 1)
    assert not preflight.refused


def test_a_layer_far_from_its_projection(tmp_path: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154", "perdue", [("POINT (2.35 48.85)", [])])
    assert Code.CRS_WRONG_PLACE in counts(inspect(capture([layer]), tmp_path))


def test_a_source_that_cannot_count(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("x;y\n1;2\n3;4\n")
    layer = QgsVectorLayer(
        f"{(tmp_path / 'p.csv').as_uri()}?delimiter=;&xField=x&yField=y&crs=EPSG:4326", "p", "delimitedtext"
    )
    preflight = inspect(capture([layer]), tmp_path)
    assert preflight.layers[0].rows == 2
    assert counts(preflight)[Code.COUNT_UNKNOWN] == 2


def test_a_damaged_and_a_locked_source(tmp_path: Path) -> None:
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], ROWS)
    plan = capture([opened(address, "occupée")])
    holder = sqlite3.connect(tmp_path / "s.gpkg", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        preflight = inspect(plan, tmp_path)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert preflight.refused
    assert preflight.layers[0].rows is None
    assert "occupée" in preflight.at(Level.REFUSAL)[0].sentence


@pytest.mark.parametrize("filtered", [False, True])
def test_geometries_that_no_package_can_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filtered: bool) -> None:
    ring = ",".join(f"{600000 + step} {6800000 + step * step % 97}" for step in range(2_000))
    rows = [(f"LINESTRING ({ring})", [number]) for number in range(10)]
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbLineString, [("n", ogr.OFTInteger)], rows), "s")
    if filtered:
        assert layer.setSubsetString('"n" >= 0')
    plan = capture([layer])
    monkeypatch.setattr(room, "MAX_BYTES", 330_000)
    assert Code.SIZE not in {problem.code for problem in inspect(plan, tmp_path).at(Level.REFUSAL)}
    assert Code.SIZE in {problem.code for problem in inspect(plan, tmp_path).at(Level.WARNING)}
    monkeypatch.setattr(room, "MAX_BYTES", 310_000)
    (refusal,) = inspect(plan, tmp_path).at(Level.REFUSAL)
    assert refusal.code is Code.SIZE
    assert "geometries alone" in refusal.sentence


def test_the_room_for_the_second_half_of_a_long_shapefile_is_asked_for(tmp_path: Path) -> None:
    rows = [("POINT (600000 6800000)", [number]) for number in range(100)]
    layers = [
        opened(
            file_layer(tmp_path / f"{name}.shp", "ESRI Shapefile", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows), name
        )
        for name in ("a", "b")
    ]
    own = sum(path.stat().st_size for suffix in ("shp", "dbf") for path in tmp_path.glob(f"*.{suffix}"))
    sources = [layer.source for layer in capture(layers).layers]
    assert room.weigh(sources, 0) == room.Weight(0, own, own // 4)
    assert room.weigh(sources, 0).needed == own + own // 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "fermé"
    folder.mkdir(mode=0o555)
    layer = memory_layer("Point?crs=EPSG:2154", "s", [("POINT (652000 6862000)", [])])
    assert Code.FOLDER_READ_ONLY in {problem.code for problem in inspect(capture([layer]), folder).problems}


def test_a_preflight_can_be_cancelled(tmp_path: Path) -> None:
    rows = [("POINT (652000 6862000)", [])] * 3000
    layer = memory_layer("Point?crs=EPSG:2154", "s", rows)
    with pytest.raises(Cancelled):
        inspect(capture([layer]), tmp_path, Reporter(None, lambda: True))


def test_nothing_is_written(tmp_path: Path) -> None:
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], ROWS)
    content = (tmp_path / "s.gpkg").read_bytes()
    inspect(capture([opened(address, "s")]), tmp_path)
    assert (tmp_path / "s.gpkg").read_bytes() == content


@pytest.mark.parametrize("suffix", ["memory", "gpkg"])
def test_a_row_that_the_export_will_refuse_is_refused_before(tmp_path: Path, suffix: str) -> None:
    """At the pole Mercator has no coordinates: the row is told by its number, before and after."""
    rows = [("POINT (2 48)", [1]), ("POINT (2 95)", [2]), (None, [3])]
    if suffix == "memory":
        layer = memory_layer("Point?crs=EPSG:4326&field=n:integer", "perdue", rows)
    else:
        address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows, epsg=4326)
        layer = opened(address, "perdue")
    plan = capture([layer], ExportOptions(crs="EPSG:2154"))
    before = [problem.sentence for problem in inspect(plan, tmp_path).at(Level.REFUSAL)]
    with pytest.raises(ExportRefused) as refused:
        plan.run(tmp_path / "p.gpkg")
    assert list(refused.value.reasons) == before


def test_corners_out_of_reach_alone_are_no_reason(tmp_path: Path) -> None:
    """The corner of the rectangle lies beyond the pole's system, no row does."""
    layer = memory_layer("Point?crs=EPSG:4326", "large", [("POINT (-170 48)", []), ("POINT (170 -10)", [])])
    preflight = inspect(capture([layer], ExportOptions(crs="EPSG:3857")), tmp_path)
    assert not preflight.refused


def test_the_lane_of_what_is_in_a_zip_is_that_of_its_export(tmp_path: Path) -> None:
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], ROWS[:1])
    archive = zipped(tmp_path / "s.zip", Path(address.partition("|")[0]))
    plan = capture(open_file(archive))
    announced = [layer.lane for layer in inspect(plan, tmp_path).layers]
    assert announced == [layer.lane for layer in plan.run(tmp_path / "p.gpkg").layers] == [Lane.COPY]


@pytest.mark.parametrize(("suffix", "driver"), [("gpkg", "GPKG"), ("shp", "ESRI Shapefile"), ("geojson", "GeoJSON")])
def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path, suffix: str, driver: str) -> None:
    """QGIS reads no row of it, and an empty layer is something else."""
    rows = [("POINT (2 48)", [1])]
    address = file_layer(tmp_path / f"s.{suffix}", driver, ogr.wkbPoint, [("n", ogr.OFTInteger)], rows, epsg=4326)
    layer = opened(address, "partie")
    plan = capture([layer])
    (tmp_path / f"s.{suffix}").unlink()
    codes = [problem.code for problem in inspect(plan, tmp_path).at(Level.REFUSAL)]
    assert codes == [Code.SOURCE_MISSING]
    with pytest.raises(ExportRefused, match="cannot be found"):
        plan.run(tmp_path / "p.gpkg")
