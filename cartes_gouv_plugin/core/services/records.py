"""The datasheet's metadata record: one for the whole datasheet, created once, linked to its services, published.

CG:src/Services/EntrepotApi/CartesMetadataApiService.php. It is created only when the people behind the data are known:
a record without a contact could not be edited on the website.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape  # nosec B406 - writes only

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration, Datastore, Metadata, StoredData
from cartes_gouv_plugin.core.entrepot.reading import mappings, text
from cartes_gouv_plugin.core.errors import CartesGouvError, ContractBroken
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Perform
from cartes_gouv_plugin.core.publication.publication import MetadataRequest, Publication
from cartes_gouv_plugin.core.services import annexes, bodies, endpoints, iso, iso_edit, layer_names
from cartes_gouv_plugin.core.services.effects import UpdateConfiguration
from cartes_gouv_plugin.core.services.record_effects import (
    CreateRecord,
    GiveUpRecord,
    LinkRecord,
    LinkStyles,
    PublishRecord,
    RefreshExtent,
    TagRecord,
)

CATALOGUE_URL = "https://cartes.gouv.fr/catalogue"


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


def decide_style_links(
    publication: Publication, configurations: Iterable[Configuration], seen: SeenRecord | None
) -> Decision:
    """The record names the styles that readers may choose from, as it will after every later change of them."""
    if seen is None or publication.refs.record_given_up:
        return Done()
    said = seen.content.decode("utf-8", "replace")
    layers = (
        layer
        for configuration in configurations
        for style in mappings(configuration.extra, "styles")
        for layer in mappings(style, "layers")
    )
    lacking = tuple(url for url in (text(layer, "url") for layer in layers) if url and escape(url) not in said)
    return Perform(LinkStyles(lacking)) if lacking else Done()
