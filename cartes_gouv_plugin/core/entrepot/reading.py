"""Reading JSON that somebody else wrote: each function gives a value of one type, or its empty value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cartes_gouv_plugin.core.errors import ContractBroken

Extent = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

_COUNTERS_LIMIT = 2**63
_DEGREES_LIMIT = 1e6


def mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def mappings(data: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], ...]:
    value = data.get(key)
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def boolean(data: Mapping[str, Any], key: str, *, default: bool = False) -> bool:
    value = data.get(key)
    return value if isinstance(value, bool) else default


def integer(data: Mapping[str, Any], key: str) -> int:
    return optional_integer(data, key) or 0


def optional_integer(data: Mapping[str, Any], key: str) -> int | None:
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if -_COUNTERS_LIMIT < value < _COUNTERS_LIMIT else None


def identifier(data: Mapping[str, Any]) -> str:
    """The entity's `_id`. Raises `ContractBroken` when it has none: nothing can be done with such an entity."""
    value = text(data, "_id")
    if not value:
        raise ContractBroken(f"an entity without _id, with the keys {sorted(map(str, data))[:20]}")
    return value


def identifiers(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of identifiers, given as such or as objects that bear one."""
    return texts(data, key) + tuple(text(item, "_id") for item in mappings(data, key))


def tags_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The tags. Clients also send numbers and booleans: these are spelled as JSON spells them."""
    spelled = {True: "true", False: "false"}
    found = {}
    for key, value in mapping(data, "tags").items():
        if isinstance(value, str):
            found[key] = value
        elif isinstance(value, bool):
            found[key] = spelled[value]
        elif isinstance(value, (int, float)):
            found[key] = str(value)
    return found


def extent_of(value: Any) -> Extent | None:
    """The bounds of a GeoJSON geometry or feature: the platform's answers use both. None when there are no
    coordinates.
    """
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("geometry"), dict):
        value = value["geometry"]
    points = list(_positions(value.get("coordinates")))
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _positions(coordinates: object) -> Iterable[tuple[float, float]]:
    """The positions in nested GeoJSON coordinates, without recursion: the nesting is not ours."""
    waiting = [coordinates]
    while waiting:
        item = waiting.pop()
        if not isinstance(item, list):
            continue
        if len(item) >= 2 and all(
            isinstance(n, (int, float)) and -_DEGREES_LIMIT < n < _DEGREES_LIMIT for n in item[:2]
        ):
            yield float(item[0]), float(item[1])
        else:
            waiting.extend(item)
