"""The first stage: layers become a sealed package in the outbox. From then on QGIS may close; no layer is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from cartes_gouv_plugin.core.errors import Cancelled, CartesGouvError, ExportInterrupted
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication import timeline
from cartes_gouv_plugin.core.publication.decision import Fail
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Package, Publication, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, Event, EventKind, PublicationRecord


class ExportReport(Protocol):
    @property
    def package(self) -> Package:
        """The sealed file, at the path that was asked for."""


class ExportPlan(Protocol):
    """What the main thread prepared and any thread may run once: see `bridge.export`."""

    def run(self, path: Path, reporter: Reporter) -> ExportReport:
        """Writes and seals the package. Raises `ExportRefused` or `Cancelled`, and leaves nothing half-made then."""


def new_record(publication: Publication, now: float) -> tuple[PublicationRecord, tuple[Event, ...]]:
    """A publication whose package is about to be sealed, or that has one already."""
    record = PublicationRecord(publication, created=now, changed=now)
    events = (Event(now, EventKind.ADDED, Stage.EXPORT, publication.technical_name),)
    if publication.package is not None or publication.refs.upload is not None:
        record, more = timeline.staged(record, Stage.UPLOAD, StageStatus.WAITING, now)
        return replace(record, due=now), events + more
    record, more = timeline.staged(record, Stage.EXPORT, StageStatus.IN_PROGRESS, now)
    return record, events + more


def is_unsealed(record: PublicationRecord) -> bool:
    """Is there neither a package nor a delivery yet?"""
    return record.publication.package is None and record.publication.refs.upload is None


def seal(
    journal: Journal,
    outbox: Outbox,
    presence: Presence,
    publication_id: str,
    plan: ExportPlan,
    reporter: Reporter,
    now: Callable[[], float],
) -> PublicationRecord | None:
    """Runs the export of a publication that is in the journal; a refusal becomes its failure.

    Returns the record; None when the publication was removed meanwhile. Raises `Cancelled` after the row was stopped.
    """
    record = journal.take(publication_id, presence.owner, presence.is_alive)
    if record is None:
        return None
    try:
        outbox.require_room()
        path = outbox.package_path(publication_id)
        package = plan.run(path, reporter).package
        publication = replace(record.publication, package=package, srs=package.srs)
        outbox.note(publication)
    except Cancelled:
        journal.settle(*timeline.stopped(record, now()))
        raise
    except CartesGouvError as error:
        return journal.settle(*timeline.fails(record, Fail(Stage.EXPORT, error), now()))
    return journal.settle(*sealed(record, publication, now()))


def sealed(record: PublicationRecord, publication: Publication, now: float) -> timeline.Change:
    record, events = timeline.staged(record, Stage.UPLOAD, StageStatus.WAITING, now)
    return replace(record, publication=publication, due=now), events


def recover(journal: Journal, outbox: Outbox, presence: Presence, now: Callable[[], float]) -> None:
    """At start: exports that ended with QGIS. One whose package was sealed goes on; the others say so."""
    noted = {publication.id: publication for publication in outbox.noted()}
    for record in journal.records():
        if not is_unsealed(record) or record.condition is not Condition.ACTIVE:
            continue
        if journal.take(record.id, presence.owner, presence.is_alive) is None:
            continue
        found = noted.get(record.id)
        if found is not None and found.package is not None and found.package.path.is_file():
            journal.settle(*sealed(record, found, now()))
        else:
            error = ExportInterrupted("QGIS ended while the package was being written")
            journal.settle(*timeline.fails(record, Fail(Stage.EXPORT, error), now()))
