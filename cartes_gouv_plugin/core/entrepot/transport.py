"""The way to the platform: one call, one answer, or one error of the tree in `core/errors.py`.

GETs that met a passing trouble are tried again here, a few times and quickly. Everything else is sent once: the
workflow looks at the server before it decides to act again.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Callable, Protocol
from urllib.parse import quote, urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter

from cartes_gouv_plugin.core.entrepot.answers import error_of, retry_after
from cartes_gouv_plugin.core.entrepot.line import LineAdapter
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.errors import (
    Cancelled,
    CartesGouvError,
    ContractBroken,
    EntrepotError,
    Offline,
    RateLimited,
    ServerTrouble,
)

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_ANSWER_LIMIT = 64 * 1024 * 1024
# Small, because the length and the time of an answer are looked at once a block.
_READ_BLOCK = 4096

Query = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Call:
    """A call to the API. `path` holds unencoded segments; `query` unencoded pairs, in the order in which they are sent.

    At most one of `json` and `body` is given. `address`: a public address outside the API, asked for as it is and
    without a token; `path` and `query` are empty then, and `method` is GET.
    """

    method: str
    path: tuple[str, ...]
    query: Query = ()
    json: object = None
    body: Multipart | None = None
    address: str = ""

    def __str__(self) -> str:
        """For logs: no query, which may hold names of people's data."""
        if self.address:
            return f"{self.method} {self.address.partition('?')[0]}"
        return f"{self.method} /{'/'.join(self.path)}"


@dataclass(frozen=True)
class Answer:
    """`content` is the bytes of the body, empty when there is none; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Any:
        """The body read as JSON. Raises `ContractBroken` when it is not."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError) as error:
            shape = f"{len(self.content)} bytes of {self.headers.get('content-type', 'no stated type')}"
            raise ContractBroken(f"an answer that is not JSON: {shape}", status=self.status) from error


class Transport(Protocol):
    """The seam: what the client needs of a network."""

    def send(self, call: Call) -> Answer:
        """Raises an `EntrepotError`; `Cancelled` and `PackageMissing` come out of a body."""


@dataclass(frozen=True)
class Timeouts:
    """In seconds. `stall`: the longest time without a byte leaving while a file is sent; `answer`: without one
    arriving.
    """

    connect: float = 10.0
    answer: float = 60.0
    stall: float = 60.0
    whole_answer: float = 300.0

    def for_call(self, call: Call) -> tuple[float, float]:
        """The pair that requests takes. The first also rules each write, which is where a stalled link is felt."""
        if call.body is None:
            return self.connect, self.answer
        # A platform copies a large file to its storage before it answers: 20 MB/s at the least.
        return self.stall, self.answer + len(call.body) / 20e6


@dataclass(frozen=True)
class GetRetry:
    """How a GET is tried again: `attempts` in all, pauses in seconds.

    A look at the platform asks several questions, and one that is not answered spoils the others: so short pauses that
    the platform asks for, up to `longest_asked`, are made here too. Longer waits are the caller's business.
    """

    attempts: int = 4
    first_pause: float = 0.1
    factor: float = 3.0
    longest_pause: float = 1.0
    longest_asked: float = 5.0

    def pauses(self) -> Iterable[float]:
        pause = self.first_pause
        for _ in range(self.attempts - 1):
            yield min(pause, self.longest_pause)
            pause *= self.factor

    def before_next(self, error: EntrepotError, pause: float) -> float | None:
        """The pause after that error, where `pause` would be the one to make; None: leave it to the caller."""
        asked = getattr(error, "retry_after", None)
        if asked is not None and asked > self.longest_asked:
            return None
        if isinstance(error, RateLimited):
            # Too many requests, without a word on when: slower than after a fault of the server.
            pause = self.longest_pause
        return max(pause, asked or 0.0)


@dataclass(frozen=True)
class Dress:
    """What QGIS knows of the network for one URL: requests' `proxies` and `verify`."""

    proxies: Mapping[str, Any] = field(default_factory=dict)
    verify: bool | str = True


def _nobody(url: str) -> str:  # noqa: ARG001 - the shape of `authorization`
    return ""


def _plain(url: str) -> Dress:  # noqa: ARG001 - the shape of `dress`
    return Dress()


