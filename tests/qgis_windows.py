"""A real QGIS window on a virtual screen, for as long as a test gives it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence

import pytest

_SAID = 3000


def run_in_window(command: Sequence[str], environment: Mapping[str, str], patience_s: float) -> str:
    """The end of what QGIS said. Fails the test, in words, when the window is still there after `patience_s` seconds.

    The screen and everything in it belong to one group of processes: nothing of it outlives the test.
    """
    running = subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        said, _nothing = running.communicate(timeout=patience_s)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        said, _nothing = running.communicate()
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        pytest.fail(f"QGIS's window was still busy after {patience_s:.0f} s (load {load}). It said: {said[-_SAID:]}")
    return said[-_SAID:]
