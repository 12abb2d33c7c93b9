"""Vector pyramids really cut: layers, attributes, levels, area, and the rule of 5 000 objects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorTileBasicRenderer,
    QgsVectorTileBasicRendererStyle,
    QgsVectorTileLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize

from emulator.work.pyramid import Cut, cut
from emulator.work.tilecount import objects_in_tile
from emulator.work.tilejson import tilejson
from tests.emulator.work_data import WORLD_MAP, TableOf, now, points, write

PRESETS = ["-S10", "-pn -S15", "-an -S15", "-aL -D8 -S15", "-ac -aD -an -S15", "-ac -an -S10 ", "-ab -S20"]
"""The generalisations the website offers (CG: tippecanoe_options)."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    square = "POLYGON ((700000 6600000, 700000 6601000, 701000 6601000, 701000 6600000, 700000 6600000))"
    tables = (
        TableOf("bornes", points(30)),
        TableOf("zones", [(square, "z", 1)], kind=ogr.wkbPolygon),
        TableOf("vide", [], kind=ogr.wkbPolygon),
        TableOf("foule", [(f"POINT ({700_000 + i % 100} {6_600_000 + i // 100})", "f", i) for i in range(5001)]),
        TableOf("nomenclature", [(None, "x", 1)], kind=ogr.wkbNone),
    )
    return str(write(tmp_path_factory.mktemp("pyramid") / "base.gpkg", *tables))


def _item(table: str, top: int = 6, bottom: int = 8, **more: object) -> dict[str, object]:
    return {"table": table, "attributes": ["nom"], "top_level": str(top), "bottom_level": str(bottom), **more}


def _cut(source: str, target: Path, *items: dict[str, object], options: str = "-S10", area: str | None = None) -> Cut:
    bottom = max(int(str(item["bottom_level"])) for item in items)
    top = min(int(str(item["top_level"])) for item in items)
    return cut(source, list(items), bottom, top, options, area, target, now)


def _rows(target: Path, level: int, layer: str) -> list[dict[str, object]]:
    dataset = gdal.OpenEx(f"MVT:{target}/{level}", gdal.OF_VECTOR)
    found = dataset.GetLayerByName(layer) if dataset is not None else None
    return [feature.items() for feature in found] if found is not None else []


def test_tiles_hold_the_chosen_attributes(source: str, tmp_path: Path) -> None:
    done = _cut(source, tmp_path / "t", _item("bornes"))
    assert done.ok, done.log
    assert done.levels == ["6", "7", "8"]
    assert done.size > 0
    rows = _rows(tmp_path / "t", 8, "bornes")
    assert {row["nom"] for row in rows} == {row[1] for row in points(30)}
    assert all("rang" not in row for row in rows)


def test_every_attribute_and_the_key(source: str, tmp_path: Path) -> None:
    assert _cut(source, tmp_path / "t", _item("bornes", attributes=["*"])).ok
    assert {"nom", "rang"} <= _rows(tmp_path / "t", 8, "bornes")[0].keys()
    assert _cut(source, tmp_path / "u", _item("bornes", attributes=["fid", "rang"])).ok
    assert {row["fid"] for row in _rows(tmp_path / "u", 8, "bornes")} == set(range(1, 31))


def test_each_table_at_its_own_levels(source: str, tmp_path: Path) -> None:
    done = _cut(source, tmp_path / "t", _item("zones", 5, 7), _item("bornes", 7, 9, layer="points"))
    assert done.levels == ["5", "6", "7", "8", "9"]
    shown = {
        level: [name for name in ("zones", "points") if _rows(tmp_path / "t", level, name)] for level in range(5, 10)
    }
    assert shown == {5: ["zones"], 6: ["zones"], 7: ["zones", "points"], 8: ["points"], 9: ["points"]}


def test_the_description_is_a_tilejson(source: str, tmp_path: Path) -> None:
    assert _cut(source, tmp_path / "t", _item("zones", 5, 7), _item("bornes", 7, 9)).ok
    document = tilejson(tmp_path / "t", "SANDBOX.x", "Des bornes", "http://h/{z}/{x}/{y}.pbf")
    assert json.loads((tmp_path / "t/metadata.json").read_text("utf-8")).items() <= document.items()
    assert (document["minzoom"], document["maxzoom"]) == (5, 9)
    assert document["tiles"] == ["http://h/{z}/{x}/{y}.pbf"]
    assert document["vector_layers"][1] == {"id": "bornes", "fields": {"nom": "String"}, "minzoom": 7, "maxzoom": 9}
    west, south, east, north = document["bounds"]
    assert 2 < west < east < 4
    assert 46 < south < north < 47


def test_an_area_clips(source: str, tmp_path: Path) -> None:
    whole = _cut(source, tmp_path / "t", _item("bornes"))
    west = 3.0
    area = f"POLYGON (({west} 46, {west + 0.013} 46, {west + 0.013} 47, {west} 47, {west} 46))"
    part = _cut(source, tmp_path / "u", _item("bornes"), area=area)
    assert len(_rows(tmp_path / "u", 8, "bornes")) < len(_rows(tmp_path / "t", 8, "bornes"))
    assert part.extent is not None
    assert whole.extent is not None
    assert part.extent["geometry"]["coordinates"][0][1][0] == pytest.approx(3.013)


