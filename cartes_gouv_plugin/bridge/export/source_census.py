"""The census of a table that is being copied, taken beside the copy: a byte-for-byte copy has the same one."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

from cartes_gouv_plugin.bridge.export.census import Census, count_geometries

_STEP = 10_000  # SQLite instructions between two looks at whether the copy has ended


class SourceCensus:
    """Reads `table` of the database at `address` in a thread of its own; use it around the copy. `where`: as in SQL.

    `result` waits for the census, and raises what SQLite raised. Leaving early (an error, cancelling) ends the reading.
    """

    def __init__(self, address: str, table: str, column: str, where: str = "") -> None:
        self._address, self._table, self._column, self._where = address, table, column, where
        self._census: Census | None = None
        self._error: sqlite3.Error | None = None
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cartes_gouv census", daemon=True)

    def __enter__(self) -> SourceCensus:
        self._thread.start()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None:
            self._left.set()
        self._thread.join()

    def result(self) -> Census:
        self._thread.join()
        if self._census is None:
            raise self._error or sqlite3.OperationalError("the source was not read")
        return self._census

    def _run(self) -> None:
        try:
            with closing(sqlite3.connect(self._address, uri=True)) as connection:
                connection.set_progress_handler(lambda: int(self._left.is_set()), _STEP)
                self._census = count_geometries(connection, self._table, self._column, self._where)
        except sqlite3.Error as error:
            self._error = error
