"""`users/me/keys`: keys that open private services, and what each one gives access to."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Caller, Signed
from emulator.api.answers import Json, detail, nothing, page, shown
from emulator.api.bodies import AccessCreate, KeyCreate, KeyPatch
from emulator.api.listing import paging
from emulator.errors import forbidden, not_found
from emulator.geoplateforme import new_id
from emulator.store.query import Query

router = APIRouter(prefix="/users/me/keys", tags=["users"])


def _keys(caller: Caller) -> list[dict]:
    return caller.gpf.store.select(Query("key", paths=(('$."~".user', caller.id),)))


def _key(caller: Caller, identifier: str) -> dict:
    doc = caller.gpf.store.find("key", identifier)
    if doc is None or doc["~"]["user"] != caller.id:
        raise not_found("La clé", identifier)
    return doc


@router.get("")
def list_keys(request: Request, caller: Signed) -> Response:
    keys = _keys(caller)
    limit, offset = paging(request)
    return page([shown(doc) for doc in keys[offset : offset + limit]], offset, len(keys))


@router.post("", status_code=201)
def create_key(body: KeyCreate, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        if len(_keys(caller)) >= caller.user["keys_quota"]:
            raise forbidden("Le quota de clés est atteint")
        moment = caller.gpf.clock.stamp()
        infos = {"hash": secrets.token_urlsafe(24)} if body.type == "HASH" else body.type_infos or {}
        doc = {**body.given(), "_id": new_id(), "creation": moment, "type": body.type, "type_infos": infos,
               "whitelist": body.whitelist, "blacklist": body.blacklist,
               "~": {"user": caller.id, "accesses": []}}  # fmt: skip
        return detail(caller.gpf.store.save("key", "", doc), 201)


@router.get("/{key}")
def read_key(key: str, caller: Signed) -> Response:
    return detail(_key(caller, key))


@router.patch("/{key}")
def change_key(key: str, body: KeyPatch, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        doc = {**_key(caller, key), **body.given()}
        return detail(caller.gpf.store.save("key", "", doc))


@router.delete("/{key}", status_code=204)
def delete_key(key: str, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        _key(caller, key)
        caller.gpf.store.remove("key", key)
    return nothing()


@router.get("/{key}/accesses")
def list_accesses(key: str, caller: Signed) -> Response:
    return Json(_key(caller, key)["~"]["accesses"])


@router.post("/{key}/accesses")
def create_access(key: str, body: AccessCreate, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        doc = _key(caller, key)
        permission = caller.gpf.store.find("permission", body.permission)
        if permission is None:
            raise not_found("La permission", body.permission)
        offerings = body.offerings or [offering["_id"] for offering in permission["offerings"]]
        if not offerings:
            raise not_found("L'offre de la permission", body.permission)
        added = [
            {"_id": new_id(), "permission": {"_id": body.permission}, "offering": {"_id": number}}
            for number in offerings
        ]
        doc["~"]["accesses"] += added
        caller.gpf.store.save("key", "", doc)
    return Json(added[0])


@router.get("/{key}/accesses/{access}")
def read_access(key: str, access: str, caller: Signed) -> Response:
    for item in _key(caller, key)["~"]["accesses"]:
        if item["_id"] == access:
            return Json(item)
    raise not_found("L'accès", access)


@router.delete("/{key}/accesses/{access}", status_code=204)
def delete_access(key: str, access: str, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        doc = _key(caller, key)
        kept = [item for item in doc["~"]["accesses"] if item["_id"] != access]
        if len(kept) == len(doc["~"]["accesses"]):
            raise not_found("L'accès", access)
        doc["~"]["accesses"] = kept
        caller.gpf.store.save("key", "", doc)
    return nothing()
