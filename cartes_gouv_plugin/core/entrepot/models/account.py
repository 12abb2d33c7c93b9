"""Who one is and where one may work: users, communities, datastores and their endpoints and storages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cartes_gouv_plugin.core.entrepot.reading import (
    boolean,
    identifier,
    identifiers,
    integer,
    mapping,
    mappings,
    optional_integer,
    text,
    texts,
)


@dataclass(frozen=True)
class Membership:
    """A community that the user belongs to. `datastore` is empty when the community has none."""

    community: str
    name: str
    technical_name: str
    datastore: str
    supervisor: str
    rights: frozenset[str]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Membership:
        community = mapping(data, "community")
        return cls(
            community=text(community, "_id"),
            name=text(community, "name"),
            technical_name=text(community, "technical_name"),
            datastore=text(community, "datastore") or text(mapping(community, "datastore"), "_id"),
            supervisor=text(community, "supervisor") or text(mapping(community, "supervisor"), "_id"),
            rights=frozenset(texts(data, "rights")),
        )


@dataclass(frozen=True)
class User:
    id: str
    email: str
    first_name: str
    last_name: str
    memberships: tuple[Membership, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> User:
        return cls(
            id=identifier(data),
            email=text(data, "email"),
            first_name=text(data, "first_name"),
            last_name=text(data, "last_name"),
            memberships=tuple(Membership.from_json(item) for item in mappings(data, "communities_member")),
        )


@dataclass(frozen=True)
class ServiceUrl:
    type: str
    url: str


def urls_of(data: Mapping[str, Any]) -> tuple[ServiceUrl, ...]:
    return tuple(ServiceUrl(text(item, "type"), text(item, "url")) for item in mappings(data, "urls"))


@dataclass(frozen=True)
class Endpoint:
    id: str
    name: str
    technical_name: str
    type: str
    open: bool
    urls: tuple[ServiceUrl, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Endpoint:
        return cls(
            id=identifier(data),
            name=text(data, "name"),
            technical_name=text(data, "technical_name"),
            type=text(data, "type"),
            open=boolean(data, "open"),
            urls=urls_of(data),
        )


@dataclass(frozen=True)
class EndpointUse:
    """An endpoint with the number of offerings in use and allowed; `quota` is None when there is no limit."""

    endpoint: Endpoint
    use: int
    quota: int | None

    @property
    def full(self) -> bool:
        return self.quota is not None and self.use >= self.quota

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EndpointUse:
        return cls(Endpoint.from_json(mapping(data, "endpoint")), integer(data, "use"), optional_integer(data, "quota"))


@dataclass(frozen=True)
class StorageUse:
    """A storage with the bytes in use and allowed; `kind` is data, uploads or annexes."""

    kind: str
    name: str
    type: str
    labels: tuple[str, ...]
    use: int
    quota: int | None

    @classmethod
    def from_json(cls, kind: str, data: Mapping[str, Any]) -> StorageUse:
        storage = mapping(data, "storage")
        return cls(
            kind=kind,
            name=text(storage, "name"),
            type=text(storage, "type"),
            labels=texts(storage, "labels"),
            use=integer(data, "use"),
            quota=optional_integer(data, "quota"),
        )


# The tutorials write `upload` and `annexe` where the OpenAPI description writes plurals.
_STORAGE_KINDS = {"data": "data", "upload": "uploads", "uploads": "uploads", "annexe": "annexes", "annexes": "annexes"}


def _storages(data: Mapping[str, Any]) -> tuple[StorageUse, ...]:
    storages = mapping(data, "storages")
    found = []
    for key, kind in _STORAGE_KINDS.items():
        items = mappings(storages, key) or ((mapping(storages, key),) if mapping(storages, key) else ())
        found += [StorageUse.from_json(kind, item) for item in items]
    return tuple(found)


@dataclass(frozen=True)
class Datastore:
    """`processings` and `checks` are the identifiers allowed here; the prefixes are empty when there are none."""

    id: str
    name: str
    technical_name: str
    community: str
    active: bool
    layer_name_prefix: str
    metadata_prefix: str
    endpoints: tuple[EndpointUse, ...]
    storages: tuple[StorageUse, ...]
    processings: tuple[str, ...]
    checks: tuple[str, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Datastore:
        return cls(
            id=identifier(data),
            name=text(data, "name"),
            technical_name=text(data, "technical_name"),
            community=text(mapping(data, "community"), "_id"),
            active=boolean(data, "active", default=True),
            layer_name_prefix=text(data, "configuration_layer_name_prefix"),
            metadata_prefix=text(data, "metadata_file_identifier_prefix"),
            endpoints=tuple(
                EndpointUse.from_json(item) for item in mappings(data, "endpoints") if mapping(item, "endpoint")
            ),
            storages=_storages(data),
            processings=identifiers(data, "processings"),
            checks=identifiers(data, "checks"),
        )
