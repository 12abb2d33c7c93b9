"""What cannot be exported is refused with a sentence, and nothing is left behind."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import gdal, ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsVectorLayer

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, Lane, capture, seal
from cartes_gouv_plugin.core.errors import Cancelled, ExportRefused
from cartes_gouv_plugin.core.progress import Reporter
from tests.qgis.odd_layers import file_layer, memory_layer, opened

POINT = "POINT (600000 6800000)"
FIELDS = [("n", ogr.OFTInteger), ("nom", ogr.OFTString)]


@pytest.fixture
def source(tmp_path: Path) -> str:
    folder = tmp_path / "source"
    folder.mkdir()
    rows = [(POINT, [number, f"ligne {number}"]) for number in range(5_000)]
    return file_layer(folder / "s.gpkg", "GPKG", ogr.wkbPoint, FIELDS, rows)


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    folder = tmp_path / "outbox"
    folder.mkdir()
    return folder


def assert_refused(layers: list[object], outbox: Path, *words: str) -> ExportRefused:
    plan = capture(layers)
    with pytest.raises(ExportRefused) as caught:
        plan.run(outbox / "p.gpkg")
    sentence = " ".join(caught.value.reasons)
    for word in words:
        assert word in sentence
    assert list(outbox.iterdir()) == []
    return caught.value


def test_rasters_tables_and_missing_sources_are_all_told_at_once(tmp_path: Path, outbox: Path) -> None:
    picture = tmp_path / "r.tif"
    gdal.GetDriverByName("GTiff").Create(str(picture), 2, 2)
    layers = [
        QgsRasterLayer(str(picture), "image"),
        memory_layer("None?field=n:integer", "tableau", [(None, [1])]),
        QgsVectorLayer(str(tmp_path / "absent.shp"), "absente", "ogr"),
        QgsVectorLayer("GeometryCollection?crs=EPSG:2154", "collections", "memory"),
        QgsVectorLayer("Point", "sans projection", "memory"),
    ]
    layers[-1].setCrs(QgsCoordinateReferenceSystem())
    refused = assert_refused(layers, outbox, "image", "tableau", "absente", "collections", "sans projection")
    assert len(refused.reasons) >= 5
    codes = {problem.code for problem in capture(layers).refusals}
    assert {Code.NOT_VECTOR, Code.NO_GEOMETRY, Code.SOURCE_MISSING, Code.GEOMETRY_UNKNOWN, Code.CRS_MISSING} <= codes


def test_nothing_chosen(outbox: Path) -> None:
    assert_refused([], outbox, "No layer")


def test_an_empty_layer(outbox: Path) -> None:
    assert_refused([memory_layer("Point?crs=EPSG:2154", "vide", [])], outbox, "vide", "no row")


def test_an_empty_file(tmp_path: Path, outbox: Path) -> None:
    (tmp_path / "zero.shp").write_bytes(b"")
    assert_refused([QgsVectorLayer(str(tmp_path / "zero.shp"), "zéro", "ogr")], outbox, "zéro")


def test_a_source_that_vanishes_after_the_capture(source: str, outbox: Path) -> None:
    for lane in (Lane.TRANSLATE, Lane.COPY):
        layer = opened(source, "partie")
        plan = capture([layer], ExportOptions(first_lane=lane))
        path = Path(source.partition("|")[0])
        aside = path.with_suffix(".aside")
        path.rename(aside)
        with pytest.raises(ExportRefused, match="partie"):
            plan.run(outbox / "p.gpkg")
        assert list(outbox.iterdir()) == []
        aside.rename(path)


def test_collections_hidden_in_a_table_are_refused(tmp_path: Path, outbox: Path) -> None:
    rows = [("POLYGON ((0 0,0 1,1 1,0 0))", [1, "a"]), ("GEOMETRYCOLLECTION (POINT (0 0))", [2, "b"])]
    address = file_layer(tmp_path / "c.gpkg", "GPKG", ogr.wkbPolygon, FIELDS, rows)
    assert_refused([opened(address, "mêlée")], outbox, "mêlée", "GeometryCollection: 1")


@pytest.mark.parametrize("lane", list(Lane))
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_cancelling_leaves_nothing(source: str, outbox: Path, lane: Lane, share: float) -> None:
    reached = 0.0

    def sink(fraction: float) -> None:
        nonlocal reached
        reached = fraction

    before = outbox / "p.gpkg"
    before.write_bytes(b"the former one")
    plan = capture([opened(source, "s")], ExportOptions(first_lane=lane))
    with pytest.raises(Cancelled):
        plan.run(before, Reporter(sink, lambda: reached >= share))
    assert [file.name for file in outbox.iterdir()] == ["p.gpkg"]
    assert before.read_bytes() == b"the former one"


@pytest.fixture
def raising_gdal() -> Iterator[None]:
    """GDAL set to raise, as another plugin of the same QGIS may have done."""
    before = gdal.GetUseExceptions()
    gdal.UseExceptions()
    yield
    if not before:
        gdal.DontUseExceptions()


@pytest.mark.usefixtures("raising_gdal")
def test_cancelling_is_told_as_such_by_a_gdal_that_raises(source: str, outbox: Path) -> None:
    test_cancelling_leaves_nothing(source, outbox, Lane.TRANSLATE, 0.3)


@pytest.mark.parametrize("lane", list(Lane))
def test_progress_grows_to_the_end(source: str, outbox: Path, lane: Lane) -> None:
    told: list[float] = []
    layers = [opened(source, "a"), opened(source, "b")]
    capture(layers, ExportOptions(first_lane=lane)).run(outbox / "p.gpkg", Reporter(told.append))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert any(0.0 < fraction < 0.45 for fraction in told)
    assert any(0.45 < fraction < 0.9 for fraction in told)


def test_progress_follows_the_rows_of_each_layer(source: str, outbox: Path) -> None:
    told: list[float] = []
    few = memory_layer("Point?crs=EPSG:2154", "peu", [(POINT, [])])
    capture([few, opened(source, "s")]).run(outbox / "p.gpkg", Reporter(told.append))
    assert min(fraction for fraction in told if fraction > 0) < 0.01
    assert any(0.1 < fraction < 0.8 for fraction in told)


@pytest.mark.parametrize("lane", list(Lane))
def test_the_sealed_file_stands_alone_and_its_sum_is_right(source: str, outbox: Path, lane: Lane) -> None:
    package = capture([opened(source, "s")], ExportOptions(first_lane=lane)).run(outbox / "p.gpkg").package
    assert [file.name for file in outbox.iterdir()] == ["p.gpkg"]
    content = package.path.read_bytes()
    assert package.size == len(content)
    assert package.md5 == hashlib.md5(content, usedforsecurity=False).hexdigest()
    with sqlite3.connect(f"{package.path.as_uri()}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'rtree%'").fetchone() == (0,)


def test_a_locked_source_is_told_apart(source: str, outbox: Path) -> None:
    path = source.partition("|")[0]
    layer = opened(source, "occupée")
    plan = capture([layer], ExportOptions())
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(ExportRefused, match="occupée"):
            plan.run(outbox / "p.gpkg")
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert list(outbox.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written(source: str, outbox: Path) -> None:
    outbox.chmod(0o555)
    try:
        with pytest.raises(ExportRefused, match="outbox"):
            capture([opened(source, "s")]).run(outbox / "p.gpkg")
    finally:
        outbox.chmod(0o755)


def test_a_folder_that_is_not_there(source: str, outbox: Path) -> None:
    with pytest.raises(ExportRefused, match="nowhere"):
        capture([opened(source, "s")]).run(outbox / "nowhere" / "p.gpkg")


_LIMITED = """
import resource, sys
from pathlib import Path
from qgis.core import QgsApplication, QgsVectorLayer
application = QgsApplication([], False)
application.initQgis()
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from cartes_gouv_plugin.bridge.export import ExportOptions, Lane, capture
from cartes_gouv_plugin.core.errors import ExportRefused
plan = capture([QgsVectorLayer(sys.argv[1], "grande", "ogr")], ExportOptions(first_lane=Lane(sys.argv[3])))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    plan.run(Path(sys.argv[2]))
except ExportRefused as refused:
    print("REFUSED", *refused.reasons)
