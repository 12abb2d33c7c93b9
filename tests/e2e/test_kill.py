"""Real processes, really killed (SIGKILL), against the emulator: nothing is lost, nothing is made twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Execution
from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.core.publication.sealing import new_record
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.e2e.publication_bench import Hurry, client_of, publication_on, sealed, write_package
from tests.emulators import ROOT, Emulator

CHANGES = 14
"""POSTs and DELETEs of one publication without services."""
LOOPS = int(os.environ.get("KILL_LOOPS", "4"))
"""Publications that are killed again and again, up to eight times each; `KILL_LOOPS=50` is a long proof."""


def _begun(emulator: Emulator, home: Path, padding: int = 0) -> Publication:
    publication = publication_on(emulator, None)
    path = Outbox(home).package_path(publication.id)
    write_package(path)
    if padding:
        with path.open("ab") as handle:
            handle.write(b"\0" * padding)
    publication = publication_on(emulator, sealed(path), datasheet=publication.datasheet)
    journal = Journal(home / "journal.sqlite")
    journal.add(*new_record(publication, time.time()))
    journal.close()
    return publication


def _process(emulator: Emulator, home: Path, publication: Publication, *fatal: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.e2e.killable_publication"]
    command += [str(home), emulator.api_url, emulator.token(), publication.id, *fatal]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _assert_made_once(emulator: Emulator, home: Path, publication: Publication) -> None:
    journal = Journal(home / "journal.sqlite")
    record = journal.record(publication.id)
    journal.close()
    assert record is not None
    assert record.condition is Condition.DONE, record.failure
    client, ds = client_of(emulator), emulator.datastore
    upload = client.upload(ds, record.publication.refs.upload or "")
    assert upload.status is UploadStatus.DELETED
    named = [item for item in client.uploads(ds, name=publication.technical_name) if item.id != upload.id]
    assert named == [], "a second delivery"
    named_so = client.stored_data_list(ds, name=publication.technical_name, fields=("status", "tags", "type"))
    stored = [item for item in named_so if item.type == "VECTOR-DB"]
    assert [item.status for item in stored] == [StoredDataStatus.GENERATED]
    made: list[Execution] = client.executions(ds, input_upload=upload.id)
    assert [execution.id for execution in made] == [stored[0].tags["proc_int_id"]]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(CHANGES))
def test_killed_at_each_change(emulator: Emulator, tmp_path: Path, when: str, number: int) -> None:
    publication = _begun(emulator, tmp_path)

    killed = _process(emulator, tmp_path, publication, when, str(number))
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL, "the process was to be killed"
    again = _process(emulator, tmp_path, publication)
    again.communicate(timeout=60)

    assert again.returncode == 0
    _assert_made_once(emulator, tmp_path, publication)


@pytest.mark.parametrize("seed", range(LOOPS))
def test_killed_at_random_moments_again_and_again(emulator: Emulator, tmp_path: Path, seed: int) -> None:
    publication, chance = _begun(emulator, tmp_path, padding=3_000_000), random.Random(seed)
    kills = 0
    while True:
        process = _process(emulator, tmp_path, publication)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            # The work takes longer than a tenth of a second everywhere: the first kill comes in the middle of it.
            process.communicate(timeout=chance.uniform(0.0, 0.1 if not kills else 0.3) if kills < 8 else 60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
            continue
        break

    assert process.returncode == 0
    assert kills > 0
    _assert_made_once(emulator, tmp_path, publication)


class Cut(BaseException):
    """The process ends here."""


class OneChange:
    """Lets one change through, answered or not, and ends the process."""

    def __init__(self, transport: RequestsTransport, *, answered: bool) -> None:
        self._transport = transport
        self._answered = answered
        self._changed = False

    def send(self, call: Call) -> Answer:
        if call.method == "GET":
            return self._transport.send(call)
        if self._changed:
            raise Cut
        self._changed = True
        answer = self._transport.send(call)
        if not self._answered:
            raise Cut
        return answer


@pytest.mark.parametrize("answered", [True, False], ids=["after the answer", "before the answer"])
def test_one_change_a_process_with_every_service(emulator: Emulator, tmp_path: Path, answered: bool) -> None:
    """No process lives longer than one change; services included, nothing is made twice."""
    wanted = tuple(ServiceRequest(kind) for kind in ServiceType)
    publication = replace(publication_on(emulator, write_package(tmp_path / "package.gpkg")), services=wanted)
    journal = Journal(tmp_path / "journal.sqlite")
    journal.add(*new_record(publication, time.time()))
    journal.close()
    record, processes = None, 0
    while record is None:
        transport = RequestsTransport(emulator.api_url, authorization=lambda _url: f"Bearer {emulator.token()}")
        client, hurry = EntrepotClient(OneChange(transport, answered=answered)), Hurry()
        processes += 1
        assert processes < 150
        try:
            with Unattended(tmp_path, client, hurry.wait, now=hurry.now) as runner:
                record = runner.run(publication.id)
        except Cut:
            continue

    assert record.condition is Condition.DONE, record.failure
    assert processes > CHANGES
    _assert_made_once(emulator, tmp_path, publication)
    client = client_of(emulator)
    sheet = {"datasheet_name": publication.datasheet}
    made = client.configurations(emulator.datastore, tags=sheet, fields=("name", "type", "tags"))
    assert sorted(configuration.type for configuration in made) == ["WFS", "WMS-VECTOR", "WMTS-TMS"]
    for configuration in made:
        assert len(client.offerings_of(emulator.datastore, configuration.id)) == 1
