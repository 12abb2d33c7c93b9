"""What happened to an entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cartes_gouv_plugin.core.entrepot.reading import mapping, text


@dataclass(frozen=True)
class Event:
    """Something that happened to an entity. `initiator` is a user's identifier, empty when unknown, `by` their name."""

    title: str
    date: str
    text: str
    initiator: str
    by: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Event:
        return cls(
            title=text(data, "title"),
            date=text(data, "date"),
            text=text(data, "text"),
            initiator=text(mapping(data, "initiator"), "_id"),
            by=_name(mapping(data, "initiator")),
        )


def last_event_of(data: Mapping[str, Any]) -> Event | None:
    return Event.from_json(mapping(data, "last_event")) if mapping(data, "last_event") else None


def _name(person: Mapping[str, Any]) -> str:
    return f"{text(person, 'first_name')} {text(person, 'last_name')}".strip()
