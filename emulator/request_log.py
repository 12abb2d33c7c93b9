"""The last requests, for tests and for people: what was asked, how it ended, how long it took. No token enters it."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from urllib.parse import parse_qsl

from emulator.clock import Clock

_KEPT = 5_000
_BODY_LIMIT = 64 * 1024
_SECRET_HEADERS = ("authorization", "cookie", "set-cookie", "apikey")
_SECRET_FIELDS = (
    "password",
    "client_secret",
    "refresh_token",
    "access_token",
    "code",
    "code_verifier",
    "apikey",
    "token",
)


def _redacted(value: object) -> object:
    if isinstance(value, dict):
        return {key: "…" if key in _SECRET_FIELDS else _redacted(item) for key, item in value.items()}
    return [_redacted(item) for item in value] if isinstance(value, list) else value


class RequestLog:
    """ASGI layer and its memory. JSON bodies are kept; others are counted only."""

    def __init__(self, app: object, clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: deque[dict] = deque(maxlen=_KEPT)
        self._number = 0

    def entries(self, since: int = 0, limit: int | None = None) -> list[dict]:
        with self._lock:
            found = [entry for entry in self._entries if entry["id"] > since]
        return found if limit is None else found[-limit:] if limit else []

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    async def __call__(self, scope: dict, receive: object, send: object) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/__emulator__"):
            await self._app(scope, receive, send)
            return
        entry, kept = self._begin(scope), bytearray()
        is_json = "json" in entry["headers"].get("content-type", "")

        async def receiving() -> dict:
            message = await receive()
            body = message.get("body", b"")
            entry["request_bytes"] += len(body)
            if is_json and len(kept) < _BODY_LIMIT:
                kept.extend(body)
            return message

        async def sending(message: dict) -> None:
            if message["type"] == "http.response.start":
                entry["status"] = message["status"]
            entry["response_bytes"] += len(message.get("body", b""))
            await send(message)

        started = time.perf_counter()
        try:
            await self._app(scope, receiving, sending)
        finally:
            entry["seconds"] = round(time.perf_counter() - started, 6)
            if kept:
                entry["json"] = _parsed(bytes(kept))

    def _begin(self, scope: dict) -> dict:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        entry = {
            "time": self._clock.stamp(),
            "method": scope["method"],
            "path": scope["path"],
            "query": [[name, "…" if name.lower() in _SECRET_FIELDS else value] for name, value in query],
            "headers": {name: "…" if name in _SECRET_HEADERS else value for name, value in headers.items()},
            "json": None,
            "status": None,
            "seconds": None,
            "request_bytes": 0,
            "response_bytes": 0,
        }
        with self._lock:
            self._number += 1
            entry["id"] = self._number
            self._entries.append(entry)
        return entry


def _parsed(body: bytes) -> object:
    try:
        return _redacted(json.loads(body))
    except ValueError:
        return None
