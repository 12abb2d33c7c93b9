"""What an execution may be asked: its processing, inputs, parameters and output are verified before it is created."""

from __future__ import annotations

import re

from emulator.api.bodies import ExecutionCreate, ExecutionInputs, OutputStoredData
from emulator.domain.events import note
from emulator.domain.reference import is_known_srs
from emulator.domain.resources import storage_of
from emulator.domain.space import Space
from emulator.errors import conflict, invalid
from emulator.geoplateforme import new_id
from emulator.world import INTEGRATION

_READY = {"upload": "CLOSED", "stored_data": "GENERATED"}
_LEVELS = range(19)


def create_execution(space: Space, body: ExecutionCreate) -> dict:
    """The execution and its output, both CREATED. Runs in the caller's transaction."""
    processing = space.entity("processing", body.processing, "Le traitement")
    inputs = _inputs(space, processing, body.inputs)
    parameters = _parameters(processing, body.parameters)
    work = processing["~"]["work"]
    order = (
        _integration_order(parameters) if work == INTEGRATION else _pyramid_order(parameters, inputs["stored_data"][0])
    )
    output = _output(space, processing, body.output.stored_data, inputs)
    shown = {key: output[key] for key in ("_id", "name", "type", "status")}
    doc = {
        "_id": new_id(),
        "creation": space.gpf.clock.stamp(),
        "processing": {"_id": processing["_id"], "name": processing["name"]},
        "status": "CREATED",
        "inputs": {
            kind: [{key: given.get(key) for key in ("_id", "name", "type", "status", "srs")} for given in items]
            for kind, items in inputs.items()
        },
        "output": {"stored_data": shown},
        "parameters": parameters,
        "~": {"work": work, "order": order, "log": [], "creator": space.user["_id"]},
    }
    if body.callback is not None:
        doc["callback"] = body.callback.given()
    return space.save("execution", doc)


def _inputs(space: Space, processing: dict, given: ExecutionInputs) -> dict[str, list[dict]]:
    words = {"upload": "La livraison", "stored_data": "La donnée stockée"}
    found: dict[str, list[dict]] = {}
    for kind, numbers in (("upload", given.upload), ("stored_data", given.stored_data)):
        allowed = processing["input_types"][kind]
        if numbers and not allowed:
            raise invalid(f"Le traitement n'accepte pas d'entrée de type {kind}")
        if allowed and len(numbers) != 1:
            raise invalid(f"Le traitement demande une entrée de type {kind}")
        found[kind] = [space.entity(kind, number, words[kind]) for number in numbers]
        for doc in found[kind]:
            if doc["type"] not in allowed:
                raise invalid(f"Le type {doc['type']} de l'entrée {doc['_id']} n'est pas accepté par le traitement")
            if doc["status"] != _READY[kind]:
                raise conflict(f"L'entrée {doc['_id']} n'est pas à l'état {_READY[kind]} mais {doc['status']}")
    return found


def _parameters(processing: dict, given: dict | list | None) -> dict:
    """Accepted as a record, or as the tutorials' list of `{name, value}`."""
    if isinstance(given, list):
        if any(not isinstance(item.get("name"), str) for item in given):
            raise invalid("Chaque paramètre a un nom et une valeur")
        given = {item["name"]: item.get("value") for item in given}
    given = {name: value for name, value in (given or {}).items() if value is not None}
    known = {parameter["name"]: parameter for parameter in processing["parameters"]}
    for name in given:
        if name not in known:
            raise invalid(f"Le paramètre {name} n'existe pas pour ce traitement")
    for name, parameter in known.items():
        if parameter["mandatory"] and name not in given:
            raise invalid(f"Le paramètre {name} est obligatoire")
    return given


def _integration_order(parameters: dict) -> dict:
    srs = parameters.get("srs")
    if srs is not None and not (isinstance(srs, str) and is_known_srs(srs)):
        raise invalid(f"Le système de coordonnées {srs} est invalide ou inconnu")
    return {"srs": srs}


def _level(name: str, value: object) -> int:
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and int(text[:4]) in _LEVELS):
        raise invalid(f"Le paramètre {name} est un niveau de 0 à 18")
    return int(text)


