"""What a listing keeps of each entity: plain tuples of text.

Ten thousand datasheets are tens of thousands of entities. Python's collector of garbage looks at every object that
lives on, with all threads at rest; it passes over tuples of text.
"""

from __future__ import annotations

from collections.abc import Iterable

from cartes_gouv_plugin.core.entrepot.models import Configuration, Metadata, StoredData, Upload
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME

Trace = tuple[str, str, str, str, str, str]
"""Identifier, datasheet's name, status in the platform's word; of the latest event: who (id), when, by (name)."""
Words = dict[str, tuple[str, ...]]
"""By the datasheet's name, in the order of the traces."""


def trace_of(entity: Upload | StoredData) -> Trace:
    event = entity.last_event
    who, when, name = (event.initiator, event.date, event.by) if event is not None else ("", "", "")
    return entity.id, name_of(entity), entity.status_word, who, when, name


def record_trace(metadata: Metadata) -> Trace:
    return metadata.id, name_of(metadata), "", "", "", ""


def name_of(entity: Upload | StoredData | Metadata | Configuration) -> str:
    """Of the datasheet; empty without one."""
    return entity.tags.get(DATASHEET_NAME, "")


def identifiers(traces: Iterable[Trace]) -> Words:
    return _grouped((name, identifier) for identifier, name, *_rest in traces)


def statuses(traces: Iterable[Trace]) -> Words:
    return _grouped((name, status) for _id, name, status, *_rest in traces)


def initiators(traces: Iterable[Trace]) -> Words:
    """Users' identifiers, each once."""
    found = _grouped((name, who) for _id, name, _status, who, *_rest in traces if who)
    return {name: tuple(dict.fromkeys(users)) for name, users in found.items()}


def latest(traces: Iterable[Trace]) -> dict[str, tuple[str, str]]:
    """When the latest thing was done, and by whom."""
    found: dict[str, tuple[str, str]] = {}
    for _id, name, _status, _who, when, by in traces:
        if name and (when, by) > found.get(name, ("", "")):
            found[name] = when, by
    return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> Words:
    found: Words = {}
    for name, word in pairs:
        if name:
            found[name] = (*found.get(name, ()), word)
    return found
