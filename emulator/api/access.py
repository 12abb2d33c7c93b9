"""Who calls, on which datastore, with which rights: the dependencies at the door of every route."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from emulator.domain.space import Space
from emulator.errors import ApiError, forbidden, not_found
from emulator.geoplateforme import Geoplateforme

_bearer = HTTPBearer(auto_error=False, description="Jeton d'accès du fournisseur d'identité")


@dataclass(frozen=True)
class Caller:
    """The person behind the token."""

    gpf: Geoplateforme
    user: dict

    @property
    def id(self) -> str:
        return self.user["_id"]


def platform(request: Request) -> Geoplateforme:
    return request.app.state.gpf


def signed_in(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
    """401 without a live token."""
    gpf = platform(request)
    if credentials is None:
        raise ApiError(401, "Un jeton d'accès est nécessaire")
    claims = request.app.state.tokens.read(credentials.credentials)
    user = gpf.store.find("user", claims["sub"])
    if user is None:
        raise ApiError(401, "Compte inconnu")
    request.app.state.seen[user["_id"]] = gpf.clock.stamp()
    return Caller(gpf, user)


Signed = Annotated[Caller, Depends(signed_in)]
_ALL = frozenset(("COMMUNITY", "PROCESSING", "ANNEX", "BROADCAST", "UPLOAD"))


def rights_in(community: dict, user: dict) -> frozenset[str] | None:
    """The rights of this user in the community; None when not a member."""
    private = community["~"]
    if private["supervisor"] == user["_id"] or user.get("administrator"):
        return _ALL
    rights = private["members"].get(user["_id"])
    return None if rights is None else frozenset(rights)


def needs(*rights: str) -> Callable[..., Space]:
    """A dependency: the datastore of the path, for a member who has all these rights (401, 404, 403)."""

    def enter(datastore: str, caller: Signed) -> Space:
        store = caller.gpf.store
        doc = store.find("datastore", datastore)
        if doc is None:
            raise not_found("L'entrepôt", datastore)
        held = rights_in(store.get("community", doc["~"]["community"]), caller.user)
        if held is None:
            raise forbidden("Vous n'êtes pas membre de la communauté de cet entrepôt")
        missing = [right for right in rights if right not in held]
        if missing:
            raise forbidden(f"Droit insuffisant : {', '.join(missing)}")
        return Space(caller.gpf, caller.user, doc, held)

    return enter


Member = Annotated[Space, Depends(needs())]
Uploader = Annotated[Space, Depends(needs("UPLOAD"))]
Processor = Annotated[Space, Depends(needs("PROCESSING"))]
Broadcaster = Annotated[Space, Depends(needs("BROADCAST"))]
Annexer = Annotated[Space, Depends(needs("ANNEX"))]
