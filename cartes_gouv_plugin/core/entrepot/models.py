"""What the platform's API answers, as frozen dataclasses.

Reading is tolerant: unknown keys are passed over, an absent or odd value becomes the field's empty value, an unknown
status word becomes `UNKNOWN` (the raw word stays in `status_word`). Only an answer without its identifier is refused.
Field names follow the API's DTOs (CG:assets/@types/entrepot.ts), in snake case, with `_id` as `id`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cartes_gouv_plugin.core.entrepot.reading import (
    Extent,
    boolean,
    extent_of,
    identifier,
    integer,
    mapping,
    mappings,
    optional_integer,
    tags_of,
    text,
    texts,
)
from cartes_gouv_plugin.core.entrepot.statuses import (
    CheckStatus,
    ConfigurationStatus,
    ExecutionStatus,
    OfferingStatus,
    StoredDataStatus,
    UploadStatus,
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


def _urls(data: Mapping[str, Any]) -> tuple[ServiceUrl, ...]:
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
            urls=_urls(data),
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
            processings=_identifiers(data, "processings"),
            checks=_identifiers(data, "checks"),
        )


def _identifiers(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of identifiers, given as such or as objects that bear one."""
    return texts(data, key) + tuple(text(item, "_id") for item in mappings(data, key))


