"""Writes the world's beginning into an empty store."""

from __future__ import annotations

from emulator.store.store import Store
from emulator.world import CHECKS, DATASTORES, INTEGRATION, PEOPLE, PYRAMID, SANDBOX, DatastoreFacts, identifier

_GIGABYTE = 1_000_000_000


def found(store: Store, moment: str) -> None:
    """People, communities, datastores, endpoints, checks and processings; nothing when they are there already."""
    with store.transaction():
        if store.setting("founded") is not None:
            return
        for person in PEOPLE:
            store.save("user", "", _user(person, moment))
        for facts in DATASTORES:
            _found_datastore(store, facts, moment)
        for check in CHECKS:
            store.save("check", "", {**check, "priority": "STANDARD", "creation": moment})
        store.set_setting("founded", moment)


def _user(person: object, moment: str) -> dict:
    return {
        "_id": person.id,
        "creation": moment,
        "update": moment,
        "last_call": moment,
        "email": f"{person.login}@exemple.fr",
        "first_name": person.first_name,
        "last_name": person.last_name,
        "administrator": person.administrator,
        "technical": person.technical,
        "documents_quota": 100_000_000,
        "documents_use": 0,
        "keys_quota": 10,
        "keys_use": 0,
        "name": person.login,
        "~": {"login": person.login},
    }


def _found_datastore(store: Store, facts: DatastoreFacts, moment: str) -> None:
    members = {
        person.id: list(rights)
        for person in PEOPLE
        if (rights := person.sandbox if facts.id == SANDBOX else person.essentielle) is not None
    }
    store.save("community", "", {
        "_id": facts.community, "creation": moment, "update": moment, "name": facts.name,
        "technical_name": facts.technical_name, "description": f"Communauté {facts.name}",
        "contact": f"contact-{facts.technical_name}@exemple.fr", "organization": {"name": "Exemple"},
        "public": facts.public,
        "~": {"datastore": facts.id, "supervisor": identifier("user", facts.supervisor), "members": members},
    })  # fmt: skip
    store.save("datastore", "", {
        "_id": facts.id, "creation": moment, "update": moment, "name": facts.name,
        "technical_name": facts.technical_name, "description": f"Entrepôt {facts.name}", "active": True, "sharings": [],
        **({"configuration_layer_name_prefix": facts.prefix, "metadata_file_identifier_prefix": facts.prefix}
           if facts.prefix else {}),
        "processings": [facts.integration, facts.pyramid], "checks": [check["_id"] for check in CHECKS],
        "~": {"community": facts.community, "quota": facts.gigabytes * _GIGABYTE,
              "endpoints": {endpoint.id: endpoint.quota for endpoint in facts.endpoints}},
    })  # fmt: skip
    for endpoint in facts.endpoints:
        store.save("endpoint", facts.id, {
            "_id": endpoint.id, "creation": moment, "name": endpoint.name, "technical_name": endpoint.technical_name,
            "type": endpoint.type, "open": endpoint.open, "metadata_fi": endpoint.technical_name,
            "force_metadata": False, "force_attribution": False, "search_publish": False,
            "urls": [{"type": kind, "url": path} for kind, path in endpoint.urls.items()],
        })  # fmt: skip
    for doc in (_integration(facts), _pyramid(facts)):
        store.save("processing", facts.id, {**doc, "creation": moment, "priority": facts.priority})


def _parameter(name: str, description: str, *, default: object = None) -> dict:
    shown = {"name": name, "description": description, "mandatory": False}
    return shown if default is None else {**shown, "default_value": default}


def _integration(facts: DatastoreFacts) -> dict:
    return {
        "_id": facts.integration,
        "name": "Intégration de données vecteur livrées en base",
        "description": "Chargement de toutes les tables d'une livraison dans une base de données",
        "input_types": {"upload": ["VECTOR"], "stored_data": []},
        "output_type": {"stored_data": "VECTOR-DB", "storage": ["POSTGRESQL"]},
        "parameters": [_parameter("srs", "Système de coordonnées cible")],
        "required_checks": [{"_id": check["_id"], "name": check["name"]} for check in CHECKS],
        "~": {"work": INTEGRATION},
    }


def _pyramid(facts: DatastoreFacts) -> dict:
    return {
        "_id": facts.pyramid,
        # The documentation and the official client name it differently: each datastore has one of the names.
        "name": "Calcul de pyramide vecteur" if facts.prefix else "Calcul ou mise à jour de pyramide vecteur",
        "description": "Découpage d'une base de données vecteur en tuiles vectorielles",
        "input_types": {"upload": [], "stored_data": ["VECTOR-DB"]},
        "output_type": {"stored_data": "ROK4-PYRAMID-VECTOR", "storage": ["S3"]},
        "parameters": [
            _parameter("composition", "Tables, attributs et niveaux de la pyramide"),
            _parameter("bottom_level", "Niveau le plus détaillé"),
            _parameter("top_level", "Niveau le moins détaillé"),
            _parameter("tippecanoe_options", "Options de généralisation", default="-S10"),
            _parameter("area", "Zone à calculer : polygone WKT en EPSG:4326"),
            _parameter("width", "Nombre de tuiles par dalle, en largeur", default="16"),
            _parameter("height", "Nombre de tuiles par dalle, en hauteur", default="16"),
            _parameter("parallelization", "Nombre de processus", default="1"),
        ],
        "required_checks": [],
        "~": {"work": PYRAMID},
    }
