"""GeoPackages that are published from the disk, or out of a zip that somebody else made."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr

from cartes_gouv_plugin.bridge.export import Code, Lane, capture_file, unpack
from cartes_gouv_plugin.core.errors import Cancelled, ExportRefused
from cartes_gouv_plugin.core.progress import Reporter
from tests.qgis.odd_layers import exported, file_layer, opened, shown, zipped

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
    plan = capture_file(source)
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
    assert capture_file(path).run(tmp_path / "p.gpkg").layers[0].rows_written == 2


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


@pytest.mark.parametrize(("content", "words"), [(b"", "empty file"), (b"not a database" * 100, "cannot be read")])
def test_a_file_that_is_no_geopackage(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(content)
    with pytest.raises(ExportRefused, match=words):
        capture_file(path)
    with pytest.raises(ExportRefused, match="no file"):
        capture_file(tmp_path / "absent.gpkg")


def _assert_refused(archive: Path, tmp_path: Path, words: str) -> None:
    folder = tmp_path / "unpacked"
    folder.mkdir()
    with pytest.raises(ExportRefused, match=words):
        unpack(archive, folder)
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "evil.gpkg").exists()
