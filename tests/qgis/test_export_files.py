"""GeoPackages that are published from the disk, or out of a zip that somebody else made."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr

from cartes_gouv_plugin.bridge.export import Code, Lane, Level, capture, open_file, unpack
from cartes_gouv_plugin.bridge.export.files import without_layers
from cartes_gouv_plugin.bridge.preflight import inspect
from cartes_gouv_plugin.core.errors import Cancelled, ExportRefused
from cartes_gouv_plugin.core.progress import Reporter
from tests.qgis.odd_layers import assert_same, exported, file_layer, opened, shown, zipped

POINT = "POINT (600000 6800000)"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "données été.gpkg"
    file_layer(path, "GPKG", ogr.wkbPoint, [("Nom", ogr.OFTString)], [(POINT, ["a"]), (POINT, ["b"])], table="points")
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(2154)
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE | gdal.OF_VECTOR)
    lines = dataset.CreateLayer("Lignes", srs, ogr.wkbLineString)
    feature = ogr.Feature(lines.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("LINESTRING (0 0,1 1)"))
    lines.CreateFeature(feature)
    dataset.CreateLayer("tableau", None, ogr.wkbNone)
    return path


def test_every_layer_of_a_geopackage_is_published(source: Path, tmp_path: Path) -> None:
    plan = capture(open_file(source))
    (beside,) = (problem for problem in plan.problems if problem.code is Code.NO_GEOMETRY)
    assert (beside.level, beside.layer) == (Level.WARNING, source.name)
    assert "tableau" in beside.sentence
    assert {problem.code for problem in plan.problems} == {Code.NO_GEOMETRY, Code.NAME_TABLE, Code.NAME_FIELD}
    report = plan.run(tmp_path / "p.gpkg")
    assert [(table.name, table.rows) for table in report.package.tables] == [("points", 2), ("lignes", 1)]
    assert {layer.lane for layer in report.layers} == {Lane.COPY}
    layer = opened(f"{source}|layername=points", "points")
    assert exported(tmp_path / "p.gpkg", "points", ["fid", "nom"]) == shown(
        layer, "EPSG:2154", ["fid", "Nom"], multi=False
    )


def test_a_geopackage_out_of_a_zip(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("lisez-moi.txt", "bonjour")
        packed.write(source, "dossier/données.gpkg")
    told: list[float] = []
    folder = tmp_path / "unpacked"
    folder.mkdir()
    path = unpack(archive, folder, Reporter(told.append))
    assert path == folder / "données.gpkg"
    assert path.read_bytes() == source.read_bytes()
    assert told[-1] == 1.0
    assert capture(open_file(path)).run(tmp_path / "p.gpkg").layers[0].rows_written == 2


def test_the_layers_of_a_zip_are_copied_from_what_is_unpacked_beside_the_package(source: Path, tmp_path: Path) -> None:
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    layers = open_file(zipped(tmp_path / "données.zip", source))
    told: list[float] = []
    report = capture(layers).run(outbox / "p.gpkg", Reporter(told.append))
    assert {layer.lane for layer in report.layers} == {Lane.COPY}
    assert told == sorted(told)
    assert [file.name for file in outbox.iterdir()] == ["p.gpkg"]
    for position, layer in enumerate(layers):
        assert_same(outbox / "p.gpkg", report, layer, position=position)
    (outbox / "p.gpkg").unlink()
    with pytest.raises(Cancelled):
        capture(layers).run(outbox / "p.gpkg", Reporter(None, lambda: any(outbox.glob("unpacked_*/*"))))
    assert list(outbox.iterdir()) == []


def test_a_layer_inside_a_bomb_is_refused_before_anything_is_written(source: Path, tmp_path: Path) -> None:
    swollen = tmp_path / "swollen.gpkg"
    swollen.write_bytes(source.read_bytes() + b"\0" * 50_000_000)
    layers = open_file(zipped(tmp_path / "bombe.zip", swollen))
    plan = capture(layers)
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    assert any("not unpacked" in problem.sentence for problem in inspect(plan, outbox).at(Level.REFUSAL))
    with pytest.raises(ExportRefused, match="not unpacked"):
        plan.run(outbox / "p.gpkg")
    assert list(outbox.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../evil.gpkg", "/tmp/evil.gpkg", "a/../../evil.gpkg", "C:\\evil.gpkg", "..\\evil.gpkg"]
)
def test_a_path_that_leaves_the_folder(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(zipfile.ZipInfo(name), b"x" * 10)
    _assert_refused(archive, tmp_path, "not unpacked")


def test_a_bomb(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.gpkg", b"\0" * 50_000_000)
    _assert_refused(archive, tmp_path, "too large")


def test_a_symbolic_link(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    link = zipfile.ZipInfo("a.gpkg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(link, "/etc/passwd")
    _assert_refused(archive, tmp_path, "not unpacked")


@pytest.mark.parametrize("count", [0, 2])
def test_an_archive_without_exactly_one_geopackage(source: Path, tmp_path: Path, count: int) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.txt", "x")
        for number in range(count):
            packed.write(source, f"{number}.gpkg")
    _assert_refused(archive, tmp_path, f"{count} GeoPackages")


def test_an_archive_cut_short(source: Path, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", source)
    archive.write_bytes(archive.read_bytes()[:2000])
    _assert_refused(archive, tmp_path, "not a whole zip")


def test_unpacking_can_be_cancelled(source: Path, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", source)
    folder = tmp_path / "unpacked"
    folder.mkdir()
    with pytest.raises(Cancelled):
        unpack(archive, folder, Reporter(None, lambda: True))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty file"), (b"not a database" * 100, "no layer"), (None, "no file")]
)
def test_a_file_that_is_no_geopackage(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "x.gpkg"
    if content is not None:
        path.write_bytes(content)
    assert open_file(path) == []
    assert words in without_layers(path)


def _assert_refused(archive: Path, tmp_path: Path, words: str) -> None:
    folder = tmp_path / "unpacked"
    folder.mkdir()
    with pytest.raises(ExportRefused, match=words):
        unpack(archive, folder)
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "evil.gpkg").exists()
