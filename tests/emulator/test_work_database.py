"""Integration into the embedded database and into PostgreSQL/PostGIS: the same deliveries, the same answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from emulator.work.checks import vector_check
from emulator.work.database import Database, GeoPackageDatabase, open_database
from emulator.work.ows import OwsServer, PublishedLayer
from emulator.work.pyramid import cut
from emulator.work.tilecount import objects_in_tile
from tests.emulator.postgres import cluster
from tests.emulator.work_data import WORLD_MAP, TableOf, delivery, now, points, write

SCHEMA = "f0e1-schema_1"


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    with cluster() as url:
        yield url


@pytest.fixture(params=["embedded", "postgis"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgis" else None
    opened = open_database(url, tmp_path / "database")
    yield opened
    opened.drop(SCHEMA)


def _read(database: Database, table: str) -> list[tuple[dict[str, object], ogr.Geometry]]:
    dataset = gdal.OpenEx(database.ogr_source(SCHEMA), gdal.OF_VECTOR)
    return [(feature.items(), feature.GetGeometryRef().Clone()) for feature in dataset.GetLayerByName(table)]


def test_every_table_of_every_file(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("bornes", points(5)), TableOf("lieux", points(2)))
    write(folder / "data/sous/routes.shp", TableOf("routes", points(4)), driver="ESRI Shapefile")
    done = database.integrate(folder, SCHEMA, None, now)
    assert done.ok, done.log
    assert [item["name"] for item in done.relations] == ["bornes", "lieux", "routes"]
    assert done.relations[0] == {
        "name": "bornes",
        "type": "TABLE",
        "attributes": {
            "fid": "integer",
            "nom": "character varying",
            "rang": "integer",
            "geom": "geometry(MultiPoint,2154)",
        },
        "primary_key": ["fid"],
    }
    assert done.relations[2]["primary_key"] == ["ogc_fid"]
    assert done.srs == "EPSG:2154"
    assert done.size > 0
    assert any("INFO||vector_integration||129||Table bornes : 5 objets intégrés" in line for line in done.log)


def test_rows_and_values_are_those_delivered(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("bornes", points(3)))
    assert database.integrate(folder, SCHEMA, None, now).ok
    rows = _read(database, "bornes")
    assert [row["nom"] for row, _ in rows] == ["n° 0 « é »", "n° 1 « é »", "n° 2 « é »"]
    assert [shape.GetGeometryRef(0).GetPoint_2D() for _, shape in rows] == [
        (700_000.0 + 100 * i, 6_600_000.0) for i in range(3)
    ]


def test_the_extent_is_a_geojson_feature_in_degrees(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("a", [("POINT (2 48)", "x", 1), ("POINT (3 49)", "y", 2)], srs=4326))
    extent = database.integrate(folder, SCHEMA, None, now).extent
    assert extent is not None
    assert extent["type"] == "Feature"
    ring = extent["geometry"]["coordinates"][0]
    assert ring[0] == pytest.approx([2, 48])
    assert ring[2] == pytest.approx([3, 49])


def test_names_are_standardised(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    fields = {"Nom Été": ogr.OFTString, "code-insee": ogr.OFTString}
    write(folder / "data/a.gpkg", TableOf("Forêts-Publiques", [("POINT (7e5 66e5)", "a", "b")], fields=fields))
    done = database.integrate(folder, SCHEMA, None, now)
    assert done.ok, done.log
    assert done.relations[0]["name"] == "forets_publiques"
    assert {"nom_ete", "code_insee"} <= done.relations[0]["attributes"].keys()
    assert _read(database, "forets_publiques")[0][0] == {"nom_ete": "a", "code_insee": "b"}


def test_reprojection(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("a", [("POINT (2 48)", "x", 1)], srs=4326))
    done = database.integrate(folder, SCHEMA, "EPSG:3857", now)
    assert done.srs == "EPSG:3857"
    assert done.relations[0]["attributes"]["geom"] == "geometry(MultiPoint,3857)"
    (_, shape), = _read(database, "a")  # fmt: skip
    assert shape.GetGeometryRef(0).GetPoint_2D() == pytest.approx((222_638.98, 6_106_854.83), abs=0.01)


def test_an_unknown_target_leaves_nothing(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("a", points()))
    done = database.integrate(folder, SCHEMA, "EPSG:1", now)
    assert not done.ok
    assert any("Le SRS demandé est inconnu : EPSG:1" in line for line in done.log)
    assert database.integrate(folder, SCHEMA, None, now).ok


def test_single_and_multi_polygons_of_one_table(database: Database, tmp_path: Path) -> None:
    square = "((0 0,0 1,1 1,1 0,0 0))"
    rows = [(f"POLYGON {square}", "a", 1), (f"MULTIPOLYGON ({square},((5 5,5 6,6 6,6 5,5 5)))", "b", 2)]
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("a", rows, kind=ogr.wkbPolygon))
    done = database.integrate(folder, SCHEMA, None, now)
    assert done.relations[0]["attributes"]["geom"] == "geometry(MultiPolygon,2154)"
    assert [shape.GetGeometryCount() for _, shape in _read(database, "a")] == [1, 2]


def test_csv_takes_the_declared_system(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    (folder / "data/villes.csv").write_text("nom,lon,lat\nParis,2.35,48.85\n", "utf-8")
    done = database.integrate(folder, SCHEMA, None, now, declared_srs="EPSG:4326")
    assert done.ok, done.log
    assert done.relations[0]["attributes"]["geom"] == "geometry(MultiPoint,4326)"


def test_nothing_is_left_of_a_delivery_that_cannot_be_loaded(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("a", points()))
    (folder / "data/b.gpkg").write_bytes(b"not a database")
    assert not database.integrate(folder, SCHEMA, None, now).ok
    (folder / "data/b.gpkg").unlink()
    assert database.integrate(folder, SCHEMA, None, now).ok


def test_dropping(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("a", points()))
    assert database.integrate(folder, SCHEMA, None, now).ok
    database.drop(SCHEMA)
    database.drop(SCHEMA)
    dataset = gdal.OpenEx(database.ogr_source(SCHEMA), gdal.OF_VECTOR)
    assert dataset is None or dataset.GetLayerCount() == 0


@pytest.mark.parametrize("schema", ["", "../x", "a b", 'a"; DROP SCHEMA public'])
def test_a_schema_is_a_name(database: Database, schema: str) -> None:
    with pytest.raises(ValueError, match="not a schema name"):
        database.drop(schema)


def test_a_real_file(database: Database, tmp_path: Path) -> None:
    shutil.copy(WORLD_MAP, delivery(tmp_path / "upload") / "data/monde.gpkg")
    done = database.integrate(tmp_path / "upload", SCHEMA, None, now)
    assert done.ok, done.log
    source = gdal.OpenEx(str(WORLD_MAP), gdal.OF_VECTOR)
    names = [item["name"] for item in done.relations]
    assert names == [source.GetLayer(i).GetName() for i in range(source.GetLayerCount())]
    assert len(_read(database, "countries")) == source.GetLayerByName("countries").GetFeatureCount()


def test_the_loaded_tables_are_served_and_cut(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data/a.gpkg", TableOf("bornes", points(7)))
    assert database.integrate(folder, SCHEMA, None, now).ok
    layer = PublishedLayer("SANDBOX.x:bornes", "Bornes", "", *database.qgis_uri(SCHEMA, "bornes"))
    server = OwsServer(tmp_path / "work")
    try:
        query = "SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=SANDBOX.x:bornes"
        answer = server.serve("wfs", "endpoint", [layer], query, "GET", b"", "http://h/wfs")
    finally:
        server.close()
    assert answer.body.count(b"<wfs:member>") == 7
    assert "n° 6 « é »".encode() in answer.body
    parts = [{"table": "bornes", "attributes": ["nom", "fid"], "top_level": "7", "bottom_level": "8"}]
    done = cut(database.ogr_source(SCHEMA), parts, 8, 7, "-S10", None, tmp_path / "tiles", now)
    assert done.ok, done.log
    assert sum(objects_in_tile(tile.read_bytes()) for tile in (tmp_path / "tiles/8").rglob("*.pbf")) == 7


SCRIPT = """CREATE TABLE bornes (id serial PRIMARY KEY, nom varchar(20), geom geometry(Point, 4326));
CREATE VIEW bornes_nommees AS SELECT * FROM bornes WHERE nom <> ';';"""


def test_sql_scripts_run_where_there_is_postgresql(database: Database, tmp_path: Path) -> None:
    folder = delivery(tmp_path / "upload")
    (folder / "data/schema.sql").write_text(SCRIPT, "utf-8")
    done = database.integrate(folder, SCHEMA, None, now)
    if isinstance(database, GeoPackageDatabase):
        assert not done.ok
        assert "Le fichier schema.sql demande une base PostgreSQL" in done.log[0]
        return
    assert done.ok, done.log
    assert [(item["name"], item["type"]) for item in done.relations] == [
        ("bornes", "TABLE"),
        ("bornes_nommees", "VIEW"),
    ]
    assert done.relations[0]["attributes"]["geom"] == "geometry(Point,4326)"
    assert done.relations[0]["primary_key"] == ["id"]
    (folder / "data/schema.sql").write_text("CREATE TABLE a (b inconnu);", "utf-8")
    database.drop(SCHEMA)
    refused = database.integrate(folder, SCHEMA, None, now)
    assert not refused.ok
    assert "inconnu" in refused.log[0]


@pytest.mark.parametrize(("driver", "name"), [("GeoJSON", "a.geojson"), ("FlatGeobuf", "a.fgb"), ("GPKG", "a.gpkg")])
def test_every_format(database: Database, tmp_path: Path, driver: str, name: str) -> None:
    folder = delivery(tmp_path / "upload")
    write(folder / "data" / name, TableOf("a", [("POINT (2 48)", "é", 1)], srs=4326), driver=driver)
    assert vector_check(folder, "EPSG:4326", now).passed
    done = database.integrate(folder, SCHEMA, None, now)
    assert done.ok, done.log
    ((row, _),) = _read(database, "a")
    assert (row["nom"], row["rang"]) == ("é", 1)
