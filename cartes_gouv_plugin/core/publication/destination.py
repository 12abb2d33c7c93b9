"""Where a user may publish: the sandbox first, then the datastores of the communities that the user belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from cartes_gouv_plugin.core.entrepot.models import Membership, User
from cartes_gouv_plugin.core.errors import Forbidden, SandboxNotJoined

SANDBOX = "sandbox"
"""Technical name of the sandbox's community, which the website shows as « Découverte »."""

PUBLISHING_RIGHTS = frozenset({"UPLOAD", "PROCESSING"})
"""Rights that the website asks for to deliver and integrate (CG:docs/developer/entrepot/rights.md)."""

SERVING_RIGHTS = frozenset({"BROADCAST"})
"""Those that it asks for to open a service."""


@dataclass(frozen=True)
class Destination:
    """A datastore, by its identifier, with the name of its community. `rights`: those of the user in it."""

    datastore: str
    name: str
    sandbox: bool
    rights: frozenset[str]
    supervisor: bool = False

    @property
    def can_publish(self) -> bool:
        return self.supervisor or self.rights >= PUBLISHING_RIGHTS


def destinations(user: User) -> tuple[Destination, ...]:
    """The sandbox first if the user has joined it, then the others by name."""
    found = [_destination(user, membership) for membership in user.memberships if membership.datastore]
    return tuple(sorted(found, key=lambda each: (not each.sandbox, each.name.casefold())))


def default_datastore(user: User) -> str:
    """The sandbox's identifier. Raises `SandboxNotJoined`: only the website can make somebody a member."""
    for destination in destinations(user):
        if destination.sandbox:
            return destination.datastore
    raise SandboxNotJoined("the user has not joined the sandbox")


def require_rights(user: User, datastore: str, *, services: bool) -> None:
    """Raises `Forbidden`, with the rights that are missing, before anything is sent that could not be finished.

    `services`: are some to be opened? A datastore that the user is not known to belong to is the platform's to refuse.
    """
    wanted = PUBLISHING_RIGHTS | (SERVING_RIGHTS if services else frozenset())
    for place in destinations(user):
        missing = wanted - place.rights
        if place.datastore == datastore and missing and not place.supervisor:
            raise Forbidden("rights are missing in the datastore", details=tuple(sorted(missing)))


def _destination(user: User, membership: Membership) -> Destination:
    return Destination(
        datastore=membership.datastore,
        name=membership.name,
        sandbox=membership.technical_name == SANDBOX,
        rights=membership.rights,
        supervisor=bool(user.id) and membership.supervisor == user.id,
    )