def test_a_filter_chooses(source: str, tmp_path: Path) -> None:
    assert _cut(source, tmp_path / "t", _item("bornes", filter="rang < 5")).ok
    assert len(_rows(tmp_path / "t", 8, "bornes")) == 5


def test_more_than_5000_objects_in_a_tile_is_a_failure(source: str, tmp_path: Path) -> None:
    done = _cut(source, tmp_path / "t", _item("foule"))
    assert not done.ok
    assert any("ERROR||vector_pyramid||94||La tuile" in line and "5001 objets" in line for line in done.log)
    assert not (tmp_path / "t").exists()
    assert list(tmp_path.iterdir()) == []


def test_exactly_5000_is_not(source: str, tmp_path: Path) -> None:
    done = _cut(source, tmp_path / "t", _item("foule", 10, 10, filter="rang < 5000"))
    assert done.ok, done.log
    assert sum(objects_in_tile(tile.read_bytes()) for tile in (tmp_path / "t").rglob("*.pbf")) == 5000


@pytest.mark.parametrize("options", PRESETS)
def test_the_websites_generalisations(tmp_path: Path, options: str) -> None:
    item = {"table": "countries", "attributes": ["NAME"], "top_level": "0", "bottom_level": "3"}
    done = _cut(str(WORLD_MAP), tmp_path / "t", item, options=options)
    assert done.ok, done.log
    assert _rows(tmp_path / "t", 3, "countries")


def test_empty_tables_make_an_empty_pyramid(source: str, tmp_path: Path) -> None:
    done = _cut(source, tmp_path / "t", _item("vide"), _item("bornes"))
    assert done.ok, done.log
    assert not _rows(tmp_path / "t", 8, "vide")
    assert _cut(source, tmp_path / "u", _item("vide")).ok


@pytest.mark.parametrize(
    ("item", "options", "area", "words"),
    [
        ({}, "-o /tmp/elsewhere", None, "option tippecanoe non autorisée"),
        ({}, "-C 'touch x'", None, "option tippecanoe non autorisée"),
        ({}, "-S10 'x", None, "illisibles"),
        ({"table": "absente"}, "-S10", None, "La table absente n'existe pas"),
        ({"table": "nomenclature"}, "-S10", None, "n'a pas de géométrie"),
        ({"attributes": ["couleur"]}, "-S10", None, "Attribut inconnu"),
        ({"filter": "rang <"}, "-S10", None, "ne peut pas être exportée"),
        ({}, "-S10", "LINESTRING (0 0, 1 1)", "n'est pas un polygone"),
        ({"layer": "a:/etc/passwd"}, "-S10", None, "n'est pas valide"),
        ({"top_level": "9"}, "-S10", None, "Niveaux incorrects"),
    ],
)
def test_what_cannot_be_cut_leaves_nothing(
    source: str, tmp_path: Path, item: dict[str, object], options: str, area: str | None, words: str
) -> None:
    done = _cut(source, tmp_path / "t", {**_item("bornes"), **item}, options=options, area=area)
    assert not done.ok
    assert any(words in line for line in done.log), done.log
    assert not (tmp_path / "t").exists()


def test_counting_refuses_what_is_no_tile() -> None:
    assert objects_in_tile(b"") == 0
    for content in (b"\xff", b"\x0f"):
        with pytest.raises(ValueError, match="not a vector tile"):
            objects_in_tile(content)


def test_qgis_draws_the_tiles(qgis_app: object, source: str, tmp_path: Path) -> None:
    assert _cut(source, tmp_path / "t", _item("zones", 8, 12)).ok
    template = f"file://{tmp_path / 't'}/{{z}}/{{x}}/{{y}}.pbf"
    layer = QgsVectorTileLayer(f"type=xyz&url={template}&zmin=8&zmax=12", "tuiles")
    assert layer.isValid()
    style = QgsVectorTileBasicRendererStyle("zones", "zones", QgsWkbTypes.GeometryType.PolygonGeometry)
    style.setSymbol(QgsFillSymbol.createSimple({"color": "#ff0000", "outline_style": "no"}))
    renderer = QgsVectorTileBasicRenderer()
    renderer.setStyles([style])
    layer.setRenderer(renderer)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setExtent(QgsRectangle(*_bounds_3857(source, "zones")))
    settings.setOutputSize(QSize(60, 60))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    assert picture.pixelColor(30, 30).name() == "#ff0000"


def _bounds_3857(source: str, table: str) -> tuple[float, float, float, float]:
    warped = gdal.VectorTranslate("", source, format="Memory", layers=[table], dstSRS="EPSG:3857")
    xmin, xmax, ymin, ymax = warped.GetLayer(0).GetExtent()
    return xmin, ymin, xmax, ymax
