"""Fixtures of every suite: running emulators; how far properties are searched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.emulators import Emulator
from tests.qgis_processes import QgisProcess

# The same examples at each run, so that a red run means a change; `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


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


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory: pytest.TempPathFactory) -> QgisProcess:
    """An installation for `qgis_process` that the tests of a file share, its journal included."""
    return QgisProcess(tmp_path_factory.mktemp("qgis_process"))
