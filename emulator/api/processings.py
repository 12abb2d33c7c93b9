"""Processings, and the executions that are made of them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Member, Processor
from emulator.api.answers import Json, detail, nothing, shown
from emulator.api.bodies import ExecutionCreate
from emulator.api.listing import Collection, answer, page_of_lines
from emulator.domain import executions
from emulator.domain.orders import create_execution
from emulator.domain.space import Space
from emulator.errors import conflict, not_found

router = APIRouter(prefix="/datastores/{datastore}/processings", tags=["processings"])
_FIELDS = ("creation", "name", "description", "priority", "input_types", "output_types")
_FILTERS = {"name": "name"}
PROCESSINGS = Collection("processing", (*_FIELDS, "output_type"), _FIELDS, _FILTERS)
BARE_PROCESSINGS = Collection("processing", ("name",), _FIELDS, _FILTERS)
EXECUTIONS = Collection(
    "execution",
    filters={
        "status": "status",
        "processing": "mark:processing",
        "input_upload": "mark:input_upload",
        "input_stored_data": "mark:input_stored_data",
        "output_stored_data": "mark:output_stored_data",
        "output_upload": "mark:output_upload",
    },
    complete=True,
)
_WORD = "L'exécution"


def _listed(doc: dict) -> dict:
    return {**shown(doc), "output_types": doc["output_type"]}


def _execution(space: Space, doc: dict) -> dict:
    """The detail, with the present state of inputs and output."""
    store = space.gpf.store
    whole = shown(doc)
    whole["inputs"] = {
        kind: [_present(store.find(kind, given["_id"]), given, ("name", "type", "status", "srs")) for given in items]
        for kind, items in doc["inputs"].items()
    }
    output = doc["output"]["stored_data"]
    fields = ("name", "type", "status", "srs")
    whole["output"] = {"stored_data": _present(store.find("stored_data", output["_id"]), output, fields)}
    if space.gpf.settings.variants.dialect == "tutorial":
        whole["parameters"] = [{"name": name, "value": value} for name, value in doc["parameters"].items()]
    return whole


def _present(doc: dict | None, given: dict, fields: tuple[str, ...]) -> dict:
    if doc is None:
        return given
    return {"_id": doc["_id"], **{field: doc[field] for field in fields if doc.get(field) is not None}}


@router.get("", openapi_extra=PROCESSINGS.parameters())
def list_processings(request: Request, space: Member) -> Response:
    """The known sources do not say what the short list holds: everything here, names alone with `--strict`."""
    strict = space.gpf.settings.variants.strict
    return answer(request, space.gpf, BARE_PROCESSINGS if strict else PROCESSINGS, space.id, _listed)


@router.get("/executions", openapi_extra=EXECUTIONS.parameters())
def list_executions(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, EXECUTIONS, space.id, lambda doc: _execution(space, doc))


@router.post("/executions", status_code=201)
def post_execution(body: ExecutionCreate, space: Processor) -> Response:
    with space.gpf.store.transaction():
        return Json(_execution(space, create_execution(space, body)), status_code=201)


@router.get("/executions/{execution}")
def read_execution(execution: str, space: Member) -> Response:
    return Json(_execution(space, space.entity("execution", execution, _WORD)))


@router.delete("/executions/{execution}", status_code=204)
def delete_execution(execution: str, space: Processor) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("execution", execution, _WORD)
        if doc["status"] in executions.LIVE:
            raise conflict("Le traitement est en cours")
        space.gpf.store.remove("execution", execution)
    return nothing()


@router.post("/executions/{execution}/launch", status_code=204)
def launch(execution: str, space: Processor) -> Response:
    with space.gpf.store.transaction():
        executions.launch(space.gpf, space.id, space.entity("execution", execution, _WORD))
    return nothing()


@router.post("/executions/{execution}/abort", status_code=204)
def abort(execution: str, space: Processor) -> Response:
    with space.gpf.store.transaction():
        executions.abort(space.gpf, space.id, space.entity("execution", execution, _WORD))
    return nothing()


@router.get("/executions/{execution}/logs")
def read_logs(request: Request, execution: str, space: Member) -> Response:
    """404 before the start: there is no log yet."""
    doc = space.entity("execution", execution, _WORD)
    if "start" not in doc:
        raise not_found("Le journal de l'exécution", execution)
    return page_of_lines(request, doc["~"].get("log", []))


@router.get("/{processing}")
def read_processing(processing: str, space: Member) -> Response:
    return detail(space.entity("processing", processing, "Le traitement"))
