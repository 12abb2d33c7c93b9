"""From a filled file to a package that nobody needs to look into again: verified, summed, renamed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem

from cartes_gouv_plugin.bridge.export import geopackage, troubles
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.problems import Problem
from cartes_gouv_plugin.bridge.export.projections import degrees
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.core.errors import Cancelled, ExportRefused
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.publication import Package, PackageTable

MAX_BYTES = 2_000_000_000  # what the website takes (CG:DatasheetUploadForm.tsx)
SIDECARS = ("-wal", "-shm", "-journal")
_BLOCK = 1 << 20
_PATIENCE = 0.05  # seconds between two looks at the sum


def seal(
    working: Path, path: Path, designs: Sequence[tuple[TableDesign, int]], crs: str, reporter: Reporter
) -> Package:
    """Verifies `working`, sums it once and renames it `path`. `designs`: the tables with the rows that each must have.

    What stands at `path` afterwards is on the disk, whatever happens to the machine. Raises `ExportRefused` with every
    difference found.
    """
    size = working.stat().st_size
    refuse([troubles.too_large(size, MAX_BYTES)] if size > MAX_BYTES else [])
    # The sum and the verification read the same file: side by side they take the time of one.
    with _Sum(working) as summed:
        reporter.check()
        with geopackage.opened(working) as connection:
            refuse(_defects(connection, designs, crs))
            tables = tuple(_table(connection, design, rows) for design, rows in designs)
        _flush(working)
        md5 = summed.result(reporter)
    left = [working.with_name(working.name + suffix) for suffix in SIDECARS]
    refuse([troubles.not_sealed(file.name) for file in left if file.exists()])
    working.replace(path)
    _flush_folder(path.parent)
    return Package(path, size, md5, crs, tables)


@contextmanager
def kept_small(working: Path, reporter: Reporter) -> Iterator[Reporter]:
    """A reporter under which `working` is filled: it ends the work, as cancelling does, once the file is too large.

    Raises `ExportRefused` then.
    """
    parts = (working, half_of(working))
    outgrown = False

    def ended() -> bool:
        nonlocal outgrown
        reporter.check()
        outgrown = sum(part.stat().st_size for part in parts if part.exists()) > MAX_BYTES
        return outgrown

    try:
        yield Reporter(reporter.update, ended)
    except Cancelled:
        refuse([troubles.outgrown(MAX_BYTES)] if outgrown else [])
        raise


def half_of(working: Path) -> Path:
    """The file beside `working` in which the second half of a long layer is written meanwhile."""
    return working.with_name(f"half_{working.name}")


def refuse(found: Sequence[Problem]) -> None:
    if found:
        raise ExportRefused(tuple(problem.sentence for problem in found))


def remove(path: Path) -> None:
    """The file and whatever SQLite put beside it; nothing is said when there is none."""
    for name in (path.name, *(path.name + suffix for suffix in SIDECARS)):
        with suppress(FileNotFoundError):
            path.with_name(name).unlink()


def _flush(path: Path) -> None:
    """Waits until the disk has the file, which nothing waited for while it was written."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Waits until the disk has the file's new name, where the system can say so: not on Windows, nor on every share."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        with suppress(OSError):
            os.fsync(descriptor)
        os.close(descriptor)


class _Sum:
    """The md5 of a file, in a thread of its own; used around the verification, so that the file is closed after it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = max(1, path.stat().st_size)
        self._done = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._error: OSError | None = None
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cartes_gouv md5", daemon=True)

    def __enter__(self) -> _Sum:
        self._thread.start()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._left.set()
        self._thread.join()

    def result(self, reporter: Reporter) -> str:
        """Waits for the sum. Reports from the thread that asks, the only one that may talk to QGIS."""
        while self._thread.is_alive():
            self._thread.join(_PATIENCE)
            reporter.update(self._done / self._size)
        if self._error is not None:
            raise self._error
        reporter.update(1.0)
        return self._digest.hexdigest()

    def _run(self) -> None:
        try:
            with self._path.open("rb") as file:
                while not self._left.is_set() and (block := file.read(_BLOCK)):
                    self._digest.update(block)
                    self._done += len(block)
        except OSError as error:
            self._error = error


def _defects(connection: sqlite3.Connection, designs: Sequence[tuple[TableDesign, int]], crs: str) -> list[Problem]:
    answers = [row[0] for row in connection.execute("PRAGMA quick_check(5)")]
    found = [] if answers == ["ok"] else [troubles.package_broken("; ".join(answers))]
    for design, rows in designs:
        (there,) = connection.execute(f"SELECT count(*) FROM {quoted(design.name)}").fetchone()  # nosec B608: quoted
        if there != rows:
            found.append(troubles.count_differs(design.title, rows, there))
        srs = connection.execute(
            "SELECT s.organization || ':' || s.organization_coordsys_id FROM gpkg_geometry_columns g"
            " JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE g.table_name = ?",
            (design.name,),
        ).fetchone()
        if srs != (crs,):
            found.append(troubles.srs_differs(design.title, crs))
    return found


def _table(connection: sqlite3.Connection, design: TableDesign, rows: int) -> PackageTable:
    corners = connection.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (design.name,)
    ).fetchone()
    (geometry,) = connection.execute(
        "SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?", (design.name,)
    ).fetchone()
    return PackageTable(
        name=design.name,
        title=design.title,
        geometry_type=geometry,
        rows=rows,
        extent=None
        if corners is None or None in corners
        else degrees(corners, QgsCoordinateReferenceSystem(f"EPSG:{design.srs}")),
        fields=tuple(column.name for column in design.columns),
        field_types=tuple(column.type for column in design.columns),
        renames=tuple(design.renames.items()),
    )
