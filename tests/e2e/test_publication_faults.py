"""A delivery on a bad day: what the emulator's faults do to it, and what people are told."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.entrepot.transport import Timeouts
from cartes_gouv_plugin.core.errors import SignInNeeded
from cartes_gouv_plugin.core.publication.publication import Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.e2e.publication_bench import Hurry, client_of, publication_on, resume, run, sealed, write_package
from tests.emulators import Emulator

QUICK = Timeouts(connect=2.0, answer=2.0, stall=2.0)
STALL_S = 60.0


@pytest.fixture(scope="module")
def faulty() -> Emulator:
    running = Emulator("--speed", "inf")
    yield running
    running.stop()


@dataclass
class StalledSending:
    """The server stops reading in the middle of a file, for longer than anybody waits; told once it is over."""

    thread: threading.Thread
    record: PublicationRecord | None = None
    noticed_s: float = 0.0
    sendings: int = 0


@pytest.fixture(scope="module", autouse=True)
def stalled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StalledSending]:
    """It lasts a real minute: it begins before the other tests, which do not wait for it."""
    home, emulator = tmp_path_factory.mktemp("stalled"), Emulator("--speed", "inf")

    def publish() -> None:
        path = home / "package.gpkg"
        write_package(path)
        with path.open("ab") as handle:
            handle.write(b"\0" * 40_000_000)
        emulator.faults({**DATA, "stall_request": 3 * STALL_S})
        client, publication = client_of(emulator), publication_on(emulator, sealed(path))
        begun: list[float] = []

        def follow(record: PublicationRecord) -> None:
            if record.waiting is not None and not told.noticed_s:
                told.noticed_s = time.monotonic() - begun[0]

        hurry = Hurry()
        with Unattended(home, client, hurry.wait, on_record=follow, now=hurry.now) as runner:
            identifier = runner.add(publication)
            begun.append(time.monotonic())
            told.record = runner.run(identifier)
        told.sendings = sum(1 for each in emulator.requests() if each["path"].endswith("/data"))

    told = StalledSending(threading.Thread(target=publish))
    told.thread.start()
    yield told
    told.thread.join()
    emulator.stop()


@pytest.fixture
def harmed(faulty: Emulator) -> Emulator:
    """The module's emulator, without the faults of the test before."""
    faulty.clear_faults()
    return faulty


def _published(emulator: Emulator, home: Path, *rules: dict, rows: int = 5, padding: int = 0) -> PublicationRecord:
    path = home / "package.gpkg"
    package = write_package(path, rows=rows)
    if padding:
        with path.open("ab") as handle:
            handle.write(b"\0" * padding)
        package = sealed(path)
    # A file whose answer alone is lost is not sent again: the other faults of a sending come first.
    emulator.faults(*sorted(rules, key=_loses_answer))
    publication = publication_on(emulator, package)
    client = client_of(emulator, timeouts=QUICK)
    try:
        record = run(home, client, publication)
    except SignInNeeded:
        # The user signs in again.
        record = resume(home, client, publication.id)
    idle = [rule for rule in emulator.control("GET", "faults").json() if not rule["seen"]]
    assert not idle or all(map(_loses_answer, rules)), idle
    _assert_once(emulator, record)
    return record


def _loses_answer(rule: dict) -> bool:
    return "cut_response_after" in rule or "stall" in rule


def _assert_once(emulator: Emulator, record: PublicationRecord) -> None:
    client, publication = client_of(emulator), record.publication
    emulator.clear_faults()
    named = client.uploads(emulator.datastore, name=publication.technical_name)
    assert {upload.id for upload in named} <= {publication.refs.upload}
    if publication.refs.upload is not None:
        assert len(client.executions(emulator.datastore, input_upload=publication.refs.upload)) <= 1


DATA = {"method": "POST", "path": "*/data"}
EXECUTIONS = {"method": "POST", "path": "*/processings/executions"}

PASSING = {
    "503 on data": {**DATA, "status": 503, "count": 2},
    "data cut at half": {**DATA, "cut_request_after": 60_000},
    "answer to data cut": {**DATA, "cut_response_after": 5},
    "answer to data stalls": {**DATA, "stall": 4},
    "409 on data": {**DATA, "status": 409},
    "400 on the execution": {**EXECUTIONS, "status": 400},
    "503 on the execution": {**EXECUTIONS, "status": 503},
    "answer to the execution cut": {**EXECUTIONS, "cut_response_after": 10},
    "answer to the launch cut": {"method": "POST", "path": "*/launch", "cut_response_after": 5},
    "409 on close": {"method": "POST", "path": "*/close", "status": 409},
    "answer to the creation truncated": {"method": "POST", "path": "*/uploads", "truncate": True},
    "429": {"path": "*", "status": 429, "retry_after": 2, "skip": 3},
    "token expired in the middle": {**DATA, "expired_token": True},
    "500 on deletion": {"method": "DELETE", "path": "*/uploads/*", "status": 500},
    "404 on tags": {"method": "POST", "path": "*/tags", "status": 404, "skip": 1},
    "half a list": {"method": "GET", "path": "*/executions*", "truncate": True, "count": 3},
    "strange status": {"method": "GET", "path": "*/uploads/*", "status_word": "FROZEN", "skip": 2},
}


