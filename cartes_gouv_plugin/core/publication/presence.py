"""Who is alive: each window of QGIS holds a lock that the operating system releases when the process ends, however."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


class Presence:
    """A sign of life. `owner` names this window in the leases of the journal."""

    def __init__(self, folder: Path) -> None:
        self.owner = uuid4().hex
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for trace in folder.glob("*.window"):
            self.is_alive(trace.stem)
        # SQLite's file locks behave alike on every system, which neither fcntl nor msvcrt does.
        self._lock = sqlite3.connect(
            _path(folder, self.owner), timeout=0, isolation_level=None, check_same_thread=False
        )
        self._lock.execute("CREATE TABLE presence (owner TEXT)")
        self._lock.execute("BEGIN EXCLUSIVE")

    def is_alive(self, owner: str) -> bool:
        """Does the window of that name still run? The trace of one that ended is removed."""
        if owner == self.owner:
            return True
        path = _path(self._folder, owner)
        if not path.exists():
            return False
        other = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:
            return False
        finally:
            other.close()
        with suppress(OSError):
            path.unlink()
        return False

    def end(self) -> None:
        self._lock.close()
        with suppress(OSError):
            _path(self._folder, self.owner).unlink()


def _path(folder: Path, owner: str) -> Path:
    return folder / f"{owner}.window"
