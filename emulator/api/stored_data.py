"""`datastores/{datastore}/stored_data`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Member, Processor
from emulator.api.answers import Json, nothing, shown
from emulator.api.bodies import StoredDataPatch
from emulator.api.listing import Collection, answer
from emulator.api.tags import TAGS_QUERY, Tags, add_tags, remove_tags
from emulator.domain.events import note
from emulator.domain.space import Space
from emulator.domain.stored_data import delete
from emulator.errors import conflict

router = APIRouter(prefix="/datastores/{datastore}/stored_data", tags=["stored_data"])
WORD = "La donnée stockée"
_BASE = ("type", "name", "open", "srs", "status")
_FIELDS = ("name", "description", "type", "open", "status", "srs", "contact", "size", "last_event", "tags", "creation",
           "bbox", "edition", "public_activity", "update")  # fmt: skip
COLLECTION = Collection(
    "stored_data",
    _BASE,
    _FIELDS,
    {"type": "type", "status": "status", "name": "name", "open": "$.open", "srs": "$.srs"},
    tags=True,
    hidden=("DELETED",),
)


def present(space: Space, doc: dict) -> dict:
    """The detail, in the dialect that was asked for at the start."""
    whole = {"public_activity": False, "bbox": None, **shown(doc)}
    if space.gpf.settings.variants.dialect == "tutorial":
        if (whole.get("extent") or {}).get("type") == "Feature":
            whole["extent"] = whole["extent"]["geometry"]
        infos = dict(whole.get("type_infos") or {})
        if "relations" in infos:
            relations = [{**relation, "attributes": list(relation["attributes"])} for relation in infos["relations"]]
            whole["type_infos"] = {**infos, "relations": relations}
    return whole


@router.get("", openapi_extra=COLLECTION.parameters())
def list_stored_data(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, COLLECTION, space.id, lambda doc: present(space, doc))


@router.get("/{stored_data}")
def read_stored_data(stored_data: str, space: Member) -> Response:
    return Json(present(space, space.entity("stored_data", stored_data, WORD)))


@router.patch("/{stored_data}")
def change_stored_data(stored_data: str, body: StoredDataPatch, space: Processor) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("stored_data", stored_data, WORD)
        if doc["status"] == "DELETED":
            raise conflict("La donnée stockée est supprimée")
        doc.update(body.given())
        space.save("stored_data", note(doc, space.gpf.clock, "Modification", space.user))
        return Json(present(space, doc))


@router.delete("/{stored_data}", status_code=204)
def delete_stored_data(stored_data: str, space: Processor) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("stored_data", stored_data, WORD)
        if doc["status"] == "DELETED":
            raise conflict("La donnée stockée est déjà supprimée")
        delete(space.gpf, space.id, doc, space.user)
    return nothing()


@router.post("/{stored_data}/tags")
def tag_stored_data(stored_data: str, tags: Tags, space: Processor) -> Response:
    return Json(present(space, add_tags(space, "stored_data", stored_data, WORD, tags)))


@router.delete("/{stored_data}/tags", openapi_extra=TAGS_QUERY)
def untag_stored_data(request: Request, stored_data: str, space: Processor) -> Response:
    return Json(present(space, remove_tags(space, "stored_data", stored_data, WORD, request)))


@router.get("/{stored_data}/events")
def read_events(stored_data: str, space: Member) -> Response:
    return Json(space.entity("stored_data", stored_data, WORD)["~"].get("events", []))
