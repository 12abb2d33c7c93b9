"""Progress as a tree of weights, with cancelling as part of it."""

from __future__ import annotations

from typing import Callable

from cartes_gouv_plugin.core.errors import Cancelled


class Reporter:
    """A slice of a piece of work. `update` takes fractions of this slice, 0 to 1; the sink gets fractions of the whole.

    The sink may be called from a worker thread. `update` and `check` raise `Cancelled` once cancelling was asked for.
    """

    def __init__(
        self,
        sink: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        start: float = 0.0,
        span: float = 1.0,
    ) -> None:
        self._sink = sink
        self._cancelled = cancelled
        self._start = start
        self._span = span
        self._taken = 0.0

    def part(self, weight: float) -> Reporter:
        """The next `weight` (0 to 1) of this slice, as a slice of its own."""
        part = Reporter(
            self._sink, self._cancelled, start=self._start + self._span * self._taken, span=self._span * weight
        )
        self._taken = min(1.0, self._taken + weight)
        return part

    def update(self, fraction: float) -> None:
        self.check()
        if self._sink is not None:
            self._sink(self._start + self._span * min(1.0, max(0.0, fraction)))

    def check(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("cancelled on request")
