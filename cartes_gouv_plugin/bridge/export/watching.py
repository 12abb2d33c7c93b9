"""Progress and cancelling of what runs inside SQLite."""

from __future__ import annotations

import sqlite3

from cartes_gouv_plugin.core.errors import Cancelled
from cartes_gouv_plugin.core.progress import Reporter

_STEP = 10_000  # SQLite instructions between two looks at the reporter


class StatementWatch:
    """Reports on a long SQLite statement, and ends it when the reporter says that it is cancelled.

    `instructions`: how many the statement takes; 0 when unknown, then only cancelling is looked at.
    """

    def __init__(self, connection: sqlite3.Connection, instructions: int, reporter: Reporter) -> None:
        self._connection = connection
        self._total = instructions
        self._reporter = reporter
        self._done = 0
        self._cancelled: Cancelled | None = None

    def __enter__(self) -> StatementWatch:
        self._reporter.check()
        self._connection.set_progress_handler(self._step, _STEP)
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._connection.set_progress_handler(None, 0)
        if self._cancelled is not None:
            raise self._cancelled
        if kind is None:
            self._reporter.update(1.0)

    def _step(self) -> int:
        self._done += _STEP
        try:
            self._reporter.update(self._done / self._total if self._total else 0.0)
        except Cancelled as cancelled:
            self._cancelled = cancelled
            return 1
        return 0
