"""Lane « copy »: SQLite copies the table of another GeoPackage, record by record, without looking inside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cartes_gouv_plugin.bridge.export import geopackage
from cartes_gouv_plugin.bridge.export.census import Census
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.source_census import SourceCensus
from cartes_gouv_plugin.bridge.export.sources import LayerSource
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.watching import StatementWatch
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.naming import GEOMETRY_COLUMN

LOCK_PATIENCE = 1.0  # seconds to wait for another program's write
_WAL_MARK = (18, b"\x02")  # byte of SQLite's header that says « write-ahead log »


@dataclass(frozen=True)
class CopySource:
    """A table that can be copied. `columns`: its columns in order, as (name here, name in the package).

    `subset`: an expression of SQLite that lets through the rows that go; empty for all. `extent`: minimum and maximum
    of x, then of y, of these rows (four times None without any place); None for the one that the table declares.
    """

    path: Path
    table: str
    columns: tuple[tuple[str, str], ...]
    whole: bool
    subset: str = ""
    extent: tuple[float | None, ...] | None = None

    @property
    def where(self) -> str:
        """In lines of its own, so that a comment at its end ends there."""
        return f"WHERE (\n{self.subset}\n)" if self.subset else ""

    @property
    def geometry(self) -> str:
        return next(name for name, target in self.columns if target == GEOMETRY_COLUMN)


def copyable(source: LayerSource, design: TableDesign) -> CopySource | None:
    """The table behind `source`, when copying it gives exactly `design`; None when another lane must be used.

    Raises `sqlite3.OperationalError` when another program keeps the file locked.
    """
    if source.ogr is None or source.live or source.ogr.subset or source.ogr.open_options or source.key is None:
        return None
    path = Path(source.ogr.path)
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(read_only(path), uri=True, timeout=LOCK_PATIENCE)) as connection:
            return _matching_table(connection, path, source, design)
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise
        return None  # not an SQLite file, or not a GeoPackage: GDAL will say what is the matter


def copy(origin: CopySource, design: TableDesign, package: Path, reporter: Reporter) -> tuple[int, Census]:
    """Fills the new table of `package`; returns the rows written, and the census of the source taken meanwhile."""
    address, table = read_only(origin.path), quoted(origin.table)
    with (
        geopackage.opened(package, writable=True) as connection,
        SourceCensus(address, origin.table, origin.geometry, origin.where) as census,
    ):
        geopackage.create_table(connection, design, tuple(name for _original, name in origin.columns))
        connection.execute("ATTACH DATABASE ? AS origin", (address,))
        connection.execute("BEGIN")
        target = quoted(design.name)
        statement = f"INSERT INTO main.{target} SELECT {_selection(origin)} FROM origin.{table} {origin.where}"  # nosec B608: quoted, and the layer's own filter
        expected = _expected_rows(connection, origin)
        with StatementWatch(connection, expected * instructions_per_row(connection, statement), reporter):
            written = connection.execute(statement).rowcount
        take_extent(connection, origin, design)
        connection.execute("COMMIT")
        return written, census.result()


def take_extent(connection: sqlite3.Connection, origin: CopySource, design: TableDesign) -> None:
    """The extent that the source declares, from the database attached as `origin`, or the one known of the rows."""
    if origin.extent is not None:
        connection.execute(
            "UPDATE main.gpkg_contents SET (min_x, max_x, min_y, max_y) = (?, ?, ?, ?) WHERE table_name = ?",
            (*origin.extent, design.name),
        )
        return
    connection.execute(
        "UPDATE main.gpkg_contents SET (min_x, min_y, max_x, max_y) ="
        " (SELECT min_x, min_y, max_x, max_y FROM origin.gpkg_contents WHERE lower(table_name) = lower(?))"
        " WHERE table_name = ?",
        (origin.table, design.name),
    )


def _expected_rows(connection: sqlite3.Connection, origin: CopySource) -> int:
    """Rows, for the progress: GDAL's own note of them where there is one, which spares a reading."""
    try:
        noted = connection.execute(
            "SELECT feature_count FROM origin.gpkg_ogr_contents WHERE lower(table_name) = lower(?)", (origin.table,)
        ).fetchone()
    except sqlite3.OperationalError:
        noted = None  # another program's GeoPackage: the note is an extension of GDAL
    if noted is None or noted[0] is None:
        noted = connection.execute(f"SELECT count(*) FROM origin.{quoted(origin.table)}").fetchone()  # nosec B608: quoted
    return int(noted[0])


