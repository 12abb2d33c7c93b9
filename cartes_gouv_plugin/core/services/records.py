"""The datasheet's metadata record: one for the whole datasheet, created once, linked to its services, published.

CG:src/Services/EntrepotApi/CartesMetadataApiService.php. It is created only when the people behind the data are known:
a record without a contact could not be edited on the website.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration, Datastore, Metadata, StoredData
from cartes_gouv_plugin.core.errors import CartesGouvError, Conflict, ContractBroken
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Perform, Workplace
from cartes_gouv_plugin.core.publication.publication import (
    MetadataRequest,
    Publication,
    ServedLayer,
    ServiceType,
    Stage,
)
from cartes_gouv_plugin.core.services import annexes, bodies, endpoints, iso, iso_edit, layer_names
from cartes_gouv_plugin.core.services.effects import UpdateConfiguration

CATALOGUE_URL = "https://cartes.gouv.fr/catalogue"

_PROTOCOLS = {ServiceType.WFS: "OGC:WFS", ServiceType.WMS_VECTOR: "OGC:WMS", ServiceType.TMS: "TMS"}
_URL_TYPES = {ServiceType.WFS: "WFS", ServiceType.WMS_VECTOR: "WMS", ServiceType.TMS: "TMS"}


@dataclass(frozen=True)
class SeenRecord:
    """The datasheet's record, found by its tag, else by the identifier that ours would have."""

    metadata: Metadata
    content: bytes = field(repr=False)


def observe_record(client: EntrepotClient, datastore: Datastore, publication: Publication) -> SeenRecord | None:
    listed = client.metadata_list(datastore.id, tags={tags.DATASHEET_NAME: publication.datasheet})
    found = [item for item in listed if item.tags.get(tags.DATASHEET_NAME, "") == publication.datasheet]
    if not found and publication.served and publication.metadata is not None:
        # Created, but killed before its tag was written.
        wanted = identifier(publication, datastore).lower()
        everything = client.metadata_list(datastore.id) if wanted else []
        found = [item for item in everything if item.file_identifier.lower() == wanted and not item.tags]
    if not found:
        return None
    metadata = client.metadata(datastore.id, found[0].id)
    return SeenRecord(metadata, client.metadata_file(datastore.id, metadata.id))


def is_complete(request: MetadataRequest | None) -> bool:
    """Are the facts there that nobody can guess and the website's form requires?"""
    return request is not None and all((request.contact_email, request.organisation, request.organisation_email))


def identifier(publication: Publication, datastore: Datastore) -> str:
    """The identifier of the record to create; empty when it cannot be written."""
    request = publication.metadata
    if request is None or not is_complete(request):
        return ""
    stem = request.identifier or re.sub(r"[^\w.-]+", "_", publication.technical_name).strip("_.-")
    return layer_names.with_prefix(datastore.metadata_prefix, stem)


def catalogue_entries(
    publication: Publication,
    datastore: Datastore,
    seen: SeenRecord | None,
    others: Iterable[Mapping[str, str]] = (),
) -> list[dict[str, str]]:
    """The `metadata` of a configuration; `others` alone when the datasheet has no record and will have none."""
    if seen is not None:
        known = seen.metadata.file_identifier
    elif publication.refs.record_given_up or not _has_catalogue(datastore):
        known = ""
    else:
        known = identifier(publication, datastore)
    if not known:
        return bodies.without_catalogue_links(others, CATALOGUE_URL)
    return bodies.catalogue_links(known, annexes.site(datastore), CATALOGUE_URL, others)


def _has_catalogue(datastore: Datastore) -> bool:
    try:
        endpoints.choose(datastore, endpoints.METADATA)
    except CartesGouvError:
        return False
    return True


def links_of(layers: Iterable[ServedLayer]) -> tuple[iso.OnLine, ...]:
    """The links of services, as the website writes them: one per table for WFS, one for the others."""
    return tuple(link for layer in layers for link in _links(layer))


