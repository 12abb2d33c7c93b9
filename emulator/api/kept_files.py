"""Small files kept by the platform (statics, annexes, metadata): one revision per file received."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from emulator.api.multipart import Received, receive
from emulator.domain.space import Space
from emulator.errors import not_found


async def received_then(request: Request, space: Space, use: Callable[[Received], Response]) -> Response:
    """Receives the form, then calls `use` out of the event loop; the file goes away unless `use` moved it."""
    received = await receive(request, space.gpf.files.incoming)
    try:
        return await run_in_threadpool(use, received)
    finally:
        received.path.unlink(missing_ok=True)


def keep(space: Space, kind: str, doc: dict, received: Received, suffix: str = "") -> None:
    """Moves the file to its place and writes its name into the document. A new revision has a new name: whoever reads
    the old one is not disturbed, whoever caches by name sees the change.
    """
    revision = doc["~"].get("revision", 0) + 1
    name = f"{doc['_id']}.{revision}{suffix}"
    received.move_to(space.gpf.files.kept(kind, name))
    doc["~"].update(revision=revision, file=name)


def discard(space: Space, kind: str, doc: dict) -> None:
    space.gpf.files.kept(kind, doc["~"]["file"]).unlink(missing_ok=True)


def download(space: Space, kind: str, doc: dict, media_type: str) -> Response:
    path = space.gpf.files.kept(kind, doc["~"].get("file", ""))
    if not path.is_file():
        raise not_found("Le fichier", doc["_id"])
    return FileResponse(path, media_type=media_type)
