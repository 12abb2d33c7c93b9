"""One datasheet with its three services, for the page's test and picture."""

from __future__ import annotations

from pathlib import Path

from tests.emulator.deliveries import endpoint, integrated, wfs_body
from tests.emulator.records import sld
from tests.emulators import Emulator

NAME = "Communes de l'été 2026"


def _publish(emulator: Emulator, body: dict) -> str:
    root = f"/datastores/{emulator.datastore}"
    configuration = emulator.call("POST", f"{root}/configurations", json=body).json()
    offering = {"endpoint": endpoint(emulator, body["type"])["_id"]}
    return emulator.call("POST", f"{root}/configurations/{configuration['_id']}/offerings", json=offering).json()["_id"]


def _pyramid(emulator: Emulator, stored: str) -> str:
    root = f"/datastores/{emulator.datastore}"
    processings = emulator.call("GET", f"{root}/processings").json()
    processing = next(item["_id"] for item in processings if "pyramide" in item["name"])
    composition = [{"table": "points", "attributes": ["nom"], "bottom_level": "10", "top_level": "4"}]
    body = {"processing": processing, "inputs": {"stored_data": [stored]},
            "output": {"stored_data": {"name": "tuiles"}},
            "parameters": {"composition": composition, "tippecanoe_options": "-S10"}}  # fmt: skip
    execution = emulator.call("POST", f"{root}/processings/executions", json=body).json()
    emulator.call("POST", f"{root}/processings/executions/{execution['_id']}/launch")
    emulator.settle()
    return execution["output"]["stored_data"]["_id"]


def three_services(emulator: Emulator, folder: Path) -> dict[str, str]:
    """Ids of the published offerings, by type; their datasheet is called `NAME`."""
    root = f"/datastores/{emulator.datastore}"
    stored = integrated(emulator, folder, "communes")["_id"]
    pyramid = _pyramid(emulator, stored)
    for identifier in (stored, pyramid):
        emulator.call("POST", f"{root}/stored_data/{identifier}/tags", json={"datasheet_name": NAME})
    fields = {"type": "GEOSERVER-STYLE", "name": "communes"}
    static = emulator.call("POST", f"{root}/statics", data=fields, files={"file": ("a.sld", sld(size=20))}).json()
    titled = {"title": "Communes", "abstract": "Des communes"}
    relation = {"name": "points", "style": static["_id"]}
    offerings = {
        "WFS": _publish(emulator, wfs_body(stored, "SANDBOX.communes_wfs")),
        "WMS-VECTOR": _publish(emulator, {
            "type": "WMS-VECTOR", "name": "Communes", "layer_name": "SANDBOX.communes_wms",
            "type_infos": {**titled, "used_data": [{"relations": [relation], "stored_data": stored}]},
        }),
        "WMTS-TMS": _publish(emulator, {
            "type": "WMTS-TMS", "name": "Communes", "layer_name": "SANDBOX.communes_tms",
            "type_infos": {
                **titled, "used_data": [{"bottom_level": "10", "top_level": "4", "stored_data": pyramid}],
            },
        }),
    }  # fmt: skip
    emulator.settle()
    return offerings
