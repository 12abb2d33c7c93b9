"""What is fuzzed: each target takes any bytes, and raises when a promise of the code is broken.

Only errors of the plugin's own tree may come out of a reader; besides, each target checks what it can say about the
result. Nothing of QGIS is imported here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import fields
from typing import Any
from xml.parsers.expat import ParserCreate

from cartes_gouv_plugin.core.entrepot import answers, models
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.errors import ContractBroken
from cartes_gouv_plugin.core.services import iso, iso_edit

_NOT_READ_ALONE = {"DATABASE_TYPE", "PYRAMID_TYPE", "files_of", "ServiceUrl", "StorageUse"}
ENTITIES = [getattr(models, name) for name in sorted(set(models.__all__) - _NOT_READ_ALONE)]
MARK = "zz-marked-zz"
STAMP = "2026-01-01T00:00:00Z"


class Broken(Exception):
    """A promise that does not hold."""


def require(held: bool, promise: str) -> None:
    if not held:
        raise Broken(promise)


def fuzz_models(data: bytes) -> None:
    """First byte: the entity; the rest: the answer."""
    if not data:
        return
    entity = ENTITIES[data[0] % len(ENTITIES)]
    content = _json(data[1:])
    if not isinstance(content, dict):
        return
    try:
        read = entity.from_json(content)
    except ContractBroken:
        return
    require(isinstance(read, entity), "a reader gives its entity")
    for field in fields(read):
        if field.name in ("id", "name", "status_word"):
            require(isinstance(getattr(read, field.name), str), f"{entity.__name__}.{field.name} is a text")
    if isinstance(read, models.TreeElement):
        require(all(isinstance(size, int) for size in models.files_of((read,)).values()), "sizes are integers")


def fuzz_answers(data: bytes) -> None:
    """First byte: the status; the rest: a refusal's body, a header, and a text that stands before a secret."""
    if not data:
        return
    content, words = data[1:], data[1:].decode("latin-1")
    error = answers.error_of("GET x", 400 + data[0] % 200, content, None)
    require(len(error.details) <= 20 and all(len(detail) <= 500 for detail in error.details), "details are short")
    for secret in (f"Bearer {MARK}", f"access_token={MARK}"):
        body = json.dumps({"error_description": [f"{words} {secret}"]}).encode()
        told = answers.error_of("GET x", 400, body, None)
        require(MARK not in f"{told}{told.details}", "no secret is told")
    waiting = answers.retry_after({"retry-after": words})
    require(waiting is None or 0 <= waiting <= 86_400, "a wait has bounds")
    total = answers.total_of({"content-range": words})
    require(total is None or 0 <= total < 10**12, "a total has bounds")
    with contextlib.suppress(ContractBroken):
        answers.items_of(_json(content))


def fuzz_multipart(data: bytes) -> None:
    """Names, a value and the file's content, between line feeds."""
    name, key, value, *rest = [*data.split(b"\n", 3), b"", b"", b""]
    texts = [part.decode("utf-8", "surrogateescape") for part in (name, key, value)]
    content = rest[0] if len(data.split(b"\n", 3)) == 4 else data
    told: list[tuple[int, int]] = []
    body = Multipart(
        content, filename=texts[0], fields={texts[1]: texts[2]}, on_bytes=lambda *counted: told.append(counted)
    )
    for _attempt in range(2):
        sent = b"".join(body)
        require(len(sent) == len(body), "the length that is announced is the length that is sent")
    require(body.md5 == hashlib.md5(content, usedforsecurity=False).hexdigest(), "the sum is the content's")
    require(told[-1] == (len(content), len(content)), "the end is told")
    boundary = b"--" + body.content_type.rpartition("boundary=")[2].encode()
    parts = sent.split(boundary)
    require(len(parts) == 4, "one field, one file, the end")
    head, _, carried = parts[2].partition(b"\r\n\r\n")
    require(carried == content + b"\r\n", "the content is carried as it is")
    require(head.count(b"\r\n") == 2 and head.count(b'"') == 4, "a name adds neither lines nor attributes")


def fuzz_metadata_read(data: bytes) -> None:
    """A record that comes from the catalogue, edited."""
    link = iso.OnLine("https://x.example/a?b&c", "OGC:WMS", "couche", offering="mine")
    try:
        linked = iso_edit.offerings_of(data)
        changed = iso_edit.with_links(data, STAMP, links=[link], gone=linked, extent=(-1.0, 40.0, 2.0, 45.0))
    except ContractBroken:
        return
    require(iso_edit.offerings_of(changed) == {"mine"}, "what is gone is gone, what is new is there")
    again = iso_edit.with_links(changed, STAMP, links=[link])
    require(iso_edit.offerings_of(again) == {"mine"}, "a link is put once")


def fuzz_metadata_write(data: bytes) -> None:
    """A record out of texts that somebody typed or pasted, between line feeds."""
    texts = [*data.decode("utf-8", "surrogateescape").split("\n"), *[""] * 6]
    link = iso.OnLine(texts[3], "OGC:WMS", texts[4], offering=f"o{texts[5]}", description=texts[4])
    record = iso.Record(
        "id", texts[0], texts[1], (texts[2],), "a@b.fr", texts[3], "a@b.fr", "2026-01-01", STAMP,
        free_keywords=tuple(texts[4:]), genealogy=texts[1], srs="EPSG:2154", links=(link,),
    )  # fmt: skip
    written = iso.write(record)
    ParserCreate().Parse(written, True)
    require(len(iso_edit.offerings_of(written)) == 1, "what is written can be read")
    changed = iso_edit.with_links(written, STAMP, links=[link])
    ParserCreate().Parse(changed, True)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


TARGETS = {
    "models": fuzz_models,
    "answers": fuzz_answers,
    "multipart": fuzz_multipart,
    "metadata-read": fuzz_metadata_read,
    "metadata-write": fuzz_metadata_write,
}