def _levels(entry: dict) -> tuple[int, int]:
    bottom, top = _level("bottom_level", entry.get("bottom_level")), _level("top_level", entry.get("top_level"))
    if top > bottom:
        raise invalid("top_level ne peut dépasser bottom_level")
    return bottom, top


def _pyramid_order(parameters: dict, source: dict) -> dict:
    tables = {relation["name"]: relation for relation in (source.get("type_infos") or {}).get("relations", [])}
    composition = parameters.get("composition")
    if composition is None:
        bottom, top = _levels(parameters)
        composition = [
            {"table": name, "attributes": ["*"], "bottom_level": str(bottom), "top_level": str(top)} for name in tables
        ]
    else:
        _check_composition(composition, tables)
        spans = [_levels(entry) for entry in composition]
        bottom = max(span[0] for span in spans)
        top = min(span[1] for span in spans)
        if "bottom_level" in parameters or "top_level" in parameters:
            bottom, top = _levels({"bottom_level": bottom, "top_level": top, **parameters})
    area = parameters.get("area")
    if area is not None and not (isinstance(area, str) and re.match(r"^\s*POLYGON", area, re.IGNORECASE)):
        raise invalid("Le paramètre area est un polygone WKT")
    if area is None and source.get("extent") is None:
        raise invalid("Le paramètre area est obligatoire : la donnée stockée n'a pas d'emprise")
    options = parameters.get("tippecanoe_options", "")
    if not isinstance(options, str):
        raise invalid("Le paramètre tippecanoe_options est une chaîne de caractères")
    return {"composition": composition, "bottom": bottom, "top": top, "tippecanoe_options": options, "area": area}


def _check_composition(composition: object, tables: dict[str, dict]) -> None:
    if (
        not isinstance(composition, list)
        or not composition
        or any(not isinstance(entry, dict) for entry in composition)
    ):
        raise invalid("Le paramètre composition est une liste non vide de tables")
    for entry in composition:
        table = tables.get(entry.get("table"))  # type: ignore[arg-type]
        if table is None:
            raise invalid(f"La table {entry.get('table')} n'existe pas dans la donnée stockée")
        attributes = entry.get("attributes", [])
        if not isinstance(attributes, list):
            raise invalid("attributes est une liste")
        for attribute in attributes:
            # The official client's sample workflow asks for `wkb_geometry`, a name no present-day table has.
            if attribute not in ("*", "wkb_geometry") and attribute not in table["attributes"]:
                raise invalid(f"L'attribut {attribute} n'existe pas dans la table {table['name']}")


def _output(space: Space, processing: dict, given: OutputStoredData, inputs: dict) -> dict:
    kind = processing["output_type"]["stored_data"]
    if given.id is not None:
        doc = space.entity("stored_data", given.id, "La donnée stockée")
        if doc["type"] != kind or doc["status"] != "GENERATED":
            raise conflict(f"La donnée stockée {given.id} ne peut être mise à jour par ce traitement")
        return doc
    if given.name is None:
        raise invalid("Le champ output.stored_data.name ne doit pas être vide")
    storage = storage_of(space.gpf, space.id, processing["output_type"]["storage"][0])
    unknown = [tag for tag in given.storage_tags or [] if tag not in storage["labels"]]
    if unknown:
        raise invalid(f"Aucun stockage ne porte l'étiquette {unknown[0]}")
    first = (inputs["upload"] or inputs["stored_data"])[0]
    moment = space.gpf.clock.stamp()
    doc = {
        "_id": new_id(),
        "creation": moment,
        "update": moment,
        "name": given.name,
        "type": kind,
        "open": False,
        "srs": first.get("srs"),
        "contact": f"contact-{space.datastore['technical_name']}@exemple.fr",
        "size": 0,
        "status": "CREATED",
        "tags": {},
        "storage": {key: storage[key] for key in ("_id", "name", "type", "labels")},
        "~": {"creator": space.user["_id"]},
    }
    return space.save("stored_data", note(doc, space.gpf.clock, "Création", space.user))
