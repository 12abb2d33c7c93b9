"""`datastores/{datastore}/configurations`, and the offerings made of one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import Broadcaster, Member
from emulator.api.answers import Json, detail, nothing, page, shown
from emulator.api.bodies import (
    ConfigurationCreate,
    ConfigurationPatch,
    ConfigurationReplace,
    OfferingCreate,
)
from emulator.api.listing import Collection, answer, paging
from emulator.api.tags import TAGS_QUERY, Tags, add_tags, remove_tags
from emulator.domain import offerings
from emulator.domain.configurations import check_content, check_layer_name
from emulator.domain.events import note
from emulator.errors import invalid
from emulator.geoplateforme import new_id
from emulator.store.query import Query

router = APIRouter(prefix="/datastores/{datastore}/configurations", tags=["configurations"])
WORD = "La configuration"
COLLECTION = Collection(
    "configuration",
    ("name", "layer_name", "type", "status"),
    ("name", "layer_name", "type", "status", "attributions", "metadatas", "tags", "creation", "last_event", "update"),
    {"type": "type", "status": "status", "name": "name", "layer_name": "layer_name", "stored_data": "mark:stored_data"},
    tags=True,
)


def _listed(doc: dict) -> dict:
    return {**shown(doc), "attributions": doc.get("attribution"), "metadatas": doc.get("metadata", [])}


@router.get("", openapi_extra=COLLECTION.parameters())
def list_configurations(request: Request, space: Member) -> Response:
    return answer(request, space.gpf, COLLECTION, space.id, _listed)


@router.post("", status_code=201)
def create_configuration(body: ConfigurationCreate, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        check_layer_name(space, body.type, body.layer_name)
        check_content(space, body.type, body.type_infos)
        moment = space.gpf.clock.stamp()
        doc = {
            "_id": new_id(),
            "creation": moment,
            "update": moment,
            "metadata": [],
            **body.given(),
            "status": "UNPUBLISHED",
            "tags": {},
            "~": {"creator": space.user["_id"]},
        }
        return detail(space.save("configuration", note(doc, space.gpf.clock, "Création", space.user)), 201)


@router.get("/{configuration}")
def read_configuration(configuration: str, space: Member) -> Response:
    return detail(space.entity("configuration", configuration, WORD))


@router.put("/{configuration}")
def replace_configuration(configuration: str, body: ConfigurationReplace, space: Broadcaster) -> Response:
    """Whole update; type and layer name stay. A served configuration waits for its offering to be synchronised."""
    with space.gpf.store.transaction():
        doc = space.entity("configuration", configuration, WORD)
        if body.type != doc["type"]:
            raise invalid("Le type d'une configuration ne peut être changé")
        check_content(space, body.type, body.type_infos)
        kept = ("_id", "creation", "layer_name", "status", "tags", "extra", "~")
        doc = {**{key: doc[key] for key in kept if key in doc}, "metadata": [], **body.given()}
        if doc["status"] == "PUBLISHED":
            doc["status"] = "SYNCHRONIZING"
        return detail(space.save("configuration", note(doc, space.gpf.clock, "Modification", space.user)))


@router.patch("/{configuration}")
def change_configuration(configuration: str, body: ConfigurationPatch, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("configuration", configuration, WORD)
        doc.update(body.given())
        return detail(space.save("configuration", note(doc, space.gpf.clock, "Modification", space.user)))


@router.delete("/{configuration}", status_code=204)
def delete_configuration(configuration: str, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        space.entity("configuration", configuration, WORD)
        offerings.release(space.gpf, configuration)
        space.gpf.store.remove("configuration", configuration)
    return nothing()


@router.post("/{configuration}/tags")
def tag_configuration(configuration: str, tags: Tags, space: Broadcaster) -> Response:
    return detail(add_tags(space, "configuration", configuration, WORD, tags))


@router.delete("/{configuration}/tags", openapi_extra=TAGS_QUERY)
def untag_configuration(request: Request, configuration: str, space: Broadcaster) -> Response:
    return detail(remove_tags(space, "configuration", configuration, WORD, request))


@router.get("/{configuration}/offerings")
def list_configuration_offerings(request: Request, configuration: str, space: Member) -> Response:
    space.entity("configuration", configuration, WORD)
    limit, offset = paging(request)
    query = Query("offering", space.id, marks=(("configuration", configuration),), limit=limit, offset=offset)
    shown_offerings = [offerings.present(space.gpf, doc) for doc in space.gpf.store.select(query)]
    return page(shown_offerings, offset, space.gpf.store.count(query))


@router.post("/{configuration}/offerings", status_code=201)
def create_offering(configuration: str, body: OfferingCreate, space: Broadcaster) -> Response:
    with space.gpf.store.transaction():
        doc = space.entity("configuration", configuration, WORD)
        created = offerings.create(space, doc, body.endpoint, asked_open=body.open)
        if body.public_activity is not None:
            created["public_activity"] = body.public_activity
            space.save("offering", created)
        return Json(offerings.present(space.gpf, created), status_code=201)
