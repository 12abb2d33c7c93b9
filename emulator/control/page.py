"""The page for people at `/`, its map library, and the data that it shows."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from emulator.api.answers import Json
from emulator.control.overview import datasheets, people
from emulator.errors import not_found

router = APIRouter(include_in_schema=False)
_PAGE = Path(__file__).resolve().parents[1] / "page"
_LIBRARY = Path(__file__).resolve().parents[2] / "node_modules" / "maplibre-gl" / "dist"
_FILES = {
    "page.css": (_PAGE, "text/css"),
    "page.js": (_PAGE, "text/javascript"),
    "map.js": (_PAGE, "text/javascript"),
    "wording.js": (_PAGE, "text/javascript"),
    "maplibre-gl.js": (_LIBRARY, "text/javascript"),
    "maplibre-gl.css": (_LIBRARY, "text/css"),
}


@router.get("/")
def page() -> Response:
    return FileResponse(_PAGE / "index.html", media_type="text/html")


@router.get("/__emulator__/page/{name}")
def page_file(name: str) -> Response:
    """The page's own files, and MapLibre from the pinned npm package: nothing comes from the network."""
    folder, media_type = _FILES.get(name, (None, ""))
    if folder is None or not (folder / name).is_file():
        raise not_found("Le fichier", name)
    return FileResponse(folder / name, media_type=media_type)


@router.get("/__emulator__/overview")
def overview(request: Request, limit: int = 60) -> Response:
    state = request.app.state
    last = state.request_log.entries(limit=25)
    keys = ("id", "time", "method", "path", "status", "seconds")
    return Json({
        "now": state.gpf.clock.stamp(),
        "base_url": state.gpf.base_url,
        "jobs": state.gpf.jobs.pending(),
        "people": people(state.gpf, state.seen),
        "datasheets": datasheets(state.gpf, max(1, min(limit, 500))),
        "requests": [{key: entry[key] for key in keys} for entry in reversed(last)],
    })  # fmt: skip
