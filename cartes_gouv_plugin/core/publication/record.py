"""What readers see of a publication: its stages, its failure, its timeline. One snapshot, never changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from cartes_gouv_plugin.core.errors import CartesGouvError, Retry
from cartes_gouv_plugin.core.publication.decision import WaitReason, Watch
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, StageStatus


class Condition(Enum):
    """What becomes of a publication when nobody touches it."""

    ACTIVE = "active"
    """It goes on by itself."""
    STOPPED = "stopped"
    """The user stopped it; what the server has is kept, and it can go on."""
    FAILED = "failed"
    """It stopped by itself; `PublicationRecord.failure` says why. The user may try again."""
    DONE = "done"
    """Everything that was asked for exists."""


@dataclass(frozen=True)
class CheckState:
    """One check of the platform, under the platform's name for it."""

    name: str
    status: StageStatus


@dataclass(frozen=True)
class StageState:
    """How far a stage is.

    `fraction`: 0 to 1, None when nobody knows; `bytes_done`, `bytes_total`: while something is being sent, else 0;
    `rate`: bytes per second, None when unknown; `started`, `finished`: seconds since 1970, None when not yet.
    """

    status: StageStatus = StageStatus.WAITING
    fraction: float | None = None
    bytes_done: int = 0
    bytes_total: int = 0
    rate: float | None = None
    checks: tuple[CheckState, ...] = ()
    started: float | None = None
    finished: float | None = None

    @property
    def seconds_left(self) -> float | None:
        """Of a sending, at its present rate."""
        if not self.rate or not self.bytes_total:
            return None
        return (self.bytes_total - self.bytes_done) / self.rate


@dataclass(frozen=True)
class Failure:
    """Why a publication stopped by itself.

    `kind`: name of a class of `core.errors`; `message`: for logs, English; `details`: the server's words;
    `report`: the lines of checks or executions, errors first, as the platform wrote them without time and module.
    """

    stage: Stage
    kind: str
    message: str
    retry: Retry
    details: tuple[str, ...] = ()
    report: tuple[str, ...] = ()

    @classmethod
    def of(cls, stage: Stage, error: CartesGouvError) -> Failure:
        report: tuple[str, ...] = ()
        for source in ("report", "log", "reasons"):
            report = report or tuple(getattr(error, source, ()))
        return cls(stage, type(error).__name__, str(error), error.retry, getattr(error, "details", ()), report)


class EventKind(Enum):
    """What a line of the timeline tells; `Event.text` adds the particular, in the platform's or the effect's words."""

    ADDED = "added"
    EFFECT = "effect"
    STAGE = "stage"
    WAITING = "waiting"
    TROUBLE = "trouble"
    FAILED = "failed"
    DONE = "done"
    STOPPED = "stopped"
    RESUMED = "resumed"


@dataclass(frozen=True)
class Event:
    """A line of the timeline. `at`: seconds since 1970. `text` never holds a secret."""

    at: float
    kind: EventKind
    stage: Stage | None = None
    text: str = ""


def _all_waiting() -> Mapping[Stage, StageState]:
    return {stage: StageState() for stage in Stage}


@dataclass(frozen=True)
class PublicationRecord:
    """A publication with everything that is known of it.

    `waiting` is why nothing is being done now, None while something is; `word` the unknown status word it waits on.
    `due`: when it is looked at next, seconds since 1970; None when never by itself.
    `watch`: what a glance looks at, while that is enough. `failures`: how often in a row the way to the server failed.
    `attempt`: the latest change asked of the server, and `repeats` how often in a row it led to nothing new.
    """

    publication: Publication
    condition: Condition = Condition.ACTIVE
    stages: Mapping[Stage, StageState] = field(default_factory=_all_waiting)
    failure: Failure | None = None
    waiting: WaitReason | None = None
    word: str = ""
    created: float = 0.0
    changed: float = 0.0
    due: float | None = None
    watch: Watch | None = None
    failures: int = 0
    attempt: str = ""
    repeats: int = 0
    events: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        return self.publication.id

    @property
    def stage(self) -> Stage:
        """The first stage that is not successful; the last one when all are."""
        unfinished = [stage for stage in Stage if self.stages[stage].status is not StageStatus.SUCCESSFUL]
        return unfinished[0] if unfinished else Stage.SERVICES
