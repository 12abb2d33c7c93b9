"""Refusals and paging: what the platform says around its JSON."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from cartes_gouv_plugin.core.errors import (
    Conflict,
    ContractBroken,
    EntrepotError,
    Forbidden,
    NotFound,
    QuotaReached,
    RateLimited,
    Rejected,
    ServerTrouble,
    SignInNeeded,
)

# Announcements may follow one another (`access_token=Bearer …`): what is hidden stands behind the last.
_SECRETS = re.compile(r"((?:Bearer\s+|access_token=|refresh_token=|client_secret=|code=)+)[^\s\"'&,;]+", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,200}>")
_DETAIL_LENGTH = 500
_DETAILS = 20
_QUOTA_STATUSES = {400, 403, 409, 413}


def redacted(text: str) -> str:
    """The text without tokens and secrets."""
    return _SECRETS.sub(r"\1***", text)


def details_of(content: bytes) -> tuple[str, ...]:
    """The server's words in a refusal: `error_description` (a text or a list), else `message`, else the text itself.

    Those are the shapes that the website reads (CG:src/ApiClient/ErrorParser/EntrepotErrorParser.php:20-37). A page of
    HTML is reduced to its text.
    """
    try:
        body: Any = json.loads(content)
    except (ValueError, RecursionError):
        body = content[:10_000].decode("utf-8", "replace")
    if isinstance(body, dict):
        body = body.get("error_description") or body.get("message") or body.get("error") or ""
    if isinstance(body, list):
        words = [item for item in body if isinstance(item, str)]
    else:
        words = [body] if isinstance(body, str) else []
    plain = (" ".join(_TAGS.sub(" ", redacted(word)).split())[:_DETAIL_LENGTH] for word in words[:_DETAILS])
    return tuple(word for word in plain if word)


def error_of(call: str, status: int, content: bytes, retry_after_s: float | None) -> EntrepotError:
    """The error of the tree for a refusal; `call` says which call was refused."""
    details = details_of(content)
    message = f"{call}: {status} {' · '.join(details)}".strip()
    if status in _QUOTA_STATUSES and "quota" in message.lower():
        return QuotaReached(message, status=status, details=details)
    if status == 429:
        return RateLimited(message, retry_after=retry_after_s, status=status, details=details)
    if status >= 500 or status == 408:
        return ServerTrouble(message, retry_after=retry_after_s, status=status, details=details)
    kinds = {401: SignInNeeded, 403: Forbidden, 404: NotFound, 409: Conflict}
    return kinds.get(status, Rejected)(message, status=status, details=details)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a `Retry-After` asks for (a number, or a date); None when there is none that can be read."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isdecimal():
        return float(min(int(value[:9]), 86_400))
    try:
        moment = parsedate_to_datetime(value).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(0.0, moment - time.time()), 86_400.0)


_RANGE = re.compile(r"(\d{1,12})-(\d{1,12})/(\d{1,12})")


def total_of(headers: Mapping[str, str]) -> int | None:
    """The number of items of a list, from `Content-Range: <first>-<last>/<total>`; None: the server does not say."""
    found = _RANGE.search(headers.get("content-range", ""))
    return int(found.group(3)) if found else None


def items_of(content: Any) -> list[Any]:
    """A list answer. Raises `ContractBroken` for anything else."""
    if not isinstance(content, list):
        raise ContractBroken(f"a list was expected, not {type(content).__name__}")
    return content
