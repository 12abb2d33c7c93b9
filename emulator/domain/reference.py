"""Reference systems that exist: asked of PROJ's own database, without loading PROJ."""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache
from pathlib import Path

_CODE = re.compile(r"^(EPSG|IGNF):([A-Z0-9_.]+)$")
_DATABASES = (Path("/usr/share/proj/proj.db"), Path("/usr/local/share/proj/proj.db"))


@lru_cache(maxsize=256)
def is_known_srs(srs: str) -> bool:
    """`EPSG:<code>` or `IGNF:<code>`, present in PROJ's database when there is one."""
    parts = _CODE.match(srs)
    if parts is None:
        return False
    for path in _DATABASES:
        if path.exists():
            connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            try:
                found = connection.execute(
                    "SELECT 1 FROM crs_view WHERE auth_name=? AND code=?", parts.groups()
                ).fetchone()
            finally:
                connection.close()
            return found is not None
    return True
