"""One turn of a publication: look, decide, do at most one thing, write down what came of it.

A turn that is lost, doubled or killed half-way changes nothing: the next one looks again before it acts.
"""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.models import Checks
from cartes_gouv_plugin.core.errors import (
    Cancelled,
    CartesGouvError,
    Conflict,
    ContractBroken,
    Forbidden,
    NotFound,
    NotOurs,
    PackageMissing,
    Rejected,
)
from cartes_gouv_plugin.core.publication import pacing, timeline, workflow
from cartes_gouv_plugin.core.publication.decision import (
    Announced,
    Decision,
    Dispensable,
    Effect,
    Fail,
    Perform,
    Wait,
    WaitReason,
    Watch,
    WatchKind,
    Workplace,
)
from cartes_gouv_plugin.core.publication.effects import REFUSALS, CreateUpload, SendFile
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Stage
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.shared_lists import LONG_WAIT_S, SharedLists
from cartes_gouv_plugin.core.publication.timeline import Change

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

_RENEWAL_S = 20.0
_MAY_HAVE_BECOME_POINTLESS = (Conflict, NotFound, Rejected, PackageMissing)


def _not_told(_done: int, _total: int) -> None:
    """Nobody follows the bytes."""


def _not_cut(_cut: Callable[[], None]) -> None:
    """Nobody cuts the sending."""


@dataclass(frozen=True)
class Sending:
    """Permission to send one file, and whom to tell: see `Workplace`."""

    progress: Callable[[int, int], None] = _not_told
    started: Callable[[Callable[[], None]], None] = _not_cut


@dataclass(frozen=True)
class Desk:
    """What every turn needs. `now`: seconds since 1970; `chance`: 0 to 1."""

    journal: Journal
    presence: Presence
    client: EntrepotClient
    now: Callable[[], float] = time.time
    chance: Callable[[], float] = field(default=random.random)
    lists: SharedLists = field(default_factory=SharedLists)


def take_turn(desk: Desk, publication_id: str, sending: Sending | None = None) -> PublicationRecord | None:
    """The record after one turn; None when the publication is no longer in the journal.

    Without `sending`, a turn that comes to a file waits for its turn to send (`WaitReason.SENDING_TURN`). Raises
    `Cancelled` when the user stopped the sending; the journal is then as it was before it.
    """
    record = desk.journal.take(publication_id, desk.presence.owner, desk.presence.is_alive)
    if record is None:
        present = desk.journal.record(publication_id)
        due = desk.now() + pacing.pause(WaitReason.OTHER_WINDOW)
        return None if present is None else replace(present, waiting=WaitReason.OTHER_WINDOW, due=due)
    if record.condition is not Condition.ACTIVE:
        return record
    record, events = _turn(desk, record, sending)
    return desk.journal.settle(record, events)


def _turn(desk: Desk, record: PublicationRecord, sending: Sending | None) -> Change:
    try:
        unchanged = _glance(desk, record)
        if unchanged is not None:
            return unchanged
        seen = workflow.observe(desk.client, record.publication, desk.now() - record.changed)
    except Cancelled:
        raise
    except CartesGouvError as error:
        return _after_error(desk, record, record.stage, "look", error)
    record = replace(record, publication=workflow.learned(record.publication, seen))
    checks = seen.delivery.checks if seen.delivery is not None else None
    return _follow(desk, record, workflow.decide(record.publication, seen), checks, sending)


def _glance(desk: Desk, record: PublicationRecord) -> Change | None:
    """One request instead of a whole look, while what is waited for stays where it is."""
    if record.watch is None or record.waiting is None:
        return None
    try:
        lists = desk.lists if desk.now() - record.changed > LONG_WAIT_S else None
        checks = workflow.glance(desk.client, record.publication, record.watch, lists)
    except NotFound:
        return None
    if checks is None:
        return None
    wait = Wait(record.stage, _reason(record.stage, record.watch), watch=record.watch)
    return timeline.waits(record, wait, desk.now(), desk.chance(), checks)


def _reason(stage: Stage, watch: Watch) -> WaitReason:
    """A trouble on the way has replaced the reason; the stage still tells what is waited for."""
    if stage is Stage.SERVICES:
        return WaitReason.TILES if watch.kind is WatchKind.EXECUTION else WaitReason.SERVICE
    return WaitReason.CHECKS if stage is Stage.CHECKS else WaitReason.INTEGRATION


