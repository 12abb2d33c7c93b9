"""One emulator for each module of conformance tests, and the official client in any of its datastores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conformance.official_client import OfficialClient
from tests.emulators import Emulator

ClientMaker = Callable[[str], OfficialClient]


@pytest.fixture(scope="module")
def platform() -> Iterator[Emulator]:
    """As anybody starts it, but for the emulated delays."""
    running = Emulator("--speed", "inf")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def client_of(platform: Emulator, tmp_path_factory: pytest.TempPathFactory) -> ClientMaker:
    """`client_of("sandbox")`, `client_of("atelier")`: the official client at work in that datastore."""

    def make(datastore: str) -> OfficialClient:
        folder: Path = tmp_path_factory.mktemp(datastore)
        return OfficialClient(platform, platform.facts["datastores"][datastore], folder)

    return make
