"""A clock that jumps over what it should wait for."""

from __future__ import annotations

import threading
import time


class Hurry:
    """A wait that never lasts: the clock of the publication jumps instead, so that hours cost nothing."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self.waited: list[float] = []

    def now(self) -> float:
        return time.time() + self._ahead

    def wait(self, seconds: float) -> bool:
        self.skip(seconds)
        # The emulator works in real time, however fast: let it.
        threading.Event().wait(min(seconds, 0.02))
        return False

    def skip(self, seconds: float) -> bool:
        """As `wait`, for a time in which nothing is expected of the emulator."""
        self.waited.append(seconds)
        self._ahead += seconds
        return False