def _links(layer: ServedLayer) -> Iterable[iso.OnLine]:
    address = next((url for kind, url in layer.urls if kind.startswith(_URL_TYPES[layer.type])), "")
    names = [layer.layer_name]
    if layer.type is ServiceType.WFS:
        names = [f"{layer.layer_name}:{table}" for table in layer.tables]
    for name in names:
        yield iso.OnLine(_service_address(layer, address), _PROTOCOLS[layer.type], name, layer.offering)


def _service_address(layer: ServedLayer, address: str) -> str:
    """The service itself, not the layer's request; the TMS endpoint ends with a slash that must not be doubled."""
    base = address.split("?")[0]
    if layer.type is not ServiceType.TMS:
        return base
    return base.split("/1.0.0")[0].rstrip("/") + "/1.0.0"


def decide_record(
    publication: Publication, datastore: Datastore, stored_data: StoredData, seen: SeenRecord | None
) -> Decision:
    """Called once everything is served. `Done` when the record exists, knows the services and is in the catalogue.

    The services are there: what keeps the record from being written or read is told, and fails nothing.
    """
    if publication.refs.record_given_up:
        return Done()
    try:
        return _record_step(publication, datastore, stored_data, seen)
    except CartesGouvError as error:
        return Perform(GiveUpRecord(str(error)))


def _record_step(
    publication: Publication, datastore: Datastore, stored_data: StoredData, seen: SeenRecord | None
) -> Decision:
    if seen is None:
        if not is_complete(publication.metadata) or not publication.served:
            return Done()
        endpoints.choose(datastore, endpoints.METADATA)
        return Perform(CreateRecord(identifier(publication, datastore), stored_data.extent))
    if seen.metadata.tags.get(tags.DATASHEET_NAME) != publication.datasheet:
        return Perform(TagRecord(seen.metadata.id))
    offerings = {layer.offering for layer in publication.served}
    if not offerings <= iso_edit.offerings_of(seen.content):
        return Perform(LinkRecord(seen.metadata.id, seen.content))
    if not seen.metadata.endpoints:
        endpoint = endpoints.choose(datastore, endpoints.METADATA)
        return Perform(PublishRecord(seen.metadata.file_identifier, endpoint.id))
    return Done()


def decide_extent(publication: Publication, extent: iso.Extent | None, seen: SeenRecord | None) -> Decision:
    """Newer data may lie elsewhere; a record without a bounding box is left without."""
    if seen is None or extent is None or publication.refs.record_given_up:
        return Done()
    try:
        said = iso_edit.extent_of(seen.content)
    except ContractBroken as error:
        return Perform(GiveUpRecord(str(error)))
    if said is None or said == tuple(map(iso.decimal, extent)):
        return Done()
    return Perform(RefreshExtent(seen.metadata.id, extent, seen.content))


def decide_links(
    publication: Publication, datastore: Datastore, configuration: Configuration, offering: str, seen: SeenRecord | None
) -> Decision:
    """A service names the record of its datasheet, also when that came later, got another identifier or never came."""
    if seen is None and not publication.refs.record_given_up:
        return Done()
    present = [{key: str(value) for key, value in entry.items()} for entry in configuration.metadata]
    wanted = catalogue_entries(publication, datastore, seen, present)
    complete = {entry["url"] for entry in wanted} <= {entry.get("url") for entry in present}
    if complete and (seen is not None or len(wanted) == len(present)):
        return Done()
    body = bodies.update(configuration, metadata=wanted)
    return Perform(UpdateConfiguration(configuration.id, offering, body))


def _now() -> str:
    return datetime.now(timezone.utc).replace(microsecond=0).isoformat().replace("+00:00", "Z")


class _Dispensable:
    """Without the record the services are served all the same."""

    def given_up(self, publication: Publication, error: CartesGouvError) -> Publication:
        return _without_record(publication, " ".join((str(error), *getattr(error, "details", ()))))


