"""A server of a few lines, for what the emulator has no reason to do: odd bytes, odd shapes, odd moments."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Callable

import pytest


@dataclass
class Seen:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Wire:
    """`answers` serve in turn, the last one for ever: (status, headers, body), or a function of the handler."""

    base_url: str
    answers: list[object] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)


@pytest.fixture
def wire() -> Iterator[Wire]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            reply = served.answers.pop(0) if len(served.answers) > 1 else served.answers[0]
            if callable(reply):
                reply(self)
                return
            length = int(self.headers.get("Content-Length") or 0)
            served.seen.append(Seen(self.command, self.path, dict(self.headers), self.rfile.read(length)))
            status, headers, body = reply
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

        def log_message(self, *_: object) -> None:
            """Quiet: the tests read `seen`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Wire(f"http://127.0.0.1:{server.server_address[1]}/api")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()


Handling = Callable[[BaseHTTPRequestHandler], None]
