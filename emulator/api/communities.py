"""Communities and their members; how the website's service account lets a person into the sandbox."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Caller, Signed, rights_in
from emulator.api.answers import Json, nothing, page
from emulator.api.bodies import CommunityPatch, MemberRights
from emulator.api.listing import paging
from emulator.errors import conflict, forbidden, not_found

router = APIRouter(prefix="/communities/{community}", tags=["communities"])


def find_community(caller: Caller, identifier: str) -> dict:
    doc = caller.gpf.store.find("community", identifier)
    if doc is None:
        raise not_found("La communauté", identifier)
    return doc


def _person(user: dict) -> dict:
    return {key: user[key] for key in ("_id", "first_name", "last_name", "email")}


def community_detail(caller: Caller, doc: dict) -> dict:
    """CommunityDetail (TS:2433)."""
    store, private = caller.gpf.store, doc["~"]
    datastore = store.get("datastore", private["datastore"])
    public = {key: value for key, value in doc.items() if key != "~"}
    return {
        **public,
        "datastore": {key: datastore[key] for key in ("_id", "name", "technical_name", "active")},
        "supervisor": _person(store.get("user", private["supervisor"])),
    }


def _as_member(caller: Caller, identifier: str) -> dict:
    doc = find_community(caller, identifier)
    if rights_in(doc, caller.user) is None and not doc["public"]:
        raise forbidden("Vous n'êtes pas membre de cette communauté")
    return doc


def _as_manager(caller: Caller, identifier: str) -> dict:
    doc = find_community(caller, identifier)
    if "COMMUNITY" not in (rights_in(doc, caller.user) or ()):
        raise forbidden("Droit insuffisant : COMMUNITY")
    return doc


@router.get("")
def read_community(community: str, caller: Signed) -> Response:
    return Json(community_detail(caller, _as_member(caller, community)))


@router.patch("")
def change_community(community: str, body: CommunityPatch, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        doc = _as_manager(caller, community)
        doc.update(body.given())
        doc["update"] = caller.gpf.clock.stamp()
        caller.gpf.store.save("community", "", doc)
    return Json(community_detail(caller, doc))


@router.get("/users")
def list_members(request: Request, community: str, caller: Signed) -> Response:
    members = list(_as_member(caller, community)["~"]["members"].items())
    limit, offset = paging(request)
    shown = [
        {"rights": rights, "user": _person(caller.gpf.store.get("user", user))}
        for user, rights in members[offset : offset + limit]
    ]
    return page(shown, offset, len(members))


@router.put("/users/{user}")
def put_member(community: str, user: str, body: MemberRights, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        doc = _as_manager(caller, community)
        member = caller.gpf.store.find("user", user)
        if member is None:
            raise not_found("L'utilisateur", user)
        doc["~"]["members"][user] = sorted(set(body.rights))
        caller.gpf.store.save("community", "", doc)
    return Json({"rights": doc["~"]["members"][user], "user": _person(member)})


@router.delete("/users/{user}", status_code=204)
def remove_member(community: str, user: str, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        doc = _as_manager(caller, community)
        if user == doc["~"]["supervisor"]:
            raise conflict("Le superviseur ne peut pas quitter sa communauté")
        if doc["~"]["members"].pop(user, None) is None:
            raise not_found("Le membre", user)
        caller.gpf.store.save("community", "", doc)
    return nothing()
