"""A datastore: its endpoints, storages and quotas, checks and processings."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Member
from emulator.api.answers import Json, page, shown
from emulator.api.listing import paging
from emulator.domain.resources import endpoint_uses, storages
from emulator.geoplateforme import Geoplateforme

router = APIRouter(prefix="/datastores/{datastore}", tags=["datastores"])


def datastore_detail(gpf: Geoplateforme, datastore: dict) -> dict:
    """DatastoreDetail (TS:2268)."""
    community = gpf.store.get("community", datastore["~"]["community"])
    return {
        **shown(datastore),
        "community": {key: community[key] for key in ("_id", "name", "technical_name", "contact", "public")},
        "endpoints": endpoint_uses(gpf, datastore),
        "storages": storages(gpf, datastore),
    }


@router.get("")
def read_datastore(space: Member) -> Response:
    return Json(datastore_detail(space.gpf, space.datastore))


_ENDPOINT_QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for name in ("name", "type", "open")
    ]
}


@router.get("/endpoints", openapi_extra=_ENDPOINT_QUERY)
def list_endpoints(request: Request, space: Member) -> Response:
    found = endpoint_uses(space.gpf, space.datastore)
    asked = request.query_params
    for name in ("name", "type"):
        if name in asked:
            found = [use for use in found if use["endpoint"][name] == asked[name]]
    if "open" in asked:
        found = [use for use in found if str(use["endpoint"]["open"]).lower() == asked["open"].lower()]
    limit, offset = paging(request)
    return page(found[offset : offset + limit], offset, len(found))


@router.get("/storages")
def list_storages(request: Request, space: Member) -> Response:
    found = storages(space.gpf, space.datastore)["data"]
    if "type" in request.query_params:
        found = [use for use in found if use["storage"]["type"] == request.query_params["type"]]
    limit, offset = paging(request)
    return page(found[offset : offset + limit], offset, len(found))