class RequestsTransport:
    """The platform over HTTP, with one `requests` session a thread.

    `authorization(url)` gives the Authorization header, or raises `SignInNeeded`; `dress(url)` the proxy and the
    trusted authorities; both are asked before each attempt and may be called from any thread. `pause(seconds)` waits
    between two attempts of a GET. Redirections are not followed: the API has none, and a token must never reach
    another host.
    """

    def __init__(
        self,
        base_url: str,
        *,
        authorization: Callable[[str], str] = _nobody,
        dress: Callable[[str], Dress] = _plain,
        user_agent: str = "cartes_gouv_plugin",
        timeouts: Timeouts | None = None,
        retry: GetRetry | None = None,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        if not _is_safe(base_url):
            raise ValueError(f"the platform is reached over https only (plain http only on this machine): {base_url}")
        self._base_url = base_url.rstrip("/")
        self._authorization = authorization
        self._dress = dress
        self._user_agent = user_agent
        self._timeouts = timeouts or Timeouts()
        self._retry = retry or GetRetry()
        self._pause = pause
        self._local = threading.local()

    def send(self, call: Call) -> Answer:
        if call.method != "GET":
            return self._attempt(call)
        for pause in self._retry.pauses():
            try:
                return self._attempt(call)
            except (Offline, ServerTrouble, RateLimited, ContractBroken) as error:
                before_next = self._retry.before_next(error, pause)
                if before_next is None:
                    raise
                self._pause(before_next)
        return self._attempt(call)

    def _attempt(self, call: Call) -> Answer:
        url = self._url(call)
        headers = {"Accept": "*/*" if call.address else "application/json", "User-Agent": self._user_agent}
        authorization = "" if call.address else self._authorization(url)
        if authorization:
            headers["Authorization"] = authorization
        # The website and the official client state JSON on every call that sends no file, also on empty ones.
        headers["Content-Type"] = call.body.content_type if call.body is not None else "application/json"
        data: Any = call.body
        if call.json is not None:
            data = json.dumps(call.json, ensure_ascii=False).encode()
        dress = self._dress(url)
        try:
            with (
                self._session(call) as session,
                session.request(
                    call.method,
                    url,
                    data=data,
                    headers=headers,
                    timeout=self._timeouts.for_call(call),
                    allow_redirects=False,
                    stream=True,
                    proxies=dict(dress.proxies),
                    verify=dress.verify,
                ) as response,
            ):
                answer = self._read(call, response)
        except CartesGouvError:
            raise
        except (requests.RequestException, OSError) as error:
            if call.body is not None and call.body.line.is_cut:
                raise Cancelled(f"{call}: cut on request") from None
            raise Offline(f"{call}: {_reason(error)}") from None
        return self._checked(call, answer)

    def _url(self, call: Call) -> str:
        if call.address:
            if call.method != "GET" or not _is_safe(call.address):
                raise ContractBroken(f"{call}: public addresses are read, over https only")
            return call.address
        if any(segment in ("", ".", "..") for segment in call.path):
            raise ContractBroken(f"an identifier that cannot be part of an address: {call.path!r}")
        path = "/".join(quote(segment, safe="") for segment in call.path)
        query = urlencode(call.query, quote_via=quote)
        return f"{self._base_url}/{path}" + (f"?{query}" if query else "")

    @contextmanager
    def _session(self, call: Call) -> Iterator[requests.Session]:
        """The thread's session, whose connections are kept; for a file one of its own, whose line can be cut."""
        if call.body is not None:
            try:
                with _new_session(LineAdapter(call.body.line)) as session:
                    yield session
            finally:
                call.body.line.detach()
            return
        if getattr(self._local, "session", None) is None:
            self._local.session = _new_session(HTTPAdapter())
        yield self._local.session

    def _read(self, call: Call, response: requests.Response) -> Answer:
        until = time.monotonic() + self._timeouts.whole_answer
        content = bytearray()
        for block in response.iter_content(_READ_BLOCK):
            content += block
            if len(content) > _ANSWER_LIMIT or time.monotonic() > until:
                raise ContractBroken(f"{call}: an answer too long to be one", status=response.status_code)
        headers = {name.lower(): value for name, value in response.headers.items()}
        announced = headers.get("content-length", "")
        if announced.isdecimal() and "content-encoding" not in headers and len(content) < int(announced):
            raise Offline(f"{call}: the answer was cut after {len(content)} of {announced} bytes")
        return Answer(response.status_code, headers, bytes(content))

    def _checked(self, call: Call, answer: Answer) -> Answer:
        if 200 <= answer.status < 300:
            return answer
        if 300 <= answer.status < 400:
            raise ContractBroken(f"{call}: the platform points to another address", status=answer.status)
        error: EntrepotError = error_of(str(call), answer.status, answer.content, retry_after(answer.headers))
        raise error


def _is_safe(url: str) -> bool:
    """Plain http stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _new_session(adapter: HTTPAdapter) -> requests.Session:
    session = requests.Session()
    # Neither .netrc nor the environment may replace the token, the proxy or the authorities that QGIS gave.
    session.trust_env = False
    for scheme in ("https://", "http://"):
        session.mount(scheme, adapter)
    return session


def _reason(error: Exception) -> str:
    """What happened, without the URL that requests and urllib3 like to quote."""
    if isinstance(error, requests.exceptions.SSLError):
        return "the server's certificate is not trusted"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy cannot be reached or refuses"
    if isinstance(error, requests.Timeout) or _caused_by_timeout(error):
        return "no answer in time"
    return f"no connection ({type(error).__name__})"


def _caused_by_timeout(error: BaseException) -> bool:
    """Whether a time-out lies below: urllib3 reports one that struck while sending as an aborted connection."""
    causes = [cause for cause in error.args if isinstance(cause, BaseException)]
    return isinstance(error, socket.timeout) or any(_caused_by_timeout(cause) for cause in causes)
