"""Tags: merged on POST, removed by name on DELETE (three spellings of the query are in use)."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

from fastapi import Body
from starlette.requests import Request

from emulator.domain.space import Space
from emulator.errors import invalid

Tags = Annotated[dict[str, Any], Body()]
_NAMES = re.compile(r"^tags(\[\d*\])?$")


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def add_tags(space: Space, kind: str, identifier: str, word: str, tags: dict[str, Any]) -> dict:
    """Returns the entity. Values become strings: the website sends numbers and booleans."""
    with space.gpf.store.transaction():
        doc = space.entity(kind, identifier, word)
        if space.gpf.settings.variants.strict and any(not isinstance(value, str) for value in tags.values()):
            raise invalid("La valeur d'un tag est une chaîne de caractères")
        if any(not key or len(key) > 99 for key in tags) or any(value is None for value in tags.values()):
            raise invalid("Un tag a un nom de 1 à 99 caractères, et une valeur")
        doc["tags"] = {**doc.get("tags", {}), **{key: _word(value) for key, value in tags.items()}}
        return space.save(kind, doc)


def remove_tags(space: Space, kind: str, identifier: str, word: str, request: Request) -> dict:
    names: list[str] = []
    for key, value in request.query_params.multi_items():
        if _NAMES.match(key):
            names += [name.strip() for name in value.split(",") if name.strip()]
    if not names:
        raise invalid("Le paramètre tags ne doit pas être vide")
    with space.gpf.store.transaction():
        doc = space.entity(kind, identifier, word)
        doc["tags"] = {key: value for key, value in doc.get("tags", {}).items() if key not in names}
        return space.save(kind, doc)


TAGS_QUERY = {"parameters": [{"name": "tags", "in": "query", "required": True, "schema": {"type": "string"}}]}