def _without_record(publication: Publication, reason: str) -> Publication:
    return replace(publication, refs=replace(publication.refs, record_given_up=reason))


@dataclass(frozen=True)
class GiveUpRecord:
    """Nothing changes on the platform."""

    reason: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        return _without_record(workplace.publication, self.reason)


@dataclass(frozen=True)
class CreateRecord(_Dispensable):
    """Writes the record. An identifier that is taken elsewhere on the platform gets a number, at the next look."""

    identifier: str
    extent: iso.Extent | None
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        request = publication.metadata or MetadataRequest()
        content = iso.write(record_of(publication, request, self.identifier, self.extent, _now()))
        try:
            workplace.client.create_metadata(publication.datastore, filename=f"{self.identifier}.xml", content=content)
        except Conflict:
            base = re.sub(r"_\d+$", "", self.identifier)
            number = layer_names.number_of(self.identifier, base) or 1
            if number >= layer_names.MAX_NUMBER:
                raise
            return replace(publication, metadata=replace(request, identifier=f"{base}_{number + 1}"))
        return publication


@dataclass(frozen=True)
class TagRecord(_Dispensable):
    metadata: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        wanted = {tags.DATASHEET_NAME: publication.datasheet, tags.CREATED_BY: tags.created_by(publication.id)}
        workplace.client.tag_metadata(publication.datastore, self.metadata, wanted)
        return publication


@dataclass(frozen=True)
class LinkRecord(_Dispensable):
    """Adds the links of the services that the record lacks; everything else in it stays as it is."""

    metadata: str
    content: bytes = field(repr=False)
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        content = iso_edit.with_links(self.content, _now(), links=links_of(publication.served))
        workplace.client.replace_metadata(
            publication.datastore, self.metadata, filename=f"{self.metadata}.xml", content=content
        )
        return publication


@dataclass(frozen=True)
class RefreshExtent(_Dispensable):
    """The record says where the datasheet's data is now."""

    metadata: str
    extent: iso.Extent
    content: bytes = field(repr=False)
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        content = iso_edit.with_links(self.content, _now(), extent=self.extent)
        workplace.client.replace_metadata(
            publication.datastore, self.metadata, filename=f"{self.metadata}.xml", content=content
        )
        return publication


@dataclass(frozen=True)
class PublishRecord(_Dispensable):
    file_identifier: str
    endpoint: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        workplace.client.publish_metadata(
            publication.datastore, file_identifier=self.file_identifier, endpoint=self.endpoint
        )
        return publication


def record_of(
    publication: Publication, request: MetadataRequest, identifier_: str, extent: iso.Extent | None, now: str
) -> iso.Record:
    title = request.title or publication.datasheet
    themes = request.themes or next((s.themes for s in publication.services if s.themes), (bodies.DEFAULT_THEME,))
    return iso.Record(
        identifier=identifier_,
        title=title,
        abstract=request.abstract or title,
        themes=themes,
        contact_email=request.contact_email,
        organisation=request.organisation,
        organisation_email=request.organisation_email,
        creation_date=request.creation_date or now[:10],
        date_stamp=now,
        inspire_keywords=request.inspire_keywords,
        free_keywords=request.free_keywords,
        frequency=request.frequency,
        genealogy=request.genealogy,
        resolution=request.resolution,
        language=request.language,
        extent=_extent(publication, extent),
        srs=publication.srs,
        links=links_of(publication.served),
    )


def _extent(publication: Publication, platform: iso.Extent | None) -> iso.Extent | None:
    """The union of the package's real extents; else what the platform says."""
    extents = [table.extent for table in publication.package.tables if table.extent] if publication.package else []
    return united(extents) or platform


def united(extents: Iterable[iso.Extent | None]) -> iso.Extent | None:
    """The smallest extent that holds all those that are known."""
    known = [extent for extent in extents if extent is not None]
    if not known:
        return None
    west, south = min(e[0] for e in known), min(e[1] for e in known)
    return west, south, max(e[2] for e in known), max(e[3] for e in known)
