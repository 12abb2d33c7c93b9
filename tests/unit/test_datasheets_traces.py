"""What a listing of thousands of datasheets keeps of each entity."""

from __future__ import annotations

import gc

from cartes_gouv_plugin.core.datasheets import traces
from cartes_gouv_plugin.core.entrepot.models import StoredData, Upload

EVENT = {"date": "2026-11-23T10:00:00Z", "initiator": {"_id": "alice", "first_name": "Alice", "last_name": "Martin"}}
LATER = {"date": "2026-11-24T10:00:00Z", "initiator": {"_id": "bob", "first_name": "Bob", "last_name": "Petit"}}


def _upload(identifier: str, event: dict | None) -> Upload:
    told = {"_id": identifier, "status": "OPEN", "tags": {"datasheet_name": "Communes"}}
    return Upload.from_json({**told, "last_event": event} if event else told)


def test_traces_are_of_no_interest_to_the_collector_of_garbage() -> None:
    kept = [traces.trace_of(_upload(str(number), EVENT)) for number in range(10)]
    gc.collect()
    assert not any(gc.is_tracked(trace) for trace in kept)


def test_traces_are_grouped_by_datasheet_in_their_order() -> None:
    data = StoredData.from_json({"_id": "c", "status": "NEW_WORD", "tags": {}, "last_event": LATER})
    kept = [traces.trace_of(each) for each in (_upload("a", LATER), _upload("b", EVENT), _upload("d", EVENT), data)]
    assert traces.identifiers(kept) == {"Communes": ("a", "b", "d")}
    assert traces.statuses(kept) == {"Communes": ("OPEN", "OPEN", "OPEN")}
    assert traces.initiators(kept) == {"Communes": ("bob", "alice")}
    assert traces.latest(kept) == {"Communes": ("2026-11-24T10:00:00Z", "Bob Petit")}


def test_without_an_event_nobody_is_named() -> None:
    kept = [traces.trace_of(_upload("a", None))]
    assert traces.initiators(kept) == {}
    assert traces.latest(kept) == {}
