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

_WITHOUT_FILE = ("PackageMissing", "FileNeeded")
"""Failures that only a package can mend, whatever the platform has: names of classes of `core.errors`."""


class ExportReport(Protocol):
    @property
    def package(self) -> Package:
        """The sealed file, at the path that was asked for."""


class ExportPlan(Protocol):
    """What the main thread prepared and any thread may run once: see `bridge.export`."""

    def run(self, path: Path, reporter: Reporter) -> ExportReport:
        """Writes and seals the package. Raises `ExportRefused` or `Cancelled`, and leaves nothing half-made then."""


def new_record(publication: Publication, now: float) -> timeline.Change:
    """A publication whose package is about to be sealed, or that has one already, or a delivery on the platform."""
    if publication.package is None and publication.refs.upload is None:
        return begun(publication, now)
    record, events = _added(publication, now)
    record, more = timeline.staged(record, Stage.UPLOAD, StageStatus.WAITING, now)
    return replace(record, due=now), events + more


def begun(publication: Publication, now: float) -> timeline.Change:
    """A new publication whose package is about to be sealed, even if its delivery is on the platform already."""
    record, events = _added(publication, now)
    record, more = timeline.staged(record, Stage.EXPORT, StageStatus.IN_PROGRESS, now)
    return record, events + more


def _added(publication: Publication, now: float) -> timeline.Change:
    event = Event(now, EventKind.ADDED, Stage.EXPORT, publication.technical_name)
    return PublicationRecord(publication, created=now, changed=now), (event,)


def is_unsealed(record: PublicationRecord) -> bool:
    """Has its package still to be sealed?"""
    return record.publication.package is None and record.stage is Stage.EXPORT


def needs_layers(record: PublicationRecord) -> bool:
    """It stands still, and can go on only once its layers are exported (again): see `begun_again`."""
    if record.condition not in (Condition.FAILED, Condition.STOPPED):
        return False
    return is_unsealed(record) or (record.failure is not None and record.failure.kind in _WITHOUT_FILE)


def begun_again(record: PublicationRecord, publication: Publication, now: float) -> timeline.Change:
    """The package of the publication is about to be sealed, whatever became of an earlier one.

    `publication`: what the layers given now say of it. What the platform has of it stays what it is.
    """
    record, events = timeline.resumed(record, now)
    record, more = timeline.staged(record, Stage.EXPORT, StageStatus.IN_PROGRESS, now)
    publication = replace(publication, package=None, refs=record.publication.refs)
    return replace(record, publication=publication, due=None), events + more


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

    Returns the record; None when the publication was removed meanwhile, or another window has it. Raises `Cancelled`;
    the row is then as it was: the caller knows whether the user stopped it, or QGIS is closing.
    """
    record = journal.take(publication_id, presence.owner, presence.is_alive)
    if record is None:
        return None
    try:
        outbox.require_room()
        outbox.discard_package(publication_id)
        path = outbox.package_path(publication_id)
        package = plan.run(path, reporter).package
        publication = _packed(record.publication, package)
        outbox.note(publication)
    except Cancelled:
        raise
    except CartesGouvError as error:
        return journal.settle(*timeline.fails(record, Fail(Stage.EXPORT, error), now()))
    return journal.settle(*sealed(record, publication, now()))


def _packed(publication: Publication, package: Package) -> Publication:
    """The projection of a delivery that exists already was settled when it was created."""
    if publication.refs.upload is None:
        return replace(publication, package=package, srs=package.srs)
    refs = replace(publication.refs, resealed=True, checksum_sent=False)
    return replace(publication, package=package, refs=refs)


def sealed(record: PublicationRecord, publication: Publication, now: float) -> timeline.Change:
    record, events = timeline.staged(record, Stage.UPLOAD, StageStatus.WAITING, now)
    return replace(record, publication=publication, due=now), events


def recover(journal: Journal, outbox: Outbox, presence: Presence, now: Callable[[], float]) -> tuple[str, ...]:
    """Exports that ended with QGIS. One whose package was sealed goes on; the others say that they need layers.

    Returns the ids of the others.
    """
    interrupted = []
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
            interrupted.append(record.id)
    return tuple(interrupted)
