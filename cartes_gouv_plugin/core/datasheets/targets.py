"""Which entities a call changes, uses or creates. Pure: only the call is looked at.

A call that changes something and whose address is not known here is refused: a new endpoint has to be understood before
the gate lets it pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from cartes_gouv_plugin.core.entrepot.transport import Call
from cartes_gouv_plugin.core.errors import NotOurs


class Kind(Enum):
    """The kinds of entities that belong to somebody; the values are the API's words."""

    UPLOAD = "uploads"
    STORED_DATA = "stored_data"
    EXECUTION = "executions"
    CONFIGURATION = "configurations"
    OFFERING = "offerings"
    STATIC = "statics"
    ANNEXE = "annexes"
    METADATA = "metadata"
    PERMISSION = "permissions"


@dataclass(frozen=True)
class Target:
    """One entity of a datastore."""

    datastore: str
    kind: Kind
    id: str


@dataclass(frozen=True)
class Touch:
    """What a call does. `uses`: entities that have to be ours; `records`: metadata named by their file identifier."""

    datastore: str
    uses: tuple[Target, ...] = ()
    records: tuple[str, ...] = ()
    creates: bool = False


_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.EXECUTION}


def touched_by(call: Call) -> Touch | None:
    """None for a call that only reads. Raises `NotOurs` for a change that is not understood."""
    if call.method in ("GET", "HEAD"):
        return None
    path = call.path
    if len(path) < 3 or path[0] != "datastores":
        raise NotOurs(f"{call}: a change outside of a datastore")
    ds, collection, rest = path[1], path[2], path[3:]
    if collection == "processings" and rest[:1] == ("executions",):
        return _touch(call, ds, Kind.EXECUTION, rest[1:])
    if collection == "metadata" and rest in (("publication",), ("unpublication",)):
        return Touch(ds, records=_words(_body(call), "file_identifiers", call))
    if collection not in _KINDS:
        raise NotOurs(f"{call}: a change that is not known")
    return _touch(call, ds, _KINDS[collection], rest)


def _touch(call: Call, ds: str, kind: Kind, rest: Sequence[str]) -> Touch:
    used = _used(call, ds, kind)
    if not rest:
        if call.method != "POST":
            raise NotOurs(f"{call}: a change of a whole collection")
        return Touch(ds, uses=used, creates=True)
    creates = call.method == "POST" and kind is Kind.CONFIGURATION and tuple(rest[1:]) == ("offerings",)
    return Touch(ds, uses=(Target(ds, kind, rest[0]), *used), creates=creates)


def _used(call: Call, ds: str, kind: Kind) -> tuple[Target, ...]:
    """The entities that the body names and that the new or changed entity is going to depend on."""
    body = call.json if isinstance(call.json, Mapping) else {}
    if kind is Kind.EXECUTION:
        inputs, output = _mapping(body, "inputs"), _mapping(_mapping(body, "output"), "stored_data")
        written = [output["_id"]] if "_id" in output else []
        return (
            *_targets(ds, Kind.UPLOAD, _sequence(inputs, "upload")),
            *_targets(ds, Kind.STORED_DATA, [*_sequence(inputs, "stored_data"), *written]),
        )
    if kind is Kind.CONFIGURATION:
        return _used_by_configuration(ds, _mapping(body, "type_infos"))
    if kind is Kind.PERMISSION:
        return _targets(ds, Kind.OFFERING, _sequence(body, "offerings"))
    return ()


def _used_by_configuration(ds: str, infos: Mapping[str, Any]) -> tuple[Target, ...]:
    found: list[Target] = []
    for data in _sequence(infos, "used_data"):
        if isinstance(data, Mapping):
            found += _targets(ds, Kind.STORED_DATA, [data.get("stored_data")])
            relations = [item for item in _sequence(data, "relations") if isinstance(item, Mapping)]
            styles = [item[key] for item in relations for key in ("style", "ftl") if key in item]
            found += _targets(ds, Kind.STATIC, styles)
    return tuple(found)


def _targets(ds: str, kind: Kind, identifiers: Sequence[object]) -> tuple[Target, ...]:
    if not all(isinstance(identifier, str) and identifier for identifier in identifiers):
        raise NotOurs(f"a change that names {kind.value} without an identifier")
    return tuple(Target(ds, kind, str(identifier)) for identifier in identifiers)


def _body(call: Call) -> Mapping[str, Any]:
    if not isinstance(call.json, Mapping):
        raise NotOurs(f"{call}: a change that does not say of what")
    return call.json


def _words(body: Mapping[str, Any], key: str, call: Call) -> tuple[str, ...]:
    words = _sequence(body, key)
    if not words or not all(isinstance(word, str) for word in words):
        raise NotOurs(f"{call}: a change that does not say of what")
    return tuple(words)


def _mapping(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = body.get(key)
    return value if isinstance(value, Mapping) else {}


def _sequence(body: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = body.get(key)
    return value if isinstance(value, (list, tuple)) else ()
