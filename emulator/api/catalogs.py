"""Public lists: communities, organisations, tile matrix sets."""

from __future__ import annotations

import math

from fastapi import APIRouter, Request
from starlette.responses import Response

from emulator.api.access import platform
from emulator.api.answers import Json, page
from emulator.api.listing import paging
from emulator.errors import not_found
from emulator.store.query import Query

router = APIRouter(tags=["catalogs"])
_ORGANIZATIONS = ("Exemple", "Commune d'Exemple", "Département d'Exemple", "Institut national de l'exemple")
_TILE_SIDE = 256
_HALF_WORLD = math.pi * 6378137.0


def _paged(request: Request, items: list[dict]) -> Response:
    name = request.query_params.get("name")
    if name is not None:
        wanted = name.strip("%").lower()
        items = [item for item in items if wanted in item["name"].lower()]
    limit, offset = paging(request)
    return page(items[offset : offset + limit], offset, len(items))


@router.get("/catalogs/communities")
def list_communities(request: Request) -> Response:
    keys = ("_id", "name", "technical_name", "description", "public")
    found = platform(request).store.select(Query("community"))
    return _paged(request, [{key: doc[key] for key in keys} for doc in found if doc["public"]])


@router.get("/catalogs/organizations")
def list_organizations(request: Request) -> Response:
    return _paged(request, [{"name": name} for name in _ORGANIZATIONS])


def _web_mercator() -> dict:
    matrices = [
        {
            "id": str(level),
            "resolution": 2 * _HALF_WORLD / _TILE_SIDE / 2**level,
            "pointOfOrigin": [-_HALF_WORLD, _HALF_WORLD],
            "tileWidth": _TILE_SIDE,
            "tileHeight": _TILE_SIDE,
            "matrixWidth": 2**level,
            "matrixHeight": 2**level,
        }
        for level in range(22)
    ]
    return {"_id": "PM", "title": "Pseudo-Mercator", "crs": "EPSG:3857", "tileMatrices": matrices}


@router.get("/statics/tms")
def list_tms(request: Request) -> Response:
    return _paged(request, [{"_id": "PM", "name": "PM", "title": "Pseudo-Mercator", "crs": "EPSG:3857"}])


@router.get("/statics/tms/{tms}")
def read_tms(tms: str) -> Response:
    if tms != "PM":
        raise not_found("Le TileMatrixSet", tms)
    return Json({"_id": "PM", "name": "PM", "title": "Pseudo-Mercator", "crs": "EPSG:3857"})


@router.get("/statics/tms/{tms}/file")
def read_tms_file(tms: str) -> Response:
    if tms != "PM":
        raise not_found("Le TileMatrixSet", tms)
    return Json(_web_mercator())
