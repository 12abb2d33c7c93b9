"""Snapshots as JSON: for the journal, and for the note beside each sealed package.

Every object bears the name of its class. A field that this version does not know is passed over and a field that is
absent keeps its default, so that a journal survives a change of version in either direction.
"""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from pathlib import Path
from typing import Any

from cartes_gouv_plugin.core import errors
from cartes_gouv_plugin.core.publication import decision, publication, record

_CLASS, _VALUE = "$", "value"
_MODULES = (publication, record, decision, errors)


_CLASSES: dict[str, Any] = {
    name: thing
    for module in _MODULES
    for name, thing in vars(module).items()
    if isinstance(thing, type) and (dataclasses.is_dataclass(thing) or issubclass(thing, Enum))
}


def to_text(snapshot: object) -> str:
    """`snapshot`: an instance of a dataclass of the publication or of its record."""
    return json.dumps(_encoded(snapshot), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Any:
    """Raises `ValueError` when the text is not a snapshot."""
    try:
        return _decoded(json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a snapshot: {type(error).__name__}") from error


def _encoded(value: object) -> object:
    if isinstance(value, Enum):
        return {_CLASS: type(value).__name__, _VALUE: value.value}
    if isinstance(value, Path):
        return {_CLASS: "Path", _VALUE: str(value)}
    if dataclasses.is_dataclass(value):
        fields = {field.name: _encoded(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {_CLASS: type(value).__name__, **fields}
    if isinstance(value, dict):
        return {_CLASS: "pairs", _VALUE: [[_encoded(key), _encoded(item)] for key, item in value.items()]}
    if isinstance(value, (tuple, list)):
        return [_encoded(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"a snapshot holds no {type(value).__name__}")


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value[_CLASS]
    if name == "Path":
        return Path(value[_VALUE])
    if name == "pairs":
        return {_decoded(key): _decoded(item) for key, item in value[_VALUE]}
    known = _CLASSES[name]
    if issubclass(known, Enum):
        return known(value[_VALUE])
    fields = {field.name for field in dataclasses.fields(known)}
    return known(**{key: _decoded(item) for key, item in value.items() if key in fields})
