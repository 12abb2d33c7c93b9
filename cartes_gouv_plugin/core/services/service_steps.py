"""One service, from its styles or tiles to what it serves: the next step, decided from what was seen. Pure.

The order is the website's (CG:src/Services/EntrepotApi/CartesServiceApiService.php:294-383): styles or tiles, then the
configuration, its tags, the final names of its styles, the offering, the permission, the styles of its readers.
"""

from __future__ import annotations

from collections.abc import Iterable

from cartes_gouv_plugin.core.entrepot.models import Configuration, Offering
from cartes_gouv_plugin.core.entrepot.statuses import ConfigurationStatus, OfferingStatus
from cartes_gouv_plugin.core.errors import CartesGouvError, ServiceFailed
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import (
    Decision,
    Done,
    Fail,
    Perform,
    Wait,
    WaitReason,
    Watch,
    WatchKind,
)
from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer, ServiceType, Stage
from cartes_gouv_plugin.core.services import annexes, bodies, endpoints, layer_names
from cartes_gouv_plugin.core.services.effects import (
    CreateConfiguration,
    CreateOffering,
    GrantAccess,
    SynchronizeOffering,
    TagConfiguration,
)
from cartes_gouv_plugin.core.services.looks import chosen_styles
from cartes_gouv_plugin.core.services.observation import SeenService, ServicesObservation
from cartes_gouv_plugin.core.services.records import catalogue_entries
from cartes_gouv_plugin.core.services.style_files import (
    cleared,
    decide_pictures,
    decide_reader_styles,
    pictures_of,
    style_address,
    tile_levels,
)
from cartes_gouv_plugin.core.services.tiles import decide_pyramid
from cartes_gouv_plugin.core.services.wms_styles import decide_names, decide_styles, style_ids

_WORKING = frozenset({OfferingStatus.PUBLISHING, OfferingStatus.MODIFYING, OfferingStatus.UNPUBLISHING})


def decide_service(publication: Publication, observation: ServicesObservation, seen: SeenService) -> Decision:
    """The next step of one service; `Done` when it is served."""
    try:
        decision = _before_configuration(publication, observation, seen)
        if isinstance(decision, Done):
            decision = _configuration(publication, observation, seen)
        if isinstance(decision, Done) and seen.configuration is not None:
            decision = _offering(observation, seen, seen.configuration)
        if isinstance(decision, Done) and seen.configuration is not None and seen.offering is not None:
            decision = decide_reader_styles(
                publication, observation.datastore, seen.wish, seen.configuration, seen.offering, seen.files
            )
    except CartesGouvError as error:
        return Fail(Stage.SERVICES, error)
    return decision


def _before_configuration(publication: Publication, observation: ServicesObservation, seen: SeenService) -> Decision:
    """What the configuration refers to; nothing is made when the service could not be published afterwards."""
    if seen.configuration is not None:
        return Done()
    endpoints.choose(observation.datastore, seen.wish.type.value, is_open=seen.wish.request.is_open)
    if seen.pyramid is not None:
        return decide_pyramid(publication, observation.stored_data, seen.wish, seen.pyramid)
    if seen.wish.type is ServiceType.WMS_VECTOR:
        labels, styles = annexes.labels(publication.datasheet), chosen_styles(seen.wish)
        if publication.refs.looks_given_up:
            # Once a style is sent, it may name them.
            pictures = Done() if seen.styles else cleared({}, seen.files)
        else:
            pictures = decide_pictures(labels, seen.wish.token, styles, seen.files)
        if not isinstance(pictures, Done):
            return pictures
        addresses = pictures_of(seen.wish.token, observation.datastore, styles)
        return decide_styles(publication, seen.wish, observation.stored_data, seen.styles, addresses)
    return Done()


