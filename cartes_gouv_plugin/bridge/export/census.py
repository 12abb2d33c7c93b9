"""What geometries a table of a GeoPackage holds, counted by SQLite from the heads of the blobs alone."""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from dataclasses import dataclass, field

from osgeo import ogr
from qgis.core import Qgis, QgsWkbTypes

from cartes_gouv_plugin.bridge.export.geopackage import quoted

# A blob: « GP », version, flags, srs_id (4), envelope (by flags), then well-known binary: byte order, type (4).
_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_SHORTEST_HEAD = 8
_LONGEST_HEAD = _SHORTEST_HEAD + max(_ENVELOPE.values())
_EMPTY_FLAG = 0x10
_MULTI_OF = {1: 4, 2: 5, 3: 6}


@dataclass(frozen=True)
class Census:
    """Rows of a table. `types`: rows by ISO well-known binary type, null geometries aside; `odd`: blobs without one.

    `size`: bytes of the geometries' blobs.
    """

    rows: int
    null: int
    empty: int
    types: Counter[int] = field(default_factory=Counter)
    odd: int = 0
    size: int = 0

    @property
    def least_size(self) -> int:
        """Bytes that the geometries take in any package: heads differ between writers, and M is one number of three."""
        bare = max(0, self.size - _LONGEST_HEAD * self.rows)
        return bare * 2 // 3 if self.measured else bare

    @property
    def by_family(self) -> dict[Qgis.WkbType, int]:
        """Rows by type, Z and M aside."""
        rows: Counter[Qgis.WkbType] = Counter()
        for code, count in self.types.items():
            rows[Qgis.WkbType(code % 1000)] += count
        return dict(rows)

    @property
    def families(self) -> frozenset[Qgis.WkbType]:
        """The types without Z and M."""
        return frozenset(self.by_family)

    @property
    def curved(self) -> bool:
        return any(QgsWkbTypes.isCurvedType(family) for family in self.families)

    @property
    def measured(self) -> bool:
        return any(code // 1000 in (2, 3) for code in self.types)

    @property
    def raised(self) -> bool:
        return any(code // 1000 in (1, 3) for code in self.types)

    @property
    def uneven(self) -> bool:
        """Whether some rows have a height and some have none."""
        return len({code // 1000 in (1, 3) for code in self.types}) > 1

    @property
    def single_rows(self) -> int:
        """Rows whose geometry has one part by its type."""
        return sum(rows for family, rows in self.by_family.items() if QgsWkbTypes.isSingleType(family))

    @property
    def has_multi(self) -> bool:
        return any(QgsWkbTypes.isMultiType(family) for family in self.families)

    def fitting(self, declared: Qgis.WkbType) -> Qgis.WkbType:
        """`declared`, or its multi or Z variant where the rows ask for it."""
        fitting = declared
        if self.has_multi:
            fitting = QgsWkbTypes.multiType(fitting)
        return QgsWkbTypes.addZ(fitting) if self.raised else fitting


def count_geometries(connection: sqlite3.Connection, table: str, column: str, where: str = "") -> Census:
    """One pass over `table`. The expected case, one head for all rows, costs no sorting. `where`: as in SQL."""
    geometry, size = quoted(column), f"sum(length({quoted(column)}))"
    flags, head = _head_expressions(geometry)
    rows_of = f"FROM {quoted(table)} {where}"
    first = connection.execute(
        f"SELECT * FROM (SELECT {flags}, {head}, substr({geometry}, 1, 4), {geometry} AS shape {rows_of})"  # nosec B608: quoted
        " WHERE shape IS NOT NULL LIMIT 1"
    ).fetchone()
    if first is not None and first[1] is not None:
        mask, start, mark, _shape = first
        # Two comparisons at fixed places take two thirds of the time of the expressions, which look for the place.
        same_head = f"substr({geometry}, 1, 4) = ?1 AND substr({geometry}, {_type_at(mask[0]):d}, 5) = ?2"
        rows, filled, alike, taken = connection.execute(
            f"SELECT count(*), count({geometry}), sum({same_head}), {size} {rows_of}",  # nosec B608: quoted
            (mark, start),
        ).fetchone()
        if alike == filled:
            return _census([(None, None, rows - filled, None), (mask, start, filled, taken)])
    groups = connection.execute(
        f"SELECT {flags}, {head}, count(*), {size} {rows_of} GROUP BY 1, 2"  # nosec B608: quoted
    )
    return _census(groups.fetchall())


def promote(connection: sqlite3.Connection, table: str, column: str) -> int:
    """Single geometries become multi geometries of one part; returns how many did."""
    connection.create_function("promoted", 1, _promoted, deterministic=True)
    flags, head = _head_expressions(quoted(column))
    singles = connection.execute(
        f"SELECT DISTINCT {flags}, {head} FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL"  # nosec B608: quoted
    ).fetchall()
    changed = 0
    for mask, start in singles:
        if _type(start) % 1000 in _MULTI_OF:
            changed += connection.execute(
                f"UPDATE {quoted(table)} SET {quoted(column)} = promoted({quoted(column)})"  # nosec B608: quoted
                f" WHERE {flags} = ? AND {head} = ?",
                (mask, start),
            ).rowcount
    return changed


def flatten(connection: sqlite3.Connection, table: str, column: str, key: str, rows: list[int]) -> None:
    """Takes the height from the geometries of `rows` (values of the column `key`)."""
    connection.create_function("flattened", 1, _flattened, deterministic=True)
    connection.executemany(
        f"UPDATE {quoted(table)} SET {quoted(column)} = flattened({quoted(column)}) WHERE {quoted(key)} = ?",  # nosec B608: quoted
        ((row,) for row in rows),
    )


def binary_of(blob: bytes) -> bytes:
    """The well-known binary in a GeoPackage's geometry; nothing when the blob is something else."""
    envelope = _ENVELOPE.get(blob[3] >> 1 & 7) if blob[:2] == b"GP" and len(blob) > _SHORTEST_HEAD else None
    return b"" if envelope is None else blob[_SHORTEST_HEAD + envelope :]


def _head_expressions(column: str) -> tuple[str, str]:
    cases = " ".join(
        f"WHEN x'{flags:02x}' THEN {_type_at(flags)}" for flags in range(64) if flags >> 1 & 7 in _ENVELOPE
    )
    flags = f"substr({column}, 4, 1)"
    # Without « GP » it is another format's blob, which readers tolerate (QGIS's own world map holds two of SpatiaLite).
    head = f"CASE WHEN substr({column}, 1, 2) = x'4750' THEN substr({column}, CASE {flags} {cases} END, 5) END"
    return flags, head


def _type_at(flags: int) -> int:
    """Where the well-known binary begins in a blob with these flags, as SQL counts: from 1."""
    return 9 + _ENVELOPE[flags >> 1 & 7]


def _census(groups: list[tuple[bytes | None, bytes | None, int, int | None]]) -> Census:
    null = empty = odd = total = 0
    types: Counter[int] = Counter()
    for flags, head, rows, size in groups:
        total += size or 0
        if flags is None:
            null += rows
        elif head is None or len(head) < 5:
            odd += rows
        else:
            types[_type(head)] += rows
            empty += rows if flags[0] & _EMPTY_FLAG else 0
    return Census(null + odd + sum(types.values()), null, empty, +types, odd, total)


def _type(head: bytes) -> int:
    """ISO code: thousands for Z (1), M (2), ZM (3). Old writers mark the dimensions in the high bits instead."""
    (code,) = struct.unpack("<I" if head[0] else ">I", head[1:5])
    dimensions = (1000 if code & 0x80000000 else 0) + (2000 if code & 0x40000000 else 0)
    return int((code & 0x0FFFFFFF) + dimensions)


def _promoted(blob: bytes) -> bytes:
    start = 8 + _ENVELOPE[blob[3] >> 1 & 7]
    single = _type(blob[start : start + 5])
    multi = single - single % 1000 + _MULTI_OF[single % 1000]
    parts = 0 if blob[3] & _EMPTY_FLAG else 1
    return blob[:start] + struct.pack("<BII", 1, multi, parts) + (blob[start:] if parts else b"")


def _flattened(blob: bytes) -> bytes:
    envelope = _ENVELOPE[blob[3] >> 1 & 7]
    plane = min(envelope, _ENVELOPE[1])  # an envelope's first four numbers are those of the plane
    geometry = ogr.CreateGeometryFromWkb(blob[8 + envelope :])
    geometry.FlattenTo2D()
    flags = blob[3] & ~0x0E | (0x02 if plane else 0)
    return blob[:3] + bytes([flags]) + blob[4 : 8 + plane] + bytes(geometry.ExportToIsoWkb())
