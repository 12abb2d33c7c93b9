"""What GDAL does not tell of a shapefile: rows that are only marked as deleted, which it counts but does not read."""

from __future__ import annotations

import struct
from pathlib import Path

_ROWS_LOOKED_AT = 20_000  # at a time
_DELETED = b"*"  # first byte of a row of a dBASE table


def deleted_rows(path: Path) -> int | None:
    """Rows of the shapefile at `path` that bear the mark; None when it is not one on disk with a whole table."""
    if path.suffix.lower() != ".shp" or not path.is_file():
        return None
    tables = [table for table in (path.with_suffix(suffix) for suffix in (".dbf", ".DBF")) if table.is_file()]
    if not tables or tables[0].stat().st_size == 0:
        return None
    with tables[0].open("rb") as file:
        _version, rows, first, length = struct.unpack("<4sIHH", file.read(12).ljust(12, b"\0"))
        if length == 0 or first + rows * length > tables[0].stat().st_size:
            return None
        file.seek(first)
        marked = 0
        for start in range(0, rows, _ROWS_LOOKED_AT):
            piece = file.read(min(_ROWS_LOOKED_AT, rows - start) * length)
            marked += piece[::length].count(_DELETED)
    return marked