@pytest.mark.parametrize("name", PASSING)
def test_one_fault(harmed: Emulator, tmp_path: Path, name: str) -> None:
    padding = 200_000 if "data" in name else 0
    record = _published(harmed, tmp_path, PASSING[name], padding=padding)

    assert record.condition is Condition.DONE, record.failure


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(PASSING, 2)))
def test_two_faults(harmed: Emulator, tmp_path: Path, first: str, second: str) -> None:
    record = _published(harmed, tmp_path, PASSING[first], PASSING[second])

    assert record.condition is Condition.DONE, record.failure


def test_failed_check_is_reported_errors_first(harmed: Emulator, tmp_path: Path) -> None:
    package = write_package(tmp_path / "package.gpkg", srs="EPSG:4326")
    client, publication = client_of(harmed), publication_on(harmed, package)

    record = run(tmp_path, client, publication)

    assert record.condition is Condition.FAILED
    assert record.failure is not None
    assert (record.failure.stage, record.failure.kind) == (Stage.CHECKS, "ChecksFailed")
    assert record.failure.report[0].startswith("Vérification vecteur: ")
    assert "SRS" in record.failure.report[0]
    assert record.stages[Stage.UPLOAD].status is StageStatus.SUCCESSFUL
    upload = client.upload(harmed.datastore, record.publication.refs.upload or "")
    assert upload.status is UploadStatus.UNSTABLE
    assert upload.tags["integration_current_step"] == "0"
    assert upload.tags["integration_progress"].startswith('{"send_files_api":"failed"')


def test_failed_integration_is_reported(harmed: Emulator, tmp_path: Path) -> None:
    rule = {"processing": "fail", "log": ["2026-07-24 00:12:00,981ERROR||ogr||3||La table communes est vide"]}

    record = _published(harmed, tmp_path, rule)

    assert record.failure is not None
    assert (record.failure.stage, record.failure.kind) == (Stage.INTEGRATION, "IntegrationFailed")
    assert record.failure.report[0] == "La table communes est vide"


def test_missing_rights_are_told_at_once(harmed: Emulator, tmp_path: Path) -> None:
    record = _published(harmed, tmp_path, {"method": "POST", "path": "*/uploads", "status": 403, "count": None})

    assert record.failure is not None
    assert (record.failure.stage, record.failure.kind) == (Stage.UPLOAD, "Forbidden")


def test_name_refused_twice_is_a_failure(harmed: Emulator, tmp_path: Path) -> None:
    record = _published(harmed, tmp_path, {"method": "POST", "path": "*/uploads", "status": 409, "count": None})

    assert record.failure is not None
    assert (record.failure.stage, record.failure.kind) == (Stage.UPLOAD, "Conflict")


def test_retry_after_is_obeyed(harmed: Emulator, tmp_path: Path) -> None:
    harmed.faults({"method": "POST", "path": "*/uploads", "status": 503, "retry_after": 40})
    hurry = Hurry()

    run(tmp_path, client_of(harmed), publication_on(harmed, write_package(tmp_path / "p.gpkg")), hurry)

    assert any(39.9 <= seconds < 60 for seconds in hurry.waited), hurry.waited


def test_delivery_deleted_elsewhere(harmed: Emulator, tmp_path: Path) -> None:
    harmed.faults({**DATA, "status": 503, "count": None})
    client = client_of(harmed)
    publication = publication_on(harmed, write_package(tmp_path / "p.gpkg"))
    looks: list[float] = []
    hurry = Hurry()

    def wait(seconds: float) -> bool:
        looks.append(seconds)
        if len(looks) == 12:
            upload = client.uploads(harmed.datastore, name=publication.technical_name)[0]
            client.delete_upload(harmed.datastore, upload.id)
        return hurry.wait(seconds)

    with Unattended(tmp_path, client, wait, now=hurry.now) as runner:
        record = runner.run(runner.add(publication))

    assert record.failure is not None
    assert record.failure.kind == "NotFound"


@pytest.mark.parametrize(
    "options",
    [("--strict",), ("--no-storage-labels",), ("--deleted-uploads", "hidden"), ("--dialect", "tutorial")],
    ids=lambda options: " ".join(options),
)
def test_where_only_the_live_platform_could_tell(
    start_emulator: Callable[..., Emulator], tmp_path: Path, options: tuple[str, ...]
) -> None:
    emulator = start_emulator(*options)

    record = _published(emulator, tmp_path)

    assert record.condition is Condition.DONE, record.failure


@pytest.mark.parametrize("title", ["A & B # + % , '", "100 %25 {x} ;:@", "Été ÀÿŒ _-.~!$()*"])
def test_odd_datasheet_titles(harmed: Emulator, tmp_path: Path, title: str) -> None:
    title = f"{title} {time.monotonic_ns()}"
    publication = publication_on(harmed, write_package(tmp_path / "p.gpkg"), datasheet=title)

    record = run(tmp_path, client_of(harmed), publication)

    assert record.condition is Condition.DONE, record.failure
    stored = client_of(harmed).stored_data_list(harmed.datastore, tags={"datasheet_name": title})
    assert [item.id for item in stored] == [record.publication.refs.stored_data]


def test_a_sending_that_stalls_for_a_minute_is_noticed_and_made_again(stalled: StalledSending) -> None:
    """With the time-outs that people have. Last of the module: the minute has passed meanwhile."""
    stalled.thread.join()

    assert stalled.record is not None
    assert stalled.record.condition is Condition.DONE, stalled.record.failure
    assert stalled.noticed_s >= STALL_S
    # The stall ends by itself much later; a sending that only went on then would be the only one.
    assert stalled.sendings == 2
