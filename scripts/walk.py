"""For scripts that run inside QGIS: takes a generator from step to step.

It yields a condition, and goes on once the condition holds; QGIS's event loop runs meanwhile.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterator

from qgis.PyQt.QtCore import QTimer

Condition = Callable[[], bool]
LOOK_MS = 50
PATIENCE_S = 60.0


class Walk:
    """Looks at the present condition every now and then, until the steps end, or the first error.

    `ended` is called once: with the trace of the error, or an empty text. `state` says where a missed step left things.
    """

    def __init__(
        self,
        steps: Iterator[Condition],
        ended: Callable[[str], None],
        state: Callable[[], str] = lambda: "",
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._steps, self._ended, self._state, self._patience_s = steps, ended, state, patience_s
        self._condition: Condition = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        try:
            if self._condition():
                self._condition, self._since = next(self._steps), time.monotonic()
            elif time.monotonic() - self._since > self._patience_s:
                raise TimeoutError(f"a step was not reached in {self._patience_s:.0f} s. {self._state()}")
        except StopIteration:
            self._end("")
        except Exception:  # noqa: BLE001 - whatever it is, it is told
            self._end(traceback.format_exc())

    def _end(self, trouble: str) -> None:
        self._timer.stop()
        self._ended(trouble)


def pause(seconds: float) -> Condition:
    """Holds once the seconds are over."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def leave(trouble: str) -> None:
    """Ends QGIS, which would ask about unsaved changes: with code 0 when there was no trouble."""
    if trouble:
        print(trouble, flush=True)
    os._exit(1 if trouble else 0)
