"""Layers that are no files: a database's, a service's, a query's; and more edits than are looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from osgeo import ogr
from qgis.core import QgsGeometry, QgsProject, QgsVectorLayer

from cartes_gouv_plugin.bridge.export import Lane, capture
from cartes_gouv_plugin.bridge.preflight import inspect
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from tests.e2e.services_bench import Bench, integrated_publication
from tests.emulator.postgres import cluster
from tests.emulators import Emulator
from tests.qgis.odd_layers import exported, file_layer, memory_layer, opened, shown

_TABLE = """
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TABLE "Équipements" (
  id serial PRIMARY KEY, "Nom" text, prix numeric(10, 2), ouvert boolean, cle uuid, vu timestamptz, liste integer[],
  infos jsonb, octets bytea, geom geometry(PointZ, 2154));
INSERT INTO "Équipements" ("Nom", prix, ouvert, cle, vu, liste, infos, octets, geom) VALUES
  ('Été', 12.34, true, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '2024-02-29 12:13:14Z', '{1,2}', '{"a": [1]}', '\\x00ff',
   ST_SetSRID(ST_MakePoint(600000, 6800000, 5), 2154)),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('caché', 0, false, NULL, '1970-01-01 00:00:00Z', '{}', '[]', '', ST_SetSRID(ST_MakePoint(600001, 6800001, 6), 2154));
"""


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with cluster() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_TABLE)
        yield url


def _postgis(url: str, subset: str = "") -> QgsVectorLayer:
    _user, _at, place = url.partition("//")[2].partition("@")
    host, port = place.partition("/")[0].split(":")
    where = f" sql={subset}" if subset else ""
    layer = QgsVectorLayer(
        f"dbname='postgres' host={host} port={port} user='postgres' key='id' srid=2154 type=PointZ"
        f' table="public"."Équipements" (geom){where}',
        "Équipements",
        "postgres",
    )
    assert layer.isValid(), layer.error().message()
    return layer


@pytest.mark.parametrize(("subset", "rows"), [("", 3), ("\"Nom\" = 'Été'", 1)])
def test_a_postgis_layer(database: str, tmp_path: Path, subset: str, rows: int) -> None:
    layer = _postgis(database, subset)
    plan = capture([layer])
    assert inspect(plan, tmp_path).layers[0].rows == rows
    report = plan.run(tmp_path / "p.gpkg")
    assert (report.layers[0].lane, report.layers[0].rows_written) == (Lane.WRITE, rows)
    same = {"id": "id", "Nom": "nom", "prix": "prix", "ouvert": "ouvert", "cle": "cle"}
    expected = shown(layer, "EPSG:2154", list(same), multi=False)
    assert exported(tmp_path / "p.gpkg", "equipements", list(same.values())) == expected
    table = report.package.tables[0]
    assert table.geometry_type == "POINT"
    assert set(table.fields) >= {"vu", "liste", "infos", "octets"}


def test_unsaved_edits_of_a_postgis_layer(database: str, tmp_path: Path) -> None:
    layer = _postgis(database)
    layer.startEditing()
    first = next(layer.getFeatures('"id" = 1'))
    layer.changeAttributeValue(first.id(), layer.fields().indexOf("Nom"), "renommé")
    layer.deleteFeature(next(layer.getFeatures('"id" = 3')).id())
    capture([layer]).run(tmp_path / "p.gpkg")
    expected = shown(layer, "EPSG:2154", ["Nom", "prix"], multi=False)
    layer.rollBack()
    assert exported(tmp_path / "p.gpkg", "equipements", ["nom", "prix"]) == expected


def test_a_layer_of_a_wfs(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, ServiceRequest(ServiceType.WFS)))
    bench.run()
    served = bench.publication.served[0]
    address = dict(served.urls)["WFS"].split("?")[0]
    layer = QgsVectorLayer(
        f"url='{address}' typename='{served.layer_name}:points' version='2.0.0' pagingEnabled='true'", "points", "WFS"
    )
    assert layer.isValid(), layer.error().message()
    report = capture([layer]).run(tmp_path / "wfs.gpkg")
    assert (report.layers[0].lane, report.layers[0].rows_written) == (Lane.WRITE, 3)
    names = [name for name in report.package.tables[0].fields if name not in report.layers[0].renamed.values()]
    multi = report.package.tables[0].geometry_type.startswith("MULTI")
    expected = shown(layer, report.package.srs, names, multi=multi)
    assert exported(tmp_path / "wfs.gpkg", "points", names) == expected


def test_a_virtual_layer(tmp_path: Path) -> None:
    rows = [("POINT (600000 6800000)", ["a", 1]), ("POINT (600001 6800001)", ["b", 2]), (None, ["c", 3])]
    base = memory_layer("Point?crs=EPSG:2154&field=nom:string&field=n:integer", "base", rows)
    QgsProject.instance().addMapLayer(base)
    layer = QgsVectorLayer(
        "?query=SELECT nom, n * 2 AS double, geometry FROM base WHERE n > 1&geometry=geometry:1:2154", "vue", "virtual"
    )
    try:
        assert layer.isValid()
        report = capture([layer]).run(tmp_path / "v.gpkg")
        assert (report.layers[0].lane, report.layers[0].rows_written) == (Lane.WRITE, 2)
        expected = shown(layer, "EPSG:2154", ["nom", "double"], multi=False)
        assert exported(tmp_path / "v.gpkg", "vue", ["nom", "double"]) == expected
    finally:
        del layer
        QgsProject.instance().removeMapLayer(base.id())


def test_more_edits_than_are_looked_at_one_by_one(tmp_path: Path) -> None:
    rows = [(f"POINT ({row} 1)", [row]) for row in range(20_010)]
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows), "s")
    layer.startEditing()
    for feature in list(layer.getFeatures()):
        layer.changeGeometry(feature.id(), QgsGeometry.fromWkt(f"POINT ({feature['n']} 2)"))
    layer.deleteFeature(1)
    report = capture([layer]).run(tmp_path / "p.gpkg")
    expected = shown(layer, "EPSG:2154", ["fid", "n"], multi=False)
    layer.rollBack()
    assert report.layers[0].rows_written == 20_009
    assert exported(tmp_path / "p.gpkg", "s", ["fid", "n"]) == expected
