"""Life of an offering: PUBLISHING → PUBLISHED or UNSTABLE; PUT → MODIFYING → PUBLISHED; DELETE → UNPUBLISHING → gone.

A configuration follows its offerings: PUBLISHED with a live one, UNPUBLISHED with none.
"""

from __future__ import annotations

from emulator.domain.events import note
from emulator.domain.resources import endpoint_detail, endpoint_uses
from emulator.domain.space import Space
from emulator.errors import conflict, forbidden, invalid, not_found
from emulator.geoplateforme import Geoplateforme, new_id
from emulator.store.query import Query

BUSY = ("PUBLISHING", "MODIFYING", "UNPUBLISHING")


def register(gpf: Geoplateforme) -> None:
    gpf.jobs.register("publish", lambda entity, _: _published(gpf, entity))
    gpf.jobs.register("unpublish", lambda entity, _: _unpublished(gpf, entity))


def create(space: Space, configuration: dict, endpoint_id: str, *, asked_open: bool) -> dict:
    """Runs in the caller's transaction."""
    gpf = space.gpf
    use = next((use for use in endpoint_uses(gpf, space.datastore) if use["endpoint"]["_id"] == endpoint_id), None)
    if use is None:
        raise not_found("Le point d'accès", endpoint_id)
    endpoint = use["endpoint"]
    if endpoint["type"] != configuration["type"]:
        raise invalid(
            f"Le point d'accès est de type {endpoint['type']}, la configuration de type {configuration['type']}"
        )
    mine = Query("offering", marks=(("configuration", configuration["_id"]), ("endpoint", endpoint_id)))
    if gpf.store.count(mine):
        raise conflict("La configuration est déjà publiée sur ce point d'accès")
    if use["use"] >= use["quota"]:
        raise forbidden("Le quota du point d'accès est atteint")
    moment = gpf.clock.stamp()
    used_data = configuration["type_infos"].get("used_data", [])
    doc = {
        "_id": new_id(),
        "creation": moment,
        "update": moment,
        "type": configuration["type"],
        "layer_name": configuration["layer_name"],
        # On an open endpoint an offering is open, whatever was asked.
        "open": True if endpoint["open"] else asked_open,
        "available": False,
        "status": "PUBLISHING",
        "public_activity": False,
        "configuration": {"_id": configuration["_id"]},
        "endpoint": {key: endpoint[key] for key in ("_id", "name", "technical_name", "type", "open")},
        "~": {
            "creator": space.user["_id"],
            "stored_data": sorted({used["stored_data"] for used in used_data if used.get("stored_data")}),
        },
    }
    note(doc, gpf.clock, "Publication", space.user)
    gpf.jobs.add("publish", doc["_id"], gpf.settings.duration("publication"))
    return space.save("offering", doc)


def synchronize(space: Space, doc: dict) -> dict:
    """Takes the configuration over again."""
    if doc["status"] in BUSY:
        raise conflict(f"L'offre ne peut être synchronisée : son état est {doc['status']}")
    configuration = space.gpf.store.get("configuration", doc["configuration"]["_id"])
    used_data = configuration["type_infos"].get("used_data", [])
    doc["~"]["stored_data"] = sorted({used["stored_data"] for used in used_data if used.get("stored_data")})
    doc["status"] = "PUBLISHING" if doc["status"] == "UNPUBLISHED" else "MODIFYING"
    space.gpf.jobs.add("publish", doc["_id"], space.gpf.settings.duration("synchronization"))
    return space.save("offering", note(doc, space.gpf.clock, "Synchronisation", space.user))


def delete(space: Space, doc: dict) -> None:
    """A live offering is unpublished first; one that is UNPUBLISHED goes away, with the permissions that name it."""
    gpf = space.gpf
    if doc["status"] == "UNPUBLISHED":
        _forget(gpf, doc["_id"])
        return
    if doc["status"] in BUSY:
        raise conflict(f"L'offre ne peut être supprimée : son état est {doc['status']}")
    doc["status"], doc["available"] = "UNPUBLISHING", False
    space.save("offering", note(doc, gpf.clock, "Dépublication", space.user))
    gpf.jobs.add("unpublish", doc["_id"], gpf.settings.duration("unpublication"))


