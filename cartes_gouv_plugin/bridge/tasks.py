"""Work off the main thread: one task class that cannot bring QGIS down, and the speed of a sending."""

from __future__ import annotations

import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qgis.core import Qgis, QgsMessageLog, QgsTask
from qgis.PyQt import sip

from cartes_gouv_plugin.core.errors import Cancelled, CartesGouvError, ContractBroken

HIDDEN = QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt | QgsTask.Flag.Hidden | QgsTask.Flag.Silent
"""A look at the server: seconds, nothing to show, nothing to ask when QGIS closes."""
VISIBLE = QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt
"""An export or a sending: it can go on at the next start, so that closing QGIS needs no question either."""

LONGEST_END_S = 3.0
"""How long the end of QGIS, or of the plugin, may wait for jobs."""

_TELL_EVERY_S = 0.1
_RATE_OVER_S = 8.0


class Work(QgsTask):
    """Runs `job(work)` on a worker thread, then `done(work)` on the main thread, whatever happened.

    Afterwards `result` is what the job returned, or `error` what it raised: `Cancelled` when the task was cancelled
    before its job began. `stop_now` is called, from the main thread, when the task is cancelled: it ends what the job
    is blocked in.
    """

    def __init__(
        self, title: str, flags: QgsTask.Flag, job: Callable[[Work], Any], done: Callable[[Work], None]
    ) -> None:
        super().__init__(title, flags)
        self.result: Any = None
        self.error: Exception | None = None
        self._job = job
        self._done = done
        self._lock = threading.Lock()
        self._stop_now: Callable[[], None] | None = None

    def run(self) -> bool:
        try:
            self.result = self._job(self)
        except Exception as error:  # noqa: BLE001 - what escapes here would abort QGIS; `done` deals with it
            self.error = error
            return False
        return True

    def finished(self, succeeded: bool) -> None:
        if not succeeded and self.error is None:
            self.error = Cancelled("cancelled before it began")
        self._done(self)

    def cancel(self) -> None:
        """Nothing happens to one that has ended: QGIS deletes it, whether or not its owner was told."""
        if sip.isdeleted(self):
            return
        super().cancel()
        with self._lock:
            stop_now = self._stop_now
        if stop_now is not None:
            stop_now()

    def stop_with(self, stop_now: Callable[[], None]) -> None:
        """From the job: what to call when the task is cancelled; called at once when it was."""
        with self._lock:
            self._stop_now = stop_now
        if self.isCanceled():
            stop_now()

    def let_go(self) -> None:
        """Its end concerns nobody any more: what `done` would tell may be gone."""
        self._done = _nobody

    def check(self) -> None:
        """Raises `Cancelled` when the task was cancelled."""
        if self.isCanceled():
            raise Cancelled("cancelled on request")


def end_all(works: Iterable[Work]) -> None:
    """Cancels them, tells nobody, and waits a moment for their end: a job must not outlive what it works with."""
    ending = [work for work in works if not sip.isdeleted(work)]
    for work in ending:
        # Before the cancelling: one that still waits for a thread ends inside it.
        work.let_go()
        work.cancel()
    until = time.monotonic() + LONGEST_END_S
    for work in ending:
        work.waitForFinished(max(1, int(1000 * (until - time.monotonic()))))


def foreseen(error: Exception | None) -> CartesGouvError | None:
    """What to tell of a job's error. One that nobody foresaw is told by its kind and place, and logged.

    Its own words may hold what must not be shown.
    """
    if error is None or isinstance(error, CartesGouvError):
        return error
    where = traceback.extract_tb(error.__traceback__)[-1]
    text = f"unexpected {type(error).__name__} in {where.name}, line {where.lineno}"
    QgsMessageLog.logMessage(text, "cartes.gouv.fr", Qgis.MessageLevel.Critical)
    return ContractBroken(text)


def _nobody(_work: Work) -> None:
    """Nobody is told."""


@dataclass(frozen=True)
class Sent:
    """How far a sending is: bytes, and bytes per second when that can be told."""

    done: int
    total: int
    rate: float | None


class Speedometer:
    """Turns the transport's many byte counts into a few `Sent` a second. Called from the worker thread only."""

    def __init__(self, tell: Callable[[Sent], None]) -> None:
        self._tell = tell
        self._points: deque[tuple[float, int]] = deque()

    def count(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._points and now - self._points[-1][0] < _TELL_EVERY_S and done < total:
            return
        if self._points and done < self._points[-1][1]:
            self._points.clear()
        self._points.append((now, done))
        while now - self._points[0][0] > _RATE_OVER_S and len(self._points) > 2:
            self._points.popleft()
        since, already = self._points[0]
        rate = (done - already) / (now - since) if now - since > 0.5 and done > already else None
        self._tell(Sent(done, total, rate))
