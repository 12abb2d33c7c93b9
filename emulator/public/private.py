"""The door of private services: a key or a token that a permission covers."""

from __future__ import annotations

from starlette.requests import Request

from emulator.errors import ApiError, forbidden
from emulator.geoplateforme import Geoplateforme
from emulator.store.query import Query


def _caller(request: Request) -> str:
    """The user behind the bearer token or the key (header or query `apikey`)."""
    gpf: Geoplateforme = request.app.state.gpf
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return request.app.state.tokens.read(value)["sub"]
    key = request.headers.get("apikey") or request.query_params.get("apikey")
    if key:
        for doc in gpf.store.select(Query("key", paths=(("$.type_infos.hash", key),))):
            return doc["~"]["user"]
    raise ApiError(401, "Ce service est privé : une clé ou un jeton est nécessaire")


def must_be_allowed(request: Request, endpoint: dict) -> None:
    """On a private endpoint, 401 or 403 unless a live permission of its datastore covers the caller."""
    if endpoint["open"]:
        return
    user, gpf = _caller(request), request.app.state.gpf
    datastore = gpf.store.datastore_of(endpoint["_id"])
    owners = gpf.store.get("community", gpf.store.get("datastore", datastore)["~"]["community"])
    communities = {doc["_id"] for doc in gpf.store.select(Query("community")) if user in doc["~"]["members"]}
    if user == owners["~"]["supervisor"]:
        return
    now = gpf.clock.stamp()
    for permission in gpf.store.select(Query("permission", datastore)):
        covers = permission["~"]["user"] == user or permission["~"]["community"] in communities
        if covers and (permission.get("end_date") or "9999") > now:
            return
    raise forbidden("Aucune permission ne vous ouvre ce service")
