"""How long the main thread of a QGIS is away, measured by a timer, and what kept it."""

from __future__ import annotations

import gc
import sys
import threading
import time
import traceback
from array import array
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from qgis.PyQt.QtCore import QTimer

BEAT_MS = 2
LONG_S = 0.05
LATE_S, WATCH_S = 0.03, 0.005
LONGEST = 10
"""Gaps that are told of."""
WHOLE = 2
"""The generation of a collection that looks at every object there is."""


@dataclass(frozen=True)
class Gap:
    """Seconds between two beats; `seen`: where the main thread was meanwhile.

    `busy_s`: how much of it the main thread computed; `queued_s`: how much it waited for a processor, others' work.
    """

    began: float
    away_s: float
    busy_s: float
    queued_s: float
    doing: str
    seen: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f" in {'; '.join(self.seen)}" if self.seen else ""
        parts = f"{1000 * self.busy_s:.0f} computing, {1000 * self.queued_s:.0f} waiting for a processor"
        return f"{self.doing}: {1000 * self.away_s:.0f} ms, {parts}{where}"


@dataclass(frozen=True)
class Collection:
    """One look of Python's collector of garbage at every object, with all threads at rest, whichever set it going."""

    began: float
    took_s: float
    thread: str

    def __str__(self) -> str:
        return f"all garbage collected for {1000 * self.took_s:.0f} ms by {self.thread}"


class Heartbeat:
    """How long the main thread was away, during what, and where it was seen meanwhile."""

    def __init__(self) -> None:
        self.all_s, self.ready_s = array("d"), array("d")
        self.long_ones: list[Gap] = []
        self.doing = "start"
        self._last, self._busy, self._queued = time.perf_counter(), time.thread_time(), _queued_s()
        self._seen: list[str] = []
        self._main = threading.get_ident()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._collecting = 0.0
        self._collections: list[Collection] = []

    def start(self) -> None:
        gc.callbacks.append(self._collect)
        self._last, self._busy, self._queued = time.perf_counter(), time.thread_time(), _queued_s()
        self._timer.start(BEAT_MS)
        threading.Thread(target=self._watch, daemon=True).start()

    def _beat(self) -> None:
        now, busy, queued = time.perf_counter(), time.thread_time(), _queued_s()
        away = now - self._last
        # One object a beat would be ten thousands of them, and bring about the collections that are looked for.
        self.all_s.append(away)
        self.ready_s.append(away - (queued - self._queued))
        if not self.long_ones or away > min(LONG_S, self.long_ones[0].away_s):
            seen = tuple(dict.fromkeys(self._seen))
            gap = Gap(self._last, away, busy - self._busy, queued - self._queued, self.doing, seen)
            self.long_ones = sorted([*self.long_ones, gap], key=lambda each: each.away_s, reverse=True)[:LONGEST]
        self._last, self._busy, self._queued = now, busy, queued
        self._seen = []

    def _collect(self, phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.perf_counter()
            return
        if about["generation"] == WHOLE:
            took = time.perf_counter() - self._collecting
            self._collections.append(Collection(self._collecting, took, threading.current_thread().name))

    def _watch(self) -> None:
        """Looks at the main thread whenever its beat is late: what is seen is named in the report."""
        while True:
            time.sleep(WATCH_S)
            if time.perf_counter() - self._last > LATE_S:
                self._seen.append(_place(sys._current_frames().get(self._main)))

    def told(self) -> dict[str, object]:
        ordered = sorted(self.all_s, reverse=True)
        return {
            "longest_gap_ms": 1000 * ordered[0],
            "longest_with_a_processor_ms": 1000 * max(self.ready_s),
            "longest_during": self.long_ones[0].doing,
            "gaps_over_50_ms": sum(each > LONG_S for each in ordered),
            "long_ones": [self._told_of(gap) for gap in self.long_ones],
            "p99_gap_ms": 1000 * ordered[len(ordered) // 100],
            "whole_collections": len(self._collections),
        }

    def _told_of(self, gap: Gap) -> str:
        """With the collections that began in it: a worker's is told only after the main thread's next beat."""
        during = [each for each in self._collections if 0 <= each.began - gap.began <= gap.away_s]
        return " + ".join([str(gap), *map(str, during)])


def _place(frame: FrameType | None) -> str:
    """The innermost places of the plugin, or of whatever Python runs when it is none of the plugin's."""
    if frame is None:
        return "no Python"
    stack = [f"{Path(each.filename).stem}.{each.name}:{each.lineno}" for each in traceback.extract_stack(frame)]
    return " > ".join(stack[-5:])


def _queued_s() -> float:
    """How long this thread has been ready to run while the machine's processors did other things."""
    return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
