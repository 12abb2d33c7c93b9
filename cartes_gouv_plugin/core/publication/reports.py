"""The platform's logs as people read them: errors first, without time and module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.models import Checks, ListedCheck
from cartes_gouv_plugin.core.errors import EntrepotError, Offline, RateLimited, SignInNeeded

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

# `2026-07-24 00:12:00,981ERROR||checks_ogr||342||message` (the platform's documentation, « livraison »).
_LINE = re.compile(
    r"^\s*\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,]?\d*\s*(?P<level>[A-Z]+)\|\|[^|]*\|\|[^|]*\|\|(?P<message>.*)$",
    re.DOTALL,
)
_RANK = {"CRITICAL": 0, "FATAL": 0, "ERROR": 0, "WARNING": 1, "WARN": 1}
_LONGEST_REPORT = 200


def readable(lines: Iterable[str]) -> tuple[str, ...]:
    """The messages of a log: errors, then warnings, then the rest, each in its order; at most 200."""
    ranked: list[tuple[int, str]] = []
    for line in lines:
        found = _LINE.match(line)
        level, message = (found["level"], found["message"]) if found else _plain(line)
        if message.strip():
            ranked.append((_RANK.get(level, 2), message.strip()))
    ranked.sort(key=lambda item: item[0])
    return tuple(message for _rank, message in ranked[:_LONGEST_REPORT])


def _plain(line: str) -> tuple[str, str]:
    """A line in another form: its level is the first level word that it holds."""
    words = re.findall(r"\b[A-Z]{4,8}\b", line[:80])
    return next((word for word in words if word in _RANK), ""), line


def check_report(client: EntrepotClient, ds: str, checks: Checks) -> tuple[str, ...]:
    """Lines `check name: message` of every check that failed, errors first within each."""
    lines: list[str] = []
    for check in checks.failed:
        messages = _messages_of_check(client, ds, check)
        lines += [f"{check.name}: {message}" for message in messages] or [check.name]
    return tuple(lines)


def _messages_of_check(client: EntrepotClient, ds: str, check: ListedCheck) -> tuple[str, ...]:
    try:
        return readable(client.check_logs(ds, check.id))
    except EntrepotError as error:
        return _without_log(error)


def execution_report(client: EntrepotClient, ds: str, execution: str) -> tuple[str, ...]:
    """The messages of an execution's log, errors first; empty when it has none."""
    try:
        return readable(client.execution_logs(ds, execution))
    except EntrepotError as error:
        return _without_log(error)


def _without_log(error: EntrepotError) -> tuple[str, ...]:
    """A log that the platform cannot show must not hide the failure; when nothing can be reached, it is read later."""
    if isinstance(error, (Offline, RateLimited, SignInNeeded)):
        raise error
    return ()
