"""Log lines of checks and processings, written as the platform writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


class JobLog:
    """Collects lines ``YYYY-MM-DD HH:MM:SS,mmmLEVEL||module||line||message``.

    Source of the shape: the log sample of the platform's tutorial on vector deliveries (DOC: livraison, « logs »).
    """

    def __init__(self, now: Clock, module: str) -> None:
        self._now = now
        self._module = module
        self._lines: list[str] = []
        self.failed = False

    def info(self, line: int, message: str, module: str | None = None) -> None:
        self._write("INFO", line, message, module)

    def warning(self, line: int, message: str, module: str | None = None) -> None:
        self._write("WARNING", line, message, module)

    def fail(self, line: int, message: str, module: str | None = None) -> None:
        """Write an error; one is enough to make the job a failure."""
        self.failed = True
        self._write("ERROR", line, message, module)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def _write(self, level: str, line: int, message: str, module: str | None) -> None:
        moment = self._now()
        stamp = f"{moment:%Y-%m-%d %H:%M:%S},{moment.microsecond // 1000:03d}"
        self._lines.append(f"{stamp}{level}||{module or self._module}||{line}||{message}")