"""


@pytest.mark.parametrize("lane", list(Lane))
def test_a_disk_that_takes_no_more(source: str, outbox: Path, lane: Lane) -> None:
    """A process that may not write a file beyond 200 kB stands for a full disk."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, source, str(outbox / "p.gpkg"), lane.value],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.getcwd()},
    )
    assert "REFUSED" in done.stdout, done.stdout + done.stderr
    assert list(outbox.iterdir()) == []


def test_a_difference_in_rows_stops_the_export_with_both_numbers(outbox: Path) -> None:
    plan = capture([memory_layer("Point?crs=EPSG:2154", "lieux", [(POINT, []), (POINT, [])])])
    announced = replace(plan.layers[0].source, reported_rows=3)
    wrong = replace(plan, layers=(replace(plan.layers[0], source=announced),))
    with pytest.raises(ExportRefused, match=r"lieux.*has 3 rows but 2"):
        wrong.run(outbox / "p.gpkg")
    assert list(outbox.iterdir()) == []


def test_a_package_that_the_platform_would_not_take(source: str, outbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "MAX_BYTES", 100_000)
    assert_refused([opened(source, "s")], outbox, "MB")


@pytest.mark.parametrize("lane", list(Lane))
def test_writing_ends_as_soon_as_the_package_is_too_large(
    source: str, outbox: Path, monkeypatch: pytest.MonkeyPatch, lane: Lane
) -> None:
    monkeypatch.setattr(seal, "MAX_BYTES", 800_000)
    plan = capture([opened(source, f"s{number}") for number in range(4)], ExportOptions(first_lane=lane))
    told: list[float] = []
    with pytest.raises(ExportRefused, match="grows beyond"):
        plan.run(outbox / "p.gpkg", Reporter(told.append))
    assert 0.0 < max(told) < 0.7
    assert list(outbox.iterdir()) == []


