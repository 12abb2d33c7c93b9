"""Datasheets of other users, in the sandbox: what a shared space looks like. They have no data behind them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from emulator.clock import Clock, iso
from emulator.domain.events import initiator_of
from emulator.store.store import Store
from emulator.world import SANDBOX, SANDBOX_ENDPOINTS, identifier

_THEMES = (
    "Communes",
    "Cours d'eau",
    "Forêts publiques",
    "Pistes cyclables",
    "Zones humides",
    "Écoles",
    "Arrêts de bus",
    "Haies",
    "Espaces verts",
    "Risques d'inondation",
    "Bâtiments remarquables",
    "Itinéraires",
)
_PLACES = ("Ain", "Aveyron", "Bretagne", "Corse", "Drôme", "Gironde", "Landes", "Lorraine", "Réunion", "Vendée")
_WFS = next(endpoint for endpoint in SANDBOX_ENDPOINTS if endpoint.type == "WFS")


def seed(store: Store, clock: Clock, count: int) -> None:
    """`count` datasheets; the same at every start, so that a second start with the same state adds none."""
    done = int(store.setting("seeded") or 0)
    if count <= done:
        return
    users = [initiator_of(store.get("user", identifier("user", login))) for login in ("bob", "carole", "admin")]
    with store.transaction():
        store.save_new(entity for number in range(done, count) for entity in _datasheet(number, users, clock))
        store.set_setting("seeded", str(count))


def _datasheet(number: int, users: list[dict], clock: Clock) -> Iterator[tuple[str, str, dict]]:
    dice = random.Random(number)
    name = f"{_THEMES[number % len(_THEMES)]} {_PLACES[number // len(_THEMES) % len(_PLACES)]} {number + 1}"
    moment = iso(clock.now() - timedelta(minutes=dice.randrange(5, 90 * 24 * 60)))
    user = users[number % len(users)]
    tags = {"datasheet_name": name, "producer": "Exemple", "production_year": "2026"}
    technical = f"donnees_{number + 1}"
    if number % 10 == 9:
        yield "upload", SANDBOX, _upload(number, technical, tags, moment, user)
        return
    stored = _stored_data(number, technical, tags, moment, user)
    yield "stored_data", SANDBOX, stored
    if number % 3 == 0:
        configuration = _configuration(number, name, stored["_id"], tags, moment, user)
        yield "configuration", SANDBOX, configuration
        yield "offering", SANDBOX, _offering(number, configuration, stored["_id"], moment, user)


def _common(kind: str, number: int, moment: str, user: dict, title: str) -> dict:
    event = {"title": title, "date": moment, "initiator": user}
    return {
        "_id": identifier("seed", kind, str(number)),
        "creation": moment,
        "update": moment,
        "last_event": event,
        "~": {"creator": user["_id"], "seeded": True, "events": [event]},
    }


def _upload(number: int, technical: str, tags: dict, moment: str, user: dict) -> dict:
    progress = '{"send_files_api":"failed","wait_checks":"waiting","integration_processing":"waiting"}'
    return {
        **_common("upload", number, moment, user, "Échec des vérifications"),
        "name": technical, "description": technical, "type": "VECTOR", "srs": "EPSG:2154", "open": False,
        "status": "UNSTABLE", "contact": "contact-sandbox@exemple.fr", "size": 0,
        "tags": {**tags, "integration_progress": progress, "integration_current_step": "0"},
    }  # fmt: skip


def _stored_data(number: int, technical: str, tags: dict, moment: str, user: dict) -> dict:
    ring = [[-1.0, 43.0], [7.0, 43.0], [7.0, 49.0], [-1.0, 49.0], [-1.0, 43.0]]
    upload = identifier("seed", "upload", str(number))
    return {
        **_common("stored_data", number, moment, user, "Génération réussie"),
        "name": technical, "type": "VECTOR-DB", "srs": "EPSG:2154", "open": False, "status": "GENERATED",
        "contact": "contact-sandbox@exemple.fr", "size": 1000 + number,
        "extent": {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        "storage": {"_id": identifier("storage", SANDBOX, "POSTGRESQL"), "name": "Stockage PostgreSQL",
                    "type": "POSTGRESQL", "labels": ["PARTENAIRE", "VECTEUR"]},
        "tags": {**tags, "upload_id": upload, "proc_int_id": identifier("seed", "execution", str(number))},
        "type_infos": {"relations": [{"name": technical, "type": "TABLE", "primary_key": ["fid"], "attributes":
                                      {"fid": "integer", "nom": "text", "geom": "geometry(MultiPolygon,2154)"}}]},
    }  # fmt: skip


def _configuration(number: int, name: str, stored: str, tags: dict, moment: str, user: dict) -> dict:
    relation = {"native_name": f"donnees_{number + 1}", "title": name, "abstract": name}
    return {
        **_common("configuration", number, moment, user, "Création"),
        "name": name, "type": "WFS", "layer_name": f"SANDBOX.donnees_{number + 1}_wfs", "status": "PUBLISHED",
        "metadata": [], "tags": {"datasheet_name": tags["datasheet_name"], "theme": "environment"},
        "type_infos": {"used_data": [{"relations": [relation], "stored_data": stored}]},
    }  # fmt: skip


def _offering(number: int, configuration: dict, stored: str, moment: str, user: dict) -> dict:
    doc = _common("offering", number, moment, user, "Publiée")
    doc["~"]["stored_data"] = [stored]
    return {
        **doc,
        "type": "WFS", "layer_name": configuration["layer_name"], "open": True, "available": True,
        "status": "PUBLISHED", "public_activity": False, "configuration": {"_id": configuration["_id"]},
        "endpoint": {"_id": _WFS.id, "name": _WFS.name, "technical_name": _WFS.technical_name, "type": "WFS",
                     "open": True},
    }  # fmt: skip
