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


def integrated(
    emulator: Emulator, folder: Path, name: str, datastore: str | None = None, source: Path | None = None
) -> dict:
    """A GENERATED stored data with the table `points`, or with that of the file `source`."""
    execution = integrate(emulator, delivered(emulator, folder, name, datastore, source), name, datastore)
    stored = execution["output"]["stored_data"]["_id"]
    return emulator.call("GET", f"/datastores/{datastore or emulator.datastore}/stored_data/{stored}").json()


def integrate(emulator: Emulator, upload: str, name: str, datastore: str | None = None) -> dict:
    """The execution that has made the stored data `name` from a delivery."""
    root = f"/datastores/{datastore or emulator.datastore}"
    processing = next(
        item["_id"]
        for item in emulator.call("GET", f"{root}/processings", params={"fields": "output_types"}).json()
        if item["output_types"]["stored_data"] == "VECTOR-DB"
    )
    body = {"processing": processing, "inputs": {"upload": [upload]},
            "output": {"stored_data": {"name": name, "storage_tags": ["VECTEUR"]}}}  # fmt: skip
    created = emulator.call("POST", f"{root}/processings/executions", json=body)
    assert created.status_code == 201, created.text
    address = f"{root}/processings/executions/{created.json()['_id']}"
    launched = emulator.call("POST", f"{address}/launch")
    assert launched.status_code == 204, launched.text
    emulator.settle()
    execution = emulator.call("GET", address).json()
    assert execution["status"] == "SUCCESS", emulator.call("GET", f"{address}/logs").text
    return execution


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
