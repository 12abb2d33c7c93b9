"""Life of an upload: OPEN, CHECKING, CLOSED or UNSTABLE, DELETED; and its check executions."""

from __future__ import annotations

from emulator.domain.events import note
from emulator.errors import conflict, invalid
from emulator.geoplateforme import Geoplateforme, new_id
from emulator.labour import check
from emulator.store.query import Query
from emulator.workshop import WorkFailed
from emulator.world import STANDARD_CHECK

DONE = ("SUCCESS", "FAILURE")


def register(gpf: Geoplateforme) -> None:
    """Makes the jobs of this module known."""
    gpf.jobs.register("check", lambda entity, _: run_check(gpf, entity))
    gpf.jobs.register("check_end", lambda entity, _: end_check(gpf, entity))


def must_be_open(upload: dict) -> None:
    if upload["status"] != "OPEN":
        raise conflict(f"La livraison n'est pas ouverte : son état est {upload['status']}")


def delivered_files(gpf: Geoplateforme, upload: str) -> list:
    data = gpf.files.upload(upload) / "data"
    return [path for path in data.rglob("*") if path.is_file()] if data.is_dir() else []


def measure(gpf: Geoplateforme, upload: dict) -> None:
    """Writes the delivered size into the document."""
    upload["size"] = sum(path.stat().st_size for path in delivered_files(gpf, upload["_id"]))


def close(gpf: Geoplateforme, datastore: str, upload: dict, user: dict) -> None:
    """OPEN → CHECKING, with every check asked before this returns. Runs in the caller's transaction."""
    must_be_open(upload)
    if not delivered_files(gpf, upload["_id"]):
        raise invalid("La livraison ne contient aucune donnée")
    measure(gpf, upload)
    note(upload, gpf.clock, "Fermeture", user)
    ask_checks(gpf, datastore, upload)


def ask_checks(gpf: Geoplateforme, datastore: str, upload: dict) -> None:
    upload["status"] = "CHECKING"
    checks = [gpf.store.get("check", known) for known in gpf.store.get("datastore", datastore)["checks"]]
    if upload["type"] != "VECTOR":
        checks = [known for known in checks if known["_id"] == STANDARD_CHECK]
    moment = gpf.clock.stamp()
    current = []
    for asked in checks:
        execution = {
            "_id": new_id(),
            "creation": moment,
            "update": moment,
            "status": "WAITING",
            "check": {"_id": asked["_id"], "name": asked["name"]},
            "upload": {"_id": upload["_id"], "name": upload["name"], "type": upload["type"]},
            "~": {"log": []},
        }
        gpf.store.save("check_execution", datastore, execution)
        gpf.jobs.add("check", execution["_id"], gpf.settings.duration("check_queue"))
        current.append(execution["_id"])
    upload["~"]["checks"] = current
    gpf.store.save("upload", datastore, upload)


def reopen(gpf: Geoplateforme, datastore: str, upload: dict, user: dict) -> None:
    allowed = ("CLOSED", "UNSTABLE") if gpf.settings.variants.reopen_unstable else ("CLOSED",)
    if upload["status"] not in allowed:
        raise conflict(f"La livraison ne peut être ouverte : son état est {upload['status']}")
    must_be_unused(gpf, upload)
    upload["status"] = "OPEN"
    upload["~"]["checks"] = []
    gpf.store.save("upload", datastore, note(upload, gpf.clock, "Ouverture", user))


def must_be_unused(gpf: Geoplateforme, upload: dict) -> None:
    """409 while an execution reads the upload."""
    for execution in gpf.store.select(Query("execution", marks=(("input_upload", upload["_id"]),))):
        if execution["status"] in ("WAITING", "PROGRESS"):
            raise conflict("La livraison est utilisée par un traitement en cours")


def delete(gpf: Geoplateforme, datastore: str, upload: dict, user: dict) -> None:
    """→ DELETED; the document stays readable by its id, tags included."""
    if upload["status"] == "CHECKING":
        raise conflict("La livraison est en cours de vérification")
    must_be_unused(gpf, upload)
    upload["status"] = "DELETED"
    gpf.store.save("upload", datastore, note(upload, gpf.clock, "Suppression", user))


def current_checks(gpf: Geoplateforme, upload: dict) -> list[dict]:
    return [gpf.store.get("check_execution", identifier) for identifier in upload["~"].get("checks", [])]


def _live(gpf: Geoplateforme, execution: str) -> tuple[dict, dict] | None:
    """The execution and its upload, when the upload still waits for it."""
    doc = gpf.store.find("check_execution", execution)
    upload = gpf.store.find("upload", doc["upload"]["_id"]) if doc else None
    if upload is None or upload["status"] != "CHECKING" or execution not in upload["~"].get("checks", []):
        return None
    return doc, upload


def run_check(gpf: Geoplateforme, execution: str) -> None:
    """WAITING → PROGRESS, then the real work; `check_end` tells its result when its time has come."""
    with gpf.store.transaction():
        live = _live(gpf, execution)
        if live is None:
            return
        doc, upload = live
        datastore = gpf.store.datastore_of(execution)
        doc["status"], doc["start"] = "PROGRESS", gpf.clock.stamp()
        doc["update"] = doc["start"]
        gpf.store.save("check_execution", datastore, doc)
    started = gpf.clock.timestamp()
    fault = gpf.faults.for_work("check", doc["check"]["name"])
    if fault and fault["outcome"] == "stall":
        return
    passed, log = (False, failure_log(gpf, fault["log"])) if fault else _work(gpf, doc, upload)
    with gpf.store.transaction():
        doc["~"].update(log=log, passed=passed)
        gpf.store.save("check_execution", datastore, doc)
        elapsed = gpf.clock.timestamp() - started
        gpf.jobs.add("check_end", execution, max(0.0, gpf.settings.duration("check_run") - elapsed))


def _work(gpf: Geoplateforme, execution: dict, upload: dict) -> tuple[bool, list[str]]:
    standard = execution["check"]["_id"] == STANDARD_CHECK
    try:
        return gpf.workshop.do(check, standard, gpf.files.upload(upload["_id"]), upload["srs"], gpf.clock.shifted())
    except WorkFailed as error:
        return False, failure_log(gpf, [], str(error))


def failure_log(gpf: Geoplateforme, lines: list[str], reason: str = "Échec demandé à l'émulateur") -> list[str]:
    """The lines given, or one that tells the reason."""
    stamp = gpf.clock.now().strftime("%Y-%m-%d %H:%M:%S,%f")[:-3]
    return lines or [f"{stamp}ERROR||emulator||1||{reason}"]


def end_check(gpf: Geoplateforme, execution: str) -> None:
    """PROGRESS → SUCCESS or FAILURE; the last one settles the upload: CLOSED, or UNSTABLE."""
    with gpf.store.transaction():
        live = _live(gpf, execution)
        if live is None:
            return
        doc, upload = live
        datastore = gpf.store.datastore_of(execution)
        doc["status"] = "SUCCESS" if doc["~"]["passed"] else "FAILURE"
        doc["finish"] = doc["update"] = gpf.clock.stamp()
        gpf.store.save("check_execution", datastore, doc)
        states = [other["status"] for other in current_checks(gpf, upload)]
        if all(state in DONE for state in states):
            passed = all(state == "SUCCESS" for state in states)
            upload["status"] = "CLOSED" if passed else "UNSTABLE"
            note(upload, gpf.clock, "Vérifications réussies" if passed else "Échec des vérifications")
            gpf.store.save("upload", datastore, upload)
