"""A multipart/form-data body that is read from disk while it is sent, counted, and summed (md5) in the same pass."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Callable
from uuid import uuid4

from cartes_gouv_plugin.core.entrepot.line import Line
from cartes_gouv_plugin.core.errors import PackageMissing

# A block must leave well before the transport calls the link stalled, and must be large enough to cost no CPU.
_SMALLEST_BLOCK = 64 * 1024
_LARGEST_BLOCK = 1024 * 1024
_QUICK_BLOCK_S = 0.05
_SLOW_BLOCK_S = 1.0


class _Pace:
    """The length of the next block, in bytes: it follows the link."""

    def __init__(self) -> None:
        self.length = _SMALLEST_BLOCK
        self._since = time.monotonic()

    def block_sent(self) -> None:
        taken, self._since = time.monotonic() - self._since, time.monotonic()
        if taken < _QUICK_BLOCK_S:
            self.length = min(_LARGEST_BLOCK, self.length * 2)
        elif taken > _SLOW_BLOCK_S:
            self.length = max(_SMALLEST_BLOCK, self.length // 2)


def _escaped(name: str) -> str:
    """A field or file name as browsers write it in Content-Disposition (HTML standard, multipart/form-data)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


class Multipart:
    """One file part, after any text fields. Each iteration starts afresh: no attempt sends the rest of another.

    `content` is a path, or the bytes of a small file. `on_bytes(sent, total)` is told of the file's bytes before each
    block; what it raises (`Cancelled`) ends the sending. `line.cut()` ends it from another thread, whatever the link is
    doing. After a whole iteration `md5` is the file's sum, in hexadecimal. Iterating raises `PackageMissing` when the
    file is gone or no longer has the size that was announced.
    """

    def __init__(
        self,
        content: Path | bytes,
        *,
        filename: str,
        field: str = "file",
        fields: Mapping[str, str] | None = None,
        on_bytes: Callable[[int, int], None] | None = None,
    ) -> None:
        boundary = uuid4().hex
        texts = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{_escaped(name)}"\r\n\r\n{value}\r\n'
            for name, value in (fields or {}).items()
        )
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self.md5 = ""
        self.line = Line()
        self.content = content
        self.fields = dict(fields or {})
        self._on_bytes = on_bytes
        self._head = (
            f"{texts}--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{_escaped(field)}"; filename="{_escaped(filename)}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
            # A name that was no Unicode on disk gets question marks, as browsers do.
        ).encode("utf-8", "replace")
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self.size = _size(content)

    def __len__(self) -> int:
        return len(self._head) + self.size + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        self.md5 = ""
        yield self._head
        yield from self._blocks()
        yield self._tail

    def _blocks(self) -> Iterator[bytes]:
        digest = hashlib.md5(usedforsecurity=False)
        sent, pace = 0, _Pace()
        for block in self._read(pace):
            if self._on_bytes is not None:
                self._on_bytes(sent, self.size)
            digest.update(block)
            sent += len(block)
            if sent > self.size:
                break
            yield block
            pace.block_sent()
        if sent != self.size:
            raise PackageMissing(f"the file changed while it was sent: {sent} bytes instead of {self.size}")
        self.md5 = digest.hexdigest()
        if self._on_bytes is not None:
            self._on_bytes(sent, self.size)

    def _read(self, pace: _Pace) -> Iterator[bytes]:
        if isinstance(self.content, bytes):
            if self.content:
                yield self.content
            return
        try:
            handle = self.content.open("rb")
        except OSError as error:
            raise PackageMissing(f"the file to send cannot be read: {error.strerror}") from error
        with handle:
            while block := handle.read(pace.length):
                yield block


def _size(content: Path | bytes) -> int:
    if isinstance(content, bytes):
        return len(content)
    try:
        return content.stat().st_size
    except OSError as error:
        raise PackageMissing(f"the file to send cannot be read: {error.strerror}") from error
