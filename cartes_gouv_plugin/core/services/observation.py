"""What the platform holds of the services of a publication. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Annexe, Configuration, Datastore, Offering, StoredData
from cartes_gouv_plugin.core.errors import CartesGouvError, NotFound, ServiceFailed
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType
from cartes_gouv_plugin.core.services import annexes, layer_names, statics
from cartes_gouv_plugin.core.services.looks import look_names, look_token
from cartes_gouv_plugin.core.services.records import SeenRecord, observe_record
from cartes_gouv_plugin.core.services.replacement import SeenReplacement
from cartes_gouv_plugin.core.services.tiles import SeenPyramid, observe_pyramid
from cartes_gouv_plugin.core.services.wishes import Wish, wish


@dataclass(frozen=True)
class SeenService:
    """One requested service. `styles`: names of its statics to their identifiers; `taken`: layer names in use.

    `files`: the annexes of its styles, by path.
    """

    wish: Wish
    configuration: Configuration | None = None
    offering: Offering | None = None
    styles: Mapping[str, str] = field(default_factory=dict)
    pyramid: SeenPyramid | None = None
    taken: frozenset[str] = frozenset()
    permissions: int = 0
    files: Mapping[str, Annexe] = field(default_factory=dict)


@dataclass(frozen=True)
class ServicesObservation:
    """`services`: those that were looked at; `refused`: the reasons why wishes cannot be granted."""

    datastore: Datastore
    stored_data: StoredData
    services: tuple[SeenService, ...] = ()
    refused: tuple[CartesGouvError, ...] = ()
    record: SeenRecord | None = None
    replacement: SeenReplacement | None = None


def look_at(
    client: EntrepotClient, publication: Publication, seen: ServicesObservation, rank: int
) -> ServicesObservation:
    """What was seen, and the service of that rank. GETs only."""
    try:
        asked = wish(publication, rank, seen.datastore, seen.stored_data)
    except ServiceFailed as error:
        return replace(seen, refused=(*seen.refused, error))
    service = _service(client, seen.datastore, seen.stored_data, publication, asked)
    if service.configuration is None and seen.record is None:
        # A configuration names the record of its datasheet from the beginning.
        seen = replace(seen, record=observe_record(client, seen.datastore, publication))
    return replace(seen, services=(*seen.services, service))


def _service(
    client: EntrepotClient, datastore: Datastore, stored_data: StoredData, publication: Publication, asked: Wish
) -> SeenService:
    pyramid, source = None, stored_data.id
    if asked.type is ServiceType.TMS:
        pyramid = observe_pyramid(client, datastore, stored_data)
        source = pyramid.stored_data.id if pyramid.stored_data else ""
    configuration = _configuration(client, datastore.id, asked, source, publication) if source else None
    styles: Mapping[str, str] = {}
    if asked.type is ServiceType.WMS_VECTOR:
        styles = _styles(client, datastore.id, asked)
    if configuration is None:
        # Pictures are there before the style that names them; readers' styles come when the service is served.
        files = _files(client, datastore.id, asked) if asked.type is ServiceType.WMS_VECTOR else {}
        taken = _taken(client, datastore.id, asked)
        return SeenService(asked, styles=styles, pyramid=pyramid, taken=taken, files=files)
    offering = _offering(client, datastore.id, configuration.id)
    served = offering is not None and asked.type is not ServiceType.WMS_VECTOR
    files = _files(client, datastore.id, asked) if served else {}
    permissions = 0
    if offering is not None and not offering.open:
        permissions = len(client.permissions(datastore.id, offering=offering.id))
    return SeenService(asked, configuration, offering, styles, pyramid, permissions=permissions, files=files)


def _configuration(
    client: EntrepotClient, ds: str, asked: Wish, source: str, publication: Publication
) -> Configuration | None:
    """The configuration of that type, on that stored data, whose name is the wished one or a numbered form of it."""
    listed = client.configurations(ds, type=asked.type.value, stored_data=source)
    # A list may come without the layers' names: the detail has them.
    named = [item for item in listed if not item.layer_name or _is_named(item, asked)]
    known = publication.refs.configurations
    for item in sorted(named, key=lambda item: (item.id not in known, len(item.layer_name), item.layer_name)):
        try:
            found = client.configuration(ds, item.id)
        except NotFound:
            continue
        if source in found.stored_data and _is_named(found, asked):
            return found
    return None


def _is_named(configuration: Configuration, asked: Wish) -> bool:
    return layer_names.number_of(configuration.layer_name, asked.base) is not None


def _offering(client: EntrepotClient, ds: str, configuration: str) -> Offering | None:
    for item in client.offerings_of(ds, configuration):
        try:
            return client.offering(ds, item.id)
        except NotFound:
            continue
    return None


def _styles(client: EntrepotClient, ds: str, asked: Wish) -> Mapping[str, str]:
    """Those that wait for the configuration, or for the name that it gives them."""
    start = statics.prefix(statics.provisional_owner(asked.token))
    listed = client.statics(ds, name=f"{start}%", type=statics.STYLE_TYPE)
    return {item.name: item.id for item in listed if item.name.startswith(start)}


def _files(client: EntrepotClient, ds: str, asked: Wish) -> Mapping[str, Annexe]:
    if not asked.request.styles:
        return {}
    starts = [annexes.prefix(look_token(asked, name)) for name in look_names(asked)]
    listed = [(start, item) for start in starts for item in client.annexes(ds, path=f"{start}%")]
    return {path: item for start, item in listed for path in item.paths if path.startswith(start)}


def _taken(client: EntrepotClient, ds: str, asked: Wish) -> frozenset[str]:
    listed = client.configurations(ds, type=asked.type.value, layer_name=f"{asked.base}%")
    return frozenset(item.layer_name for item in listed)
