"""`datastores/{datastore}/offerings`: read, synchronise, change, remove."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Broadcaster, Member
from emulator.api.answers import Json, nothing, page
from emulator.api.bodies import OfferingPatch
from emulator.api.listing import Collection, answer, paging
from emulator.domain import offerings

router = APIRouter(prefix="/datastores/{datastore}/offerings", tags=["offerings"])
WORD = "L'offre"
COLLECTION = Collection(
    "offering",
    ("open", "available", "layer_name", "type", "status"),
    ("open", "available", "layer_name", "type", "status", "endpoint", "configuration", "urls", "creation", "extra",
     "update", "public_activity"),
    {
        "stored_data": "mark:stored_data",
        "configuration": "mark:configuration",
        "endpoint": "mark:endpoint",
        "type": "type",
        "status": "status",
        "layer_name": "layer_name",
        "open": "$.open",
    },
)  # fmt: skip


@router.get("", openapi_extra=COLLECTION.parameters())
def list_offerings(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, COLLECTION, space.id, lambda doc: offerings.present(space.gpf, doc))


@router.get("/{offering}")
def read_offering(offering: str, space: Member) -> Response:
    return Json(offerings.present(space.gpf, space.entity("offering", offering, WORD)))


@router.put("/{offering}")
def synchronize_offering(offering: str, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = offerings.synchronize(space, space.entity("offering", offering, WORD))
        return Json(offerings.present(space.gpf, doc))


@router.patch("/{offering}")
def change_offering(offering: str, body: OfferingPatch, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("offering", offering, WORD)
        doc.update(body.given())
        if doc["endpoint"]["open"]:
            doc["open"] = True
        doc["update"] = space.gpf.clock.stamp()
        return Json(offerings.present(space.gpf, space.save("offering", doc)))


@router.delete("/{offering}", status_code=204)
def delete_offering(offering: str, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        offerings.delete(space, space.entity("offering", offering, WORD))
    return nothing()


@router.get("/{offering}/stats")
def read_statistics(request: Request, offering: str, space: Member) -> Response:
    """No consumer is counted here: an empty page."""
    space.entity("offering", offering, WORD)
    _, offset = paging(request)
    return page([], offset, 0)
