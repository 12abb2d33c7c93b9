"""Files received by multipart, written to disk while they arrive: the memory used does not depend on their size."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from emulator.errors import invalid
from emulator.geoplateforme import new_id

_BUFFER = 1 << 20
_FIELD_LIMIT = 1 << 20
MULTIPART_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@dataclass
class Received:
    """One received form. `path`: the file part, to be moved away or it is deleted; `values`: the other fields."""

    path: Path
    filename: str = ""
    content_type: str = ""
    size: int = 0
    has_file: bool = False
    values: list[tuple[str, str]] = field(default_factory=list)

    def file(self) -> Path:
        if not self.has_file:
            raise invalid("Le champ file ne doit pas être vide")
        return self.path

    def move_to(self, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        self.file().replace(target)

    def texts(self, request: Request, name: str) -> list[str] | None:
        """A list sent in the form (the website) or in the query (the official Python client), repeated, indexed or
        separated by commas; None when it was not sent.
        """
        spelled = re.compile(rf"^{name}(\[\d*\])?$")
        sent = [value for key, value in [*self.values, *request.query_params.multi_items()] if spelled.match(key)]
        if not sent:
            return None
        return [item.strip() for value in sent for item in value.split(",") if item.strip()]

    def text(self, request: Request, name: str) -> str | None:
        """A single value, sent in either place; a comma is a letter like any other."""
        return next((value for key, value in self.values if key == name), request.query_params.get(name))


class _Sink:
    """Callbacks of the parser; file bytes wait in `pending` until a good piece is written at once."""

    def __init__(self, received: Received, stream: BinaryIO) -> None:
        self.received = received
        self.stream = stream
        self.pending = bytearray()
        self.ended = False
        self._header = [bytearray(), bytearray()]
        self._headers: dict[str, bytes] = {}
        self._name = ""
        self._is_file = False
        self._value = bytearray()

    def callbacks(self) -> dict:
        return {
            "on_part_begin": self._headers.clear,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._part_begin,
            "on_part_data": self._part_data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def _header_end(self) -> None:
        self._headers[self._header[0].decode("latin-1").lower()] = bytes(self._header[1])
        self._header = [bytearray(), bytearray()]

    def _part_begin(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        self._is_file = self._name == "file"
        self._value.clear()
        if self._is_file:
            if self.received.has_file:
                raise invalid("Un seul fichier par requête")
            self.received.has_file = True
            self.received.filename = options.get(b"filename", b"").decode("utf-8", "replace")
            self.received.content_type = self._headers.get("content-type", b"").decode("latin-1")

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self.received.size += end - start
            self.pending += memoryview(data)[start:end]
        elif len(self._value) + end - start > _FIELD_LIMIT:
            raise invalid(f"Le champ {self._name} est trop long")
        else:
            self._value += data[start:end]

    def _part_end(self) -> None:
        if not self._is_file:
            self.received.values.append((self._name, self._value.decode("utf-8", "replace")))

    def _end(self) -> None:
        self.ended = True

    def flush(self) -> None:
        self.stream.write(self.pending)
        self.pending = bytearray()


@contextmanager
def _incoming(folder: Path) -> Iterator[tuple[Received, BinaryIO]]:
    path = folder / f"{new_id()}.part"
    with path.open("wb", buffering=0) as stream:
        yield Received(path), stream


async def receive(request: Request, folder: Path) -> Received:
    """Reads the whole body. 400 when it is no multipart, or incomplete; nothing is left of it then."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise invalid("Un corps multipart/form-data est attendu")
    with _incoming(folder) as (received, stream):
        sink = _Sink(received, stream)
        try:
            await _feed(request, MultipartParser(options[b"boundary"], sink.callbacks()), sink)
            if not sink.ended:
                raise invalid("Le corps de la requête est incomplet")
        except FormParserError as error:
            received.path.unlink()
            raise invalid(f"Le corps de la requête est invalide : {error}") from error
        except BaseException:
            received.path.unlink()
            raise
    return received


async def _feed(request: Request, parser: MultipartParser, sink: _Sink) -> None:
    try:
        async for chunk in request.stream():
            parser.write(chunk)
            if len(sink.pending) >= _BUFFER:
                await asyncio.to_thread(sink.flush)
    except ClientDisconnect as error:
        raise invalid("La connexion a été interrompue") from error
    sink.flush()
