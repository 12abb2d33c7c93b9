"""Processings, their executions, and the stored data that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cartes_gouv_plugin.core.entrepot.models.event import Event, last_event_of
from cartes_gouv_plugin.core.entrepot.reading import (
    Extent,
    extent_of,
    identifier,
    identifiers,
    integer,
    mapping,
    mappings,
    tags_of,
    text,
    texts,
)
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus

DATABASE_TYPE = "VECTOR-DB"
PYRAMID_TYPE = "ROK4-PYRAMID-VECTOR"
"""Types of stored data (CG:assets/@types/entrepot.ts): tables in the platform's database, and tiles cut from them."""


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
class Execution:
    """A processing execution. Inputs and output are identifiers; list items may lack the inputs and the parameters."""

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
    parameters: Mapping[str, Any] = field(default_factory=dict)

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
            input_uploads=identifiers(inputs, "upload"),
            input_stored_data=identifiers(inputs, "stored_data"),
            output_stored_data=text(mapping(mapping(data, "output"), "stored_data"), "_id"),
            creation=text(data, "creation"),
            start=text(data, "start"),
            finish=text(data, "finish"),
            parameters=_parameters(data),
        )


def _parameters(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record, or a list of `{name, value}` as in the platform's tutorials."""
    if isinstance(data.get("parameters"), list):
        return {text(item, "name"): item.get("value") for item in mappings(data, "parameters")}
    return mapping(data, "parameters")


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
            last_event=last_event_of(data),
        )
