"""Deleting stored data: refused while something uses it; its tables or tiles go later, out of the request."""

from __future__ import annotations

from emulator.domain.events import note
from emulator.errors import conflict
from emulator.geoplateforme import Geoplateforme
from emulator.labour import drop
from emulator.store.query import Query


def register(gpf: Geoplateforme) -> None:
    gpf.jobs.register("drop", lambda entity, payload: _drop(gpf, entity, payload["type"]))


def _drop(gpf: Geoplateforme, identifier: str, kind: str) -> None:
    if kind == "VECTOR-DB":
        gpf.workshop.do(drop, gpf.settings.database, gpf.files.database, identifier)
    else:
        gpf.files.forget_pyramid(identifier)


def _must_be_unused(gpf: Geoplateforme, doc: dict) -> None:
    for role in ("input_stored_data", "output_stored_data"):
        for execution in gpf.store.select(Query("execution", marks=((role, doc["_id"]),))):
            if execution["status"] in ("WAITING", "PROGRESS"):
                raise conflict("La donnée stockée est utilisée par un traitement en cours")
    if gpf.store.count(Query("configuration", marks=(("stored_data", doc["_id"]),))):
        raise conflict("La donnée stockée est utilisée par une configuration")


def delete(gpf: Geoplateforme, datastore: str, doc: dict, user: dict | None) -> None:
    """→ DELETED; the document stays readable by its id. Runs in the caller's transaction."""
    _must_be_unused(gpf, doc)
    doc["status"] = "DELETED"
    gpf.store.save("stored_data", datastore, note(doc, gpf.clock, "Suppression", user))
    gpf.jobs.add("drop", doc["_id"], 0, type=doc["type"])
