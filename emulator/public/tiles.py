"""TMS of vector pyramids: capabilities, `metadata.json`, tiles."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from emulator.api.answers import Json
from emulator.errors import not_found
from emulator.geoplateforme import Geoplateforme
from emulator.public.private import must_be_allowed
from emulator.public.published import endpoint_at, live_offerings

router = APIRouter(include_in_schema=False)
_OPEN = {"Access-Control-Allow-Origin": "*"}
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>'
_ONE_TILE = 156543.033928041  # metres per pixel at level 0
TILE_TYPE = "application/vnd.mapbox-vector-tile"


def _endpoint(request: Request, place: str) -> dict:
    endpoint = endpoint_at(request.app.state.gpf, f"{place}/tms")
    must_be_allowed(request, endpoint)
    return endpoint


def _layer(request: Request, place: str, layer: str) -> tuple[dict, dict]:
    """What the offering serves (`type_infos`), and which levels of which pyramid."""
    gpf: Geoplateforme = request.app.state.gpf
    for offering in live_offerings(gpf, _endpoint(request, place)["_id"], "WMTS-TMS", layer):
        if offering["layer_name"] == layer:
            infos = offering["~"]["served"]
            return infos, infos["used_data"][0]
    raise not_found("La couche", layer)


def _list_layers(request: Request, place: str) -> Response:
    gpf: Geoplateforme = request.app.state.gpf
    base = f"{gpf.base_url}{place}/tms/1.0.0"
    names = [doc["layer_name"] for doc in live_offerings(gpf, _endpoint(request, place)["_id"], "WMTS-TMS")]
    maps = "".join(
        f'<TileMap title="{name}" srs="EPSG:3857" profile="none" extension="pbf" href="{base}/{name}"/>'
        for name in names
    )
    xml = f'{_PROLOGUE}<TileMapService version="1.0.0"><TileMaps>{maps}</TileMaps></TileMapService>'
    return Response(xml, media_type="application/xml", headers=_OPEN)


def _show_layer(request: Request, place: str, layer: str) -> Response:
    _, used = _layer(request, place, layer)
    base = f"{request.app.state.gpf.base_url}{place}/tms/1.0.0/{layer}"
    sets = "".join(
        f'<TileSet href="{base}/{level}" units-per-pixel="{_ONE_TILE / 2**level}" order="{level}"/>'
        for level in range(int(used["top_level"]), int(used["bottom_level"]) + 1)
    )
    xml = (
        f'{_PROLOGUE}<TileMap version="1.0.0"><Title>{layer}</Title><SRS>EPSG:3857</SRS>'
        f'<TileFormat width="256" height="256" mime-type="{TILE_TYPE}" extension="pbf"/>'
        f'<TileSets profile="none">{sets}</TileSets></TileMap>'
    )
    return Response(xml, media_type="application/xml", headers=_OPEN)


def _describe(request: Request, place: str, layer: str) -> Response:
    gpf: Geoplateforme = request.app.state.gpf
    infos, used = _layer(request, place, layer)
    path = gpf.files.pyramid(used["stored_data"]) / "metadata.json"
    document = json.loads(path.read_text("utf-8"))
    document |= {
        "name": layer,
        "description": infos["abstract"],
        "tiles": [f"{gpf.base_url}{place}/tms/1.0.0/{layer}/{{z}}/{{x}}/{{y}}.pbf"],
        "minzoom": int(used["top_level"]),
        "maxzoom": int(used["bottom_level"]),
    }
    return Json(document, headers=_OPEN)


def _tile(request: Request, place: str, layer: str, z: int, x: int, y: int) -> Response:
    gpf: Geoplateforme = request.app.state.gpf
    _, used = _layer(request, place, layer)
    path = gpf.files.pyramid(used["stored_data"]) / str(z) / str(x) / f"{y}.pbf"
    if not int(used["top_level"]) <= z <= int(used["bottom_level"]) or not path.is_file():
        raise not_found("La tuile", f"{z}/{x}/{y}")
    return FileResponse(path, media_type=TILE_TYPE, headers=_OPEN)


def _routes(place: str) -> None:
    base = f"{place}/tms/1.0.0"

    def list_layers(request: Request) -> Response:
        return _list_layers(request, place)

    def show_layer(request: Request, layer: str) -> Response:
        return _show_layer(request, place, layer)

    def describe(request: Request, layer: str) -> Response:
        return _describe(request, place, layer)

    def tile(request: Request, layer: str, z: int, x: int, y: int) -> Response:
        return _tile(request, place, layer, z, x, y)

    for path in (f"{place}/tms", f"{place}/tms/", base, f"{base}/"):
        router.add_api_route(path, list_layers, methods=["GET"])
    router.add_api_route(f"{base}/{{layer}}", show_layer, methods=["GET"])
    router.add_api_route(f"{base}/{{layer}}/metadata.json", describe, methods=["GET"])
    router.add_api_route(f"{base}/{{layer}}/{{z}}/{{x}}/{{y}}.pbf", tile, methods=["GET"])


for _place in ("/sandbox", "", "/private"):
    _routes(_place)
