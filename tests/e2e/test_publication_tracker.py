"""The tracker in a running QGIS application: tasks, timer, signals, commands, against the emulator."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication

from cartes_gouv_plugin.bridge.tracker import PublicationTracker
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import files_of
from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.errors import ExportRefused, SignInNeeded
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.decision import WaitReason
from cartes_gouv_plugin.core.publication.publication import Package, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from tests.e2e.publication_bench import client_of, publication_on, sealed, write_package
from tests.emulators import Emulator

PADDING, SLOW_LINK = 20_000_000, 500_000
"""Bytes of a large file, and bytes a second of the link that it is sent over."""
PATIENCE_S = 120.0


@dataclass
class Report:
    package: Package


class Plan:
    """Seals a table of a few rows, or a file of so many bytes that no database will read."""

    def __init__(self, *, padding: int = 0, error: Exception | None = None) -> None:
        self._padding = padding
        self._error = error

    def run(self, path: Path, reporter: Reporter) -> Report:
        reporter.update(0.5)
        if self._error is not None:
            raise self._error
        package = write_package(path)
        if self._padding:
            with path.open("ab") as handle:
                handle.write(b"\0" * self._padding)
            package = sealed(path)
        return Report(package)


@pytest.fixture
def make_tracker(qgis_app: QgsApplication, tmp_path: Path) -> Iterator[Callable[..., PublicationTracker]]:
    made: list[PublicationTracker] = []

    def make(client: Callable[[], Any], home: Path = tmp_path) -> PublicationTracker:
        made.append(PublicationTracker(home, client))
        made[-1].start()
        return made[-1]

    yield make
    for tracker in made:
        tracker.stop()


def until(
    tracker: PublicationTracker, publication_id: str, holds: Callable[[PublicationRecord], bool]
) -> PublicationRecord:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        QgsApplication.processEvents()
        record = tracker.record(publication_id)
        if record is not None and holds(record):
            return record
        time.sleep(0.005)
    raise TimeoutError(str(tracker.record(publication_id)))


def _sent(client: EntrepotClient, datastore: str, upload: str) -> int:
    """Bytes of the data that the delivery holds."""
    return sum(files_of(client.upload_tree(datastore, upload)).values())


def ended(record: PublicationRecord) -> bool:
    return record.condition is not Condition.ACTIVE


def sending(record: PublicationRecord) -> bool:
    return 0 < record.stages[Stage.UPLOAD].bytes_done < record.stages[Stage.UPLOAD].bytes_total


def test_publication_goes_to_its_end_and_tells(
    emulator: Emulator, make_tracker: Callable[..., PublicationTracker]
) -> None:
    client = client_of(emulator)
    tracker = make_tracker(lambda: client)
    told: list[tuple[str, str]] = []
    tracker.added.connect(lambda key: told.append(("added", key)))
    tracker.ended.connect(lambda key: told.append(("ended", key)))
    publication = publication_on(emulator, None)

    tracker.publish(publication, Plan())
    record = until(tracker, publication.id, ended)

    assert record.condition is Condition.DONE, record.failure
    assert all(state.status is StageStatus.SUCCESSFUL for state in record.stages.values())
    assert {check.name for check in record.stages[Stage.CHECKS].checks} >= {"Vérification standard"}
    assert told == [("added", publication.id), ("ended", publication.id)]
    assert tracker.ids() == (publication.id,)
    assert "RetireUpload" in tracker.report(publication.id)


def test_refused_export_is_shown(emulator: Emulator, make_tracker: Callable[..., PublicationTracker]) -> None:
    tracker = make_tracker(lambda: client_of(emulator))
    publication = publication_on(emulator, None)

    tracker.publish(publication, Plan(error=ExportRefused(("the layer has no rows",))))
    record = until(tracker, publication.id, ended)

    assert record.failure is not None
    assert (record.failure.stage, record.failure.kind) == (Stage.EXPORT, "ExportRefused")
    assert record.failure.report == ("the layer has no rows",)


def test_stop_ends_a_slow_sending_at_once_and_resume_goes_on(
    start_emulator: Callable[..., Emulator], make_tracker: Callable[..., PublicationTracker]
) -> None:
    emulator = start_emulator()
    emulator.faults({"method": "POST", "path": "*/data", "bandwidth": SLOW_LINK})
    client = client_of(emulator)
    tracker = make_tracker(lambda: client)
    publication = publication_on(emulator, None)
    tracker.publish(publication, Plan(padding=PADDING))
    record = until(tracker, publication.id, sending)
    upload = tracker.record(publication.id).publication.refs.upload

    tracker.stop_publication(publication.id)
    assert tracker.record(publication.id).condition is Condition.STOPPED
    until(tracker, publication.id, lambda _r: not tracker._jobs.is_busy(publication.id))

    kept = client.upload(emulator.datastore, upload)
    assert kept.status is UploadStatus.OPEN
    assert _sent(client, emulator.datastore, upload) < PADDING, "it was cut while the file was on its way"
    tracker.resume(publication.id)
    record = until(tracker, publication.id, ended)
    assert record.publication.refs.upload == upload
    assert len(client.uploads(emulator.datastore, name=publication.technical_name)) <= 1


def test_a_resumption_outlives_what_a_turn_before_it_told(
    start_emulator: Callable[..., Emulator], make_tracker: Callable[..., PublicationTracker]
) -> None:
    emulator = start_emulator()
    emulator.faults({"method": "GET", "path": "*/checks", "latency": 1.0, "count": None})
    client = client_of(emulator)
    tracker = make_tracker(lambda: client)
    publication = publication_on(emulator, None)
    tracker.publish(publication, Plan())
    until(tracker, publication.id, lambda record: record.stages[Stage.CHECKS].status is StageStatus.IN_PROGRESS)
    until(tracker, publication.id, lambda _record: tracker._jobs.is_busy(publication.id))
    tracker.stop_publication(publication.id)
    # The turn ends, but what it tells is still on its way when the publication is resumed.
    for task in QgsApplication.taskManager().tasks():
        task.waitForFinished(20_000)
    tracker.resume(publication.id)
    emulator.clear_faults()
    until(tracker, publication.id, lambda record: record.condition is Condition.DONE)


def test_delete_takes_the_delivery_back(
    start_emulator: Callable[..., Emulator], make_tracker: Callable[..., PublicationTracker]
) -> None:
    emulator = start_emulator()
    emulator.faults({"method": "POST", "path": "*/data", "bandwidth": SLOW_LINK})
    client = client_of(emulator)
    tracker = make_tracker(lambda: client)
    publication = publication_on(emulator, None)
    tracker.publish(publication, Plan(padding=PADDING))
    until(tracker, publication.id, sending)
    upload = tracker.record(publication.id).publication.refs.upload

    tracker.delete(publication.id)
    end = time.monotonic() + PATIENCE_S
    while tracker.ids() and time.monotonic() < end:
        QgsApplication.processEvents()
        time.sleep(0.005)

    assert tracker.ids() == ()
    assert client.upload(emulator.datastore, upload).status is UploadStatus.DELETED


def test_signed_out_waits_and_goes_on_after_signing_in(
    emulator: Emulator, make_tracker: Callable[..., PublicationTracker]
) -> None:
    session: dict[str, Any] = {}

    def client() -> Any:
        if not session:
            raise SignInNeeded("nobody is signed in")
        return session["client"]

    tracker = make_tracker(client)
    asked: list[None] = []
    tracker.sign_in_needed.connect(lambda: asked.append(None))
    publication = publication_on(emulator, None)
    tracker.publish(publication, Plan())
    until(tracker, publication.id, lambda record: record.waiting is WaitReason.SIGN_IN)
    assert len(asked) == 1

    session["client"] = client_of(emulator)
    tracker.wake()

    assert until(tracker, publication.id, ended).condition is Condition.DONE


def test_second_window_leaves_the_publication_to_the_first(
    emulator: Emulator, make_tracker: Callable[..., PublicationTracker]
) -> None:
    client = client_of(emulator)
    since = emulator.last_request()
    first, second = make_tracker(lambda: client), make_tracker(lambda: client)
    publication = publication_on(emulator, None)

    first.publish(publication, Plan())
    second._look_around()
    assert until(first, publication.id, ended).condition is Condition.DONE
    second._look_around()

    assert until(second, publication.id, ended).condition is Condition.DONE
    created = [r for r in emulator.requests(since) if r["method"] == "POST" and r["path"].endswith("/executions")]
    assert len(created) == 1


def test_restart_goes_on_with_what_was_left(
    emulator: Emulator, make_tracker: Callable[..., PublicationTracker], tmp_path: Path
) -> None:
    client = client_of(emulator)
    before = PublicationTracker(tmp_path, lambda: client)
    before.start()
    publication = publication_on(emulator, None)
    before.publish(publication, Plan())
    until(before, publication.id, lambda record: record.stage is not Stage.EXPORT)
    before.stop()

    tracker = make_tracker(lambda: client)

    assert until(tracker, publication.id, ended).condition is Condition.DONE
