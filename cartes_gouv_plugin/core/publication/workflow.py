"""A publication from its sealed package to its services: what is seen, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.models import Checks
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Watch, WatchKind
from cartes_gouv_plugin.core.publication.delivery import Delivery, observe_delivery
from cartes_gouv_plugin.core.publication.delivery_decision import checks_word, decide_delivery
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.publication.shared_lists import SharedLists
from cartes_gouv_plugin.core.services import stage as services

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient


@dataclass(frozen=True)
class Observation:
    """`delivery` is None when it was over before; `services` is None before that, or when none was asked for."""

    delivery: Delivery | None = None
    services: services.ServicesObservation | None = None


def observe(client: EntrepotClient, publication: Publication, waited: float = 0.0) -> Observation:
    """GETs only. `waited`: seconds since something last changed."""
    delivery = None
    if not publication.refs.delivered:
        delivery = observe_delivery(client, publication, waited)
        if not isinstance(decide_delivery(publication, delivery), Done):
            return Observation(delivery)
        publication = learned(publication, Observation(delivery))
    if not publication.services and not publication.replaces:
        return Observation(delivery)
    return Observation(delivery, services.observe(client, publication))


def learned(publication: Publication, seen: Observation) -> Publication:
    """The publication with the identifiers and the services that the look brought to light."""
    publication = _delivered(publication, seen.delivery)
    return publication if seen.services is None else services.learned(publication, seen.services)


def _delivered(publication: Publication, delivery: Delivery | None) -> Publication:
    if delivery is None:
        return publication
    refs = publication.refs
    if delivery.upload is not None:
        refs = replace(refs, upload=delivery.upload.id)
    if delivery.stored_data is not None and delivery.spare is None:
        stored = delivery.stored_data
        refs = replace(refs, stored_data=stored.id, upload=refs.upload or stored.tags.get(tags.UPLOAD_ID))
    if isinstance(decide_delivery(publication, delivery), Done):
        refs = replace(refs, delivered=True)
    return publication if refs == publication.refs else replace(publication, refs=refs)


def decide(publication: Publication, seen: Observation) -> Decision:
    """Pure. The delivery first; its end opens the services."""
    if seen.delivery is not None:
        decision = decide_delivery(publication, seen.delivery)
        if not isinstance(decision, Done):
            return decision
    if seen.services is None:
        return Done()
    return services.decide(learned(publication, seen), seen.services)


def glance(client: EntrepotClient, publication: Publication, watch: Watch, lists: SharedLists | None) -> Checks | None:
    """One request, or none: is what is being waited for still where it was? None when it moved: look at everything.

    The checks are empty when the look did not concern them.
    """
    ds = publication.datastore
    if lists is not None and lists.shows(client, ds, watch):
        return Checks()
    if watch.kind is not WatchKind.UPLOAD_CHECKS:
        ask = client.execution if watch.kind is WatchKind.EXECUTION else client.offering
        return Checks() if ask(ds, watch.id).status_word == watch.status else None
    checks = client.upload_checks(ds, watch.id)
    ended = not (checks.asked or checks.in_progress)
    return None if ended or checks_word(len(checks.passed), len(checks.failed)) != watch.status else checks
