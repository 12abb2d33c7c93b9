"""The two checks against real files, good and bad."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from emulator.work.checks import CheckOutcome, standard_check, vector_check
from tests.emulator.work_data import WORLD_MAP, TableOf, delivery, now, points, write


def _vector(folder: Path, srs: str = "EPSG:2154") -> CheckOutcome:
    return vector_check(folder, srs, now)


def _refused(folder: Path, words: str, srs: str = "EPSG:2154") -> None:
    outcome = _vector(folder, srs)
    assert not outcome.passed
    errors = [line for line in outcome.log if "ERROR||" in line]
    assert any(words in line for line in errors), outcome.log
    assert any("FAILURE" in line for line in outcome.log)


def test_a_good_delivery_passes(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/bornes.gpkg", TableOf("bornes", points()), TableOf("lieux", points()))
    outcome = _vector(tmp_path)
    assert outcome.passed
    assert outcome.log[0] == (
        "2026-07-24 00:12:00,981INFO||cli||255||Résultat de la vérification du fichier : bornes.gpkg : SUCCESS"
    )


def test_the_log_of_a_wrong_reference_system_is_the_platforms(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/ma_data.gpkg", TableOf("luminaire", points(1, 2.0, 48.0), srs=4326))
    assert _vector(tmp_path).log[:4] == (
        "2026-07-24 00:12:00,981ERROR||checks_ogr||342||Le SRS du layer luminaire est différent de celui déclaré",
        "2026-07-24 00:12:00,981ERROR||checks_ogr||342||SRS de luminaire : EPSG:4326",
        "2026-07-24 00:12:00,981ERROR||checks_ogr||342||SRS déclaré : EPSG:2154",
        "2026-07-24 00:12:00,981INFO||cli||255||Résultat de la vérification du fichier : ma_data.gpkg : FAILURE",
    )


def test_one_wrong_layer_among_good_ones_is_enough(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("bon", points()), TableOf("mauvais", points(), srs=3857))
    _refused(tmp_path, "Le SRS du layer mauvais")


def test_an_ignf_code_is_the_same_system_as_its_epsg_twin(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()))
    assert _vector(tmp_path, "IGNF:LAMB93").passed


def test_an_unknown_declared_system(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()))
    _refused(tmp_path, "Le SRS déclaré est inconnu", "EPSG:999999")


@pytest.mark.parametrize("name", ["Communes", "communes-2026", "1er_trimestre", "forêt", "deux mots"])
def test_table_names(tmp_path: Path, name: str) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf(name, points()))
    _refused(tmp_path, f"Le nom de la table {name}")


def test_a_layer_without_system(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points(), srs=None))
    _refused(tmp_path, "Le ")


def test_no_geometry_at_all(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", [(None, "x", 1)], kind=ogr.wkbNone))
    _refused(tmp_path, "Aucune table de la livraison n'a de géométrie")


def test_rows_that_all_lack_their_geometry(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", [(None, "x", 1), (None, "y", 2)]))
    _refused(tmp_path, "Aucun objet du layer a n'a de géométrie")


def test_one_row_without_geometry_is_a_warning(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", [*points(), (None, "x", 1)]))
    outcome = _vector(tmp_path)
    assert outcome.passed
    assert any("WARNING||checks_ogr||361||1 objet(s) sans géométrie" in line for line in outcome.log)


def test_a_table_without_geometry_beside_a_spatial_one_is_a_warning(tmp_path: Path) -> None:
    tables = TableOf("a", points()), TableOf("nomenclature", [(None, "x", 1)], kind=ogr.wkbNone)
    write(delivery(tmp_path) / "data/a.gpkg", *tables)
    outcome = _vector(tmp_path)
    assert outcome.passed
    assert any("La table nomenclature n'a pas de géométrie" in line for line in outcome.log)


def test_an_empty_file(tmp_path: Path) -> None:
    (delivery(tmp_path) / "data/a.gpkg").touch()
    _refused(tmp_path, "Le fichier a.gpkg est vide")


def test_a_file_that_is_no_geopackage(tmp_path: Path) -> None:
    (delivery(tmp_path) / "data/a.gpkg").write_bytes(b"PK\x03\x04" + b"x" * 100)
    _refused(tmp_path, "illisible")


def test_a_truncated_geopackage(tmp_path: Path) -> None:
    path = write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points(2000)))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 3])
    assert not _vector(tmp_path).passed


def test_a_geojson_cut_short(tmp_path: Path) -> None:
    (delivery(tmp_path) / "data/a.geojson").write_text('{"type": "FeatureCollection", "features": [{"ty', "utf-8")
    _refused(tmp_path, "Le fichier a.geojson est illisible", "EPSG:4326")


def test_nothing_delivered(tmp_path: Path) -> None:
    _refused(delivery(tmp_path), "Aucune donnée vecteur")


def test_ignored_files_do_not_count(tmp_path: Path) -> None:
    (delivery(tmp_path) / "data/__notes.txt").write_text("x", "utf-8")
    _refused(tmp_path, "Aucune donnée vecteur")
    write(tmp_path / "data/a.gpkg", TableOf("a", points()))
    assert _vector(tmp_path).passed


def test_a_stranger_among_the_files(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()))
    (tmp_path / "data/notice.pdf").write_bytes(b"%PDF-1.4")
    _refused(tmp_path, "Le format du fichier notice.pdf n'est pas reconnu")


def test_a_raster_table(tmp_path: Path) -> None:
    path = write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()))
    raster = gdal.GetDriverByName("MEM").Create("", 16, 16, 3)
    raster.SetGeoTransform((700_000, 1, 0, 6_600_000, 0, -1))
    gdal.Translate(
        str(path), raster, format="GPKG", outputSRS="EPSG:2154",
        creationOptions=["APPEND_SUBDATASET=YES", "RASTER_TABLE=ortho"],
    )  # fmt: skip
    _refused(tmp_path, "La table ortho n'est pas une table vecteur")


def test_a_geopackage_left_in_wal_mode(tmp_path: Path) -> None:
    path = write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    _refused(tmp_path, "est en mode WAL")


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
def test_leftovers_of_an_open_base(tmp_path: Path, suffix: str) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()))
    (tmp_path / f"data/a.gpkg{suffix}").write_bytes(b"x")
    _refused(tmp_path, f"a.gpkg{suffix} est un reste")


def test_text_that_is_not_utf_8(tmp_path: Path) -> None:
    path = write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()), options=("SPATIAL_INDEX=NO",))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE a SET nom = CAST(x'C3A9E9' AS TEXT) WHERE fid = 2")
    connection.close()
    _refused(tmp_path, "Problème d'encodage dans la table a")


def test_the_same_table_twice(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/a.gpkg", TableOf("a", points()))
    write(tmp_path / "data/nord/b.gpkg", TableOf("a", points()))
    _refused(tmp_path, "La table a est livrée deux fois : a.gpkg et b.gpkg")


def test_a_shapefile_is_one_file_with_its_companions(tmp_path: Path) -> None:
    write(delivery(tmp_path) / "data/routes.shp", TableOf("routes", points()), driver="ESRI Shapefile")
    outcome = _vector(tmp_path)
    assert outcome.passed, outcome.log
    assert len([line for line in outcome.log if "||255||" in line]) == 1


def test_csv_brings_no_system_and_needs_coordinates(tmp_path: Path) -> None:
    (delivery(tmp_path) / "data/villes.csv").write_text("nom,lon,lat\nParis,2.35,48.85\n", "utf-8")
    assert _vector(tmp_path, "EPSG:4326").passed
    (tmp_path / "data/villes.csv").write_text("nom,est,nord\nParis,2.35,48.85\n", "utf-8")
    _refused(tmp_path, "Aucune table de la livraison n'a de géométrie")


def test_sql_may_only_create_and_alter(tmp_path: Path) -> None:
    path = delivery(tmp_path) / "data/a.sql"
    path.write_text("CREATE TABLE a (id integer, geom geometry(Point,2154));\nALTER TABLE a ADD nom text;", "utf-8")
    assert _vector(tmp_path).passed
    for statement in (
        "DROP TABLE b",
        "SELECT pg_sleep(9)",
        "CREATE TABLE public.b (id integer)",
        "INSERT INTO a DEFAULT",
    ):
        path.write_text(f"CREATE TABLE a (geom geometry); -- ;\n{statement};", "utf-8")
        _refused(tmp_path, f"Instruction non autorisée dans a.sql : {statement}")


def test_a_real_file_with_its_styles_table(tmp_path: Path) -> None:
    shutil.copy(WORLD_MAP, delivery(tmp_path) / "data/monde.gpkg")
    assert _vector(tmp_path, "EPSG:4326").passed


def _signed(folder: Path, content: bytes, line: str) -> CheckOutcome:
    (delivery(folder) / "data/a.gpkg").write_bytes(content)
    (folder / "a.gpkg.md5").write_text(line, "utf-8")
    return standard_check(folder, now)


def test_a_right_checksum(tmp_path: Path) -> None:
    digest = hashlib.md5(b"contenu", usedforsecurity=False).hexdigest()
    outcome = _signed(tmp_path, b"contenu", f"{digest}  data/a.gpkg\n")
    assert outcome.passed
    assert any("data/a.gpkg : md5 correct" in line for line in outcome.log)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("0" * 32 + "  data/a.gpkg\n", "La somme md5 du fichier data/a.gpkg est différente"),
        ("0" * 32 + "  data/b.gpkg\n", "n'a pas été livré"),
        ("0" * 32 + "  ../../etc/passwd\n", "n'a pas été livré"),
        ("pas une somme\n", "Ligne illisible"),
    ],
)
def test_wrong_checksums(tmp_path: Path, line: str, words: str) -> None:
    outcome = _signed(tmp_path, b"contenu", line)
    assert not outcome.passed
    assert any(words in logged for logged in outcome.log), outcome.log


@pytest.mark.parametrize("root", ["", "data/"])
def test_the_official_clients_way_of_delivering(tmp_path: Path, root: str) -> None:
    path = write(tmp_path / f"{root}CANTON/CANTON.shp", TableOf("CANTON", points()), driver="ESRI Shapefile")
    digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    (tmp_path / "CANTON.md5").write_text(f"{digest}  CANTON/CANTON.shp\n", "utf-8")
    assert standard_check(tmp_path, now).passed
    assert _vector(tmp_path).passed


def test_checksums_are_optional_but_files_are_not(tmp_path: Path) -> None:
    assert not standard_check(delivery(tmp_path), now).passed
    (tmp_path / "data/a.gpkg").write_bytes(b"x")
    assert standard_check(tmp_path, now).passed
    (tmp_path / "data/b.gpkg").touch()
    assert not standard_check(tmp_path, now).passed
