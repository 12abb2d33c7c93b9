"""Checks, and their executions with their logs."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Member, Uploader
from emulator.api.answers import detail, nothing, shown
from emulator.api.listing import Collection, answer, page_of_lines
from emulator.errors import conflict, not_found

router = APIRouter(prefix="/datastores/{datastore}/checks", tags=["checks"])
CHECKS = Collection("check", filters={"name": "name"}, complete=True)
EXECUTIONS = Collection(
    "check_execution", filters={"status": "status", "upload": "mark:upload", "check": "$.check._id"}, complete=True
)
_WORD = "L'exécution de vérification"


@router.get("", openapi_extra=CHECKS.parameters())
def list_checks(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, CHECKS, "", shown)


@router.get("/executions", openapi_extra=EXECUTIONS.parameters())
def list_executions(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, EXECUTIONS, space.id, shown)


@router.get("/executions/{execution}")
def read_execution(execution: str, space: Member) -> Response:
    return detail(space.entity("check_execution", execution, _WORD))


@router.get("/executions/{execution}/logs")
def read_logs(request: Request, execution: str, space: Member) -> Response:
    doc = space.entity("check_execution", execution, _WORD)
    return page_of_lines(request, doc["~"]["log"] if doc["status"] in ("SUCCESS", "FAILURE") else [])


@router.delete("/executions/{execution}", status_code=204)
def delete_execution(execution: str, space: Uploader) -> Response:
    doc = space.entity("check_execution", execution, _WORD)
    if doc["status"] == "PROGRESS":
        raise conflict("La vérification est en cours")
    with space.gpf.store.transaction():
        upload = space.gpf.store.get("upload", doc["upload"]["_id"])
        upload["~"]["checks"] = [number for number in upload["~"].get("checks", []) if number != execution]
        if upload["status"] == "CHECKING":
            raise conflict("La livraison est en cours de vérification")
        space.save("upload", upload)
        space.gpf.store.remove("check_execution", execution)
    return nothing()


@router.get("/{check}")
def read_check(check: str, space: Member) -> Response:
    doc = space.gpf.store.find("check", check)
    if doc is None or check not in space.datastore["checks"]:
        raise not_found("La vérification", check)
    return detail(doc)
