"""Who is signed in and where they work: asked while the list is, chosen anew at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsSettings

from cartes_gouv_plugin.bridge.account import DATASTORE_KEY, Account
from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import read_settings
from tests.emulators import Emulator
from tests.waiting import wait_until

PATIENCE_MS = 60_000
SEEDED = 5

Start = Callable[[str], tuple[Account, DatasheetCatalogue]]


@pytest.fixture
def seeded(start_emulator: Callable[..., Emulator]) -> Emulator:
    return start_emulator("--seed", str(SEEDED))


@pytest.fixture
def start(qgis_app: object, seeded: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """`start(user)`: somebody's account, and the list of the datastore that they work in."""
    made: list[tuple[Account, DatasheetCatalogue, Connection]] = []

    def new(user: str) -> tuple[Account, DatasheetCatalogue]:
        monkeypatch.setenv("CARTES_GOUV_API_URL", seeded.api_url)
        monkeypatch.setenv("CARTES_GOUV_ACCESS_TOKEN", seeded.token(user))
        monkeypatch.setenv("CARTES_GOUV_HOME", str(tmp_path))
        connection = Connection(read_settings())
        account, catalogue = Account(connection), DatasheetCatalogue(connection)
        account.located.connect(catalogue.refresh)
        made.append((account, catalogue, connection))
        return account, catalogue

    yield new
    for account, catalogue, connection in made:
        account.close()
        catalogue.close()
        connection.close()
    QgsSettings().remove(DATASTORE_KEY)


def wait(seen: Callable[[], object]) -> None:
    wait_until(seen, timeout_milliseconds=PATIENCE_MS)


def test_the_list_does_not_wait_for_what_the_datastore_is(start: Start, seeded: Emulator) -> None:
    seeded.faults({"path": f"/api/datastores/{seeded.datastore}", "latency": 20.0, "count": None})
    account, catalogue = start("alice")
    account.refresh()
    wait(lambda: len(catalogue.listed) == SEEDED)
    assert account.standing is None, "the datastore has not been told yet"
    seeded.clear_faults()


def test_a_datastore_chosen_during_a_question_is_asked_about_next(start: Start, seeded: Emulator) -> None:
    seeded.faults({"path": "*/users/me", "latency": 1.0, "count": 1})
    account, catalogue = start("alice")
    account.refresh()
    account.choose(seeded.essentielle)
    wait(lambda: account.standing is not None and account.standing.destination.datastore == seeded.essentielle)
    wait(lambda: not catalogue.is_listing)
    assert catalogue.datastore == seeded.essentielle


def test_what_another_datastore_answers_late_is_not_shown(start: Start, seeded: Emulator) -> None:
    _account, catalogue = start("alice")
    seen: set[str] = set()
    catalogue.changed.connect(lambda: seen.add(catalogue.datastore))
    seeded.faults({"path": f"*/{seeded.datastore}/*", "latency": 1.0, "count": None})
    catalogue.refresh(seeded.datastore)
    catalogue.refresh(seeded.essentielle)
    wait(lambda: not catalogue.is_listing)
    wait(lambda: not catalogue._running)
    assert catalogue.datastore == seeded.essentielle
    assert seeded.datastore not in seen
