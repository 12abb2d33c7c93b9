"""What a configuration must satisfy: its name, its stored data, tables, attributes, levels and styles."""

from __future__ import annotations

import re

from emulator.api.bodies import LAYER_NAME
from emulator.domain.space import Space
from emulator.errors import ApiError, conflict, invalid
from emulator.store.query import Query

_STORED_TYPE = {
    "WFS": "VECTOR-DB",
    "WMS-VECTOR": "VECTOR-DB",
    "VECTOR-TMS": "VECTOR-DB",
    "WMTS-TMS": ("ROK4-PYRAMID-VECTOR", "ROK4-PYRAMID-RASTER"),
    "WMS-RASTER": "ROK4-PYRAMID-RASTER",
}


def check_layer_name(space: Space, kind: str, layer_name: str) -> None:
    """Prefix of the datastore, then unique per type over the whole platform (TS:1846)."""
    prefix = space.datastore.get("configuration_layer_name_prefix")
    if prefix and (not layer_name.startswith(f"{prefix}.") or len(layer_name) == len(prefix) + 1):
        raise invalid(f"Le champ layer_name doit commencer par le préfixe {prefix}. de l'entrepôt")
    if space.gpf.store.count(Query("configuration", columns=(("layer_name", layer_name), ("type", kind)))):
        raise conflict(f"Le nom de couche {layer_name} est déjà utilisé par une configuration de type {kind}")


def check_content(space: Space, kind: str, infos: dict) -> None:
    """400 with every problem at once."""
    problems: list[str] = []
    used_data = infos.get("used_data")
    if not isinstance(used_data, list) or not used_data or any(not isinstance(used, dict) for used in used_data):
        raise invalid("Le champ type_infos.used_data ne doit pas être vide")
    if kind != "WFS":
        problems += [f"Le champ type_infos.{name} ne doit pas être vide" for name in ("title", "abstract")
                     if not _is_text(infos.get(name))]  # fmt: skip
    if infos.get("keywords") is not None and not _are_texts(infos["keywords"]):
        problems.append("Le champ type_infos.keywords est une liste de chaînes de caractères")
    for used in used_data:
        stored = _stored_data(space, kind, used.get("stored_data"))
        if kind in ("WFS", "WMS-VECTOR", "VECTOR-TMS"):
            problems += _check_relations(space, kind, used.get("relations"), stored)
        elif kind in ("WMTS-TMS", "WMS-RASTER"):
            problems += _check_levels(used, stored)
    if kind == "WFS" and infos.get("bbox") is not None:
        problems += _check_bbox(infos["bbox"])
    if problems:
        raise ApiError(400, *problems)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _stored_data(space: Space, kind: str, identifier: object) -> dict:
    if not isinstance(identifier, str):
        raise invalid("Le champ used_data.stored_data ne doit pas être vide")
    doc = space.entity("stored_data", identifier, "La donnée stockée")
    allowed = _STORED_TYPE.get(kind)
    if allowed is not None and doc["type"] not in ((allowed,) if isinstance(allowed, str) else allowed):
        raise invalid(f"Une donnée stockée de type {doc['type']} ne peut servir une configuration de type {kind}")
    if doc["status"] != "GENERATED":
        raise conflict(f"La donnée stockée {identifier} n'est pas à l'état GENERATED mais {doc['status']}")
    return doc


def _check_relations(space: Space, kind: str, relations: object, stored: dict) -> list[str]:
    if not isinstance(relations, list) or not relations or any(not isinstance(item, dict) for item in relations):
        return ["Le champ used_data.relations ne doit pas être vide"]
    tables = {relation["name"]: relation for relation in (stored.get("type_infos") or {}).get("relations", [])}
    problems: list[str] = []
    public_names: set[str] = set()
    for relation in relations:
        name = relation.get("name" if kind == "WMS-VECTOR" else "native_name")
        table = tables.get(name) if isinstance(name, str) else None
        if table is None:
            problems.append(f"La table {name} n'existe pas dans la donnée stockée {stored['_id']}")
        elif kind == "WMS-VECTOR":
            problems += _check_styles(space, relation, table)
        else:
            problems += _check_wfs_relation(kind, relation, public_names)
    return problems


def _check_wfs_relation(kind: str, relation: dict, public_names: set[str]) -> list[str]:
    required = [name for name in ("title", "abstract") if kind == "WFS" and not _is_text(relation.get(name))]
    problems = [f"Le champ relations.{name} ne doit pas être vide" for name in required]
    public = relation.get("public_name")
    if public is not None and not (isinstance(public, str) and re.match(LAYER_NAME, public)):
        problems.append(f"Le nom public {public} est invalide")
    if relation.get("keywords") is not None and not _are_texts(relation["keywords"]):
        problems.append("Le champ relations.keywords est une liste de chaînes de caractères")
    final = str(public or relation["native_name"])
    if final in public_names:
        problems.append(f"Le nom public {final} est utilisé deux fois")
    public_names.add(final)
    return problems


def _check_styles(space: Space, relation: dict, table: dict) -> list[str]:
    problems = []
    for role, kind in (("style", "GEOSERVER-STYLE"), ("ftl", "GEOSERVER-FTL")):
        identifier = relation.get(role)
        if identifier is None:
            if role == "style":
                problems.append(f"Le champ relations.style ne doit pas être vide pour la table {table['name']}")
            continue
        static = space.gpf.store.find("static", identifier) if isinstance(identifier, str) else None
        if static is None or static["type"] != kind or space.gpf.store.datastore_of(identifier) != space.id:
            problems.append(f"Le fichier statique {identifier} de type {kind} n'existe pas")
            continue
        used = (static.get("type_infos") or {}).get("used_attributes") or []
        missing = [attribute for attribute in used if attribute not in table["attributes"]]
        if missing:
            problems.append(f"Attributs du style absents de la table {table['name']} : {', '.join(missing)}")
    return problems


def _check_levels(used: dict, stored: dict) -> list[str]:
    levels = [int(level) for level in (stored.get("type_infos") or {}).get("levels", [])]
    asked = []
    for name in ("bottom_level", "top_level"):
        text = str(used.get(name))
        if not (text.isascii() and text.isdigit()):
            return [f"Le champ used_data.{name} est un niveau"]
        asked.append(int(text[:6]))
    bottom, top = asked
    if top > bottom or (levels and (bottom > max(levels) or top < min(levels))):
        return [f"Les niveaux {top} à {bottom} ne sont pas dans la pyramide ({min(levels)} à {max(levels)})"]
    return []


def _check_bbox(bbox: object) -> list[str]:
    names = ("west", "south", "east", "north")
    if not isinstance(bbox, dict) or not all(
        isinstance(bbox.get(name), (int, float)) and not isinstance(bbox.get(name), bool) for name in names
    ):
        return ["Le champ type_infos.bbox demande west, south, east et north"]
    if not (-180 <= bbox["west"] <= bbox["east"] <= 180 and -90 <= bbox["south"] <= bbox["north"] <= 90):
        return ["Le champ type_infos.bbox est invalide"]
    return []
