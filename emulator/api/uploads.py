"""`datastores/{datastore}/uploads`: create, read, change, tags, close, open, delete."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Member, Uploader
from emulator.api.answers import Json, detail, nothing, shown
from emulator.api.bodies import CloseBody, UploadCreate, UploadPatch
from emulator.api.listing import Collection, answer
from emulator.api.tags import TAGS_QUERY, Tags, add_tags, remove_tags
from emulator.domain import uploads
from emulator.domain.events import note
from emulator.domain.reference import is_known_srs
from emulator.errors import conflict, invalid
from emulator.files import tree
from emulator.geoplateforme import new_id

router = APIRouter(prefix="/datastores/{datastore}/uploads", tags=["uploads"])
WORD = "La livraison"
_FIELDS = ("name", "description", "type", "open", "status", "srs", "contact", "size", "last_event", "tags", "creation",
           "bbox", "update")  # fmt: skip
_BASE = ("type", "name", "open", "srs", "description", "status")
_FILTERS = {"type": "type", "status": "status", "name": "name", "open": "$.open", "srs": "$.srs"}
COLLECTION = Collection("upload", _BASE, _FIELDS, _FILTERS, tags=True, hidden=("DELETED",))
COLLECTION_WITH_DELETED = Collection("upload", _BASE, _FIELDS, _FILTERS, tags=True)


def _detail(doc: dict) -> dict:
    return {"bbox": None, **shown(doc)}


def _must_know_srs(srs: str) -> None:
    if not is_known_srs(srs):
        raise invalid(f"Le système de coordonnées {srs} est invalide ou inconnu")


@router.get("", openapi_extra=COLLECTION.parameters())
def list_uploads(request: Request, space: Member) -> Response:
    listed = space.gpf.settings.variants.deleted_uploads == "listed"
    return answer(request, space.gpf, COLLECTION_WITH_DELETED if listed else COLLECTION, space.id, _detail)


@router.post("", status_code=201)
def create_upload(body: UploadCreate, space: Uploader) -> Response:
    _must_know_srs(body.srs)
    moment = space.gpf.clock.stamp()
    doc = {
        "_id": new_id(),
        "creation": moment,
        "update": moment,
        **body.given(),
        "open": False,
        "status": "OPEN",
        "contact": f"contact-{space.datastore['technical_name']}@exemple.fr",
        "size": 0,
        "tags": {},
        "~": {"checks": [], "creator": space.user["_id"]},
    }
    return detail(space.save("upload", note(doc, space.gpf.clock, "Création", space.user)), 201)


@router.get("/{upload}")
def read_upload(upload: str, space: Member) -> Response:
    return detail(space.entity("upload", upload, WORD))


@router.patch("/{upload}")
def change_upload(upload: str, body: UploadPatch, space: Uploader) -> Response:
    if body.srs is not None:
        _must_know_srs(body.srs)
    with space.gpf.store.transaction():
        doc = space.entity("upload", upload, WORD)
        if doc["status"] in ("DELETED", "CHECKING"):
            raise conflict(f"La livraison ne peut être modifiée : son état est {doc['status']}")
        doc.update(body.given())
        return detail(space.save("upload", note(doc, space.gpf.clock, "Modification", space.user)))


@router.delete("/{upload}", status_code=204)
def delete_upload(upload: str, space: Uploader) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("upload", upload, WORD)
        if doc["status"] == "DELETED":
            raise conflict("La livraison est déjà supprimée")
        uploads.delete(space.gpf, space.id, doc, space.user)
    space.gpf.files.forget_upload(upload)
    return nothing()


@router.post("/{upload}/tags")
def tag_upload(upload: str, tags: Tags, space: Uploader) -> Response:
    return detail(add_tags(space, "upload", upload, WORD, tags))


@router.delete("/{upload}/tags", openapi_extra=TAGS_QUERY)
def untag_upload(request: Request, upload: str, space: Uploader) -> Response:
    return detail(remove_tags(space, "upload", upload, WORD, request))


@router.post("/{upload}/close", status_code=204)
def close_upload(upload: str, space: Uploader, body: CloseBody | None = None) -> Response:
    del body  # its callback would send an e-mail: accepted, not sent
    with space.gpf.store.transaction():
        uploads.close(space.gpf, space.id, space.entity("upload", upload, WORD), space.user)
    return nothing()


@router.post("/{upload}/open", status_code=204)
def open_upload(upload: str, space: Uploader) -> Response:
    with space.gpf.store.transaction():
        uploads.reopen(space.gpf, space.id, space.entity("upload", upload, WORD), space.user)
    return nothing()


@router.get("/{upload}/tree")
def read_tree(upload: str, space: Member) -> Response:
    space.entity("upload", upload, WORD)
    return Json(tree(space.gpf.files.upload(upload)))


@router.get("/{upload}/events")
def read_events(upload: str, space: Member) -> Response:
    return Json(space.entity("upload", upload, WORD)["~"].get("events", []))


_BUCKETS = {"WAITING": "asked", "PROGRESS": "in_progress", "SUCCESS": "passed", "FAILURE": "failed"}


@router.get("/{upload}/checks")
def read_checks(upload: str, space: Member) -> Response:
    buckets: dict[str, list] = {name: [] for name in _BUCKETS.values()}
    for execution in uploads.current_checks(space.gpf, space.entity("upload", upload, WORD)):
        item = {name: execution[name] for name in ("_id", "check", "creation", "update")}
        buckets[_BUCKETS[execution["status"]]].append(item)
    return Json(buckets)


@router.post("/{upload}/checks", status_code=204)
def run_checks_again(upload: str, space: Uploader) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("upload", upload, WORD)
        if doc["status"] not in ("CLOSED", "UNSTABLE"):
            raise conflict(f"Les vérifications ne peuvent être relancées : l'état est {doc['status']}")
        uploads.must_be_unused(space.gpf, doc)
        uploads.ask_checks(space.gpf, space.id, note(doc, space.gpf.clock, "Vérifications", space.user))
    return nothing()
