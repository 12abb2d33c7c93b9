"""What a look at the server leads to: one effect, a wait, the end, or a failure.

`decide` functions (delivery, services) are pure and return one of these. An effect is found before it is created, does
at most one change on the server, and may be repeated, lost or cut in the middle: the next look sees what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Callable, Protocol, Union, runtime_checkable

from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.publication.publication import Publication, Stage

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient


class WaitReason(Enum):
    """Why nothing is done now. The server, or somebody else, works for the first group; the second waits for the way.

    `CLAIM`: whoever else may be about to do the same is given the time to show it.
    """

    CHECKS = "checks"
    INTEGRATION = "integration"
    TILES = "tiles"
    SERVICE = "service"
    OTHER_SIDE = "other side"
    CLAIM = "claim"
    UNKNOWN_STATUS = "unknown status"

    SENDING_TURN = "sending turn"
    OFFLINE = "offline"
    RATE_LIMITED = "rate limited"
    SERVER_TROUBLE = "server trouble"
    SIGN_IN = "sign-in"
    OTHER_WINDOW = "other window"


class WatchKind(Enum):
    """What a glance asks for; see `Watch`."""

    UPLOAD_CHECKS = "upload checks"
    EXECUTION = "execution"
    OFFERING = "offering"


@dataclass(frozen=True)
class Watch:
    """The one entity whose change ends the wait: as long as it stays at `status`, one request is a whole look."""

    kind: WatchKind
    id: str
    status: str


@dataclass(frozen=True)
class Workplace:
    """What an effect works with. `publication` is the snapshot on which the decision was taken.

    `progress(done, total)` takes bytes and may be called often; it raises `Cancelled` when the user asked to stop.
    `sending(cut)` is given the function that ends a sending at once, from any thread, even when the link is stalled.
    """

    client: EntrepotClient
    publication: Publication
    progress: Callable[[int, int], None] = lambda _done, _total: None
    sending: Callable[[Callable[[], None]], None] = lambda _cut: None


class Effect(Protocol):
    """One change on the server. Implementations are frozen dataclasses: a table of expected effects compares them."""

    @property
    def stage(self) -> Stage:
        """The stage which fails when this effect is refused for good."""

    def perform(self, workplace: Workplace) -> Publication:
        """Does it, and returns the snapshot with what is now known (`workplace.publication` itself when nothing new).

        Raises `EntrepotError`, `PackageMissing` or `Cancelled`; the caller looks again before anything else is done.
        """


@runtime_checkable
class Dispensable(Protocol):
    """An effect that the publication does without, rather than fail, when the platform refuses it for good."""

    @property
    def stage(self) -> Stage: ...

    def perform(self, workplace: Workplace) -> Publication: ...

    def given_up(self, publication: Publication, error: CartesGouvError) -> Publication:
        """The snapshot that no longer asks for it."""


@runtime_checkable
class Announced(Protocol):
    """An effect that the journal has to know of before it is performed: a process that ends in it finds it again."""

    @property
    def stage(self) -> Stage: ...

    def perform(self, workplace: Workplace) -> Publication: ...

    def announced(self, publication: Publication) -> Publication:
        """The snapshot that the journal keeps beforehand, and that the effect works on."""


@dataclass(frozen=True)
class Perform:
    """Do this now, then look again at once."""

    effect: Effect


@dataclass(frozen=True)
class Wait:
    """Look again later. `word`: the server's own word when it is one that we do not know.

    `stage` is the one that is being waited for. With a `watch`, the next looks may be glances.
    """

    stage: Stage
    reason: WaitReason
    word: str = ""
    watch: Watch | None = None


@dataclass(frozen=True)
class Done:
    """Everything that was asked for exists."""


@dataclass(frozen=True)
class Fail:
    """It cannot go on by itself; `error` says what happened and carries the report."""

    stage: Stage
    error: CartesGouvError


Decision = Union[Perform, Wait, Done, Fail]
