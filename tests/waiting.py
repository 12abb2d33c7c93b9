"""Waiting in a test while Qt's events go on."""

from __future__ import annotations

from collections.abc import Callable

from pytest_qgis.utils import wait_until as _wait_until


def wait_until(condition: Callable[[], bool], *, timeout_milliseconds: int = 5000) -> bool:
    """True; raises `TimeoutError` when the condition does not come true, where the original returns False."""
    if not _wait_until(condition, timeout_milliseconds=timeout_milliseconds):
        raise TimeoutError(f"not true after {timeout_milliseconds / 1000:.0f} s")
    return True
