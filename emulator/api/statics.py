"""`datastores/{datastore}/statics`: styles and templates, inspected when they arrive."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Broadcaster, Member
from emulator.api.answers import detail, nothing, shown
from emulator.api.bodies import StaticPatch
from emulator.api.kept_files import discard, download, keep, received_then
from emulator.api.listing import Collection, answer
from emulator.api.multipart import MULTIPART_BODY, Received
from emulator.domain.space import Space
from emulator.errors import conflict, invalid
from emulator.geoplateforme import new_id
from emulator.store.query import Query
from emulator.work import sld

router = APIRouter(prefix="/datastores/{datastore}/statics", tags=["statics"])
WORD = "Le fichier statique"
COLLECTION = Collection("static", filters={"name": "name", "type": "type"}, complete=True)
_TYPES = {"GEOSERVER-STYLE": ".sld", "GEOSERVER-FTL": ".ftl", "ROK4-STYLE": ".json", "DERIVATION-SQL": ".sql"}
_FTL_ATTRIBUTE = re.compile(r"\b([A-Za-z_]\w*)\.(?:value|rawValue|isNull)\b")
_LIMIT = 10_000_000


def _facts(kind: str, received: Received) -> dict:
    """`type_infos` of the file; 400 when it is not what it should be."""
    if received.size > _LIMIT:
        raise invalid("Le fichier est trop volumineux")
    content = received.file().read_bytes()
    if kind == "GEOSERVER-STYLE":
        try:
            return {"used_attributes": list(sld.inspect(content).used_attributes)}
        except sld.InvalidStyle as error:
            raise invalid(str(error)) from error
    if kind == "GEOSERVER-FTL":
        return {"used_attributes": sorted(set(_FTL_ATTRIBUTE.findall(content.decode("utf-8", "replace"))))}
    return {}


@router.get("", openapi_extra=COLLECTION.parameters())
def list_statics(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, COLLECTION, space.id, shown)


@router.post("", status_code=201, openapi_extra=MULTIPART_BODY)
async def create_static(request: Request, space: Broadcaster) -> Response:
    return await received_then(request, space, lambda received: _create(request, space, received))


def _create(request: Request, space: Space, received: Received) -> Response:
    kind, name = received.text(request, "type"), received.text(request, "name")
    if kind not in _TYPES:
        raise invalid(f"Le champ type est invalide : {kind}" if kind else "Le champ type ne doit pas être vide")
    if not name or not name.strip():
        raise invalid("Le champ name ne doit pas être vide")
    moment = space.gpf.clock.stamp()
    doc = {
        "_id": new_id(),
        "creation": moment,
        "update": moment,
        "name": name,
        "type": kind,
        "type_infos": _facts(kind, received),
        "~": {"creator": space.user["_id"]},
    }
    if description := received.text(request, "description"):
        doc["description"] = description
    with space.gpf.store.transaction():
        keep(space, "static", doc, received, _TYPES[kind])
        return detail(space.save("static", doc), 201)


@router.get("/{static}")
def read_static(static: str, space: Member) -> Response:
    return detail(space.entity("static", static, WORD))


@router.get("/{static}/file")
def read_static_file(static: str, space: Member) -> Response:
    doc = space.entity("static", static, WORD)
    return download(space, "static", doc, "application/xml" if doc["type"] == "GEOSERVER-STYLE" else "text/plain")


@router.put("/{static}", openapi_extra=MULTIPART_BODY)
async def replace_static(request: Request, static: str, space: Broadcaster) -> Response:
    def use(received: Received) -> Response:
        with space.gpf.store.transaction():
            doc = space.entity("static", static, WORD)
            doc["type_infos"] = _facts(doc["type"], received)
            doc["update"] = space.gpf.clock.stamp()
            keep(space, "static", doc, received, _TYPES[doc["type"]])
            return detail(space.save("static", doc))

    return await received_then(request, space, use)


@router.patch("/{static}")
def change_static(static: str, body: StaticPatch, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("static", static, WORD)
        doc.update(body.given())
        doc["update"] = space.gpf.clock.stamp()
        return detail(space.save("static", doc))


@router.delete("/{static}", status_code=204)
def delete_static(static: str, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("static", static, WORD)
        used = space.gpf.store.count(Query("configuration", marks=(("static", static),)))
        if used and space.gpf.settings.variants.static_in_use == "refuse":
            raise conflict("Le fichier statique est utilisé par une configuration")
        space.gpf.store.remove("static", static)
        discard(space, "static", doc)
    return nothing()
