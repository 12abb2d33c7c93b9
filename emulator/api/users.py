"""`users/me`, and leaving a community."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from emulator.api.access import Caller, Signed
from emulator.api.answers import Json, nothing, shown
from emulator.api.communities import find_community
from emulator.errors import not_found
from emulator.store.query import Query

router = APIRouter(prefix="/users/me", tags=["users"])


def membership(caller: Caller) -> list[dict]:
    """`communities_member` of the caller."""
    members = []
    for community in caller.gpf.store.select(Query("community")):
        private = community["~"]
        rights = private["members"].get(caller.id)
        if rights is None and private["supervisor"] != caller.id:
            continue
        # A supervisor bypasses every check, yet is listed with the rights held as a member.
        members.append({
            "rights": rights if rights is not None else ["ANNEX", "BROADCAST", "COMMUNITY", "PROCESSING", "UPLOAD"],
            "community": {
                **{key: community[key] for key in
                   ("_id", "creation", "update", "name", "description", "technical_name", "public")},
                "datastore": private["datastore"],
                "supervisor": private["supervisor"],
            },
        })  # fmt: skip
    return members


@router.get("")
def read_me(caller: Signed) -> Response:
    user = {key: value for key, value in shown(caller.user).items() if key != "name"}
    return Json({**user, "last_login": user["last_call"], "communities_member": membership(caller)})


@router.delete("/communities/{community}", status_code=204)
def leave(community: str, caller: Signed) -> Response:
    with caller.gpf.store.transaction():
        doc = find_community(caller, community)
        if doc["~"]["members"].pop(caller.id, None) is None:
            raise not_found("L'adhésion à la communauté", community)
        caller.gpf.store.save("community", "", doc)
    return nothing()
