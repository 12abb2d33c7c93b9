"""Fixtures of every suite: running emulators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.emulators import Emulator


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """One emulator for the whole session, without emulated delays. Tests share it: use names of your own."""
    running = Emulator("--speed", "inf")
    yield running
    running.stop()


@pytest.fixture
def start_emulator() -> Iterator[Callable[..., Emulator]]:
    """`start_emulator(*options, state=None)`: an emulator of the test's own, stopped at its end."""
    started: list[Emulator] = []

    def start(*options: str, state: Path | None = None) -> Emulator:
        defaults = () if "--speed" in options or "--durations" in options else ("--speed", "inf")
        started.append(Emulator(*defaults, *options, state=state))
        return started[-1]

    yield start
    for running in started:
        running.stop()
