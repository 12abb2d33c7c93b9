"""Files of an upload: data and md5, streamed to disk; read back, deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from emulator.api.access import Member, Uploader
from emulator.api.answers import nothing
from emulator.api.multipart import MULTIPART_BODY, Received, receive
from emulator.api.uploads import WORD
from emulator.domain import uploads
from emulator.domain.resources import used_by
from emulator.domain.space import Space
from emulator.errors import conflict, forbidden, invalid, not_found
from emulator.files import inside

router = APIRouter(prefix="/datastores/{datastore}/uploads/{upload}", tags=["uploads"])
DeliveredPath = Annotated[str, Query(min_length=1, description="Chemin dans la livraison, nom du fichier compris")]


def _open_upload(space: Space, upload: str) -> dict:
    doc = space.entity("upload", upload, WORD)
    uploads.must_be_open(doc)
    return doc


def _data_path(space: Space, upload: str, path: str) -> Path:
    target = inside(space.gpf.files.upload(upload), path)
    if not path.startswith("data/"):
        target = inside(space.gpf.files.upload(upload) / "data", path)
    return target


async def _deliver(request: Request, space: Space, upload: str, place: Callable[[Received], Path]) -> Response:
    """Refuses before a byte is read, and again after the last one: the upload may have been closed meanwhile."""
    await run_in_threadpool(_open_upload, space, upload)
    received = await receive(request, space.gpf.files.incoming)
    try:
        await run_in_threadpool(_settle, space, upload, received, place)
    finally:
        received.path.unlink(missing_ok=True)
    return nothing()


def _settle(space: Space, upload: str, received: Received, place: Callable[[Received], Path]) -> None:
    received.file()
    target = place(received)
    with space.gpf.store.transaction():
        doc = _open_upload(space, upload)
        if target.is_dir():
            raise invalid(f"Un dossier porte déjà le nom {target.name}")
        if target.exists() and space.gpf.settings.variants.same_file == "refuse":
            raise conflict(f"Le fichier {target.name} est déjà présent dans la livraison")
        old = target.stat().st_size if target.exists() else 0
        _must_fit(space, received.size - old)
        try:
            received.move_to(target)
        except (NotADirectoryError, FileExistsError) as error:
            raise invalid(f"Le chemin de {target.name} passe par un fichier") from error
        uploads.measure(space.gpf, doc)
        space.save("upload", doc)


def _must_fit(space: Space, more: int) -> None:
    if used_by(space.gpf, "upload", space.id) + more > space.datastore["~"]["quota"]:
        raise forbidden("Le quota de stockage des livraisons est atteint")


@router.post("/data", status_code=204, openapi_extra=MULTIPART_BODY)
async def send_data(request: Request, upload: str, path: DeliveredPath, space: Uploader) -> Response:
    target = _data_path(space, upload, path)
    return await _deliver(request, space, upload, lambda _: target)


@router.post("/md5", status_code=204, openapi_extra=MULTIPART_BODY)
async def send_md5(request: Request, upload: str, space: Uploader) -> Response:
    def place(received: Received) -> Path:
        name = received.filename.replace("\\", "/").rsplit("/", 1)[-1]
        if not name.endswith(".md5"):
            raise invalid("Le nom du fichier doit se terminer par .md5")
        return inside(space.gpf.files.upload(upload), name)

    return await _deliver(request, space, upload, place)


@router.get("/data")
def read_data(upload: str, path: DeliveredPath, space: Member) -> Response:
    space.entity("upload", upload, WORD)
    target = _data_path(space, upload, path)
    if not target.is_file():
        raise not_found("Le fichier", path)
    return FileResponse(target)


def _remove(space: Space, upload: str, target: Path, path: str) -> Response:
    with space.gpf.store.transaction():
        doc = _open_upload(space, upload)
        if not target.is_file():
            raise not_found("Le fichier", path)
        target.unlink()
        uploads.measure(space.gpf, doc)
        space.save("upload", doc)
    return nothing()


@router.delete("/data", status_code=204)
def delete_data(upload: str, path: DeliveredPath, space: Uploader) -> Response:
    return _remove(space, upload, _data_path(space, upload, path), path)


@router.delete("/md5", status_code=204)
def delete_md5(upload: str, path: DeliveredPath, space: Uploader) -> Response:
    return _remove(space, upload, inside(space.gpf.files.upload(upload), path), path)
