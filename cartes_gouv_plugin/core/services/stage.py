"""The services stage of a publication: `observe` reads, `decide` is pure and leads to one effect at a time.

A look costs several requests a service. It goes from one service to the next and ends at the first that has something
to be done; those that are served already, and remembered, are not looked at again before the very last look, which
sees everything as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus
from cartes_gouv_plugin.core.errors import NotFound, ServiceFailed
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Fail, Perform, Wait, WaitReason
from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer, Stage
from cartes_gouv_plugin.core.services.capabilities import decide_listing
from cartes_gouv_plugin.core.services.effects import Remember
from cartes_gouv_plugin.core.services.observation import ServicesObservation, look_at
from cartes_gouv_plugin.core.services.records import (
    decide_extent,
    decide_links,
    decide_record,
    decide_style_links,
    observe_record,
)
from cartes_gouv_plugin.core.services.replacement import decide_replacement, observe_replacement
from cartes_gouv_plugin.core.services.service_steps import decide_service, served_layer
from cartes_gouv_plugin.core.services.tiles import GiveUpPyramid

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

__all__ = ["ServicesObservation", "decide", "learned", "observe"]


def observe(client: EntrepotClient, publication: Publication) -> ServicesObservation:
    """GETs only. Raises `ServiceFailed` when there is no stored data to serve."""
    if not publication.refs.stored_data:
        raise ServiceFailed("the publication has no stored data to serve")
    datastore = client.datastore(publication.datastore)
    seen = ServicesObservation(datastore, client.stored_data(datastore.id, publication.refs.stored_data))
    if seen.stored_data.status is not StoredDataStatus.GENERATED:
        return seen
    remembered = {layer.rank for layer in publication.served}
    seen = _look_at(client, publication, seen, (rank for rank in _ranks(publication) if rank not in remembered))
    if _first_step(publication, seen) is not None:
        return seen
    seen = replace(seen, record=observe_record(client, datastore, publication))
    if not isinstance(decide_record(publication, datastore, seen.stored_data, seen.record), Done):
        return seen
    if remembered:
        seen = _look_at(client, publication, replace(seen, services=(), refused=()), _ranks(publication))
    if publication.replaces and publication.replaces != seen.stored_data.id:
        seen = replace(seen, replacement=observe_replacement(client, datastore, seen.stored_data, publication))
    return seen


def _ranks(publication: Publication) -> range:
    return range(len(publication.services))


def _look_at(
    client: EntrepotClient, publication: Publication, seen: ServicesObservation, ranks: Iterable[int]
) -> ServicesObservation:
    """One service after the other, until there is something to do."""
    for rank in ranks:
        seen = look_at(client, publication, seen, rank)
        if isinstance(_first_step(publication, seen), Perform):
            break
    return seen


def _first_step(publication: Publication, seen: ServicesObservation) -> Decision | None:
    """The most urgent step of the services that were looked at; None when all of these are served."""
    decisions = [decide_service(publication, seen, service) for service in seen.services]
    decisions += [Fail(Stage.SERVICES, error) for error in seen.refused]
    for decision in sorted(decisions, key=_urgency):
        if not isinstance(decision, Done):
            return decision
    return None


def _urgency(decision: Decision) -> int:
    """What goes on comes first, then what is waited for, then what ends in a failure."""
    if isinstance(decision, Perform):
        return 2 if isinstance(decision.effect, GiveUpPyramid) else 0
    return 1 if isinstance(decision, Wait) else 3


def decide(publication: Publication, observation: ServicesObservation) -> Decision:
    """One service that fails does not keep the others from being made: it is told when nothing else is left to do."""
    stored_data = observation.stored_data
    if stored_data.status in (StoredDataStatus.DELETED, StoredDataStatus.UNSTABLE):
        return Fail(Stage.SERVICES, NotFound(f"the stored data cannot be served: it is {stored_data.status_word}"))
    if stored_data.status is not StoredDataStatus.GENERATED:
        return Wait(Stage.SERVICES, WaitReason.INTEGRATION, stored_data.status_word)
    step = _first_step(publication, observation)
    return step if step is not None else _finish(publication, observation)


def learned(publication: Publication, observation: ServicesObservation) -> Publication:
    """The publication that knows the services which this look showed to be served."""
    if observation.stored_data.status is not StoredDataStatus.GENERATED:
        return publication
    served = _served(publication, observation)
    return publication if served == publication.served else Remember(served).remembered(publication)


def _served(publication: Publication, observation: ServicesObservation) -> tuple[ServedLayer, ...]:
    """Those that were looked at, as they are; the others as they are remembered."""
    known = {layer.rank: layer for layer in publication.served}
    for seen in observation.services:
        known.pop(seen.wish.rank, None)
        done = isinstance(decide_service(publication, observation, seen), Done)
        if done and seen.configuration is not None and seen.offering is not None:
            known[seen.wish.rank] = served_layer(seen, seen.configuration, seen.offering)
    return tuple(known[rank] for rank in sorted(known))


def _finish(publication: Publication, observation: ServicesObservation) -> Decision:
    served = _served(publication, observation)
    if served != publication.served:
        return Perform(Remember(served))
    decision = decide_record(publication, observation.datastore, observation.stored_data, observation.record)
    if isinstance(decision, Done) and observation.replacement is not None:
        decision = decide_replacement(publication, observation.stored_data, observation.replacement)
        if isinstance(decision, Done):
            decision = decide_extent(publication, observation.replacement.extent, observation.record)
    return _links(publication, observation) if isinstance(decision, Done) else decision


def _links(publication: Publication, observation: ServicesObservation) -> Decision:
    """Every service names the datasheet's record, also when that came later; then the datastore's lists name it."""
    for seen in observation.services:
        if seen.configuration is not None and seen.offering is not None:
            decision = decide_links(
                publication, observation.datastore, seen.configuration, seen.offering.id, observation.record
            )
            if not isinstance(decision, Done):
                return decision
    configurations = [seen.configuration for seen in observation.services if seen.configuration is not None]
    named = decide_style_links(publication, configurations, observation.record)
    if not isinstance(named, Done):
        return named
    served_by = [seen.offering.endpoint for seen in observation.services if seen.offering is not None]
    return decide_listing(publication, observation.datastore, served_by)
