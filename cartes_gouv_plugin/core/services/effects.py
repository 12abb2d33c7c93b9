"""The changes that make a service. The look before each of them has not found it yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import (
    CartesGouvError,
    Conflict,
    EntrepotError,
    Forbidden,
    NotFound,
    Rejected,
    ServiceFailed,
)
from cartes_gouv_plugin.core.publication.decision import Workplace
from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer, Stage
from cartes_gouv_plugin.core.services import access, layer_names, plain_style, statics
from cartes_gouv_plugin.core.services.sealed_files import content_of

_NAME_REFUSED = re.compile(r"layer.?name|nom technique|nom de (la )?couche|déjà|already", re.IGNORECASE)


class OfLooks:
    """An effect without which a service is served all the same, in a plainer dress: see `Dispensable`."""

    def given_up(self, publication: Publication, error: CartesGouvError) -> Publication:
        reason = " ".join((str(error), *getattr(error, "details", ())))
        return replace(publication, refs=replace(publication.refs, looks_given_up=reason))


@dataclass(frozen=True)
class SendStyle:
    """Sends the SLD of one table of the service of that `rank`: the sealed one, else a plain one.

    `pictures`: what stands in the file for the pictures that it names, and their addresses.
    """

    name: str
    table: str
    rank: int
    geometry_type: str
    pictures: Mapping[str, str] = field(default_factory=dict)
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        workplace.client.create_static(
            publication.datastore,
            name=self.name,
            type=statics.STYLE_TYPE,
            filename=f"{self.name}.sld",
            content=self._content(publication),
        )
        return publication

    def _content(self, publication: Publication) -> bytes:
        styles = publication.services[self.rank].styles
        sealed = [style for style in styles if style.table == self.table and style.format == "sld"]
        if not sealed or (sealed[0].images and publication.refs.looks_given_up):
            return plain_style.sld(self.table, self.geometry_type).encode()
        return content_of(sealed[0].path, self.pictures)


@dataclass(frozen=True)
class NameStyle(OfLooks):
    """Gives a style its final name, which bears the configuration's identifier and by which the website finds it."""

    static: str
    name: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        workplace.client.rename_static(workplace.publication.datastore, self.static, self.name)
        return workplace.publication


@dataclass(frozen=True)
class CreateConfiguration:
    """Creates the configuration of the service of that `rank`.

    Layer names are unique on the whole platform, of which we see one datastore: a name that turns out to be taken is
    no failure. The publication remembers it, and the next look asks for the following one.
    """

    rank: int
    base: str
    body: Mapping[str, Any]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        try:
            created = workplace.client.create_configuration(publication.datastore, self.body)
        except (Conflict, Rejected) as error:
            return self._with_following_name(publication, error)
        return with_configuration(publication, created.id)

    def _with_following_name(self, publication: Publication, error: EntrepotError) -> Publication:
        refused = str(self.body["layer_name"])
        said = " ".join((str(error), *error.details))
        named = isinstance(error, Conflict) or _NAME_REFUSED.search(said) is not None
        if not named or (layer_names.number_of(refused, self.base) or 0) >= layer_names.MAX_NUMBER:
            raise error
        request = publication.services[self.rank]
        request = replace(request, refused_names=(*request.refused_names, refused))
        services = (*publication.services[: self.rank], request, *publication.services[self.rank + 1 :])
        return replace(publication, services=services)


@dataclass(frozen=True)
class TagConfiguration:
    configuration: str
    tags: Mapping[str, str]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        workplace.client.tag_configuration(publication.datastore, self.configuration, self.tags)
        return with_configuration(publication, self.configuration)


@dataclass(frozen=True)
class CreateOffering:
    """Publishes the configuration. When the platform refuses for good, the configuration is taken back, as the website
    does: it would keep its name and serve nothing. When the answer is lost, it stays and the next look uses it."""

    configuration: str
    endpoint: str
    is_open: bool
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        client = workplace.client
        try:
            created = client.create_offering(
                publication.datastore, self.configuration, endpoint=self.endpoint, open=self.is_open
            )
        except (Rejected, Conflict, Forbidden, NotFound) as error:
            if client.offerings_of(publication.datastore, self.configuration):
                raise
            self._take_back(client, publication.datastore)
            if isinstance(error, Forbidden):
                raise
            raise ServiceFailed(f"the platform refused the service: {error}", error.details) from error
        refs = publication.refs
        offerings = tuple(dict.fromkeys((*refs.offerings, created.id)))
        return replace(publication, refs=replace(refs, offerings=offerings))

    def _take_back(self, client: EntrepotClient, datastore: str) -> None:
        """The configuration and the styles that bear its name."""
        leftovers = client.statics(datastore, name=f"{statics.prefix(self.configuration)}%", type=statics.STYLE_TYPE)
        client.delete_configuration(datastore, self.configuration)
        for static in leftovers:
            if static.name.startswith(statics.prefix(self.configuration)):
                client.delete_static(datastore, static.id)


@dataclass(frozen=True)
class SynchronizeOffering:
    """The offering takes up what its configuration says now."""

    offering: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        workplace.client.synchronize_offering(workplace.publication.datastore, self.offering)
        return workplace.publication


@dataclass(frozen=True)
class UpdateConfiguration:
    """Replaces what a service says, then has the offering take it up. Both may be repeated without harm."""

    configuration: str
    offering: str
    body: Mapping[str, object]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        workplace.client.replace_configuration(publication.datastore, self.configuration, self.body)
        workplace.client.synchronize_offering(publication.datastore, self.offering)
        return publication


@dataclass(frozen=True)
class GrantAccess:
    """The permission without which nobody sees a restricted service."""

    community: str
    offering: str
    layer_name: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        today = datetime.now(timezone.utc).date()
        body = access.permission(self.community, self.offering, self.layer_name, today)
        workplace.client.create_permission(workplace.publication.datastore, body)
        return workplace.publication


@dataclass(frozen=True)
class Remember:
    """Keeps the addresses of the services; nothing changes on the platform."""

    served: tuple[ServedLayer, ...]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        return self.remembered(workplace.publication)

    def remembered(self, publication: Publication) -> Publication:
        refs = publication.refs
        configurations = dict.fromkeys((*refs.configurations, *(layer.configuration for layer in self.served)))
        offerings = dict.fromkeys((*refs.offerings, *(layer.offering for layer in self.served)))
        refs = replace(refs, configurations=tuple(configurations), offerings=tuple(offerings))
        return replace(publication, served=self.served, refs=refs)


def with_configuration(publication: Publication, configuration: str) -> Publication:
    """`publication`, knowing that this configuration is its own."""
    known = tuple(dict.fromkeys((*publication.refs.configurations, configuration)))
    return replace(publication, refs=replace(publication.refs, configurations=known))
