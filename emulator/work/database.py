"""The database behind stored data of type VECTOR-DB: one schema per stored data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from osgeo import gdal

from emulator.work.joblog import Clock, JobLog
from emulator.work.layercheck import layers_of, srs_from
from emulator.work.loading import Target, load_delivery
from emulator.work.relations import common_srs, extent_feature, relation

SCHEMA_NAME = re.compile(r"^[A-Za-z0-9_-]{1,63}$")


@dataclass(frozen=True)
class Integration:
    """What the loading of a delivery gave; nothing is left in the database when ``ok`` is False."""

    ok: bool
    relations: list[dict[str, Any]]
    extent: dict[str, Any] | None
    """GeoJSON Feature in EPSG:4326."""
    size: int
    """Bytes taken in the database."""
    srs: str
    log: tuple[str, ...]


class Database(Protocol):
    """What the platform does with PostgreSQL."""

    def integrate(
        self, folder: Path, schema: str, target_srs: str | None, now: Clock, declared_srs: str | None = None
    ) -> Integration:
        """Load every table delivered under ``folder/data`` into a new schema."""
        ...

    def drop(self, schema: str) -> None:
        """Forget the schema and its tables; nothing happens when there is none."""
        ...

    def ogr_source(self, schema: str) -> str:
        """What GDAL opens to read the schema."""
        ...

    def qgis_uri(self, schema: str, table: str) -> tuple[str, str]:
        """QGIS's provider and data source for one table."""
        ...


def open_database(url: str | None, folder: Path) -> Database:
    """The PostgreSQL of the URL, or GeoPackages in the folder without one."""
    if url is None:
        return GeoPackageDatabase(folder)
    from emulator.work.postgis import PostgisDatabase

    return PostgisDatabase(url)


def checked_schema(schema: str) -> str:
    """The schema's name, refused when it could be anything but a name."""
    if not SCHEMA_NAME.match(schema):
        raise ValueError(f"not a schema name: {schema!r}")
    return schema


def failed(log: JobLog) -> Integration:
    """The answer of a loading that left nothing."""
    return Integration(False, [], None, 0, "", log.lines)


def reprojection_refused(target_srs: str | None, log: JobLog) -> bool:
    """Whether the reprojection asked for is to an unknown system; the log says it."""
    with_unknown = target_srs is not None and srs_from(target_srs) is None
    if with_unknown:
        log.fail(70, f"Le SRS demandé est inconnu : {target_srs}")
    return with_unknown


class GeoPackageDatabase:
    """One GeoPackage per schema, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def integrate(
        self, folder: Path, schema: str, target_srs: str | None, now: Clock, declared_srs: str | None = None
    ) -> Integration:
        log = JobLog(now, "vector_integration")
        if reprojection_refused(target_srs, log):
            return failed(log)
        path = self._path(schema)
        partial = path.with_suffix(".part.gpkg")
        partial.unlink(missing_ok=True)
        dataset = gdal.GetDriverByName("GPKG").Create(str(partial), 0, 0, 0, gdal.GDT_Unknown)
        target = Target(dataset, "GPKG", target_srs, declared_srs)
        load_delivery(folder, target, log)
        found: list[dict[str, Any]] = []
        extent, srs = None, ""
        if not log.failed:
            layers = layers_of(dataset)
            found = [relation(layer) for layer in layers]
            extent, srs = extent_feature(layers), common_srs(layers)
            del layers
        del dataset, target
        if log.failed:
            partial.unlink(missing_ok=True)
            return failed(log)
        partial.replace(path)
        return Integration(True, found, extent, path.stat().st_size, srs, log.lines)

    def drop(self, schema: str) -> None:
        path = self._path(schema)
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    def ogr_source(self, schema: str) -> str:
        return str(self._path(schema))

    def qgis_uri(self, schema: str, table: str) -> tuple[str, str]:
        return "ogr", f"{self._path(schema)}|layername={table}"

    def _path(self, schema: str) -> Path:
        return self._folder / f"{checked_schema(schema)}.gpkg"