@dataclass(frozen=True)
class Processing:
    """What a processing takes and gives, as type words of uploads and stored data; `parameters` are their names."""

    id: str
    name: str
    input_uploads: tuple[str, ...]
    input_stored_data: tuple[str, ...]
    output_stored_data: str
    parameters: tuple[str, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Processing:
        inputs = mapping(data, "input_types")
        output = mapping(data, "output_type") or mapping(data, "output_types")
        produced = texts(output, "stored_data")
        return cls(
            id=identifier(data),
            name=text(data, "name"),
            input_uploads=texts(inputs, "upload"),
            input_stored_data=texts(inputs, "stored_data"),
            output_stored_data=text(output, "stored_data") or (produced[0] if produced else ""),
            parameters=tuple(text(item, "name") for item in mappings(data, "parameters")),
        )


@dataclass(frozen=True)
class Event:
    """Something that happened to an entity. `initiator` is a user's identifier, empty when unknown."""

    title: str
    date: str
    text: str
    initiator: str

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Event:
        return cls(
            title=text(data, "title"),
            date=text(data, "date"),
            text=text(data, "text"),
            initiator=text(mapping(data, "initiator"), "_id"),
        )


def _last_event(data: Mapping[str, Any]) -> Event | None:
    return Event.from_json(mapping(data, "last_event")) if mapping(data, "last_event") else None


@dataclass(frozen=True)
class Upload:
    """`size` in bytes; `creation` an ISO 8601 date and time. List items carry only the fields that were asked for."""

    id: str
    name: str
    type: str
    status: UploadStatus
    status_word: str
    srs: str
    description: str = ""
    size: int = 0
    creation: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    last_event: Event | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Upload:
        word = text(data, "status")
        return cls(
            id=identifier(data),
            name=text(data, "name"),
            type=text(data, "type"),
            status=UploadStatus(word),
            status_word=word,
            srs=text(data, "srs"),
            description=text(data, "description"),
            size=integer(data, "size"),
            creation=text(data, "creation"),
            tags=tags_of(data),
            last_event=_last_event(data),
        )


@dataclass(frozen=True)
class TreeElement:
    """A file or folder of a delivery; `size` in bytes."""

    name: str
    directory: bool
    size: int
    children: tuple[TreeElement, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TreeElement:
        return cls(
            name=text(data, "name"),
            directory=text(data, "type") == "DIRECTORY",
            size=integer(data, "size"),
            children=tuple(cls.from_json(item) for item in mappings(data, "children")),
        )


def files_of(tree: tuple[TreeElement, ...], folder: str = "") -> dict[str, int]:
    """Every file of a delivery's tree, `folder/name` to its size in bytes."""
    found = {}
    for element in tree:
        path = f"{folder}{element.name}"
        if element.directory or element.children:
            found.update(files_of(element.children, f"{path}/"))
        else:
            found[path] = element.size
    return found


@dataclass(frozen=True)
class ListedCheck:
    """A check execution as `uploads/{id}/checks` lists it; `id` is that of the execution."""

    id: str
    check: str
    name: str

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListedCheck:
        check = mapping(data, "check")
        return cls(id=identifier(data), check=text(check, "_id"), name=text(check, "name"))


@dataclass(frozen=True)
class Checks:
    """The check executions of an upload, in the API's four buckets."""

    asked: tuple[ListedCheck, ...] = ()
    in_progress: tuple[ListedCheck, ...] = ()
    passed: tuple[ListedCheck, ...] = ()
    failed: tuple[ListedCheck, ...] = ()

    @property
    def all(self) -> tuple[ListedCheck, ...]:
        return self.asked + self.in_progress + self.passed + self.failed

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Checks:
        def bucket(key: str) -> tuple[ListedCheck, ...]:
            return tuple(ListedCheck.from_json(item) for item in mappings(data, key))

        return cls(bucket("asked"), bucket("in_progress"), bucket("passed"), bucket("failed"))


@dataclass(frozen=True)
class CheckExecution:
    id: str
    check: str
    name: str
    status: CheckStatus
    status_word: str
    start: str = ""
    finish: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CheckExecution:
        check = mapping(data, "check")
        word = text(data, "status")
        return cls(
            id=identifier(data),
            check=text(check, "_id"),
            name=text(check, "name"),
            status=CheckStatus(word),
            status_word=word,
            start=text(data, "start"),
            finish=text(data, "finish"),
        )


@dataclass(frozen=True)
class Execution:
    """A processing execution. Inputs and output are identifiers; list items may lack the inputs."""

    id: str
    processing: str
    processing_name: str
    status: ExecutionStatus
    status_word: str
    input_uploads: tuple[str, ...] = ()
    input_stored_data: tuple[str, ...] = ()
    output_stored_data: str = ""
    creation: str = ""
    start: str = ""
    finish: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Execution:
        word = text(data, "status")
        processing, inputs = mapping(data, "processing"), mapping(data, "inputs")
        return cls(
            id=identifier(data),
            processing=text(processing, "_id"),
            processing_name=text(processing, "name"),
            status=ExecutionStatus(word),
            status_word=word,
            input_uploads=_identifiers(inputs, "upload"),
            input_stored_data=_identifiers(inputs, "stored_data"),
            output_stored_data=text(mapping(mapping(data, "output"), "stored_data"), "_id"),
            creation=text(data, "creation"),
            start=text(data, "start"),
            finish=text(data, "finish"),
        )


@dataclass(frozen=True)
class Relation:
    """A table or view of a vector database. `attributes`: name to PostgreSQL type, the type empty when not told."""

    name: str
    type: str
    attributes: Mapping[str, str]
    primary_key: tuple[str, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Relation:
        # The tutorials show a list of names, the present API an object (TS:1325).
        listed = dict.fromkeys(texts(data, "attributes"), "")
        typed = {name: str(kind) for name, kind in mapping(data, "attributes").items()}
        return cls(text(data, "name"), text(data, "type") or "TABLE", {**listed, **typed}, texts(data, "primary_key"))


@dataclass(frozen=True)
class StoredData:
    """`size` in bytes; `extent` in degrees; `relations` for a VECTOR-DB, `levels` for a pyramid."""

    id: str
    name: str
    type: str
    status: StoredDataStatus
    status_word: str
    srs: str = ""
    size: int = 0
    extent: Extent | None = None
    creation: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    levels: tuple[str, ...] = ()
    last_event: Event | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> StoredData:
        word = text(data, "status")
        infos = mapping(data, "type_infos")
        return cls(
            id=identifier(data),
            name=text(data, "name"),
            type=text(data, "type"),
            status=StoredDataStatus(word),
            status_word=word,
            srs=text(data, "srs"),
            size=integer(data, "size"),
            extent=extent_of(data.get("extent")),
            creation=text(data, "creation"),
            tags=tags_of(data),
            relations=tuple(Relation.from_json(item) for item in mappings(infos, "relations")),
            levels=texts(infos, "levels"),
            last_event=_last_event(data),
        )


@dataclass(frozen=True)
class Configuration:
    """`type_infos`, `metadata`, `attribution` and `extra` stay as the API's JSON: an update sends them back whole."""

    id: str
    name: str
    type: str
    layer_name: str
    status: ConfigurationStatus
    status_word: str
    tags: Mapping[str, str] = field(default_factory=dict)
    type_infos: Mapping[str, Any] = field(default_factory=dict)
    metadata: tuple[Mapping[str, Any], ...] = ()
    attribution: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    last_event: Event | None = None

    @property
    def stored_data(self) -> tuple[str, ...]:
        return tuple(text(item, "stored_data") for item in mappings(self.type_infos, "used_data"))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Configuration:
        word = text(data, "status")
        return cls(
            id=identifier(data),
            name=text(data, "name"),
            type=text(data, "type"),
            layer_name=text(data, "layer_name"),
            status=ConfigurationStatus(word),
            status_word=word,
            tags=tags_of(data),
            type_infos=mapping(data, "type_infos"),
            metadata=mappings(data, "metadata"),
            attribution=mapping(data, "attribution"),
            extra=mapping(data, "extra"),
            last_event=_last_event(data),
        )


@dataclass(frozen=True)
class Offering:
    id: str
    type: str
    layer_name: str
    open: bool
    status: OfferingStatus
    status_word: str
    configuration: str = ""
    endpoint: str = ""
    urls: tuple[ServiceUrl, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Offering:
        word = text(data, "status")
        return cls(
            id=identifier(data),
            type=text(data, "type"),
            layer_name=text(data, "layer_name"),
            open=boolean(data, "open"),
            status=OfferingStatus(word),
            status_word=word,
            configuration=text(mapping(data, "configuration"), "_id"),
            endpoint=text(mapping(data, "endpoint"), "_id"),
            urls=_urls(data),
        )


@dataclass(frozen=True)
class Static:
    id: str
    name: str
    type: str
    used_attributes: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Static:
        used = texts(mapping(data, "type_infos"), "used_attributes")
        return cls(identifier(data), text(data, "name"), text(data, "type"), used)


@dataclass(frozen=True)
class Annexe:
    """`paths` start with a slash; `size` in bytes; `labels` are `key=value`."""

    id: str
    paths: tuple[str, ...]
    size: int
    mime_type: str
    published: bool
    labels: tuple[str, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Annexe:
        return cls(
            id=identifier(data),
            paths=texts(data, "paths"),
            size=integer(data, "size"),
            mime_type=text(data, "mime_type"),
            published=boolean(data, "published"),
            labels=texts(data, "labels"),
        )


@dataclass(frozen=True)
class Metadata:
    """A metadata record; it is published on the endpoints whose identifiers it lists."""

    id: str
    file_identifier: str
    level: str
    type: str
    tags: Mapping[str, str]
    endpoints: tuple[str, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Metadata:
        return cls(
            id=identifier(data),
            file_identifier=text(data, "file_identifier"),
            level=text(data, "level"),
            type=text(data, "type"),
            tags=tags_of(data),
            endpoints=tuple(text(item, "_id") for item in mappings(data, "endpoints")),
        )
