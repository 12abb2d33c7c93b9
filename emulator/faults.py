"""Faults on demand: which, where, how often. The HTTP side of them is in `connection.py`.

A rule is a JSON object. Where: `method` (`*`) and `path` (a shell pattern, `*` by default); how often:
`skip` (matching requests let through first), `count` (1; null: always). What, on HTTP: `status` with `retry_after`,
`body`; `latency` (s); `bandwidth` (bytes/s, both ways); `cut_request_after` and `cut_response_after` (bytes);
`truncate` (half the JSON); `stall` (s, in the middle of the answer);
`stall_request` (s, in the middle of the sending: the server stops reading); `expired_token`; `status_word`.
What, in the work: `check`, `processing` or `publication`: `fail`, `stall` (never ends) or `unstable`, with an optional
`name` pattern (of the check, the processing, or the layer) and `log` lines.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from emulator.errors import invalid

WORK = ("check", "processing", "publication")
HTTP = (
    "status",
    "retry_after",
    "body",
    "latency",
    "bandwidth",
    "cut_request_after",
    "cut_response_after",
    "truncate",
    "stall",
    "stall_request",
    "expired_token",
    "status_word",
)
_WHERE = ("method", "path", "skip", "count", "name", "log", "id")


@dataclass
class Rule:
    """One fault; `left` None means always. `seen`: how often it struck."""

    id: int
    given: dict
    method: str = "*"
    path: str = "*"
    skip: int = 0
    left: int | None = 1
    seen: int = 0
    effect: dict = field(default_factory=dict)

    def shown(self) -> dict:
        return {**self.given, "id": self.id, "left": self.left, "seen": self.seen}


def _rule(number: int, given: dict) -> Rule:
    unknown = set(given) - set(_WHERE) - set(HTTP) - set(WORK)
    if unknown:
        raise invalid(f"Panne inconnue : {', '.join(sorted(unknown))}")
    effect = {key: value for key, value in given.items() if key in HTTP or key in WORK or key in ("name", "log")}
    if not any(key in HTTP or key in WORK for key in effect):
        raise invalid("Une panne doit dire ce qu'elle fait")
    count = given.get("count", 1)
    if not (count is None or isinstance(count, int)) or not isinstance(given.get("skip", 0), int):
        raise invalid("count et skip sont des entiers")
    return Rule(number, given, str(given.get("method", "*")).upper(), str(given.get("path", "*")),
                given.get("skip", 0), count, 0, effect)  # fmt: skip


class Faults:
    """The rules in force; the first that matches strikes. Thread-safe; not kept over a restart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[Rule] = []
        self._next = 1

    def add(self, given: dict) -> dict:
        with self._lock:
            rule = _rule(self._next, given)
            self._next += 1
            self._rules.append(rule)
            return rule.shown()

    def shown(self) -> list[dict]:
        with self._lock:
            return [rule.shown() for rule in self._rules]

    def clear(self, number: int | None = None) -> None:
        with self._lock:
            self._rules = [] if number is None else [rule for rule in self._rules if rule.id != number]

    def for_request(self, method: str, path: str) -> dict | None:
        """The effect on this request, None when it goes unharmed."""
        with self._lock:
            for rule in self._rules:
                if any(key in rule.effect for key in WORK) or rule.left == 0:
                    continue
                if rule.method in ("*", method) and fnmatchcase(path, rule.path) and self._strikes(rule):
                    return rule.effect
        return None

    def for_work(self, kind: str, name: str) -> dict | None:
        """The effect on a check, a processing or a publication: `{"outcome": word, "log": […]}`."""
        with self._lock:
            for rule in self._rules:
                if kind not in rule.effect or rule.left == 0 or not fnmatchcase(name, rule.effect.get("name", "*")):
                    continue
                if self._strikes(rule):
                    return {"outcome": rule.effect[kind], "log": list(rule.effect.get("log", []))}
        return None

    @staticmethod
    def _strikes(rule: Rule) -> bool:
        if rule.skip > 0:
            rule.skip -= 1
            return False
        if rule.left is not None:
            rule.left -= 1
        rule.seen += 1
        return True