def test_the_package_is_on_the_disk_before_it_takes_its_name(
    source: str, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[int, bool]] = []
    really = os.fsync

    def noted(descriptor: int) -> None:
        flushed.append((os.fstat(descriptor).st_ino, (outbox / "p.gpkg").exists()))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    capture([opened(source, "s")]).run(outbox / "p.gpkg")
    assert flushed == [((outbox / "p.gpkg").stat().st_ino, False), (outbox.stat().st_ino, True)]


def test_the_source_is_never_overwritten(source: str) -> None:
    path = Path(source.partition("|")[0])
    content = path.read_bytes()
    with pytest.raises(ExportRefused, match="overwritten"):
        capture([opened(source, "s")]).run(path)
    assert path.read_bytes() == content


def test_two_exports_at_once_from_worker_threads(source: str, outbox: Path) -> None:
    plans = [
        capture([opened(source, f"s{number}")], ExportOptions(first_lane=lane)) for number, lane in enumerate(Lane)
    ]
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            plans[number].run(outbox / f"{number}.gpkg")
        except ExportRefused as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(plans))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(file.name for file in outbox.iterdir()) == ["0.gpkg", "1.gpkg", "2.gpkg"]


def test_rows_that_share_a_number_are_refused_in_plain_words(tmp_path: Path, outbox: Path) -> None:
    """A key that is not SQLite's own number of the row may be null, as often as one likes."""
    path = tmp_path / "cle.gpkg"
    file_layer(path, "GPKG", ogr.wkbPoint, FIELDS, [(POINT, [number, "x"]) for number in range(4)])
    with closing(sqlite3.connect(path)) as file:
        (table, column) = file.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchone()
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{trigger}"')
        file.execute(f'ALTER TABLE "{table}" RENAME TO before')
        file.execute(f'CREATE TABLE "{table}" (fid INT PRIMARY KEY, "{column}" POINT, n MEDIUMINT, nom TEXT)')
        file.execute(f'INSERT INTO "{table}" SELECT CASE WHEN n > 1 THEN fid END, "{column}", n, nom FROM before')
        file.execute("DROP TABLE before")
        file.commit()
    refused = assert_refused([opened(f"{path}|layername={table}", "Clé")], outbox, "Clé", "number of their own")
    assert "constraint" not in str(refused)
