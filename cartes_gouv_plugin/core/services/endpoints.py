"""Which access point of a datastore can serve what is asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from cartes_gouv_plugin.core.entrepot.models import Datastore, Endpoint
from cartes_gouv_plugin.core.errors import NoAccessPoint, QuotaReached
from cartes_gouv_plugin.core.publication.publication import ServiceRequest

METADATA = "METADATA"


def choose(datastore: Datastore, type_: str, *, is_open: bool = True) -> Endpoint:
    """The first endpoint of that type and openness which is not full, as the website does, quotas apart.

    Raises `NoAccessPoint` when the datastore has none, `QuotaReached` when all are full.
    """
    suitable = [use for use in datastore.endpoints if use.endpoint.type == type_ and use.endpoint.open is is_open]
    if not suitable:
        raise NoAccessPoint(type_, is_open=is_open)
    for use in suitable:
        if not use.full:
            return use.endpoint
    raise QuotaReached(f"every {type_} endpoint of the datastore is full ({suitable[0].use} services)")


def require(datastore: Datastore, services: Iterable[ServiceRequest]) -> None:
    """Raises as `choose` does, before anything is sent that could not be served."""
    for service in services:
        choose(datastore, service.type.value, is_open=service.is_open)


def find(datastore: Datastore, endpoint: str) -> Endpoint | None:
    return next((use.endpoint for use in datastore.endpoints if use.endpoint.id == endpoint), None)
