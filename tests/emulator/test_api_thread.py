"""A delivery's whole way: upload, checks, integration, WFS, and back down again."""

from __future__ import annotations

from pathlib import Path

import requests

from tests.emulator.deliveries import endpoint, integrated, wfs_body
from tests.emulators import Emulator


def test_a_delivery_becomes_a_served_wfs_and_can_be_removed(emulator: Emulator, tmp_path: Path) -> None:
    root = f"/datastores/{emulator.datastore}"
    stored = integrated(emulator, tmp_path, "thread")
    relation = stored["type_infos"]["relations"][0]
    assert relation["name"] == "points"
    assert relation["attributes"]["nom"]
    assert stored["extent"]["type"] == "Feature"

    configuration = emulator.call("POST", f"{root}/configurations", json=wfs_body(stored["_id"], "SANDBOX.thread_wfs"))
    assert configuration.status_code == 201, configuration.text
    path = f"{root}/configurations/{configuration.json()['_id']}"
    wfs = endpoint(emulator, "WFS")
    offering = emulator.call("POST", f"{path}/offerings", json={"endpoint": wfs["_id"], "open": True})
    assert offering.json()["status"] == "PUBLISHING"
    emulator.settle()
    offering_path = f"{root}/offerings/{offering.json()['_id']}"
    shown = emulator.call("GET", offering_path).json()
    assert shown["status"] == "PUBLISHED"
    assert emulator.call("GET", path).json()["status"] == "PUBLISHED"

    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "SANDBOX.thread_wfs:points"}
    served = requests.get(shown["urls"][0]["url"], params=query, timeout=60)
    assert served.status_code == 200
    assert 'numberMatched="3"' in served.text or served.text.count("<wfs:member>") == 3 or "n2" in served.text

    assert emulator.call("DELETE", path).status_code == 409
    assert emulator.call("DELETE", f"{root}/stored_data/{stored['_id']}").status_code == 409
    assert emulator.call("DELETE", offering_path).status_code == 204
    emulator.settle()
    assert emulator.call("GET", offering_path).json()["status"] == "UNPUBLISHED"
    gone = requests.get(shown["urls"][0]["url"], params=query, timeout=60)
    assert "n2" not in gone.text
    assert emulator.call("GET", path).json()["status"] == "UNPUBLISHED"
    assert emulator.call("DELETE", path).status_code == 204
    assert emulator.call("GET", offering_path).status_code == 404
    assert emulator.call("DELETE", f"{root}/stored_data/{stored['_id']}").status_code == 204
    assert emulator.call("GET", f"{root}/stored_data/{stored['_id']}").json()["status"] == "DELETED"
