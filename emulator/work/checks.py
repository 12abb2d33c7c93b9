"""The two default checks of a vector delivery: « Vérification standard » and « Vérification vecteur »."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal

from emulator.work import layercheck, sqlfile
from emulator.work.delivery import (
    SQL_SUFFIX,
    SQLITE_LEFTOVERS,
    VECTOR_SUFFIXES,
    delivered_files,
    gdal_messages,
    is_companion,
    open_vector,
)
from emulator.work.joblog import Clock, JobLog

MD5_LINE = re.compile(r"^([0-9a-fA-F]{32}) [ *](.+)$")
BLOCK = 1 << 20
WAL_HEADER = b"\x02\x02"
"""Bytes 18 and 19 of an SQLite file whose journal is a write-ahead log (sqlite.org/fileformat2)."""


@dataclass(frozen=True)
class CheckOutcome:
    """What a check concluded, and its log in the platform's format."""

    passed: bool
    log: tuple[str, ...]


def standard_check(folder: Path, now: Clock) -> CheckOutcome:
    """Compare every file named in the ``*.md5`` files at the root of the delivery with its real checksum."""
    log = JobLog(now, "checks_standard")
    files = delivered_files(folder)
    if not files:
        log.fail(58, "La livraison ne contient aucun fichier de données")
    for path in files:
        if path.stat().st_size == 0:
            log.fail(64, f"Le fichier {path.relative_to(folder).as_posix()} est vide")
    for listing in sorted(folder.glob("*.md5")):
        _check_listing(folder, listing, log)
    return _outcome(log, "Résultat de la vérification standard")


def _check_listing(folder: Path, listing: Path, log: JobLog) -> None:
    for line in listing.read_text("utf-8", errors="replace").splitlines():
        if not line.strip():
            continue
        match = MD5_LINE.match(line.strip())
        if match is None:
            log.fail(91, f"Ligne illisible dans {listing.name} : {line.strip()}")
            continue
        expected, name = match[1].lower(), match[2]
        path = _delivered(folder, name)
        if path is None:
            log.fail(97, f"Le fichier {name} cité dans {listing.name} n'a pas été livré")
        elif (found := _md5(path)) != expected:
            log.fail(102, f"La somme md5 du fichier {name} est différente de celle déclarée")
            log.fail(103, f"md5 de {name} : {found}")
            log.fail(104, f"md5 déclaré : {expected}")
        else:
            log.info(106, f"{name} : md5 correct")


def _delivered(folder: Path, name: str) -> Path | None:
    """The delivered file that a line names, from the root of the tree or from ``data/``."""
    for base in (folder.resolve(), (folder / "data").resolve()):
        path = (base / name).resolve()
        if folder.resolve() in path.parents and path.is_file():
            return path
    return None


def _md5(path: Path) -> str:
    digest = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def vector_check(folder: Path, srs: str, now: Clock) -> CheckOutcome:
    """Open each delivered file with GDAL and hold it against the platform's rules.

    Parameters
    ----------
    folder: the delivered tree.
    srs: the reference system declared by the delivery (``EPSG:2154``, ``IGNF:LAMB93``).
    """
    log = JobLog(now, "checks_ogr")
    tables: dict[str, str] = {}
    spatial = checked = 0
    for path in delivered_files(folder):
        if is_companion(path):
            continue
        checked += 1
        before, log.failed = log.failed, False
        with gdal_messages() as messages:
            spatial += _check_file(path, srs, tables, log, messages)
        verdict = "FAILURE" if log.failed else "SUCCESS"
        log.info(255, f"Résultat de la vérification du fichier : {path.name} : {verdict}", module="cli")
        log.failed = log.failed or before
    if checked == 0:
        log.fail(121, "Aucune donnée vecteur dans la livraison")
    elif spatial == 0 and not log.failed:
        log.fail(127, "Aucune table de la livraison n'a de géométrie")
    return _outcome(log, "Résultat de la vérification vecteur")


def _check_file(path: Path, srs: str, tables: dict[str, str], log: JobLog, messages: list[str]) -> int:
    """Check one file; the answer is the number of its tables that bear a geometry."""
    suffix = path.suffix.lower()
    if path.stat().st_size == 0:
        log.fail(160, f"Le fichier {path.name} est vide")
    elif path.name.endswith(SQLITE_LEFTOVERS):
        log.fail(164, f"Le fichier {path.name} est un reste de base SQLite ouverte (journal WAL) : à ne pas livrer")
    elif suffix == SQL_SUFFIX:
        return _check_sql(path, log)
    elif suffix not in VECTOR_SUFFIXES:
        log.fail(170, f"Le format du fichier {path.name} n'est pas reconnu")
    elif suffix != ".gpkg" or _check_geopackage(path, log):
        dataset = open_vector(path)
        if dataset is None:
            log.fail(178, f"Le fichier {path.name} est illisible : {'; '.join(messages) or 'format inconnu'}")
            return 0
        return _check_tables(path, dataset, srs, tables, log)
    return 0


def _check_tables(path: Path, dataset: gdal.Dataset, srs: str, tables: dict[str, str], log: JobLog) -> int:
    layers = layercheck.layers_of(dataset)
    if not layers:
        log.fail(190, f"Le fichier {path.name} ne contient aucune table vecteur")
    for layer in layers:
        name = layer.GetName()
        if name in tables:
            log.fail(194, f"La table {name} est livrée deux fois : {tables[name]} et {path.name}")
        tables[name] = path.name
    driver = dataset.GetDriver().ShortName
    return sum(layercheck.check_layer(layer, driver, srs, log) for layer in layers)


def _check_sql(path: Path, log: JobLog) -> int:
    for refused in sqlfile.refused_statements(path):
        log.fail(204, f"Instruction non autorisée dans {path.name} : {refused}")
    return sqlfile.geometry_columns(path)


def _check_geopackage(path: Path, log: JobLog) -> bool:
    """What SQLite sees and GDAL hides. False when the file is not worth opening with GDAL."""
    if any(path.with_name(path.name + leftover).exists() for leftover in SQLITE_LEFTOVERS):
        return False  # reported by itself; SQLite would delete or replay it while opening the file
    with path.open("rb") as stream:
        header = stream.read(20)
    if not header.startswith(b"SQLite format 3\x00"):
        log.fail(212, f"Le fichier {path.name} est illisible : ce n'est pas un GeoPackage")
        return False
    if header[18:20] == WAL_HEADER:
        log.fail(216, f"Le fichier {path.name} est en mode WAL : il doit être fermé avant la livraison")
        return False
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            rasters = connection.execute(
                "SELECT table_name FROM gpkg_contents WHERE data_type NOT IN ('features', 'attributes')"
            ).fetchall()
            layercheck.check_text(connection, log)
        finally:
            connection.close()
    except sqlite3.Error as error:
        log.fail(222, f"Le fichier {path.name} est illisible : {error}")
        return False
    for (table,) in rasters:
        log.fail(226, f"La table {table} n'est pas une table vecteur (raster)")
    return True


def _outcome(log: JobLog, title: str) -> CheckOutcome:
    log.info(262, f"{title} : {'FAILURE' if log.failed else 'SUCCESS'}", module="cli")
    return CheckOutcome(not log.failed, log.lines)
