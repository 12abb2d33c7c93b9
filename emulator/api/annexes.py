"""`datastores/{datastore}/annexes`: files with labels, published below the annexes' address."""

from __future__ import annotations

import mimetypes

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Annexer, Member
from emulator.api.answers import Json, detail, nothing, shown
from emulator.api.bodies import AnnexePatch
from emulator.api.kept_files import discard, download, keep, received_then
from emulator.api.listing import Collection, answer, labels_of
from emulator.api.multipart import MULTIPART_BODY, Received
from emulator.domain.space import Space
from emulator.errors import conflict, invalid
from emulator.geoplateforme import new_id
from emulator.store.query import Query

router = APIRouter(prefix="/datastores/{datastore}/annexes", tags=["annexes"])
WORD = "L'annexe"
COLLECTION = Collection(
    "annexe",
    filters={"mime_type": "$.mime_type", "path": "mark:path", "published": "$.published"},
    labels=True,
    complete=True,
)


def _checked_paths(space: Space, paths: list[str], own: str | None = None) -> list[str]:
    """Each begins with a slash and is this datastore's only one of that name."""
    if not paths:
        raise invalid("Le champ paths ne doit pas être vide")
    whole = [path if path.startswith("/") else f"/{path}" for path in paths]
    for path in whole:
        if ".." in path.split("/") or "\0" in path or path == "/" or path.endswith("/"):
            raise invalid(f"Le chemin {path} est invalide")
        taken = space.gpf.store.rows(
            "SELECT mark.entity FROM mark JOIN entity ON entity.id = mark.entity "
            "WHERE mark.role = 'path' AND mark.value = ? AND entity.datastore = ? AND entity.id <> ?",
            (path, space.id, own or ""),
        )
        if taken:
            raise conflict(f"Le chemin {path} est déjà utilisé par une annexe")
    return whole


def _describe(doc: dict, received: Received) -> None:
    guessed = mimetypes.guess_type(received.filename or doc["paths"][0])[0]
    doc["mime_type"] = guessed or received.content_type.split(";")[0] or "application/octet-stream"
    doc["size"] = received.size


@router.get("", openapi_extra=COLLECTION.parameters())
def list_annexes(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, COLLECTION, space.id, shown)


@router.post("", status_code=201, openapi_extra=MULTIPART_BODY)
async def create_annexe(request: Request, space: Annexer) -> Response:
    def use(received: Received) -> Response:
        received.file()
        with space.gpf.store.transaction():
            moment = space.gpf.clock.stamp()
            doc = {
                "_id": new_id(),
                "creation": moment,
                "update": moment,
                "paths": _checked_paths(space, received.texts(request, "paths") or []),
                "published": (received.text(request, "published") or "").lower() in ("true", "1"),
                "labels": received.texts(request, "labels") or [],
                "~": {"creator": space.user["_id"]},
            }
            _describe(doc, received)
            keep(space, "annexe", doc, received)
            return detail(space.save("annexe", doc), 201)

    return await received_then(request, space, use)


def _publish(request: Request, space: Space, *, published: bool) -> Response:
    labels = labels_of(request)
    if not labels:
        raise invalid("Le paramètre labels ne doit pas être vide")
    with space.gpf.store.transaction():
        found = space.gpf.store.select(Query("annexe", space.id, marks=tuple(("label", label) for label in labels)))
        changed = [doc for doc in found if doc["published"] is not published]
        for doc in changed:
            space.save("annexe", {**doc, "published": published})
    return Json(len(changed))


@router.post("/publication")
def publish_by_label(request: Request, space: Annexer) -> Response:
    """Answers a bare number: how many were published."""
    return _publish(request, space, published=True)


@router.post("/unpublication")
def unpublish_by_label(request: Request, space: Annexer) -> Response:
    return _publish(request, space, published=False)


@router.get("/{annexe}")
def read_annexe(annexe: str, space: Member) -> Response:
    return detail(space.entity("annexe", annexe, WORD))


@router.get("/{annexe}/file")
def read_annexe_file(annexe: str, space: Member) -> Response:
    doc = space.entity("annexe", annexe, WORD)
    return download(space, "annexe", doc, doc["mime_type"])


@router.put("/{annexe}", openapi_extra=MULTIPART_BODY)
async def replace_annexe(request: Request, annexe: str, space: Annexer) -> Response:
    def use(received: Received) -> Response:
        received.file()
        with space.gpf.store.transaction():
            doc = space.entity("annexe", annexe, WORD)
            discard(space, "annexe", doc)
            _describe(doc, received)
            keep(space, "annexe", doc, received)
            doc["update"] = space.gpf.clock.stamp()
            return detail(space.save("annexe", doc))

    return await received_then(request, space, use)


@router.patch("/{annexe}")
def change_annexe(annexe: str, body: AnnexePatch, space: Annexer) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("annexe", annexe, WORD)
        given = body.given()
        if "paths" in given:
            given["paths"] = _checked_paths(space, given["paths"], annexe)
        doc.update(given)
        doc["update"] = space.gpf.clock.stamp()
        return detail(space.save("annexe", doc))


@router.delete("/{annexe}", status_code=204)
def delete_annexe(annexe: str, space: Annexer) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("annexe", annexe, WORD)
        space.gpf.store.remove("annexe", annexe)
        discard(space, "annexe", doc)
    return nothing()
