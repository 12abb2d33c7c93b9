"""The pyramid of a database is found by its tag, also on a server that answers more than it was asked for."""

from __future__ import annotations

import json
from typing import Any

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Datastore, StoredData
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call
from cartes_gouv_plugin.core.services.tiles import observe_pyramid

DATABASE = {"_id": "db", "name": "communes", "type": "VECTOR-DB", "status": "GENERATED", "tags": {}}
PYRAMID = {**DATABASE, "_id": "tiles", "type": "ROK4-PYRAMID-VECTOR", "tags": {"vectordb_id": "db"}}
FOREIGN = {**PYRAMID, "_id": "foreign", "tags": {"vectordb_id": "another"}}
UNTAGGED = {**PYRAMID, "_id": "untagged", "tags": {}}


class Unfiltered:
    """A server that lists everything it has."""

    def __init__(self, *held: dict[str, Any]) -> None:
        self.held = held

    def send(self, call: Call) -> Answer:
        content: Any = []
        if call.path[2:] == ("stored_data",):
            content = list(self.held)
        elif call.path[2] == "stored_data":
            content = next(item for item in self.held if item["_id"] == call.path[3])
        return Answer(200, {}, json.dumps(content).encode())


def found(*held: dict[str, Any]) -> str:
    client = EntrepotClient(Unfiltered(*held))
    seen = observe_pyramid(client, Datastore.from_json({"_id": "ds"}), StoredData.from_json(DATABASE))
    return seen.stored_data.id if seen.stored_data is not None else ""


def test_what_belongs_to_another_database_is_not_taken() -> None:
    assert found(DATABASE, FOREIGN, UNTAGGED) == ""


def test_ours_is_found_among_the_others() -> None:
    assert found(DATABASE, FOREIGN, UNTAGGED, PYRAMID) == "tiles"


def test_a_look_does_not_read_the_processings() -> None:
    """Fifteen of them, without their types in the list, would cost sixteen requests at every look."""
    asked: list[str] = []

    class Watched(Unfiltered):
        def send(self, call: Call) -> Answer:
            asked.append("/".join(call.path[2:]))
            return super().send(call)

    database = StoredData.from_json(DATABASE)
    observe_pyramid(EntrepotClient(Watched()), Datastore.from_json({"_id": "ds"}), database)
    assert asked == ["stored_data", "processings/executions"]
