"""Permissions on private offerings: given by a datastore, held by communities or people."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Broadcaster, Member, Signed
from emulator.api.answers import Json, detail, nothing, page, shown
from emulator.api.bodies import PermissionCreate, PermissionPatch
from emulator.api.listing import Collection, answer, paging
from emulator.clock import iso
from emulator.domain.space import Space
from emulator.errors import invalid, not_found
from emulator.geoplateforme import new_id
from emulator.store.query import Query

router = APIRouter(prefix="/datastores/{datastore}/permissions", tags=["permissions"])
mine = APIRouter(prefix="/users/me/permissions", tags=["users"])
WORD = "La permission"
COLLECTION = Collection("permission", filters={"offering": "mark:offering", "type": "type"}, complete=True)


def _end_date(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise invalid(f"La date {text} est invalide") from error
    return iso(moment if moment.tzinfo else moment.astimezone())


def _offerings(space: Space, numbers: list[str]) -> list[dict]:
    found = [space.entity("offering", number, "L'offre") for number in numbers]
    for doc in found:
        if doc["endpoint"]["open"]:
            raise invalid(f"L'offre {doc['_id']} est ouverte à tous : elle ne demande pas de permission")
    return [{key: doc[key] for key in ("_id", "layer_name", "type", "status")} for doc in found]


def _beneficiaries(space: Space, body: PermissionCreate) -> list[tuple[str, dict]]:
    """`community` or `user`, and what the answer shows of it."""
    kind, numbers = ("community", body.communities) if body.type == "COMMUNITY" else ("user", body.users)
    if not numbers:
        raise invalid("Le champ communities ou users ne doit pas être vide")
    keys = ("name", "technical_name") if kind == "community" else ("first_name", "last_name")
    found = []
    for number in numbers:
        doc = space.gpf.store.find(kind, number)
        if doc is None:
            raise not_found("Le bénéficiaire", number)
        found.append((kind, {"_id": number, **{key: doc[key] for key in keys}}))
    return found


@router.get("", openapi_extra=COLLECTION.parameters())
def list_permissions(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, COLLECTION, space.id, shown)


@router.post("", status_code=201)
def create_permission(body: PermissionCreate, space: Broadcaster) -> Response:
    """One permission per beneficiary: the answer is a list."""
    with space.gpf.store.transaction():
        offerings = _offerings(space, body.offerings)
        created = []
        for kind, beneficiary in _beneficiaries(space, body):
            doc = {
                "_id": new_id(),
                "creation": space.gpf.clock.stamp(),
                "type": body.type,
                "licence": body.licence,
                "offerings": offerings,
                "only_oauth": body.only_oauth,
                "datastore_author": {"_id": space.id, "name": space.datastore["name"]},
                "beneficiary": beneficiary,
                "~": {
                    "community": beneficiary["_id"] if kind == "community" else None,
                    "user": beneficiary["_id"] if kind == "user" else None,
                },
            }
            doc["end_date"] = None if body.end_date is None else _end_date(body.end_date)
            created.append(shown(space.save("permission", doc)))
    return Json(created, status_code=201)


@router.get("/{permission}")
def read_permission(permission: str, space: Member) -> Response:
    return detail(space.entity("permission", permission, WORD))


@router.patch("/{permission}")
def change_permission(permission: str, body: PermissionPatch, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("permission", permission, WORD)
        if body.licence is not None:
            doc["licence"] = body.licence
        if body.end_date is not None:
            doc["end_date"] = _end_date(body.end_date)
        if body.offerings is not None:
            doc["offerings"] = _offerings(space, body.offerings)
        return detail(space.save("permission", doc))


@router.delete("/{permission}", status_code=204)
def delete_permission(permission: str, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        space.entity("permission", permission, WORD)
        space.gpf.store.remove("permission", permission)
    return nothing()


def _held(caller: Signed) -> list[dict]:
    store = caller.gpf.store
    communities = {doc["_id"] for doc in store.select(Query("community")) if caller.id in doc["~"]["members"]}
    return [
        doc for doc in store.select(Query("permission"))
        if doc["~"]["user"] == caller.id or doc["~"]["community"] in communities
    ]  # fmt: skip


@mine.get("")
def list_my_permissions(request: Request, caller: Signed) -> Response:
    held = _held(caller)
    limit, offset = paging(request)
    return page([shown(doc) for doc in held[offset : offset + limit]], offset, len(held))


@mine.get("/{permission}")
def read_my_permission(permission: str, caller: Signed) -> Response:
    for doc in _held(caller):
        if doc["_id"] == permission:
            return detail(doc)
    raise not_found("La permission", permission)
