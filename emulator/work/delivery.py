"""The files of a delivery on disk, as the checks and the integration see them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from osgeo import gdal

IGNORED_PREFIX = "__"
"""Files whose name begins so are ignored by the checks (platform news, « nouveau service validateurs »)."""

VECTOR_SUFFIXES = frozenset({".gpkg", ".geojson", ".json", ".csv", ".shp", ".fgb"})
SQL_SUFFIX = ".sql"
MD5_SUFFIX = ".md5"
SHAPEFILE_PARTS = frozenset({".shx", ".dbf", ".prj", ".cpg", ".qpj", ".qix", ".sbn", ".sbx", ".shp.xml"})
CSV_PARTS = frozenset({".csvt", ".prj"})
SQLITE_LEFTOVERS = ("-wal", "-shm", "-journal")

CSV_X, CSV_Y = "lon,x,longitude", "lat,y,latitude"
CSV_GEOMETRY = "json,geom,the_geom,wkb,wkt"
"""Column names in which the platform looks for geometry (DOC: livraison, « CSV »)."""


def delivered_files(folder: Path) -> list[Path]:
    """Every data file whose name is not ignored, sorted by path: all but the ``*.md5`` at the root of the tree."""
    checksums = set(folder.glob(f"*{MD5_SUFFIX}"))
    files = (path for path in folder.rglob("*") if path.is_file() and path not in checksums)
    return sorted(path for path in files if not path.name.startswith(IGNORED_PREFIX))


def is_companion(path: Path) -> bool:
    """Whether this is a part of a delivered ``.shp`` or ``.csv``, not a file to open by itself."""
    suffixes = {path.suffix.lower(), "".join(path.suffixes[-2:]).lower()}
    stem = glob_escaped(path.name.split(".")[0])
    if suffixes & SHAPEFILE_PARTS and any(path.parent.glob(f"{stem}.[sS][hH][pP]")):
        return True
    return bool(suffixes & CSV_PARTS) and any(path.parent.glob(f"{stem}.[cC][sS][vV]"))


def glob_escaped(name: str) -> str:
    """The name with the glob wildcards taken literally."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def openable_files(folder: Path) -> list[Path]:
    """The delivered files that hold tables: one per data source, without the companions of shapefiles."""
    return [path for path in delivered_files(folder) if path.suffix.lower() in VECTOR_SUFFIXES]


def sql_files(folder: Path) -> list[Path]:
    """The delivered SQL scripts."""
    return [path for path in delivered_files(folder) if path.suffix.lower() == SQL_SUFFIX]


@contextmanager
def gdal_messages() -> Iterator[list[str]]:
    """Collects what GDAL complains about in this thread instead of printing it."""
    messages: list[str] = []

    def collect(level: int, _number: int, message: str) -> None:
        if level >= gdal.CE_Warning:
            messages.append(message.strip())

    gdal.PushErrorHandler(collect)
    try:
        yield messages
    finally:
        gdal.PopErrorHandler()


def open_vector(path: Path) -> gdal.Dataset | None:
    """The file opened read-only by GDAL, or None when GDAL cannot read it."""
    options = []
    if path.suffix.lower() == ".csv":
        options = [
            f"X_POSSIBLE_NAMES={CSV_X}",
            f"Y_POSSIBLE_NAMES={CSV_Y}",
            f"GEOM_POSSIBLE_NAMES={CSV_GEOMETRY}",
            "AUTODETECT_TYPE=YES",
        ]
    return gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)


def standardised(name: str) -> str:
    """A table or field name as the integration writes it: lower case, no accent, no hyphen (DOC: integration)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    kept = "".join(char if char.isalnum() or char == "_" else "_" for char in plain)
    return kept if kept and not kept[0].isdigit() else f"_{kept}"
