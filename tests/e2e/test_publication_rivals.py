"""Real processes that race for one publication, or for one delivery, over real sockets: everything is made once."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport, Transport
from cartes_gouv_plugin.core.publication.intake import publication_of_upload
from cartes_gouv_plugin.core.publication.integration_claim import SETTLE_S
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.core.publication.sealing import new_record
from cartes_gouv_plugin.core.publication.turn import Desk
from tests.e2e.publication_bench import client_of, publication_on, sealed, write_package
from tests.e2e.website import Website
from tests.emulators import ROOT, Emulator
from tests.unit.publishing_bench import Clock
from tests.unit.rival_machines import Machine, Turns, is_change, race

ROUNDS = 3
DELIVERIES = 24
WANTED = (ServiceRequest(ServiceType.WFS), ServiceRequest(ServiceType.WMS_VECTOR))


def _noted(home: Path, publication: Publication) -> None:
    home.mkdir(parents=True, exist_ok=True)
    journal = Journal(home / "journal.sqlite")
    journal.add(*new_record(publication, time.time()))
    journal.close()


def _race(emulator: Emulator, publication: Publication, *homes: Path) -> None:
    """One process for each home, all at the same time, to their end."""
    command = [sys.executable, "-m", "tests.e2e.killable_publication"]
    given = [emulator.api_url, emulator.token(), publication.id]
    running = [
        subprocess.Popen([*command, str(home), *given], cwd=ROOT, stdout=subprocess.PIPE, text=True) for home in homes
    ]
    said = [process.communicate(timeout=240)[0] for process in running]
    assert [process.returncode for process in running] == [0] * len(homes), said


def _assert_made_once(emulator: Emulator, publication: Publication, *homes: Path, spare: int = 0) -> None:
    """`spare`: so many more executions may have been created, if they were aborted before anybody launched them."""
    client, ds = client_of(emulator), emulator.datastore
    uploads = set()
    for home in homes:
        journal = Journal(home / "journal.sqlite")
        record = journal.record(publication.id)
        journal.close()
        assert record is not None
        assert record.condition is Condition.DONE, record.failure
        uploads.add(record.publication.refs.upload)
    (upload,) = uploads
    assert client.upload(ds, upload).status is UploadStatus.DELETED
    assert {item.id for item in client.uploads(ds, name=publication.technical_name)} <= uploads
    named = client.stored_data_list(ds, name=publication.technical_name, fields=("status", "tags", "type"))
    (stored,) = [item for item in named if item.type == "VECTOR-DB"]
    assert stored.status is StoredDataStatus.GENERATED
    made = {execution.id: execution for execution in client.executions(ds, input_upload=upload)}
    integration = made.pop(stored.tags["proc_int_id"])
    assert integration.status is ExecutionStatus.SUCCESS
    assert _was_launched(emulator, integration.id)
    assert len(made) <= spare
    assert [execution.id for execution in made.values() if _was_launched(emulator, execution.id)] == []
    assert {execution.status for execution in made.values()} <= {ExecutionStatus.ABORTED}
    _assert_served_once(emulator, publication)


def _was_launched(emulator: Emulator, execution: str) -> bool:
    path = f"/datastores/{emulator.datastore}/processings/executions/{execution}"
    return "launch" in emulator.call("GET", path).json()


def _assert_served_once(emulator: Emulator, publication: Publication) -> None:
    client, ds = client_of(emulator), emulator.datastore
    sheet = {"datasheet_name": publication.datasheet}
    served = client.configurations(ds, tags=sheet, fields=("name", "type", "tags"))
    assert sorted(each.type for each in served) == sorted(request.type.value for request in publication.services)
    for configuration in served:
        assert len(client.offerings_of(ds, configuration.id)) == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_processes_with_one_home(emulator: Emulator, tmp_path: Path, number: int) -> None:
    path = Outbox(tmp_path).package_path(f"essai-{number}")
    write_package(path)
    publication = replace(publication_on(emulator, sealed(path)), id=path.parent.name, services=WANTED)
    _noted(tmp_path, publication)
    _race(emulator, publication, tmp_path, tmp_path, tmp_path)
    _assert_made_once(emulator, publication, tmp_path)


def _left_by_the_website(emulator: Emulator, folder: Path) -> str:
    """A delivery that was sent and closed, and whose page was closed; its identifier."""
    website = Website(emulator, folder)
    website.send()
    website.close()
    return website.upload


def test_two_machines_take_over_the_same_deliveries(emulator: Emulator, tmp_path: Path) -> None:
    """Many deliveries, each wanted by both machines at the same time, whoever comes first."""
    publications, homes = [], (tmp_path / "one", tmp_path / "other")
    for _ in range(DELIVERIES):
        upload = _left_by_the_website(emulator, tmp_path)
        publications.append(publication_of_upload(client_of(emulator), emulator.datastore, upload))
        for home in homes:
            _noted(home, publications[-1])
    emulator.settle()

    command = [sys.executable, "-m", "tests.e2e.rival_home"]
    given = [emulator.api_url, emulator.token()]
    running = [
        subprocess.Popen([*command, str(home), *given, home.name], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for home in homes
    ]
    said = [process.communicate(timeout=400)[0] for process in running]

    assert [process.returncode for process in running] == [0, 0]
    # A machine that was slower than the others wait may have created a second one; nobody may have launched it.
    spare = 1 if any(float(seconds) > SETTLE_S for seconds in said) else 0
    for publication in publications:
        _assert_made_once(emulator, publication, *homes, spare=spare)


class EmulatorHome:
    """A home whose processes speak to the emulator, under a clock that the scheduler turns."""

    def __init__(self, home: Path, emulator: Emulator, upload: str) -> None:
        self.path = home
        self.clock = Clock()
        self.platform: Transport = RequestsTransport(
            emulator.api_url, authorization=lambda _url: f"Bearer {emulator.token()}"
        )
        self.publication = publication_of_upload(EntrepotClient(self.platform), emulator.datastore, upload)
        _noted(home, self.publication)

    @contextmanager
    def process(self) -> Iterator[Desk]:
        journal, presence = Journal(self.path / "journal.sqlite", now=self.clock), Presence(self.path / "windows")
        try:
            yield Desk(journal, presence, EntrepotClient(self.platform), self.clock, lambda: 0.5)
        finally:
            presence.end()
            journal.close()


@pytest.mark.parametrize("sleeping", [False, True], ids=["awake", "sleeping"])
def test_two_machines_stopped_before_their_requests(emulator: Emulator, tmp_path: Path, sleeping: bool) -> None:
    """The schedules of the platform model's test, those in which both come to the creation, over real sockets."""
    for first, second in itertools.product(range(1, 5), range(1, 5)):
        upload = _left_by_the_website(emulator, tmp_path)
        emulator.settle()
        folder, shared = tmp_path / f"{first}-{second}", Clock()
        homes = [EmulatorHome(folder / name, emulator, upload) for name in ("one", "other")]
        machines = [Machine(home, Clock() if sleeping else shared) for home in homes]
        race(machines, emulator.settle, Turns(machines, [first, second], is_change))
        paths = [home.path for home in homes]
        _assert_made_once(emulator, homes[0].publication, *paths, spare=1 if sleeping else 0)
