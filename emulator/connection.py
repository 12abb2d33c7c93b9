"""Faults on the wire: an ASGI layer around the application, and a server protocol that lets it cut a connection."""

from __future__ import annotations

import asyncio
import json
import math

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from emulator.errors import body_of
from emulator.faults import Faults

_TRANSPORT = "emulator.transport"
_CHUNK = 16_384


class CuttableProtocol(HttpToolsProtocol):
    """Hands the connection to the application, so that a fault can break it."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {_TRANSPORT: {"transport": self.transport}}  # type: ignore[typeddict-item]


class _ConnectionCut(Exception):
    """The connection is gone; nothing more can be said."""


class FaultyWire:
    """Applies the first matching rule to each request; the emulator's own routes are never harmed."""

    def __init__(self, app: object, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: dict, receive: object, send: object) -> None:
        effect = None
        if scope["type"] == "http" and not scope["path"].startswith("/__emulator__"):
            effect = self._faults.for_request(scope["method"], scope["path"])
        if effect is None:
            await self._app(scope, receive, send)
            return
        wire = _Wire(effect, receive, send)
        if effect.get("latency"):
            await asyncio.sleep(effect["latency"])
        try:
            if effect.get("expired_token"):
                await wire.refuse(401, "Le jeton est expiré")
            elif effect.get("status"):
                await wire.refuse(effect["status"], "Erreur demandée à l'émulateur")
            else:
                await self._app(scope, wire.receive, wire.send)
                await wire.finish()
        except _ConnectionCut:
            scope["extensions"][_TRANSPORT]["transport"].abort()


class _Wire:
    """One request's way in and way out, with the effect of a rule. The answer is held back when it must be altered."""

    def __init__(self, effect: dict, receive: object, send: object) -> None:
        self._effect = effect
        self._receive = receive
        self._send = send
        self._received = 0
        self._cut = False
        self._stalled = False
        self._start: dict | None = None
        self._body = bytearray()
        self._holds = any(
            effect.get(key) is not None for key in ("truncate", "stall", "status_word", "cut_response_after")
        )

    async def receive(self) -> dict:
        message = await self._receive()
        size = len(message.get("body", b""))
        self._received += size
        limit = self._effect.get("cut_request_after")
        if limit is not None and (self._received >= limit or not message.get("more_body")):
            self._cut = True
            raise _ConnectionCut
        if size and self._effect.get("stall_request") and not self._stalled:
            self._stalled = True
            await asyncio.sleep(self._effect["stall_request"])
        if size and self._effect.get("bandwidth"):
            await asyncio.sleep(size / self._effect["bandwidth"])
        return message

    async def send(self, message: dict) -> None:
        if self._cut:
            raise _ConnectionCut  # the application would tell of the exception that it met
        if self._holds:
            if message["type"] == "http.response.start":
                self._start = message
            elif message["type"] == "http.response.body":
                self._body += message.get("body", b"")
        elif self._effect.get("bandwidth") and message.get("body"):
            await self._send_slowly(message)
        else:
            await self._send(message)

    async def _send_slowly(self, message: dict) -> None:
        body, rate = message["body"], self._effect["bandwidth"]
        step = max(1, min(_CHUNK, math.ceil(rate / 10)))
        for first in range(0, len(body), step):
            piece = body[first : first + step]
            await asyncio.sleep(len(piece) / rate)
            more = message.get("more_body", False) or first + step < len(body)
            await self._send({**message, "body": piece, "more_body": more})

    async def finish(self) -> None:
        """Sends the held answer, altered."""
        if self._start is None:
            return
        body = bytes(self._body)
        if self._effect.get("status_word") is not None:
            body = _with_status_word(body, self._effect["status_word"])
        announced = len(body)
        if self._effect.get("truncate"):
            body = body[: len(body) // 2]
            announced = len(body)
        if not body:
            await self._withhold()
        await self._send({**self._start, "headers": _with_length(self._start["headers"], announced)})
        if self._effect.get("cut_response_after") is not None:
            await self._send(
                {"type": "http.response.body", "body": body[: self._effect["cut_response_after"]], "more_body": True}
            )
            await asyncio.sleep(0.05)  # lets the first bytes leave before the cut
            raise _ConnectionCut
        if body and self._effect.get("stall"):
            half = len(body) // 2
            await self._send({"type": "http.response.body", "body": body[:half], "more_body": True})
            await asyncio.sleep(self._effect["stall"])
            body = body[half:]
        await self._send({"type": "http.response.body", "body": body, "more_body": False})

    async def _withhold(self) -> None:
        """An answer without a body has no middle to be cut or to stop in: it does not come, or comes late."""
        if self._effect.get("cut_response_after") is not None:
            raise _ConnectionCut
        if self._effect.get("stall"):
            await asyncio.sleep(self._effect["stall"])

    async def refuse(self, status: int, sentence: str) -> None:
        given = self._effect.get("body")
        body = given if isinstance(given, str) else json.dumps(given or body_of(status, sentence), ensure_ascii=False)
        kind = b"text/plain; charset=utf-8" if isinstance(given, str) else b"application/json"
        headers = [(b"content-type", kind), (b"content-length", str(len(body.encode())).encode())]
        if self._effect.get("retry_after") is not None:
            headers.append((b"retry-after", str(self._effect["retry_after"]).encode()))
        await self._send({"type": "http.response.start", "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body.encode(), "more_body": False})


def _with_length(headers: list, length: int) -> list:
    kept = [(name, value) for name, value in headers if name.lower() != b"content-length"]
    return [*kept, (b"content-length", str(length).encode())]


def _with_status_word(body: bytes, word: str) -> bytes:
    try:
        content = json.loads(body)
    except ValueError:
        return body
    for item in content if isinstance(content, list) else [content]:
        if isinstance(item, dict) and "status" in item:
            item["status"] = word
    return json.dumps(content, ensure_ascii=False).encode()
