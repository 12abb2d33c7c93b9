"""Too many requests: 429 with `Retry-After`, on the API, when `--rate-limit` asks for it."""

from __future__ import annotations

import json
import time

from emulator.errors import body_of


class RateLimit:
    """ASGI layer: a bucket of one second's requests for the whole API. `rate` 0: no limit."""

    def __init__(self, app: object, rate: float) -> None:
        self._app = app
        self._rate = rate
        self._tokens = rate
        self._filled = time.monotonic()

    def _allows(self) -> bool:
        now = time.monotonic()
        self._tokens = min(max(1.0, self._rate), self._tokens + (now - self._filled) * self._rate)
        self._filled = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    async def __call__(self, scope: dict, receive: object, send: object) -> None:
        if not self._rate or scope["type"] != "http" or not scope["path"].startswith("/api/") or self._allows():
            await self._app(scope, receive, send)
            return
        body = json.dumps(body_of(429, "Trop de requêtes"), ensure_ascii=False).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()),
                   (b"retry-after", str(max(1, round(1 / self._rate))).encode())]  # fmt: skip
        await send({"type": "http.response.start", "status": 429, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})
