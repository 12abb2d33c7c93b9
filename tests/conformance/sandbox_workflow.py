"""A workflow for the official client, in the sandbox: names with its prefix, endpoints found by their type."""

from __future__ import annotations

import json
from pathlib import Path

PREFIX = "SANDBOX.sdk"
DATABASE, PYRAMID = "sdk_base", "sdk_tuiles"
UPLOAD = "sdk_livraison"
STYLE = "sdk_style"
TABLE = "bornes"
SHEET = "Fiche du client"

_DATABASE_ID = f"{{store_entity.stored_data.infos._id [INFOS(name={DATABASE})]}}"
_PYRAMID_ID = f"{{store_entity.stored_data.infos._id [INFOS(name={PYRAMID})]}}"


def write(path: Path) -> Path:
    """The workflow file."""
    steps = {
        "base": [_processing("Intégration%", {"upload": [_entity("upload", UPLOAD)]}, DATABASE, {})],
        "wfs": [_configuration("WFS", {"used_data": [{"relations": [_wfs_table()], "stored_data": _DATABASE_ID}]})],
        "wfs-offre": [_offering("WFS")],
        "wms": [_configuration("WMS-VECTOR", {**_titles(), "used_data": [{"relations": [_wms_table()],
                                                                          "stored_data": _DATABASE_ID}]})],
        "wms-offre": [_offering("WMS-VECTOR")],
        "tuiles": [_processing("Calcul%", {"stored_data": [_DATABASE_ID]}, PYRAMID, _levels())],
        "tms": [_configuration("WMTS-TMS", {**_titles(), "used_data": [{"bottom_level": "8", "top_level": "6",
                                                                        "stored_data": _PYRAMID_ID}]})],
        "tms-offre": [_offering("WMTS-TMS")],
    }  # fmt: skip
    path.write_text(
        json.dumps({"workflow": {"steps": {n: {"actions": a, "parents": []} for n, a in steps.items()}}}), "utf-8"
    )
    return path


def layer_name(kind: str) -> str:
    """The name of the layer of this type of service."""
    return f"{PREFIX}_{kind.lower().replace('-', '_')}"


def _entity(kind: str, name: str) -> str:
    return f"{{store_entity.{kind}.infos._id [INFOS(name={name})]}}"


def _titles() -> dict[str, object]:
    return {"title": "Bornes", "abstract": "Bornes d'essai", "keywords": ["bornes"]}


def _wfs_table() -> dict[str, object]:
    return {"native_name": TABLE, "public_name": TABLE, "title": "Bornes", "abstract": "Bornes d'essai"}


def _wms_table() -> dict[str, object]:
    return {"name": TABLE, "style": _entity("static", STYLE)}


def _levels() -> dict[str, object]:
    table = {"table": TABLE, "attributes": ["nom"], "bottom_level": "8", "top_level": "6"}
    return {"composition": [table], "bottom_level": "8", "top_level": "6", "tippecanoe_options": "-S10"}


def _processing(
    name: str, inputs: dict[str, list[str]], output: str, parameters: dict[str, object]
) -> dict[str, object]:
    body = {
        "processing": _entity("processing", name),
        "inputs": inputs,
        "output": {"stored_data": {"name": output}},
        "parameters": parameters,
    }
    return {"type": "processing-execution", "body_parameters": body, "tags": {"datasheet_name": SHEET}}


def _configuration(kind: str, type_infos: dict[str, object]) -> dict[str, object]:
    name = layer_name(kind)
    body = {"type": kind, "name": name, "layer_name": name, "type_infos": type_infos}
    return {"type": "configuration", "body_parameters": body, "tags": {"datasheet_name": SHEET}}


def _offering(kind: str) -> dict[str, object]:
    endpoint = f"{{store_entity.endpoint.infos._id [INFOS(type={kind})]}}"
    return {
        "type": "offering",
        "url_parameters": {"configuration": _entity("configuration", layer_name(kind))},
        "body_parameters": {"endpoint": endpoint, "open": True},
    }
