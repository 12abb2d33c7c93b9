"""The changes to the datasheet's metadata record: created, tagged, linked, placed, published, or done without."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

from cartes_gouv_plugin.core.errors import CartesGouvError, Conflict
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Workplace
from cartes_gouv_plugin.core.publication.publication import MetadataRequest, Publication, Stage
from cartes_gouv_plugin.core.services import iso, iso_edit, layer_names
from cartes_gouv_plugin.core.services.record_content import links_of, record_of
from cartes_gouv_plugin.core.services.record_refresh import refresh_record


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


@dataclass(frozen=True)
class LinkStyles(_Dispensable):
    """The record names the styles of the services too. `addresses`: those that it lacks."""

    addresses: tuple[str, ...]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        refresh_record(workplace.client, publication.datastore, publication.datasheet)
        return publication
