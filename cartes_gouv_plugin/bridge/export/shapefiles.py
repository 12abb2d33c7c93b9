"""What GDAL does not tell of a shapefile: rows that are only marked as deleted, which it counts but does not read."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

_ROWS_LOOKED_AT = 20_000  # in pieces, as the interpreter is held for each
_DELETED = b"*"  # first byte of a row of a dBASE table


def deleted_rows(path: Path) -> int | None:
    """Rows of the shapefile at `path` that bear the mark; None when it is not one on disk with a whole table."""
    if path.suffix.lower() != ".shp" or not path.is_file():
        return None
    tables = [table for table in (path.with_suffix(suffix) for suffix in (".dbf", ".DBF")) if table.is_file()]
    if not tables or tables[0].stat().st_size == 0:
        return None
    with tables[0].open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as table:
        _version, rows, first, length = struct.unpack("<4sIHH", table[:12].ljust(12, b"\0"))
        end = first + rows * length
        if length == 0 or end > len(table):
            return None
        step = _ROWS_LOOKED_AT * length
        pieces = (table[start : min(end, start + step) : length] for start in range(first, end, step))
        return sum(piece.count(_DELETED) for piece in pieces)
