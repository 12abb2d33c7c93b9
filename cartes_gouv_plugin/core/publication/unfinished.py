"""Is there anything to go on with? Asked at each start of QGIS, mostly by people who have nothing under way: cheap."""

from __future__ import annotations

import sqlite3
from pathlib import Path

JOURNAL_NAME = "journal.sqlite"


def has_unfinished(home: Path) -> bool:
    """`home`: the folder of the journal. No snapshot is read, and nothing is written.

    A journal that cannot be read may have lost some: yes. So may one that is gone while packages are still there.
    """
    path = home / JOURNAL_NAME
    if not path.is_file():
        return any((home / "outbox").glob("*/*"))
    from cartes_gouv_plugin.core.publication import codec
    from cartes_gouv_plugin.core.publication.record import Condition

    try:
        db = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)
        try:
            active = f"%{codec.to_text(Condition.ACTIVE)}%"
            found = db.execute("SELECT 1 FROM publications WHERE snapshot LIKE ? LIMIT 1", (active,))
            return found.fetchone() is not None
        finally:
            db.close()
    except sqlite3.Error:
        return True
