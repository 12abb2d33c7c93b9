"""The one list of publications: looks after them while QGIS runs, tells readers what changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from cartes_gouv_plugin.bridge.tasks import Sent
from cartes_gouv_plugin.bridge.tracker_jobs import TrackerJobs
from cartes_gouv_plugin.bridge.tracker_records import News, TrackedRecords
from cartes_gouv_plugin.core.errors import Cancelled, CartesGouvError, SignInNeeded
from cartes_gouv_plugin.core.publication import sealing, timeline
from cartes_gouv_plugin.core.publication.agenda import Agenda, may_be_woken
from cartes_gouv_plugin.core.publication.decision import WaitReason
from cartes_gouv_plugin.core.publication.intake import known_as, restore_from_outbox
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.publication.record import Condition, Event, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import ExportPlan
from cartes_gouv_plugin.core.publication.support_report import support_report

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.supply import Supply
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient


class PublicationTracker(QObject):
    """Owns the journal, one single-shot timer and the running tasks; lives on the main thread.

    Signals carry a publication's id; readers fetch the snapshot with `record`. `ended` says that a publication became
    done or failed by itself; `layers_needed` that one was resumed which can only go on with its layers; `refused`
    carries an upload's or a publication's id and the error of a command that could not be carried out. All methods
    return at once; what they start goes on in tasks.
    """

    added = pyqtSignal(str)
    changed = pyqtSignal(str)
    removed = pyqtSignal(str)
    ended = pyqtSignal(str)
    refused = pyqtSignal(str, object)
    sign_in_needed = pyqtSignal()
    layers_needed = pyqtSignal(str)

    def __init__(
        self,
        home: Path,
        client: Callable[[], EntrepotClient],
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`home`: folder of the journal and the outbox; `client`: an authorised client for the calling thread."""
        super().__init__(parent)
        self._home = home
        self._client = client
        self._now = now
        self._records = TrackedRecords()
        self._agenda = Agenda()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_around)
        self._halting: set[str] = set()
        self._decided: set[str] = set()
        self._interrupted: tuple[str, ...] = ()

    def start(self) -> None:
        """Opens the journal and looks at everything unfinished."""
        self._journal = Journal(self._home / "journal.sqlite", now=self._now)
        self._outbox = Outbox(self._home)
        self._presence = Presence(self._home / "windows")
        self._jobs = TrackerJobs(self._journal, self._outbox, self._presence, self._client, self._now, self)
        self._jobs.turned.connect(self._took)
        self._jobs.ended.connect(self._job_ended)
        self._jobs.sent.connect(self._on_sent)
        self._jobs.exported.connect(self._on_exported)
        restore_from_outbox(self._journal, self._outbox, self._now())
        self._interrupted = sealing.recover(self._journal, self._outbox, self._presence, self._now)
        self._read_journal()
        self._outbox.sweep(self._records.ids())
        if self._journal.set_aside is not None:
            self._jobs.restore(self._restored)
        self._timer.start(0)

    def stop(self) -> None:
        """Ends the tasks and gives the leases back; the publications go on at the next start."""
        self._timer.stop()
        for signal in (self._jobs.turned, self._jobs.ended, self._jobs.sent, self._jobs.exported):
            signal.disconnect()
        self._jobs.end()
        self._journal.release(self._presence.owner)
        self._presence.end()
        self._journal.close()

    # what readers ask ------------------------------------------------------------------------------------------------

    def ids(self) -> tuple[str, ...]:
        """Every publication of the journal, newest first."""
        return self._records.ids()

    def record(self, publication_id: str) -> PublicationRecord | None:
        """The present snapshot (with bytes and rate while a file is being sent), without its events."""
        return self._records.shown(publication_id)

    def uploads(self) -> frozenset[str]:
        """Every delivery that is looked after here."""
        return frozenset(record.publication.refs.upload or "" for record in self._records)

    def events(self, publication_id: str) -> tuple[Event, ...]:
        """The timeline, oldest first."""
        return self._journal.events(publication_id)

    def report(self, publication_id: str) -> str:
        """The support report: the snapshot and the timeline as plain text, without secrets or local paths."""
        record = self._records[publication_id]
        return support_report(replace(record, events=self.events(publication_id)))

    # what users ask --------------------------------------------------------------------------------------------------

    def publish(self, publication: Publication, plan: ExportPlan) -> None:
        """Adds a publication, seals its package in the outbox, then sends it, into the delivery that it has if any."""
        self._add(*sealing.begun(publication, self._now()))
        self._jobs.export(publication, plan)

    def follow_upload(self, datastore: str, upload: str, supply: Supply | None = None) -> None:
        """Takes over a delivery that the website or another machine began; `supply` gives the file of an open one.

        `added` tells its publication, `changed` one that was there; `refused` that it cannot be followed.
        """

        def found(publication: Publication) -> None:
            known = known_as(self._journal, publication)
            if known is not None:
                self._read_journal()
                self.supply(known, supply) if supply is not None else self.resume(known)
            elif supply is None:
                self._add(*sealing.new_record(publication, self._now()))
            else:
                self.publish(*supply(publication))

        self._jobs.find_upload(datastore, upload, found, self.refused.emit)

    def supply(self, publication_id: str, supply: Supply) -> None:
        """Exports layers for a publication that waits for them (`sealing.needs_layers`), and goes on with it."""
        record = self._records[publication_id]
        if self._jobs.is_busy(publication_id) or not sealing.needs_layers(record):
            return
        again, plan = supply(record.publication)
        taken: list[str] = []

        def begin(present: PublicationRecord, now: float) -> timeline.Change:
            # Another window may have begun it meanwhile.
            if not sealing.needs_layers(present):
                return present, ()
            taken.append(present.id)
            return sealing.begun_again(present, again, now)

        self._decide(publication_id, begin)
        if taken:
            self._jobs.export(again, plan)

    def correct(self, publication_id: str, again: Publication, plan: ExportPlan) -> None:
        """Publishes repaired layers, `again`, in the place of a failed publication.

        Nothing of the failed one is used any more: its delivery is deleted from the platform, and its files here.
        """
        self.publish(again, plan)
        self.delete(publication_id)

    def resume(self, publication_id: str) -> None:
        """Goes on with a stopped or failed publication, or looks at a waiting one now.

        For one that waits for its layers, `layers_needed` is emitted: see `supply`.
        """
        record = self._records[publication_id]
        if sealing.needs_layers(record):
            self.layers_needed.emit(publication_id)
        elif record.condition is not Condition.DONE and not sealing.is_unsealed(record):
            self._decide(publication_id, timeline.resumed)

    def stop_publication(self, publication_id: str) -> None:
        """Stops at once, a sending included; what the server has is kept."""
        if self._records[publication_id].condition is Condition.ACTIVE:
            self._decide(publication_id, timeline.stopped)
        if self._jobs.is_busy(publication_id):
            self._halting.add(publication_id)
        self._jobs.cancel(publication_id)

    def delete(self, publication_id: str) -> None:
        """Stops, deletes the delivery that is still on the platform, and removes the row and its package."""
        self.stop_publication(publication_id)
        publication = self._records[publication_id].publication
        self._jobs.withdraw(publication, self._withdrawn)

    def forget(self, publication_id: str) -> None:
        """Removes the row and its package; the platform keeps what it has."""
        self._jobs.cancel(publication_id)
        self._journal.remove(publication_id)
        self._jobs.remove_files(publication_id)
        self._records.drop(publication_id)
        self.removed.emit(publication_id)

    def wake(self) -> None:
        """Everything is due now: the user signed in, or the network is back. What the server asked for still holds."""
        for record in self._records:
            if may_be_woken(record):
                self._records.keep(replace(record, due=self._now(), failures=0))
        self._plan()

    # the clockwork ---------------------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        """Starts what is due; the first time, tells of what ended with QGIS, now that the readers are there."""
        interrupted, self._interrupted = self._interrupted, ()
        for publication_id in interrupted:
            self.ended.emit(publication_id)
        if self._journal.changed_elsewhere():
            self._read_journal()
        now = self._now()
        self._jobs.expect(record for record in self._records if record.condition is Condition.ACTIVE)
        for record in self._records:
            if self._agenda.is_due(record, now) and not self._jobs.is_busy(record.id):
                self._start(record)
        self._plan()

    def _start(self, record: PublicationRecord) -> None:
        self._decided.discard(record.id)
        if record.waiting is not WaitReason.SENDING_TURN:
            self._jobs.look(record.publication)
        elif not self._jobs.is_sending():
            self._jobs.send(record.publication)

    def _plan(self) -> None:
        """Sets the timer to the earliest due time."""
        idle = (record for record in self._records if not self._jobs.is_busy(record.id))
        self._timer.start(int(self._agenda.pause(idle, self._now()) * 1000))

    def _took(self, record: PublicationRecord) -> None:
        """A turn is over."""
        before = self._records.get(record.id)
        if before is None:
            return
        if record.id in self._decided:
            # It was on its way when the user decided: the journal has both.
            record = self._journal.record(record.id) or before
        self._agenda.note(record)
        self._remember(record)
        if record.waiting is WaitReason.SIGN_IN and before.waiting is not WaitReason.SIGN_IN:
            self.sign_in_needed.emit()
        if before.condition is Condition.ACTIVE and record.condition in (Condition.DONE, Condition.FAILED):
            self.ended.emit(record.id)
        if before.waiting is WaitReason.OFFLINE and record.waiting is not WaitReason.OFFLINE:
            self.wake()

    def _job_ended(self, publication_id: str, error: object) -> None:
        """A task is over; `error` is what escaped from it, None when nothing did."""
        self._records.forget_progress(publication_id)
        halted = publication_id in self._halting
        self._halting.discard(publication_id)
        if publication_id in self._records and isinstance(error, Cancelled):
            # By ourselves: it is stopped already, or even resumed since. Else from the list of tasks of QGIS.
            if not halted:
                self._decide(publication_id, _stopped_if_active)
        elif publication_id in self._records and isinstance(error, CartesGouvError):
            if isinstance(error, SignInNeeded) and self._records[publication_id].waiting is not WaitReason.SIGN_IN:
                self.sign_in_needed.emit()
            self._decide(publication_id, lambda record, now: timeline.troubled(record, record.stage, error, now, 0.5))
        self._plan()

    def _on_sent(self, publication_id: str, sent: Sent) -> None:
        self._records.tell_sent(publication_id, sent)
        self.changed.emit(publication_id)

    def _on_exported(self, publication_id: str, fraction: float) -> None:
        self._records.tell_exported(publication_id, fraction)
        self.changed.emit(publication_id)

    def _withdrawn(self, publication_id: str, error: Any) -> None:
        if error is None:
            self.forget(publication_id)
        else:
            self.refused.emit(publication_id, error)

    def _restored(self) -> None:
        self._read_journal()
        self._plan()

    def _add(self, record: PublicationRecord, events: tuple[Event, ...]) -> None:
        self._journal.add(record, events)
        self._remember(record)
        self._plan()

    def _decide(self, publication_id: str, change: Callable[[PublicationRecord, float], timeline.Change]) -> None:
        """What the user decided holds at once, even while a task still runs."""
        record = self._journal.amend(publication_id, lambda present: change(present, self._now()))
        self._decided.add(publication_id)
        if record is not None:
            self._remember(record)
        self._plan()

    def _remember(self, record: PublicationRecord) -> None:
        news = self._records.keep(record)
        if news is News.NEW:
            self.added.emit(record.id)
        elif news is News.CHANGED:
            self.changed.emit(record.id)

    def _read_journal(self) -> None:
        present = {record.id: record for record in self._journal.records()}
        for gone in self._records.without(present):
            self._records.drop(gone)
            self.removed.emit(gone)
        for record in present.values():
            if not self._jobs.is_busy(record.id):
                self._remember(record)


def _stopped_if_active(record: PublicationRecord, now: float) -> timeline.Change:
    return timeline.stopped(record, now) if record.condition is Condition.ACTIVE else (record, ())
