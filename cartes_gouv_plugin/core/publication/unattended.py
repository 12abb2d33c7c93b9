"""Publications without a window: a run that blocks until each is done, failed, or stopped by the caller."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.errors import Cancelled, ExportInterrupted, SignInNeeded
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication import sealing, timeline
from cartes_gouv_plugin.core.publication.decision import WaitReason
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import ExportPlan
from cartes_gouv_plugin.core.publication.turn import Desk, Sending, take_turn

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient


def drive(
    desk: Desk,
    publication_id: str,
    wait: Callable[[float], bool],
    *,
    on_record: Callable[[PublicationRecord], None] = lambda _record: None,
    sending: Sending | None = None,
) -> PublicationRecord:
    """Takes turns until the publication is done, failed or stopped, and returns its record.

    `wait(seconds)` waits and returns True as soon as the caller wants to end: the publication is then stopped, what
    the server has is kept, and `Cancelled` is raised. Raises `SignInNeeded` when the platform wants a new session, and
    `KeyError` when the publication is not in the journal.
    """
    while True:
        try:
            record = take_turn(desk, publication_id, sending or Sending())
        except Cancelled:
            _stop(desk, publication_id)
            raise
        if record is None:
            raise KeyError(publication_id)
        on_record(record)
        if record.condition is not Condition.ACTIVE:
            return record
        if record.waiting is WaitReason.SIGN_IN:
            raise SignInNeeded("the platform asks to sign in again")
        pause = 0.0 if record.due is None else max(0.0, record.due - desk.now())
        if wait(pause):
            _stop(desk, publication_id)
            raise Cancelled("stopped on request")


def _stop(desk: Desk, publication_id: str) -> None:
    record = desk.journal.record(publication_id)
    if record is not None and record.condition is Condition.ACTIVE:
        desk.journal.amend(publication_id, lambda present: timeline.stopped(present, desk.now()))


def _is_interrupted(record: PublicationRecord) -> bool:
    """Stopped, or ended with QGIS, before it had a package; an export that was refused has had its answer."""
    if not (sealing.needs_layers(record) and sealing.is_unsealed(record)):
        return False
    return record.failure is None or record.failure.kind == ExportInterrupted.__name__


class Unattended:
    """The journal and the outbox of `home`, for the length of one run. Use as a context manager.

    `wait` as in `drive`; `on_record` is told of every turn; `progress(done, total)` of bytes, and may raise
    `Cancelled`.
    """

    def __init__(
        self,
        home: Path,
        client: EntrepotClient,
        wait: Callable[[float], bool],
        *,
        on_record: Callable[[PublicationRecord], None] = lambda _record: None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.journal = Journal(home / "journal.sqlite", now=now)
        self.outbox = Outbox(home)
        self._presence = Presence(home / "windows")
        self._desk = Desk(self.journal, self._presence, client, now)
        self._wait = wait
        self._on_record = on_record
        self._sending = Sending(progress)

    def __enter__(self) -> Unattended:
        return self

    def __exit__(self, *_error: object) -> None:
        self.journal.release(self._presence.owner)
        self._presence.end()
        self.journal.close()

    def add(self, publication: Publication, plan: ExportPlan | None = None, reporter: Reporter | None = None) -> str:
        """Puts a publication into the journal, its package sealed if there is a plan; returns its id.

        Raises `Cancelled`. A refused export is the failure of the record.
        """
        begin = sealing.new_record if plan is None else sealing.begun
        self.journal.add(*begin(publication, self._desk.now()))
        if plan is not None:
            self._seal(publication.id, plan, reporter)
        return publication.id

    def supply(
        self, publication_id: str, again: Publication, plan: ExportPlan, reporter: Reporter | None = None
    ) -> None:
        """Seals a package for a publication of the journal that waits for one; see `sealing.begun_again`.

        Raises `Cancelled`. A refused export is the failure of the record.
        """
        now = self._desk.now
        self.journal.amend(publication_id, lambda present: sealing.begun_again(present, again, now()))
        self._seal(publication_id, plan, reporter)

    def _seal(self, publication_id: str, plan: ExportPlan, reporter: Reporter | None) -> None:
        now = self._desk.now
        try:
            sealing.seal(self.journal, self.outbox, self._presence, publication_id, plan, reporter or Reporter(), now)
        except Cancelled:
            _stop(self._desk, publication_id)
            raise

    def unfinished(self) -> tuple[str, ...]:
        """Everything that is neither done nor failed nor without its layers, newest first."""
        self._recover()
        going = (Condition.ACTIVE, Condition.STOPPED)
        records = [record for record in self.journal.records() if not sealing.needs_layers(record)]
        return tuple(record.id for record in records if record.condition in going)

    def interrupted(self) -> tuple[PublicationRecord, ...]:
        """What ended while its layers were being prepared, and waits for them, newest first.

        Without those whose datasheet has been published since: nobody waits for them any more.
        """
        self._recover()
        records = self.journal.records()
        published = [(each.publication.datasheet, each.created) for each in records if each.condition is Condition.DONE]
        return tuple(
            record
            for record in records
            if _is_interrupted(record)
            and not any(title == record.publication.datasheet and at > record.created for title, at in published)
        )

    def run(self, publication_id: str) -> PublicationRecord:
        """Goes on with a publication, whatever stopped it before, to its end. Raises as `drive` does.

        One that only its layers can bring further is returned as it is: see `supply`.
        """
        self._recover()
        record = self.journal.record(publication_id)
        if record is None:
            raise KeyError(publication_id)
        if sealing.needs_layers(record) and sealing.is_unsealed(record):
            return record
        if record.condition in (Condition.STOPPED, Condition.FAILED):
            self.journal.amend(publication_id, lambda present: timeline.resumed(present, self._desk.now()))
        record = drive(self._desk, publication_id, self._wait, on_record=self._follow, sending=self._sending)
        return replace(record, events=self.journal.events(publication_id))

    def _recover(self) -> None:
        sealing.recover(self.journal, self.outbox, self._presence, self._desk.now)

    def _follow(self, record: PublicationRecord) -> None:
        self.outbox.tidy(record)
        self._on_record(record)
