"""Emulated time: real time plus an offset that `/__emulator__/clock` moves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone


@dataclass(frozen=True)
class ShiftedNow:
    """`now` for a worker process: picklable, unaware of later moves of the clock."""

    offset: float

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self.offset, tz=timezone.utc)


class Clock:
    """Thread-safe. `offset` in seconds; listeners are called after each move."""

    def __init__(self, offset: float = 0.0) -> None:
        self._offset = offset
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    @property
    def offset(self) -> float:
        return self._offset

    def on_move(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def move(self, seconds: float) -> None:
        with self._lock:
            self._offset += seconds
        for listener in self._listeners:
            listener()

    def timestamp(self) -> float:
        return time.time() + self._offset

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.timestamp(), tz=timezone.utc)

    def stamp(self) -> str:
        """Now, as the API writes dates."""
        return iso(self.now())

    def shifted(self) -> ShiftedNow:
        return ShiftedNow(self._offset)


def iso(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
