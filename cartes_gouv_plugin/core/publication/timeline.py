"""What a turn changes in a publication's record. Pure: the record and what happened, in; record and events, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cartes_gouv_plugin.core.entrepot.models import Checks
from cartes_gouv_plugin.core.errors import CartesGouvError, Offline, RateLimited, Retry, SignInNeeded
from cartes_gouv_plugin.core.publication import pacing
from cartes_gouv_plugin.core.publication.decision import Fail, Wait, WaitReason, Watch
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import (
    CheckState,
    Condition,
    Event,
    EventKind,
    Failure,
    PublicationRecord,
    StageState,
)

Change = tuple[PublicationRecord, tuple[Event, ...]]

_LONGEST_REPEAT_PAUSE_S = 60.0
MOST_REPEATS = 6
MOST_COPIES = 3


def staged(
    record: PublicationRecord, stage: Stage, status: StageStatus, now: float, checks: Checks | None = None
) -> Change:
    """`stage` is at `status`; the ones before it are successful, the ones after it wait."""
    order = list(Stage)
    stages: dict[Stage, StageState] = {}
    for each in order:
        if each is stage:
            wanted = status
        else:
            before = order.index(each) < order.index(stage)
            wanted = StageStatus.SUCCESSFUL if before else StageStatus.WAITING
        stages[each] = _moved(record.stages[each], wanted, now)
    if checks is not None and checks.all:
        stages[Stage.CHECKS] = replace(stages[Stage.CHECKS], checks=_check_states(checks))
    events = tuple(
        Event(now, EventKind.STAGE, each, state.status.value)
        for each, state in stages.items()
        if state.status is not record.stages[each].status
    )
    if stages == record.stages:
        return record, ()
    return replace(record, stages=stages, changed=now), events


def _moved(state: StageState, status: StageStatus, now: float) -> StageState:
    if state.status is status:
        return state
    started = None if status is StageStatus.WAITING else state.started or now
    finished = now if status in (StageStatus.SUCCESSFUL, StageStatus.FAILED) else None
    return StageState(status, checks=state.checks, started=started, finished=finished)


def _check_states(checks: Checks) -> tuple[CheckState, ...]:
    """By name, so that a check keeps its place from one look to the next."""
    buckets: Mapping[StageStatus, tuple[str, ...]] = {
        StageStatus.SUCCESSFUL: tuple(check.name for check in checks.passed),
        StageStatus.FAILED: tuple(check.name for check in checks.failed),
        StageStatus.IN_PROGRESS: tuple(check.name for check in checks.in_progress),
        StageStatus.WAITING: tuple(check.name for check in checks.asked),
    }
    states = [CheckState(name, status) for status, names in buckets.items() for name in names]
    return tuple(sorted(states, key=lambda state: state.name))


def waits(record: PublicationRecord, wait: Wait, now: float, chance: float, checks: Checks | None = None) -> Change:
    """The server was reached and works, or somebody else's turn is awaited."""
    record, events = staged(record, wait.stage, StageStatus.IN_PROGRESS, now, checks)
    if (record.waiting, record.word) != (wait.reason, wait.word):
        record = replace(record, changed=now)
        events += (Event(now, EventKind.WAITING, wait.stage, wait.word or wait.reason.value),)
    due = now + pacing.pause(wait.reason, waited=now - record.changed, chance=chance)
    return _reached(record, waiting=wait.reason, word=wait.word, watch=wait.watch, due=due), events


def _reached(
    record: PublicationRecord, *, waiting: WaitReason | None, word: str, watch: Watch | None, due: float | None
) -> PublicationRecord:
    return replace(record, waiting=waiting, word=word, watch=watch, due=due, failures=0, attempt="", repeats=0)


def begins(record: PublicationRecord, stage: Stage, now: float, checks: Checks | None = None) -> Change:
    """An effect of that stage is about to be performed."""
    record, events = staged(record, stage, StageStatus.IN_PROGRESS, now, checks)
    return replace(record, waiting=None, word="", watch=None), events


def performed(record: PublicationRecord, publication: Publication, stage: Stage, attempt: str, now: float) -> Change:
    """An effect is done: look again at once, unless it is the same one again and again, without any consequence."""
    repeats = record.repeats + 1 if record.attempt == attempt else 0
    pause = min(_LONGEST_REPEAT_PAUSE_S, 2.0**repeats) if repeats else 0.0
    notices = _notices(record.publication, publication, stage, now)
    record = replace(
        record,
        publication=publication,
        changed=now,
        due=now + pause,
        # Clearing away what arrived short is part of the same trouble: the pauses go on growing.
        failures=record.failures if attempt.startswith("RemoveFile") else 0,
        attempt=attempt,
        repeats=repeats,
    )
    return record, (Event(now, EventKind.EFFECT, stage, attempt.partition(":")[0]), *notices)


