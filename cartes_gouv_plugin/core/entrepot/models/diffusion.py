"""What serves the data and describes it: configurations, offerings, statics, annexes, metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cartes_gouv_plugin.core.entrepot.models.account import ServiceUrl, urls_of
from cartes_gouv_plugin.core.entrepot.models.event import Event, last_event_of
from cartes_gouv_plugin.core.entrepot.reading import (
    boolean,
    identifier,
    integer,
    mapping,
    mappings,
    tags_of,
    text,
    texts,
)
from cartes_gouv_plugin.core.entrepot.statuses import ConfigurationStatus, OfferingStatus


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
            last_event=last_event_of(data),
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
            urls=urls_of(data),
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