def read_only(path: Path) -> str:
    """The SQLite address of a file that is only read.

    Reading a file in write-ahead mode needs to write beside it; where nobody can and there is no log, nothing can
    change it either, and SQLite is told so.
    """
    uri = path.resolve().as_uri() + "?mode=ro"
    if path.with_name(path.name + "-wal").exists() or os.access(path.parent, os.W_OK):
        return uri
    with path.open("rb") as file:
        file.seek(_WAL_MARK[0])
        return uri + "&immutable=1" if file.read(1) == _WAL_MARK[1] else uri


def _matching_table(
    connection: sqlite3.Connection, path: Path, source: LayerSource, design: TableDesign
) -> CopySource | None:
    table = source.ogr.layer if source.ogr is not None else ""
    where, names = ("lower(table_name) = lower(?)", (table,)) if table else ("1", ())
    found = connection.execute(
        "SELECT g.table_name, g.column_name, g.geometry_type_name, g.m, g.srs_id, s.organization,"
        " s.organization_coordsys_id, m.sql FROM gpkg_geometry_columns g"
        " JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
        f" JOIN sqlite_master m ON m.type = 'table' AND lower(m.name) = lower(g.table_name) WHERE {where}",  # nosec B608: literals
        names,
    ).fetchall()
    if len(found) != 1 or connection.execute("PRAGMA encoding").fetchone() != ("UTF-8",):
        return None
    name, geometry, geometry_type, m, srs, organization, code, sql = found[0]
    same_type = geometry_type.upper() == geopackage.geometry_name(design.geometry) and m == 0
    same_srs = (srs, str(organization).upper(), code) == (design.srs, "EPSG", design.srs)
    if not (same_type and same_srs) or "WITHOUT ROWID" in sql.upper():
        return None
    columns = _columns(connection, name, geometry, source, design)
    return None if columns is None else CopySource(path, name, *columns)


def _columns(
    connection: sqlite3.Connection, table: str, geometry: str, source: LayerSource, design: TableDesign
) -> tuple[tuple[tuple[str, str], ...], bool] | None:
    """The table's columns that go, and whether that is all of them; None when they are not what QGIS shows."""
    information = connection.execute(f"PRAGMA table_xinfo({quoted(table)})").fetchall()
    if any(hidden for *_rest, hidden in information):
        return None
    keys = [
        name for _cid, name, kind, _notnull, _default, pk, _hidden in information if pk and kind.upper() == "INTEGER"
    ]
    shown_key = next(field.name for field in source.described if field.index == source.key)
    if keys != [shown_key] or sum(1 for row in information if row[5]) != 1:
        return None
    targets = {shown_key: design.key, geometry: GEOMETRY_COLUMN}
    targets.update({column.original: column.name for column in design.columns})
    present = [row[1] for row in information]
    if not set(targets) <= set(present):
        return None
    taken = tuple((name, targets[name]) for name in present if name in targets)
    return taken, len(taken) == len(present)


def _selection(origin: CopySource) -> str:
    # « SELECT * » between tables of one shape lets SQLite move whole records.
    return "*" if origin.whole else ", ".join(quoted(name) for name, _target in origin.columns)


def instructions_per_row(connection: sqlite3.Connection, statement: str) -> int:
    """How many SQLite instructions one row costs, by the program's longest loop: that makes the progress true."""
    program = connection.execute(f"EXPLAIN {statement}").fetchall()
    loops = [address - start + 1 for address, operation, _p1, start, *_rest in program if operation == "Next"]
    return max(loops, default=1)
