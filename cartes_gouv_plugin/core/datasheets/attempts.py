"""What was asked for, and whose answer never came: the one proof of ours for an entity without tags and history. Pure.

A creation and the entity that it makes have a key in common, made of what the platform keeps unchanged: names, inputs,
content. It says nothing by itself; it counts for as long as the answer to our own call is missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cartes_gouv_plugin.core.entrepot.models import Configuration, Execution, Upload
from cartes_gouv_plugin.core.entrepot.transport import Call


def key_of_call(call: Call) -> str:
    """The key of what a POST to a collection creates; empty when it has none, or creates nothing of that sort."""
    if call.method != "POST" or len(call.path) < 3 or call.path[0] != "datastores":
        return ""
    ds, collection = call.path[1], call.path[2:]
    body: Mapping[str, Any] = call.json if isinstance(call.json, Mapping) else {}
    if collection == ("uploads",):
        return _key(ds, "uploads", body.get("name"), body.get("srs"))
    if collection == ("configurations",):
        return _key(ds, "configurations", body.get("type"), body.get("layer_name"))
    if collection == ("processings", "executions"):
        inputs = body.get("inputs") or {}
        return _key(ds, "executions", body.get("processing"), inputs.get("upload"), inputs.get("stored_data"))
    return _key_of_file(call, ds, collection)


def _key_of_file(call: Call, ds: str, collection: tuple[str, ...]) -> str:
    if call.body is None:
        return ""
    if collection == ("statics",):
        return key_of_static(ds, call.body.fields.get("name", ""))
    if collection == ("annexes",):
        return key_of_annexe(ds, call.body.fields.get("paths", ""))
    if collection == ("metadata",) and isinstance(call.body.content, bytes):
        return key_of_metadata(ds, call.body.content)
    return ""


def key_of_upload(ds: str, upload: Upload) -> str:
    return _key(ds, "uploads", upload.name, upload.srs)


def key_of_configuration(ds: str, configuration: Configuration) -> str:
    return _key(ds, "configurations", configuration.type, configuration.layer_name)


def key_of_execution(ds: str, execution: Execution) -> str:
    inputs = (list(execution.input_uploads), list(execution.input_stored_data))
    return _key(ds, "executions", execution.processing, *inputs)


def key_of_static(ds: str, name: str) -> str:
    return _key(ds, "statics", name)


def key_of_annexe(ds: str, path: str) -> str:
    return _key(ds, "annexes", path.lstrip("/"))


def key_of_metadata(ds: str, content: bytes) -> str:
    return _key(ds, "metadata", hashlib.sha256(content).hexdigest())


def _key(*parts: object) -> str:
    """A sum, because names may hold anything and the register takes one word a line."""
    return hashlib.sha256(json.dumps([part or "" for part in parts]).encode()).hexdigest()[:40]
