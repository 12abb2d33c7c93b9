"""A fortnight without a network in the middle of a publication: connections are refused, the platform's
clock goes on, and the session is over at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, GetRetry, RequestsTransport
from cartes_gouv_plugin.core.errors import SignInNeeded
from cartes_gouv_plugin.core.publication.publication import Stage
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.e2e.publication_bench import Hurry, publication_on, write_package
from tests.emulators import Emulator

DAY = 86_400.0
AWAY = 14 * DAY
NOBODY_LISTENS = "http://127.0.0.1:9/api"
MOST_LOOKS = 14 * 144 * 1.1
"""One every ten minutes, and some more at the beginning."""


class Departing:
    """The network of a computer that is taken away at some moment; its looks are counted meanwhile."""

    def __init__(self, emulator: Emulator, hurry: Hurry) -> None:
        once = GetRetry(attempts=1)
        self._token = emulator.token()
        self._sign_in = f"{emulator.sso_url}/protocol/openid-connect/token"
        self._there = RequestsTransport(emulator.api_url, authorization=lambda _url: f"Bearer {self._token}")
        self._away = RequestsTransport(NOBODY_LISTENS, retry=once)
        self._hurry = hurry
        self.until = 0.0
        self.looks = 0

    def sign_in(self) -> None:
        """As alice, for a session that begins now."""
        given = {"grant_type": "password", "client_id": "cartes-gouv-plugin", "username": "alice", "password": "alice"}
        self._token = requests.post(self._sign_in, data=given, timeout=10).json()["access_token"]

    def send(self, call: Call) -> Answer:
        if self._hurry.now() >= self.until:
            return self._there.send(call)
        self.looks += 1
        return self._away.send(call)


@pytest.mark.parametrize("stage", [Stage.UPLOAD, Stage.CHECKS, Stage.INTEGRATION])
def test_offline_for_a_fortnight(start_emulator: Callable[..., Emulator], tmp_path: Path, stage: Stage) -> None:
    emulator = start_emulator()
    hurry = Hurry()
    network = Departing(emulator, hurry)
    publication = publication_on(emulator, write_package(tmp_path / "package.gpkg"))

    def leave(record: PublicationRecord) -> None:
        if not network.until and record.stage is stage:
            network.until = hurry.now() + AWAY
            emulator.clock(AWAY)

    def wait(seconds: float) -> bool:
        return hurry.skip(seconds) if hurry.now() < network.until else hurry.wait(seconds)

    with Unattended(tmp_path, EntrepotClient(network), wait, on_record=leave, now=hurry.now) as runner:
        with pytest.raises(SignInNeeded):
            runner.run(runner.add(publication))
        assert hurry.now() >= network.until
        network.sign_in()
        record = runner.run(publication.id)
        events = len(runner.journal.events(publication.id))

    assert record.condition is Condition.DONE, record.failure
    assert 14 * 24 < network.looks < MOST_LOOKS
    assert events < 60
    client, ds = EntrepotClient(network), emulator.datastore
    assert len(client.executions(ds, input_upload=record.publication.refs.upload)) == 1
    named = client.stored_data_list(ds, name=publication.technical_name, fields=("type",))
    assert len([item for item in named if item.type == "VECTOR-DB"]) == 1
