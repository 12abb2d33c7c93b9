"""Small deliveries for the emulator's own tests."""

from __future__ import annotations

import json
from pathlib import Path

from tests.emulators import Emulator


def geojson(path: Path, rows: int = 3) -> Path:
    """Points with a name, in EPSG:4326."""
    features = [
        {"type": "Feature", "properties": {"nom": f"n{row}", "rang": row},
         "geometry": {"type": "Point", "coordinates": [2.0 + row / 10, 48.0]}}
        for row in range(rows)
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def new_upload(emulator: Emulator, name: str, user: str = "alice", datastore: str | None = None) -> str:
    body = {"name": name, "description": name, "type": "VECTOR", "srs": "EPSG:4326"}
    answer = emulator.call("POST", f"/datastores/{datastore or emulator.datastore}/uploads", user, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["_id"]


def delivered(
    emulator: Emulator, folder: Path, name: str, datastore: str | None = None, srs_file: Path | None = None
) -> str:
    """A closed and checked upload of one table, called `points`."""
    base = f"/datastores/{datastore or emulator.datastore}/uploads"
    upload = new_upload(emulator, name, datastore=datastore)
    source = srs_file or geojson(folder / "points.geojson")
    with source.open("rb") as stream:
        sent = emulator.call(
            "POST", f"{base}/{upload}/data", params={"path": f"data/{source.name}"}, files={"file": stream}
        )
    assert sent.status_code == 204, sent.text
    closed = emulator.call("POST", f"{base}/{upload}/close")
    assert closed.status_code == 204, closed.text
    emulator.settle()
    return upload


def integrated(emulator: Emulator, folder: Path, name: str, datastore: str | None = None) -> dict:
    """A GENERATED stored data with the table `points`."""
    root = f"/datastores/{datastore or emulator.datastore}"
    upload = delivered(emulator, folder, name, datastore)
    processing = next(
        item["_id"]
        for item in emulator.call("GET", f"{root}/processings", params={"fields": "output_types"}).json()
        if item["output_types"]["stored_data"] == "VECTOR-DB"
    )
    body = {"processing": processing, "inputs": {"upload": [upload]},
            "output": {"stored_data": {"name": name, "storage_tags": ["VECTEUR"]}}}  # fmt: skip
    execution = emulator.call("POST", f"{root}/processings/executions", json=body)
    assert execution.status_code == 201, execution.text
    launch = emulator.call("POST", f"{root}/processings/executions/{execution.json()['_id']}/launch")
    assert launch.status_code == 204, launch.text
    emulator.settle()
    stored = emulator.call("GET", f"{root}/stored_data/{execution.json()['output']['stored_data']['_id']}").json()
    assert stored["status"] == "GENERATED", emulator.call(
        "GET", f"{root}/processings/executions/{execution.json()['_id']}/logs"
    ).text
    return stored


def wfs_body(stored_data: str, layer_name: str) -> dict:
    relation = {"native_name": "points", "title": "Points", "abstract": "Des points"}
    return {"type": "WFS", "name": layer_name, "layer_name": layer_name,
            "type_infos": {"used_data": [{"relations": [relation], "stored_data": stored_data}]}}  # fmt: skip


def endpoint(emulator: Emulator, kind: str, *, datastore: str | None = None, is_open: bool = True) -> dict:
    answer = emulator.call("GET", f"/datastores/{datastore or emulator.datastore}").json()
    return next(
        use["endpoint"] for use in answer["endpoints"]
        if use["endpoint"]["type"] == kind and use["endpoint"]["open"] is is_open
    )  # fmt: skip
