"""What this profile has created on the platform: identifiers, written down as soon as the platform gives them.

A text file beside the journal, one identifier a line, only ever appended to: it survives a crash between the creation
of an entity and the journal's next row, and two QGIS windows may write to it at the same time. Before an identifier
there is a question: `? key` when a creation is asked for, `! key` when its answer is there (see `attempts`).
"""

from __future__ import annotations

import contextlib
import os
import re
import threading
from pathlib import Path

_IDENTIFIER = re.compile(r"[0-9A-Za-z._-]{1,100}")
_ASKED, _ANSWERED = "? ", "! "


class Register:
    """Safe to use from any thread. The folder is made when the first identifier comes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: set[str] = set()
        self._unanswered: set[str] = set()
        self._read = 0

    def add(self, identifier: str) -> None:
        """An identifier that is not one (a blank in it, a line's end) is passed over: it is then simply not known."""
        if not _IDENTIFIER.fullmatch(identifier) or self.has(identifier):
            return
        with self._lock:
            self._known.add(identifier)
            # A profile that cannot be written remembers until QGIS is closed: the tag and the history take over then.
            with contextlib.suppress(OSError):
                self._append(identifier)

    def has(self, identifier: str) -> bool:
        with self._lock:
            if identifier in self._known:
                return True
            self._catch_up()
            return identifier in self._known

    def ask(self, key: str) -> None:
        """A creation is about to be asked for."""
        with self._lock:
            self._unanswered.add(key)
            with contextlib.suppress(OSError):
                self._append(_ASKED + key)

    def answer(self, key: str) -> None:
        """The platform has told what came of it."""
        with self._lock:
            self._unanswered.discard(key)
            with contextlib.suppress(OSError):
                self._append(_ANSWERED + key)

    def is_unanswered(self, key: str) -> bool:
        with self._lock:
            self._catch_up()
            return key in self._unanswered

    def _append(self, identifier: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # The line's end comes first too: a line that a crash cut short must not swallow the next one.
            os.write(handle, f"\n{identifier}\n".encode("ascii"))
        finally:
            os.close(handle)

    def _catch_up(self) -> None:
        """Reads what was appended since, by this window or by another one; only whole lines count."""
        try:
            with self._path.open("rb") as stream:
                stream.seek(self._read)
                added = stream.read()
        except OSError:
            return
        whole = added[: added.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.decode("ascii", "replace").split("\n"):
            self._take_in(line)

    def _take_in(self, line: str) -> None:
        head, word = line[: len(_ASKED)], line[len(_ASKED) :]
        if head == _ASKED and _IDENTIFIER.fullmatch(word):
            self._unanswered.add(word)
        elif head == _ANSWERED:
            self._unanswered.discard(word)
        elif _IDENTIFIER.fullmatch(line):
            self._known.add(line)
