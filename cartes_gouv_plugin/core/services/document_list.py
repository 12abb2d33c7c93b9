"""The list of a datasheet's documents: a JSON file beside the documents themselves, kept as the website keeps it. Pure.

CG:src/Controller/Entrepot/DatasheetDocumentController.php:78-115,216-236: items `{type, name, description?, id, url}`,
`type` being « file » or « link ». What an item holds besides is kept.
"""

from __future__ import annotations

import json
import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from cartes_gouv_plugin.core.entrepot.models import Annexe
from cartes_gouv_plugin.core.errors import ContractBroken

LIST_TYPE, DOCUMENT_TYPE = "document-list", "document"
LIST_LABEL, DOCUMENT_LABEL = f"type={LIST_TYPE}", f"type={DOCUMENT_TYPE}"
FILE, LINK = "file", "link"
MAX_SIZE = 5_000_000
"""Bytes; the website takes no larger document."""

_NOT_IN_PATHS = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True)
class Document:
    """`kind`: `FILE` or `LINK`; `item`: the entry of the list as it stands there."""

    kind: str
    name: str
    id: str
    url: str
    description: str = ""
    item: Mapping[str, Any] = field(default_factory=dict, compare=False)


def read(content: bytes) -> tuple[Document, ...]:
    """Raises `ContractBroken` for what is no list of documents: it must not be written over."""
    try:
        items = json.loads(content.decode("utf-8") or "[]")
    except ValueError as error:
        raise ContractBroken(f"a list of documents that is not JSON: {error}") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ContractBroken("a list of documents that is none")
    return tuple(_read(item) for item in items)


def _read(item: Mapping[str, Any]) -> Document:
    said = {key: str(item.get(key) or "") for key in ("type", "name", "id", "url", "description")}
    return Document(said["type"], said["name"], said["id"], said["url"], said["description"], dict(item))


def write(documents: Iterable[Document]) -> bytes:
    return json.dumps([_item(document) for document in documents], ensure_ascii=False).encode()


def _item(document: Document) -> dict[str, Any]:
    made = {**document.item, "type": document.kind, "name": document.name, "id": document.id, "url": document.url}
    if document.description:
        made["description"] = document.description
    return made


def names(document: Document, annexe: Annexe) -> bool:
    """Is this the entry of that file?"""
    return document.kind == FILE and (
        document.id == annexe.id or any(document.url.endswith(quote(path)) for path in annexe.paths)
    )


def link(datasheet: str, name: str, url: str, description: str = "") -> Document:
    """The same identifier for the same address of the same datasheet."""
    identifier = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{datasheet}/{url}"))
    return Document(LINK, name, identifier, url, description)


def list_path(datasheet: str) -> str:
    return f"/documents/{_in_path(datasheet)}.json"


def file_path(datasheet: str, filename: str, content: bytes) -> str:
    """The same for the same content under the same name."""
    token = uuid.uuid5(uuid.NAMESPACE_URL, f"{datasheet}/{filename}/{sha256(content).hexdigest()}")
    return f"/documents/{_in_path(datasheet)}/{token}/{_in_path(filename)}"


def _in_path(name: str) -> str:
    """Paths are sent separated by commas, and become addresses; what is changed in a name must not make two alike."""
    plain = _NOT_IN_PATHS.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    if plain == name:
        return plain
    stem, dot, suffix = plain.rpartition(".") if "." in plain else (plain, "", "")
    return f"{stem}_{sha256(name.encode()).hexdigest()[:8]}{dot}{suffix}"
