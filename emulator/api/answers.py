"""Answers: private parts removed, lists paged with `Content-Range`, fields chosen."""

from __future__ import annotations

import json

from starlette.responses import Response


class Json(Response):
    """UTF-8 JSON, compact."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def shown(doc: dict) -> dict:
    return {key: value for key, value in doc.items() if key != "~"}


def detail(doc: dict, status: int = 200) -> Json:
    return Json(shown(doc), status_code=status)


def page(items: list, first: int, total: int) -> Json:
    """`first`: zero-based position of the first item. The header counts from 1 (SDK: `i_min-i_max/len`)."""
    span = f"{first + 1}-{first + len(items)}/{total}" if items else f"0-0/{total}"
    return Json(items, headers={"Content-Range": span})


def nothing() -> Response:
    return Response(status_code=204)
