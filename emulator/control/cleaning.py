"""Reset, and the quarterly deletion of everything in the sandbox."""

from __future__ import annotations

from emulator.domain import stored_data
from emulator.founding import found
from emulator.geoplateforme import Geoplateforme
from emulator.seed import seed
from emulator.store.query import Query
from emulator.world import SANDBOX

# The order of the website's own cleaning (CG:src/Workflow/DatastoreCleanupWorkflow.php:21-36).
_KINDS = ("execution", "offering", "configuration", "metadata", "static", "annexe", "permission")


def clean_quarterly(gpf: Geoplateforme) -> dict[str, int]:
    """Deletes what the sandbox holds; returns how many of each kind."""
    counts: dict[str, int] = {}
    with gpf.store.transaction():
        for kind in _KINDS:
            found_docs = gpf.store.select(Query(kind, SANDBOX))
            for doc in found_docs:
                gpf.jobs.forget(doc["_id"])
                gpf.store.remove(kind, doc["_id"])
            counts[kind] = len(found_docs)
        stored = gpf.store.select(Query("stored_data", SANDBOX, without_status=("DELETED",)))
        for doc in stored:
            stored_data.delete(gpf, SANDBOX, doc, None)
        uploads = gpf.store.select(Query("upload", SANDBOX, without_status=("DELETED",)))
        for doc in uploads:
            doc["status"] = "DELETED"
            gpf.store.save("upload", SANDBOX, doc)
    for doc in uploads:
        gpf.files.forget_upload(doc["_id"])
    return {**counts, "stored_data": len(stored), "upload": len(uploads)}


def reset(gpf: Geoplateforme) -> None:
    """Empties the store and the files, then founds the world anew; the signing key is kept."""
    with gpf.store.transaction():
        key = gpf.store.setting("signing_key")
        ended = gpf.store.setting("ended_sessions")
        for doc in gpf.store.select(Query("stored_data", without_status=("DELETED",))):
            if not doc["~"].get("seeded"):
                gpf.jobs.add("drop", doc["_id"], 0, type=doc["type"])
        drops = gpf.store.rows("SELECT name, entity, 0, payload FROM job WHERE name = 'drop'")
        gpf.store.clear()
        for row in drops:
            gpf.store.execute("INSERT INTO job(name, entity, due, payload) VALUES(?,?,?,?)", row)
        for name, value in (("signing_key", key), ("ended_sessions", ended)):
            if value is not None:
                gpf.store.set_setting(name, value)
        gpf.clock.move(-gpf.clock.offset)
        found(gpf.store, gpf.clock.stamp())
        seed(gpf.store, gpf.clock, gpf.settings.seed)
    gpf.files.clear()
    gpf.faults.clear()
