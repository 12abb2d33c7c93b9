"""Life of a processing execution: CREATED → (launch) WAITING → PROGRESS → SUCCESS or FAILURE; abort → ABORTED.

Its output is a stored data, created with it (CREATED), GENERATING while it runs, then GENERATED or UNSTABLE.
"""

from __future__ import annotations

from emulator.domain.events import note
from emulator.domain.uploads import failure_log
from emulator.errors import conflict
from emulator.geoplateforme import Geoplateforme
from emulator.labour import cut, integrate
from emulator.workshop import WorkFailed
from emulator.world import INTEGRATION

LIVE = ("WAITING", "PROGRESS")


def register(gpf: Geoplateforme) -> None:
    """Makes the jobs of this module known."""
    gpf.jobs.register("execution", lambda entity, _: run(gpf, entity))
    gpf.jobs.register("execution_end", lambda entity, _: end(gpf, entity))


def launch(gpf: Geoplateforme, datastore: str, execution: dict) -> None:
    """Runs in the caller's transaction; 409 when it was launched before."""
    if execution["status"] != "CREATED":
        raise conflict(f"Le traitement a déjà été lancé : son état est {execution['status']}")
    _inputs_must_be_ready(gpf, execution)
    execution["status"], execution["launch"] = "WAITING", gpf.clock.stamp()
    gpf.store.save("execution", datastore, execution)
    gpf.jobs.add("execution", execution["_id"], gpf.settings.duration("processing_queue"))


def _inputs_must_be_ready(gpf: Geoplateforme, execution: dict) -> None:
    ready = {"upload": "CLOSED", "stored_data": "GENERATED"}
    for kind, status in ready.items():
        for given in execution["inputs"].get(kind, []):
            doc = gpf.store.find(kind, given["_id"])
            if doc is None or doc["status"] != status:
                raise conflict(f"L'entrée {given['_id']} n'est pas à l'état {status}")


def abort(gpf: Geoplateforme, datastore: str, execution: dict) -> None:
    """CREATED, WAITING or PROGRESS → ABORTED; the output cannot be used."""
    if execution["status"] not in ("CREATED", *LIVE):
        raise conflict(f"Le traitement ne peut être arrêté : son état est {execution['status']}")
    execution["status"], execution["finish"] = "ABORTED", gpf.clock.stamp()
    gpf.store.save("execution", datastore, execution)
    _settle_output(gpf, execution, "UNSTABLE", "Arrêt du traitement")


def _settle_output(gpf: Geoplateforme, execution: dict, status: str, title: str) -> None:
    output = gpf.store.find("stored_data", execution["output"]["stored_data"]["_id"])
    if output is not None and output["status"] != "DELETED":
        output["status"] = status
        gpf.store.save("stored_data", gpf.store.datastore_of(output["_id"]), note(output, gpf.clock, title))


def _begin_output(gpf: Geoplateforme, execution: dict) -> bool:
    """A stored data that existed before is MODIFYING (True), a new one GENERATING."""
    output = gpf.store.find("stored_data", execution["output"]["stored_data"]["_id"])
    again = output is not None and output["status"] in ("GENERATED", "MODIFYING")
    _settle_output(gpf, execution, "MODIFYING" if again else "GENERATING", "Modification" if again else "Génération")
    return again


def run(gpf: Geoplateforme, identifier: str) -> None:
    """WAITING → PROGRESS and the real work; `execution_end` tells the result when its time has come."""
    with gpf.store.transaction():
        execution = gpf.store.find("execution", identifier)
        if execution is None or execution["status"] not in LIVE:
            return
        datastore = gpf.store.datastore_of(identifier)
        execution["status"], execution["start"] = "PROGRESS", gpf.clock.stamp()
        gpf.store.save("execution", datastore, execution)
        again = _begin_output(gpf, execution)
    started = gpf.clock.timestamp()
    fault = gpf.faults.for_work("processing", execution["processing"]["name"])
    if fault and fault["outcome"] == "stall":
        return
    done = {"ok": False, "log": failure_log(gpf, fault["log"])} if fault else _work(gpf, execution)
    if again:
        gpf.map_server.close()  # its children hold the tables of before; they come back at the next request
    with gpf.store.transaction():
        execution = gpf.store.find("execution", identifier)
        if execution is None or execution["status"] != "PROGRESS":
            return
        execution["~"]["done"] = done
        gpf.store.save("execution", datastore, execution)
        rest = gpf.settings.duration("processing_run") - (gpf.clock.timestamp() - started)
        gpf.jobs.add("execution_end", identifier, max(0.0, rest))


def _work(gpf: Geoplateforme, execution: dict) -> dict:
    """What the work gave; work that raises is a processing that failed."""
    output = execution["output"]["stored_data"]["_id"]
    place = (gpf.settings.database, gpf.files.database)
    order, now = execution["~"]["order"], gpf.clock.shifted()
    try:
        if execution["~"]["work"] == INTEGRATION:
            upload = gpf.store.get("upload", execution["inputs"]["upload"][0]["_id"])
            folder = gpf.files.upload(upload["_id"])
            return gpf.workshop.do(integrate, *place, folder, output, upload["srs"], order.get("srs"), now)
        source = execution["inputs"]["stored_data"][0]["_id"]
        return gpf.workshop.do(cut, *place, source, order, gpf.files.pyramid(output), now)
    except WorkFailed as error:
        return {"ok": False, "log": failure_log(gpf, [], str(error))}


def end(gpf: Geoplateforme, identifier: str) -> None:
    """PROGRESS → SUCCESS or FAILURE; the output → GENERATED with what it holds, or UNSTABLE."""
    with gpf.store.transaction():
        execution = gpf.store.find("execution", identifier)
        if execution is None or execution["status"] != "PROGRESS":
            return
        done = execution["~"].pop("done")
        execution["status"], execution["finish"] = "SUCCESS" if done["ok"] else "FAILURE", gpf.clock.stamp()
        execution["~"]["log"] = done["log"]
        gpf.store.save("execution", gpf.store.datastore_of(identifier), execution)
        if not done["ok"]:
            _settle_output(gpf, execution, "UNSTABLE", "Échec de la génération")
            return
        output = gpf.store.get("stored_data", execution["output"]["stored_data"]["_id"])
        output.update(_content(execution["~"]["work"], done))
        gpf.store.save("stored_data", gpf.store.datastore_of(output["_id"]), output)
        _settle_output(gpf, execution, "GENERATED", "Génération réussie")


def _content(work: str, done: dict) -> dict:
    content = {"size": done["size"], "extent": done["extent"]}
    if work == INTEGRATION:
        return {**content, "srs": done["srs"], "type_infos": {"relations": done["relations"]}}
    levels = sorted((str(level) for level in done["levels"]), key=int)
    return {**content, "srs": "EPSG:3857", "type_infos": {"tms": "PM", "levels": levels}}
