"""WFS and WMS-Vecteur, open and private, answered by the map server."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from emulator.geoplateforme import Geoplateforme
from emulator.public.private import must_be_allowed
from emulator.public.published import endpoint_at, wfs_layers, wms_layers

router = APIRouter(include_in_schema=False)
_LIMIT = 10_000_000


def _serve(request: Request, kind: str, path: str, body: bytes) -> Response:
    gpf: Geoplateforme = request.app.state.gpf
    endpoint = endpoint_at(gpf, path)
    must_be_allowed(request, endpoint)
    layers = wfs_layers(gpf, endpoint["_id"]) if kind == "wfs" else wms_layers(gpf, endpoint["_id"])
    answer = gpf.map_server.serve(
        kind, endpoint["_id"], layers, request.url.query, request.method, body, f"{gpf.base_url}{path}"
    )
    return Response(answer.body, status_code=answer.status, headers=answer.headers)


def _route(kind: str, path: str) -> None:
    async def serve(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_serve, request, kind, path, body[:_LIMIT])

    router.add_api_route(path, serve, methods=["GET", "POST"], name=f"{kind} {path}")


for _path in ("/sandbox/wfs", "/wfs/geoserver/ows", "/private/wfs"):
    _route("wfs", _path)
for _path in ("/sandbox/wms-v", "/wms-v/geoserver/ows", "/private/wms-v"):
    _route("wms-v", _path)