def is_in_vain(record: PublicationRecord) -> bool:
    """Was the same change accepted so often, and never seen, that one more would not help?

    What is made or sent anew each time stops early: every time leaves something behind.
    """
    makes = record.attempt.startswith(("Create", "Send"))
    return record.repeats >= (MOST_COPIES if makes else MOST_REPEATS)


def does_without(record: PublicationRecord, publication: Publication, stage: Stage, now: float) -> Change:
    """An effect that the publication can do without was refused for good."""
    notices = _notices(record.publication, publication, stage, now)
    return replace(record, publication=publication, due=now), notices


def _notices(before: Publication, after: Publication, stage: Stage, now: float) -> tuple[Event, ...]:
    """What goes on without its metadata record, or without its look, says so, once."""
    was, now_is = before.refs, after.refs
    told = []
    if now_is.record_given_up != was.record_given_up:
        told.append(f"no metadata record: {now_is.record_given_up}")
    if now_is.looks_given_up != was.looks_given_up:
        told.append(f"without its look: {now_is.looks_given_up}")
    return tuple(Event(now, EventKind.TROUBLE, stage, text) for text in told)


def refused(record: PublicationRecord, stage: Stage, attempt: str, error: CartesGouvError, now: float) -> Change:
    """The platform said no to something that may have become pointless meanwhile: look again; a second no is final."""
    if record.attempt == attempt:
        return fails(record, Fail(stage, error), now)
    record = replace(record, attempt=attempt, repeats=0, due=now + pacing.FIRST_PAUSE_S, changed=now)
    return record, (Event(now, EventKind.TROUBLE, stage, str(error)),)


def troubled(record: PublicationRecord, stage: Stage, error: CartesGouvError, now: float, chance: float) -> Change:
    """The way to the server failed, or the session ended: nothing is lost, it is tried again."""
    reason = _reason(error)
    failures = record.failures + 1
    asked = getattr(error, "retry_after", None)
    due = now + pacing.pause(reason, failures=failures, retry_after=asked, chance=chance)
    events: tuple[Event, ...] = ()
    if record.waiting is not reason:
        events = (Event(now, EventKind.TROUBLE, stage, str(error)),)
    return replace(record, waiting=reason, word="", due=due, failures=failures), events


def _reason(error: CartesGouvError) -> WaitReason:
    kinds = {Offline: WaitReason.OFFLINE, RateLimited: WaitReason.RATE_LIMITED, SignInNeeded: WaitReason.SIGN_IN}
    return kinds.get(type(error), WaitReason.SERVER_TROUBLE)


def fails(record: PublicationRecord, fail: Fail, now: float, checks: Checks | None = None) -> Change:
    record, events = staged(record, fail.stage, StageStatus.FAILED, now, checks)
    failure = Failure.of(fail.stage, fail.error)
    record = _reached(record, waiting=None, word="", watch=None, due=None)
    events += (Event(now, EventKind.FAILED, fail.stage, f"{failure.kind}: {failure.message}"),)
    return replace(record, condition=Condition.FAILED, failure=failure, changed=now), events


def is_done(record: PublicationRecord, now: float) -> Change:
    record, events = staged(record, Stage.SERVICES, StageStatus.SUCCESSFUL, now)
    record = _reached(record, waiting=None, word="", watch=None, due=None)
    events += (Event(now, EventKind.DONE, Stage.SERVICES),)
    return replace(record, condition=Condition.DONE, failure=None, changed=now), events


def stopped(record: PublicationRecord, now: float) -> Change:
    """By the user: what the server has is kept."""
    record = _reached(record, waiting=None, word="", watch=None, due=None)
    return replace(record, condition=Condition.STOPPED, changed=now), (Event(now, EventKind.STOPPED, record.stage),)


def resumed(record: PublicationRecord, now: float) -> Change:
    """By the user, after a stop, a failure, or while it waits."""
    stages = {
        stage: _moved(state, StageStatus.WAITING, now) if state.status is StageStatus.FAILED else state
        for stage, state in record.stages.items()
    }
    record = _reached(replace(record, stages=stages), waiting=None, word="", watch=None, due=now)
    record = replace(record, condition=Condition.ACTIVE, failure=None, changed=now)
    return record, (Event(now, EventKind.RESUMED, record.stage),)


def is_passing(error: CartesGouvError) -> bool:
    """Does it pass without the user correcting anything (signing in apart)?"""
    return error.retry in (Retry.LATER, Retry.AFTER_SIGN_IN)