def _follow(
    desk: Desk, record: PublicationRecord, decision: Decision, checks: Checks | None, sending: Sending | None
) -> Change:
    if isinstance(decision, Wait):
        return timeline.waits(record, decision, desk.now(), desk.chance(), checks)
    if isinstance(decision, Fail):
        return _failed(desk, record, decision, checks)
    if isinstance(decision, Perform):
        return _perform(desk, record, decision.effect, checks, sending)
    return timeline.is_done(record, desk.now())


def _failed(desk: Desk, record: PublicationRecord, fail: Fail, checks: Checks | None) -> Change:
    if timeline.is_passing(fail.error):
        return timeline.troubled(record, fail.stage, fail.error, desk.now(), desk.chance())
    return timeline.fails(record, fail, desk.now(), checks)


def _perform(
    desk: Desk, record: PublicationRecord, effect: Effect, checks: Checks | None, sending: Sending | None
) -> Change:
    if isinstance(effect, SendFile) and sending is None:
        wait = Wait(effect.stage, WaitReason.SENDING_TURN)
        return timeline.waits(record, wait, desk.now(), desk.chance(), checks)
    announced = _announced(desk, record, effect)
    if announced is None:
        return record, ()
    record = announced
    begun, events = timeline.begins(record, effect.stage, desk.now(), checks)
    attempt = _name(effect)
    workplace = _workplace(desk, record, sending or Sending())
    try:
        publication = effect.perform(workplace)
    except Cancelled:
        raise
    except CartesGouvError as error:
        final = isinstance(error, (Forbidden, NotOurs)) or record.attempt == attempt
        if isinstance(effect, Dispensable) and isinstance(error, (*REFUSALS, NotOurs)) and final:
            after, more = timeline.does_without(
                begun, effect.given_up(record.publication, error), effect.stage, desk.now()
            )
            return after, events + more
        if isinstance(effect, CreateUpload) and isinstance(error, REFUSALS):
            begun = replace(begun, publication=effect.refused(begun.publication))
        after, more = _after_error(desk, begun, effect.stage, attempt, error)
        return after, events + more
    after, more = timeline.performed(begun, publication, effect.stage, attempt, desk.now())
    if timeline.is_in_vain(after):
        after, more = _in_vain(desk, after, effect)
    return after, events + more


def _in_vain(desk: Desk, record: PublicationRecord, effect: Effect) -> Change:
    error = ContractBroken(f"{type(effect).__name__} was accepted again and again, and nothing came of it")
    if isinstance(effect, Dispensable):
        return timeline.does_without(record, effect.given_up(record.publication, error), effect.stage, desk.now())
    return timeline.fails(record, Fail(effect.stage, error), desk.now())


def _announced(desk: Desk, record: PublicationRecord, effect: Effect) -> PublicationRecord | None:
    """The record with which the effect may be performed; None when the lease is lost or the user stopped it."""
    if not desk.journal.renew(record.id, desk.presence.owner):
        return None
    if not isinstance(effect, Announced):
        return record
    asked = replace(record, publication=effect.announced(record.publication))
    present = desk.journal.settle(asked)
    return asked if present is not None and present.condition is Condition.ACTIVE else None


def _name(effect: Effect) -> str:
    """The effect's kind and a sum of its particulars: whether two are the same, without repeating their content."""
    return f"{type(effect).__name__}:{zlib.crc32(repr(effect).encode()):08x}"


def _workplace(desk: Desk, record: PublicationRecord, sending: Sending) -> Workplace:
    renewed = [desk.now()]

    def progress(done: int, total: int) -> None:
        sending.progress(done, total)
        if desk.now() - renewed[0] > _RENEWAL_S:
            renewed[0] = desk.now()
            if not desk.journal.renew(record.id, desk.presence.owner):
                raise Cancelled("another window has taken the publication over")

    return Workplace(desk.client, record.publication, progress, sending.started)


def _after_error(desk: Desk, record: PublicationRecord, stage: Stage, attempt: str, error: CartesGouvError) -> Change:
    if timeline.is_passing(error):
        return timeline.troubled(record, stage, error, desk.now(), desk.chance())
    if isinstance(error, _MAY_HAVE_BECOME_POINTLESS):
        return timeline.refused(record, stage, attempt, error, desk.now())
    return timeline.fails(record, Fail(stage, error), desk.now())
