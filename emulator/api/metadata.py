"""`datastores/{datastore}/metadata`: ISO 19139 records, read when they arrive, published in the catalogue."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Broadcaster, Member
from emulator.api.answers import detail, nothing, shown
from emulator.api.bodies import MetadataPatch, MetadataPublication
from emulator.api.kept_files import discard, download, keep, received_then
from emulator.api.listing import Collection, answer
from emulator.api.multipart import MULTIPART_BODY, Received
from emulator.api.tags import TAGS_QUERY, Tags, add_tags, remove_tags
from emulator.domain.resources import endpoint_uses
from emulator.domain.space import Space
from emulator.errors import ApiError, conflict, forbidden, invalid, not_found
from emulator.geoplateforme import new_id
from emulator.store.query import Query
from emulator.work import iso

router = APIRouter(prefix="/datastores/{datastore}/metadata", tags=["metadata"])
WORD = "La métadonnée"
COLLECTION = Collection(
    "metadata",
    filters={"file_identifier": "mark:file_identifier", "type": "type", "endpoint": "mark:endpoint"},
    tags=True,
    complete=True,
)
_LIMIT = 10_000_000
_TYPES = ("INSPIRE", "ISOAP")


def _read(space: Space, received: Received) -> iso.RecordFacts:
    """400: wrong level or prefix; 422: malformed."""
    if received.size > _LIMIT:
        raise invalid("Le fichier est trop volumineux")
    try:
        facts = iso.inspect(received.file().read_bytes())
    except iso.WrongLevel as error:
        raise invalid(str(error)) from error
    except iso.InvalidRecord as error:
        raise ApiError(422, str(error)) from error
    prefix = space.datastore.get("metadata_file_identifier_prefix")
    identifier = facts.file_identifier
    if prefix and (not identifier.lower().startswith(f"{prefix}.".lower()) or len(identifier) == len(prefix) + 1):
        raise invalid(f"L'identifiant {identifier} doit commencer par le préfixe {prefix}. de l'entrepôt")
    return facts


def _by_identifier(space: Space, identifier: str) -> list[dict]:
    return space.gpf.store.select(Query("metadata", marks=(("file_identifier", identifier),)))


@router.get("", openapi_extra=COLLECTION.parameters())
def list_metadata(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, COLLECTION, space.id, shown)


@router.post("", status_code=201, openapi_extra=MULTIPART_BODY)
async def create_metadata(request: Request, space: Broadcaster) -> Response:
    return await received_then(request, space, lambda received: _create(request, space, received))


def _create(request: Request, space: Space, received: Received) -> Response:
    kind = received.text(request, "type") or "ISOAP"
    if kind not in _TYPES:
        raise invalid(f"Le champ type est invalide : {kind}")
    facts = _read(space, received)
    with space.gpf.store.transaction():
        if _by_identifier(space, facts.file_identifier):
            raise conflict(f"L'identifiant {facts.file_identifier} est déjà utilisé sur la plateforme")
        moment = space.gpf.clock.stamp()
        doc = {
            "_id": new_id(),
            "creation": moment,
            "update": moment,
            "type": kind,
            "open_data": (received.text(request, "open_data") or "").lower() in ("true", "1"),
            "level": facts.level,
            "file_identifier": facts.file_identifier,
            "tags": {},
            "endpoints": [],
            "~": {"creator": space.user["_id"], "title": facts.title},
        }
        keep(space, "metadata", doc, received, ".xml")
        return detail(space.save("metadata", doc), 201)


def _publish(space: Space, body: MetadataPublication, *, published: bool) -> Response:
    uses = {use["endpoint"]["_id"]: use for use in endpoint_uses(space.gpf, space.datastore)}
    use = uses.get(body.endpoint)
    if use is None:
        raise not_found("Le point d'accès", body.endpoint)
    if use["endpoint"]["type"] != "METADATA":
        raise invalid("Le point d'accès n'est pas de type METADATA")
    with space.gpf.store.transaction():
        records = []
        for identifier in body.file_identifiers:
            found = [doc for doc in _by_identifier(space, identifier) if _is_here(space, doc)]
            if not found:
                raise not_found("La métadonnée", identifier)
            records += found
        for doc in records:
            others = [endpoint for endpoint in doc["endpoints"] if endpoint["_id"] != body.endpoint]
            if published and len(others) == len(doc["endpoints"]) and use["use"] >= use["quota"]:
                raise forbidden("Le quota du point d'accès de métadonnées est atteint")
            named = {"_id": body.endpoint, "name": use["endpoint"]["name"]}
            doc["endpoints"] = [*others, named] if published else others
            doc["update"] = space.gpf.clock.stamp()
            space.save("metadata", doc)
    return nothing()


def _is_here(space: Space, doc: dict) -> bool:
    return space.gpf.store.datastore_of(doc["_id"]) == space.id


@router.post("/publication", status_code=204)
def publish_metadata(body: MetadataPublication, space: Broadcaster) -> Response:
    return _publish(space, body, published=True)


@router.post("/unpublication", status_code=204)
def unpublish_metadata(body: MetadataPublication, space: Broadcaster) -> Response:
    return _publish(space, body, published=False)


@router.get("/{metadata}")
def read_metadata(metadata: str, space: Member) -> Response:
    return detail(space.entity("metadata", metadata, WORD))


@router.get("/{metadata}/file")
def read_metadata_file(metadata: str, space: Member) -> Response:
    return download(space, "metadata", space.entity("metadata", metadata, WORD), "application/xml")


@router.put("/{metadata}", openapi_extra=MULTIPART_BODY)
async def replace_metadata(request: Request, metadata: str, space: Broadcaster) -> Response:
    """The identifier stays; the catalogue shows the new record at once."""

    def use(received: Received) -> Response:
        facts = _read(space, received)
        with space.gpf.store.transaction():
            doc = space.entity("metadata", metadata, WORD)
            if facts.file_identifier != doc["file_identifier"]:
                raise conflict("L'identifiant d'une métadonnée ne peut être changé")
            doc.update(level=facts.level, update=space.gpf.clock.stamp())
            doc["~"]["title"] = facts.title
            keep(space, "metadata", doc, received, ".xml")
            return detail(space.save("metadata", doc))

    return await received_then(request, space, use)


@router.patch("/{metadata}")
def change_metadata(metadata: str, body: MetadataPatch, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("metadata", metadata, WORD)
        doc.update(body.given())
        doc["update"] = space.gpf.clock.stamp()
        return detail(space.save("metadata", doc))


@router.delete("/{metadata}", status_code=204)
def delete_metadata(metadata: str, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("metadata", metadata, WORD)
        if doc["endpoints"]:
            raise conflict("La métadonnée est publiée")
        space.gpf.store.remove("metadata", metadata)
        discard(space, "metadata", doc)
    return nothing()


@router.post("/{metadata}/tags")
def tag_metadata(metadata: str, tags: Tags, space: Broadcaster) -> Response:
    return detail(add_tags(space, "metadata", metadata, WORD, tags))


@router.delete("/{metadata}/tags", openapi_extra=TAGS_QUERY)
def untag_metadata(request: Request, metadata: str, space: Broadcaster) -> Response:
    return detail(remove_tags(space, "metadata", metadata, WORD, request))
