"""Real processes, really killed (SIGKILL), against the emulator: nothing is lost, nothing is made twice.

Before and after each change, and at 300 random moments: of plain publications, of some with services, and of
deliveries taken over from the website. `KILLS=5000` is a longer proof, `KILLS_SEED=7` another one.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Execution
from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.publication.intake import publication_of_upload
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.core.publication.sealing import new_record
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.e2e.publication_bench import Hurry, client_of, publication_on, sealed, write_package
from tests.e2e.website import Website
from tests.emulators import ROOT, Emulator

TELLS = 'POST uploads/*/tags {{"send_files_api":"successful","wait_checks":"{}","integration_processing":"{}"}}'
WHILE_CHECKED = TELLS.format("in_progress", "waiting")
WHILE_INTEGRATED = TELLS.format("successful", "in_progress")
PASSING = (WHILE_CHECKED, WHILE_INTEGRATED)
"""Changes that a process makes only when it looks while the platform is at work."""
FROM_THE_FILE_ON = ("POST uploads/*/data", "POST uploads/*/md5", "POST uploads/*/close")
CHECKED = TELLS.format("successful", "waiting")
INTEGRATION = (
    "POST processings/executions",
    "POST uploads/*/tags proc_int_id,vectordb_id",
    "POST processings/executions/*/launch",
    TELLS.format("successful", "successful"),
    "POST uploads/*/tags file_tree",
    "DELETE uploads/*",
)
PLAIN = (
    "POST uploads",
    "POST uploads/*/tags created_by,datasheet_name,producer",
    *FROM_THE_FILE_ON,
    CHECKED,
    "POST stored_data/*/tags created_by,datasheet_name,proc_int_id,producer,upload_id",
    *INTEGRATION,
)
"""Every change of a publication without services that is made whenever the process looks."""
TAKING_OVER = (
    "DELETE uploads/*/data",
    *FROM_THE_FILE_ON,
    CHECKED,
    "POST uploads/*/tags claimed_by",
    "POST stored_data/*/tags datasheet_name,proc_int_id,producer,production_year,upload_id",
    *INTEGRATION,
)
"""Those of a delivery that the website left open."""
KILLS = int(os.environ.get("KILLS", "300"))
SEED = int(os.environ.get("KILLS_SEED", "0"))
ROUNDS = 10
KILLS_OF_ONE = 12
"""So often one publication is killed at most; then it is left to end."""
WANTED = (ServiceRequest(ServiceType.WFS), ServiceRequest(ServiceType.WMS_VECTOR))


def _plain(emulator: Emulator, path: Path) -> Publication:
    return replace(publication_on(emulator, sealed(path)), id=path.parent.name)


def _with_services(emulator: Emulator, path: Path) -> Publication:
    return replace(_plain(emulator, path), services=WANTED)


def _taken_over(emulator: Emulator, path: Path) -> Publication:
    """The website began to send a file of its own."""
    website = Website(emulator, path.parents[2])
    website.send(part=True)
    begun = publication_of_upload(client_of(emulator), emulator.datastore, website.upload, package=sealed(path))
    return replace(begun, id=path.parent.name)


Kind = Callable[[Emulator, Path], Publication]
KINDS: tuple[Kind, ...] = (_plain, _with_services, _taken_over)


def _begun(emulator: Emulator, home: Path, kind: Kind = _plain, padding: int = 0) -> Publication:
    path = Outbox(home).package_path(str(uuid4()))
    write_package(path)
    with path.open("ab") as handle:
        handle.write(b"\0" * padding)
    publication = kind(emulator, path)
    journal = Journal(home / "journal.sqlite")
    journal.add(*new_record(publication, time.time()))
    journal.close()
    return publication


def _process(emulator: Emulator, home: Path, publication: Publication, *fatal: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.e2e.killable_publication"]
    command += [str(home), emulator.api_url, emulator.token(), publication.id, "hurried", *fatal]
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
    assert stored[0].tags["upload_id"] == upload.id
    _assert_served_once(emulator, publication)


def _assert_served_once(emulator: Emulator, publication: Publication) -> None:
    client, ds = client_of(emulator), emulator.datastore
    sheet = {"datasheet_name": publication.datasheet}
    served = client.configurations(ds, tags=sheet, fields=("name", "type", "tags"))
    assert sorted(each.type for each in served) == sorted(request.type.value for request in publication.services)
    for configuration in served:
        assert len(client.offerings_of(ds, configuration.id)) == 1


@pytest.fixture(scope="module")
def slow_emulator() -> Iterator[Emulator]:
    """Its work takes some tenths of a second: most looks find it at work."""
    running = Emulator("--speed", "20")
    yield running
    running.stop()


def _said(process: subprocess.Popen[str]) -> list[str]:
    return process.communicate(timeout=120)[0].splitlines()


@pytest.mark.parametrize(("kind", "changes"), [(_plain, PLAIN), (_taken_over, TAKING_OVER)])
def test_the_changes_at_which_processes_are_killed_are_all(
    slow_emulator: Emulator, tmp_path: Path, kind: Kind, changes: tuple[str, ...]
) -> None:
    publication = _begun(slow_emulator, tmp_path, kind)

    said = _said(_process(slow_emulator, tmp_path, publication))

    assert said[-1].startswith("done")
    assert sorted(set(said[1:-1]) - set(PASSING)) == sorted(changes)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("kind", "change"), [(_plain, change) for change in PLAIN] + [(_taken_over, change) for change in TAKING_OVER]
)
def test_killed_at_each_change(emulator: Emulator, tmp_path: Path, when: str, kind: Kind, change: str) -> None:
    publication = _begun(emulator, tmp_path, kind)

    killed = _process(emulator, tmp_path, publication, when, change)
    said = _said(killed)
    assert said[-1] == change
    assert killed.returncode == -signal.SIGKILL
    again = _process(emulator, tmp_path, publication)
    again.communicate(timeout=120)

    assert again.returncode == 0
    _assert_made_once(emulator, tmp_path, publication)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", [_plain, _taken_over])
@pytest.mark.parametrize("change", PASSING)
def test_killed_while_the_platform_works(
    slow_emulator: Emulator, tmp_path: Path, when: str, kind: Kind, change: str
) -> None:
    publication = _begun(slow_emulator, tmp_path, kind)

    killed = _process(slow_emulator, tmp_path, publication, when, change)
    said = _said(killed)
    # A process that never looked at the right moment had nothing to tell, and came to its end.
    assert (killed.returncode == -signal.SIGKILL) is (change in said)
    again = _process(slow_emulator, tmp_path, publication)
    again.communicate(timeout=120)

    assert again.returncode == 0
    _assert_made_once(slow_emulator, tmp_path, publication)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_at_random_moments_again_and_again(emulator: Emulator, tmp_path: Path, number: int) -> None:
    chance, kills = random.Random(f"{SEED}/{number}"), 0
    for rank in itertools.count():
        if kills >= KILLS / ROUNDS:
            break
        publication = _begun(emulator, tmp_path / str(rank), KINDS[(number + rank) % len(KINDS)], padding=3_000_000)
        kills += _killed_again_and_again(emulator, tmp_path / str(rank), publication, chance)
        _assert_made_once(emulator, tmp_path / str(rank), publication)


def _killed_again_and_again(emulator: Emulator, home: Path, publication: Publication, chance: random.Random) -> int:
    """Starts it until it comes to its end; returns how often it was killed in the middle of its work."""
    kills = 0
    while True:
        process = _process(emulator, home, publication)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            process.communicate(timeout=chance.uniform(0.0, 0.15) if kills < KILLS_OF_ONE else 240)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
            continue
        assert process.returncode == 0
        return kills


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
    assert processes > len(PLAIN)
    _assert_made_once(emulator, tmp_path, publication)
