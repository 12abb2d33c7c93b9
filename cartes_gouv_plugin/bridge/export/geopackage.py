"""A GeoPackage written and read as the SQLite file that it is (OGC 12-128r18, version 1.2)."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from osgeo import osr
from qgis.core import Qgis, QgsWkbTypes

from cartes_gouv_plugin.core.publication.naming import GEOMETRY_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartes_gouv_plugin.bridge.export.tables import Column, TableDesign

APPLICATION_ID = 0x47504B47  # « GPKG »
_USER_VERSION = 10200
# Bytes. Four times SQLite's own size spares a quarter of the time of a copy, and some bytes; the largest one spares as
# much again, but each of the format's twenty tables and indexes takes one.
_PAGE = 16_384
_LARGE_PAGE = 65_536
_LARGE = 64_000_000
_SOME_HEIGHTS = 2  # 0 is none, 1 all

_STRUCTURE = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema',
   'read-write');
"""

# SQLite's min and max of two values tell nothing of a null.
_WIDEN = """
UPDATE main.gpkg_contents SET (min_x, min_y, max_x, max_y) = (
  SELECT min(coalesce(c.min_x, p.min_x), p.min_x), min(coalesce(c.min_y, p.min_y), p.min_y),
         max(coalesce(c.max_x, p.max_x), p.max_x), max(coalesce(c.max_y, p.max_y), p.max_y)
  FROM main.gpkg_contents c JOIN part.gpkg_contents p USING (table_name) WHERE table_name = :table)
WHERE table_name = :table
  AND EXISTS (SELECT 1 FROM part.gpkg_contents WHERE table_name = :table AND min_x IS NOT NULL)
"""


def quoted(name: str) -> str:
    """`name` as an SQL identifier, whatever characters it holds."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def opened(path: Path, *, writable: bool = False) -> Iterator[sqlite3.Connection]:
    """The file, without a journal beside it: a package is made from nothing or not at all. Explicit transactions."""
    uri = path.resolve().as_uri() + ("?mode=rwc" if writable else "?mode=ro")
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)) as connection:
        if writable:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA secure_delete = OFF")  # some builds overwrite what they free
        yield connection


def create(path: Path, srs: int, expected: int | None = None) -> None:
    """A new GeoPackage at `path`, without tables, that knows `EPSG:<srs>` and WGS 84. `expected`: bytes, if known."""
    page = _LARGE_PAGE if expected is not None and expected >= _LARGE else _PAGE
    with opened(path, writable=True) as connection:
        connection.execute(f"PRAGMA page_size = {page:d}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.execute(f"PRAGMA user_version = {_USER_VERSION:d}")
        connection.executescript("BEGIN;" + _STRUCTURE + "COMMIT;")
        for code in sorted({4326, srs}):
            connection.execute(
                "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)", (*_definition(code),)
            )


def _definition(code: int) -> tuple[str, int, int, str]:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    return reference.GetName(), code, code, reference.ExportToWkt(["FORMAT=WKT1_GDAL"])


def create_table(connection: sqlite3.Connection, design: TableDesign, order: tuple[str, ...] = ()) -> None:
    """The empty table and its description. `order`: the columns' names in another order than key, geometry, fields."""
    declared = {
        design.key: f"{quoted(design.key)} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
        GEOMETRY_COLUMN: f"{quoted(GEOMETRY_COLUMN)} {geometry_name(design.geometry)}",
        **{column.name: f"{quoted(column.name)} {column.type}" for column in design.columns},
    }
    columns = ", ".join(declared[name] for name in order or declared)
    connection.execute(f"CREATE TABLE {quoted(design.name)} ({columns})")
    describe_table(connection, design)


def describe_table(connection: sqlite3.Connection, design: TableDesign, *, uneven: bool = False) -> None:
    """The rows by which readers find the table, with the layer's and the fields' own names as titles.

    `uneven`: some of its places have a height and some have none.
    """
    height = _SOME_HEIGHTS if uneven else int(QgsWkbTypes.hasZ(design.geometry))
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)"
        " VALUES (?, 'features', ?, ?, ?)"
        " ON CONFLICT (table_name) DO UPDATE SET description = excluded.description, srs_id = excluded.srs_id",
        (design.name, design.name, design.title, design.srs),
    )
    connection.execute(
        "INSERT OR REPLACE INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, 0)",
        (
            design.name,
            GEOMETRY_COLUMN,
            geometry_name(design.geometry),
            design.srs,
            height,
        ),
    )
    connection.execute("DELETE FROM gpkg_data_columns WHERE table_name = ?", (design.name,))
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?, ?, ?, ?)",
        [
            *((design.name, design.key, shown, shown) for shown in [design.shown_key] if shown not in ("", design.key)),
            *(
                (design.name, column.name, column.original, column.title)
                for column in design.columns
                if _retitled(column)
            ),
        ],
    )


def redeclare(connection: sqlite3.Connection, design: TableDesign, former: Qgis.WkbType) -> None:
    """The geometry column of a table that was made for `former` bears the type of `design`; no row is touched.

    As SQLite's documentation of ALTER TABLE advises for changes that do not touch what is stored.
    """
    column = quoted(GEOMETRY_COLUMN)
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (f"{column} {geometry_name(former)}", f"{column} {geometry_name(design.geometry)}", design.name),
    )
    connection.execute(f"PRAGMA schema_version = {version + 1:d}")
    connection.execute("PRAGMA writable_schema = OFF")


def widen_extent(connection: sqlite3.Connection, table: str) -> None:
    """The extent of `table` grows by that of its namesake in the database attached as `part`."""
    connection.execute(_WIDEN, {"table": table})


def drop_table(connection: sqlite3.Connection, table: str) -> None:
    """The table, and every row that describes it."""
    connection.execute(f"DROP TABLE IF EXISTS {quoted(table)}")
    for description in ("gpkg_data_columns", "gpkg_geometry_columns", "gpkg_extensions", "gpkg_contents"):
        connection.execute(f"DELETE FROM {description} WHERE table_name = ?", (table,))  # nosec B608: four literals


def tidy(connection: sqlite3.Connection, table: str) -> None:
    """Removes what GDAL leaves beside a table for its own later use: every lane gives the same file."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND lower(tbl_name) = lower(?)", (table,)
    ).fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {quoted(name)}")
    connection.execute("DROP TABLE IF EXISTS gpkg_ogr_contents")


def _retitled(column: Column) -> bool:
    return column.name != column.original or column.title != column.original


def geometry_name(geometry: Qgis.WkbType) -> str:
    """The format's word for a type, without its dimensions."""
    return QgsWkbTypes.displayString(QgsWkbTypes.flatType(geometry)).upper()