def _forget(gpf: Geoplateforme, identifier: str) -> None:
    for permission in gpf.store.select(Query("permission", marks=(("offering", identifier),))):
        permission["offerings"] = [item for item in permission["offerings"] if item["_id"] != identifier]
        if permission["offerings"]:
            gpf.store.save("permission", gpf.store.datastore_of(permission["_id"]), permission)
        else:
            gpf.store.remove("permission", permission["_id"])
    gpf.store.remove("offering", identifier)


def release(gpf: Geoplateforme, configuration: str) -> None:
    """Before a configuration is deleted: 409 with a live offering; see `Variants.offering_delete` for the others."""
    found = gpf.store.select(Query("offering", marks=(("configuration", configuration),)))
    strict = gpf.settings.variants.offering_delete == "twice"
    if any(strict or doc["status"] != "UNPUBLISHED" for doc in found):
        raise conflict("La configuration est utilisée par une offre")
    for doc in found:
        _forget(gpf, doc["_id"])


def _published(gpf: Geoplateforme, identifier: str) -> None:
    """What is served from now on is the configuration as it is now; later changes wait for a synchronisation."""
    with gpf.store.transaction():
        doc = gpf.store.find("offering", identifier)
        if doc is None or doc["status"] not in ("PUBLISHING", "MODIFYING"):
            return
        fault = gpf.faults.for_work("publication", doc["layer_name"])
        if fault and fault["outcome"] == "stall":
            return
        doc["status"] = "UNSTABLE" if fault else "PUBLISHED"
        doc["available"] = not fault
        doc["~"]["served"] = gpf.store.get("configuration", doc["configuration"]["_id"])["type_infos"]
        datastore = gpf.store.datastore_of(identifier)
        gpf.store.save("offering", datastore, note(doc, gpf.clock, "Échec de la publication" if fault else "Publiée"))
        _follow(gpf, doc["configuration"]["_id"])


def _unpublished(gpf: Geoplateforme, identifier: str) -> None:
    with gpf.store.transaction():
        doc = gpf.store.find("offering", identifier)
        if doc is None or doc["status"] != "UNPUBLISHING":
            return
        if gpf.settings.variants.offering_delete != "once":
            doc["status"] = "UNPUBLISHED"
            gpf.store.save("offering", gpf.store.datastore_of(identifier), doc)
        else:
            _forget(gpf, identifier)
        _follow(gpf, doc["configuration"]["_id"])


def _follow(gpf: Geoplateforme, configuration: str) -> None:
    """The configuration's status after one of its offerings changed."""
    doc = gpf.store.find("configuration", configuration)
    if doc is None:
        return
    states = {
        offering["status"]
        for offering in gpf.store.select(Query("offering", marks=(("configuration", configuration),)))
    }
    if states & {"MODIFYING"}:
        doc["status"] = "SYNCHRONIZING"
    else:
        doc["status"] = "PUBLISHED" if states - {"UNPUBLISHED"} else "UNPUBLISHED"
    gpf.store.save("configuration", gpf.store.datastore_of(configuration), doc)


def urls(gpf: Geoplateforme, doc: dict) -> list[dict]:
    """Where the layer is served."""
    endpoint = endpoint_detail(gpf, gpf.store.get("endpoint", doc["endpoint"]["_id"]))
    return [
        {"type": url["type"], "url": f"{url['url'].rstrip('/')}/1.0.0/{doc['layer_name']}"}
        if url["type"] == "TMS"
        else url
        for url in endpoint["urls"]
    ]


def present(gpf: Geoplateforme, doc: dict) -> dict:
    """OfferingDetail (TS:248)."""
    configuration = gpf.store.find("configuration", doc["configuration"]["_id"]) or {}
    named = {key: configuration[key] for key in ("name", "layer_name", "type", "status") if key in configuration}
    public = {key: value for key, value in doc.items() if key != "~"}
    return {**public, "configuration": {**doc["configuration"], **named}, "urls": urls(gpf, doc)}