def _configuration(publication: Publication, observation: ServicesObservation, seen: SeenService) -> Decision:
    configuration = seen.configuration
    if configuration is None:
        return Perform(CreateConfiguration(seen.wish.rank, seen.wish.base, _body(publication, observation, seen)))
    wanted = {
        **bodies.tags(publication.datasheet, seen.wish.request.themes),
        tags.CREATED_BY: tags.created_by(publication.id),
    }
    missing = {name: value for name, value in wanted.items() if name not in configuration.tags}
    if missing:
        return Perform(TagConfiguration(configuration.id, missing))
    if seen.wish.type is ServiceType.WMS_VECTOR and not publication.refs.looks_given_up:
        return decide_names(configuration, seen.wish, seen.styles)
    return Done()


def _offering(observation: ServicesObservation, seen: SeenService, configuration: Configuration) -> Decision:
    offering, request = seen.offering, seen.wish.request
    if offering is None or offering.status is OfferingStatus.UNPUBLISHED:
        endpoint = endpoints.choose(observation.datastore, seen.wish.type.value, is_open=request.is_open)
        return Perform(CreateOffering(configuration.id, endpoint.id, request.is_open))
    if offering.status is OfferingStatus.UNSTABLE:
        return Fail(Stage.SERVICES, ServiceFailed(f"the platform could not serve {offering.layer_name}"))
    if offering.status in _WORKING:
        watch = Watch(WatchKind.OFFERING, offering.id, offering.status_word)
        return Wait(Stage.SERVICES, WaitReason.SERVICE, watch=watch)
    if offering.status is OfferingStatus.UNKNOWN:
        return Wait(Stage.SERVICES, WaitReason.UNKNOWN_STATUS, offering.status_word)
    if configuration.status is ConfigurationStatus.SYNCHRONIZING:
        return Perform(SynchronizeOffering(offering.id))
    if not request.is_open and not seen.permissions:
        return Perform(GrantAccess(observation.datastore.community, offering.id, offering.layer_name))
    return Done()


def _body(publication: Publication, observation: ServicesObservation, seen: SeenService) -> bodies.Json:
    asked = seen.wish
    layer_name = layer_names.free(asked.base, (*seen.taken, *asked.request.refused_names))
    attribution = asked.request.attribution
    return bodies.configuration(
        asked.type,
        name=asked.title,
        layer_name=layer_name,
        type_infos=_type_infos(observation, seen),
        attribution=bodies.Attribution(*attribution) if attribution else None,
        metadata=catalogue_entries(publication, observation.datastore, observation.record),
    )


def _type_infos(observation: ServicesObservation, seen: SeenService) -> bodies.Json:
    asked = seen.wish
    if seen.pyramid is not None and seen.pyramid.stored_data is not None:
        pyramid = seen.pyramid.stored_data
        return bodies.tms(
            pyramid.id, pyramid.levels, title=asked.title, abstract=asked.abstract, keywords=asked.keywords
        )
    if asked.type is ServiceType.WMS_VECTOR:
        styles = style_ids(asked, seen.styles)
        tables = [bodies.ServedTable(table, "", "", style=styles[table]) for table in asked.tables]
        return bodies.wms_vector(
            observation.stored_data.id, tables, title=asked.title, abstract=asked.abstract, keywords=asked.keywords
        )
    return bodies.wfs(observation.stored_data.id, _wfs_tables(seen))


def _wfs_tables(seen: SeenService) -> Iterable[bodies.ServedTable]:
    asked = seen.wish
    for table, title in zip(asked.tables, asked.table_titles):
        yield bodies.ServedTable(table, title, asked.request.abstract or title, keywords=asked.request.keywords)


def served_layer(seen: SeenService, configuration: Configuration, offering: Offering) -> ServedLayer:
    """What is remembered of a service once it is served."""
    return ServedLayer(
        type=seen.wish.type,
        title=configuration.name,
        layer_name=configuration.layer_name,
        configuration=configuration.id,
        offering=offering.id,
        urls=tuple((url.type, url.url) for url in offering.urls),
        tables=seen.wish.tables,
        style=style_address(configuration) if seen.wish.type is ServiceType.TMS else "",
        levels=tile_levels(configuration) if seen.wish.type is ServiceType.TMS else None,
        rank=seen.wish.rank,
    )
