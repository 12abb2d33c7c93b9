"""Comments and activity of uploads, stored data and configurations."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Member
from emulator.api.answers import Json, nothing, page
from emulator.api.bodies import Comment
from emulator.api.listing import paging
from emulator.domain.events import initiator_of
from emulator.domain.space import Space
from emulator.errors import forbidden, not_found
from emulator.geoplateforme import new_id
from emulator.store.query import Query

router = APIRouter(prefix="/datastores/{datastore}", tags=["comments"])
Commented = Literal["uploads", "stored_data", "configurations"]
_KINDS = {"uploads": "upload", "stored_data": "stored_data", "configurations": "configuration"}


def _owner(space: Space, collection: Commented, entity: str) -> dict:
    return space.entity(_KINDS[collection], entity, "L'entité")


@router.get("/{collection}/activity")
def read_activity(request: Request, collection: Commented, space: Member) -> Response:
    """The last event of each entity, most recent first; `before` and `after` are dates."""
    before, after = request.query_params.get("before", "9999"), request.query_params.get("after", "")
    limit, offset = paging(request)
    query = Query(_KINDS[collection], space.id, sort=(("last_event", False),))
    events = [
        {"_id": doc["_id"], "name": doc["name"], **doc["last_event"]}
        for doc in space.gpf.store.select(query)
        if after < doc["last_event"]["date"] < before
    ]
    return page(events[offset : offset + limit], offset, len(events))


@router.get("/{collection}/{entity}/comments")
def list_comments(collection: Commented, entity: str, space: Member) -> Response:
    return Json(_owner(space, collection, entity)["~"].get("comments", []))


@router.post("/{collection}/{entity}/comments", status_code=201)
def add_comment(collection: Commented, entity: str, body: Comment, space: Member) -> Response:
    with space.gpf.store.transaction():
        doc = _owner(space, collection, entity)
        moment = space.gpf.clock.stamp()
        comment = {"_id": new_id(), "creation": moment, "update": moment, "text": body.text,
                   "author": initiator_of(space.user)}  # fmt: skip
        doc["~"].setdefault("comments", []).append(comment)
        space.save(_KINDS[collection], doc)
    return Json(comment, status_code=201)


def _own(space: Space, doc: dict, identifier: str) -> dict:
    for comment in doc["~"].get("comments", []):
        if comment["_id"] == identifier:
            if comment["author"]["_id"] != space.user["_id"]:
                raise forbidden("Ce commentaire n'est pas le vôtre")
            return comment
    raise not_found("Le commentaire", identifier)


@router.patch("/{collection}/{entity}/comments/{comment}")
def change_comment(collection: Commented, entity: str, comment: str, body: Comment, space: Member) -> Response:
    with space.gpf.store.transaction():
        doc = _owner(space, collection, entity)
        found = _own(space, doc, comment)
        found.update(text=body.text, update=space.gpf.clock.stamp())
        space.save(_KINDS[collection], doc)
    return Json(found)


@router.delete("/{collection}/{entity}/comments/{comment}", status_code=204)
def delete_comment(collection: Commented, entity: str, comment: str, space: Member) -> Response:
    with space.gpf.store.transaction():
        doc = _owner(space, collection, entity)
        doc["~"]["comments"].remove(_own(space, doc, comment))
        space.save(_KINDS[collection], doc)
    return nothing()
