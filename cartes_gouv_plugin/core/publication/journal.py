"""The journal: one row a publication with its present snapshot, events that are only added, leases between windows.

It is a hint, the server is the truth; losing it loses no data. No secret ever enters it.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Callable

from cartes_gouv_plugin.core.publication import codec
from cartes_gouv_plugin.core.publication.publication import Stage
from cartes_gouv_plugin.core.publication.record import Condition, Event, EventKind, PublicationRecord

LEASE_S = 6 * 3600.0
"""A lease ends with the process that holds it (see `presence`). The limit only serves where file locks do not work."""
EVENTS_KEPT = 500

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE publications (
        id TEXT PRIMARY KEY, snapshot TEXT NOT NULL, created REAL NOT NULL,
        owner TEXT NOT NULL DEFAULT '', leased_until REAL NOT NULL DEFAULT 0
    );
    CREATE TABLE events (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        publication TEXT NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
        at REAL NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, text TEXT NOT NULL
    );
    CREATE INDEX events_of_publication ON events (publication, number);
    """,
)
"""Step n brings version n to version n + 1; steps are only ever added."""


class Journal:
    """Safe to call from any thread. `set_aside` is where a damaged journal was moved when this one was opened."""

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], float] = time.time,
        migrations: tuple[str, ...] = MIGRATIONS,
    ) -> None:
        self._path = path
        self._now = now
        self._migrations = migrations
        self._lock = threading.RLock()
        self._version: int | None = None
        self.set_aside: Path | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = self._open()
        except sqlite3.OperationalError:
            # Locked, unwritable or no room: that is not damage, and nothing may be moved.
            raise
        except sqlite3.DatabaseError:
            self.set_aside = self._move_away()
            self._db = self._open()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def add(self, record: PublicationRecord, events: Iterable[Event] = ()) -> None:
        """A new publication. Raises `ValueError` when its id is already there."""
        with self._transaction() as db:
            try:
                db.execute(
                    "INSERT INTO publications (id, snapshot, created) VALUES (?, ?, ?)",
                    (record.id, _snapshot(record), record.created),
                )
            except sqlite3.IntegrityError as error:
                raise ValueError(f"publication {record.id} is already in the journal") from error
            _add_events(db, record.id, events)

    def amend(
        self, publication_id: str, change: Callable[[PublicationRecord], tuple[PublicationRecord, Iterable[Event]]]
    ) -> PublicationRecord | None:
        """Applies what the user decided to the present snapshot; returns the new one, None when it is gone."""
        with self._transaction() as db:
            present = _read(db, publication_id)
            if present is None:
                return None
            record, events = change(present)
            _write(db, record)
            _add_events(db, publication_id, events)
            return record

    def settle(self, record: PublicationRecord, events: Iterable[Event] = ()) -> PublicationRecord | None:
        """Saves what a turn led to, unless the user decided otherwise while it ran: then only the identifiers are kept.

        Returns what the journal holds now; None when the publication was removed meanwhile.
        """
        with self._transaction() as db:
            present = _read(db, record.id)
            if present is None:
                return None
            if present.condition is not Condition.ACTIVE:
                record = replace(present, publication=record.publication)
                events = ()
            _write(db, record)
            _add_events(db, record.id, events)
            return record

    def record(self, publication_id: str) -> PublicationRecord | None:
        with self._lock:
            return _read(self._db, publication_id)

    def records(self) -> tuple[PublicationRecord, ...]:
        """Newest first. A row that this version cannot read is passed over, and stays."""
        with self._lock:
            rows = self._db.execute("SELECT snapshot FROM publications ORDER BY created DESC, rowid DESC").fetchall()
        return tuple(record for record in (_readable(row[0]) for row in rows) if record is not None)

    def events(self, publication_id: str) -> tuple[Event, ...]:
        """Oldest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT at, kind, stage, text FROM events WHERE publication = ? ORDER BY number", (publication_id,)
            ).fetchall()
        return tuple(
            Event(at, EventKind(kind), Stage(stage) if stage else None, text) for at, kind, stage, text in rows
        )

    def changed_elsewhere(self) -> bool:
        """Has another window or process written since this was last asked?"""
        with self._lock:
            version = self._db.execute("PRAGMA data_version").fetchone()[0]
            changed = self._version is not None and version != self._version
            self._version = version
            return changed

    def remove(self, publication_id: str) -> None:
        with self._transaction() as db:
            db.execute("DELETE FROM publications WHERE id = ?", (publication_id,))

    def take(self, publication_id: str, owner: str, is_alive: Callable[[str], bool]) -> PublicationRecord | None:
        """Leases the publication to `owner` and returns it; None when another living window has it, or it is gone."""
        with self._transaction() as db:
            row = db.execute("SELECT owner, leased_until FROM publications WHERE id = ?", (publication_id,)).fetchone()
            if row is None:
                return None
            holder, until = row
            if holder not in ("", owner) and until > self._now() and is_alive(holder):
                return None
            self._lease(db, publication_id, owner)
            return _read(db, publication_id)

    def renew(self, publication_id: str, owner: str) -> bool:
        """Prolongs the lease; False when it was lost: nothing more may be done then."""
        with self._transaction() as db:
            row = db.execute("SELECT owner FROM publications WHERE id = ?", (publication_id,)).fetchone()
            if row is None or row[0] != owner:
                return False
            self._lease(db, publication_id, owner)
            return True

    def release(self, owner: str) -> None:
        """Gives back every lease of a window that ends."""
        with self._transaction() as db:
            db.execute("UPDATE publications SET owner = '', leased_until = 0 WHERE owner = ?", (owner,))

    def _lease(self, db: sqlite3.Connection, publication_id: str, owner: str) -> None:
        db.execute(
            "UPDATE publications SET owner = ?, leased_until = ? WHERE id = ?",
            (owner, self._now() + LEASE_S, publication_id),
        )

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("the journal is damaged")
            self._migrate(db)
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def _migrate(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(self._migrations):
            raise sqlite3.DatabaseError("the journal was written by a later version")
        for step, script in enumerate(self._migrations[version:], start=version + 1):
            # One transaction a step, asked again inside it: two windows may start together.
            db.execute("BEGIN IMMEDIATE")
            try:
                if db.execute("PRAGMA user_version").fetchone()[0] < step:
                    for statement in script.split(";"):
                        db.execute(statement)
                    db.execute(f"PRAGMA user_version = {step:d}")
                db.execute("COMMIT")
            except sqlite3.DatabaseError:
                db.execute("ROLLBACK")
                raise

    def _move_away(self) -> Path:
        target = self._path.with_name(f"{self._path.name}.damaged-{int(self._now())}")
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + suffix).replace(target.with_name(target.name + suffix))
        return target

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


def _snapshot(record: PublicationRecord) -> str:
    return codec.to_text(replace(record, events=()))


def _write(db: sqlite3.Connection, record: PublicationRecord) -> None:
    db.execute("UPDATE publications SET snapshot = ? WHERE id = ?", (_snapshot(record), record.id))


def _read(db: sqlite3.Connection, publication_id: str) -> PublicationRecord | None:
    row = db.execute("SELECT snapshot FROM publications WHERE id = ?", (publication_id,)).fetchone()
    return _readable(row[0]) if row is not None else None


def _readable(text: str) -> PublicationRecord | None:
    try:
        record = codec.from_text(text)
    except ValueError:
        return None
    return record if isinstance(record, PublicationRecord) else None


def _add_events(db: sqlite3.Connection, publication_id: str, events: Iterable[Event]) -> None:
    rows = [
        (publication_id, event.at, event.kind.value, event.stage.value if event.stage else "", event.text)
        for event in events
    ]
    if not rows:
        return
    db.executemany("INSERT INTO events (publication, at, kind, stage, text) VALUES (?, ?, ?, ?, ?)", rows)
    db.execute(
        "DELETE FROM events WHERE publication = ? AND number <= "
        "(SELECT number FROM events WHERE publication = ? ORDER BY number DESC LIMIT 1 OFFSET ?)",
        (publication_id, publication_id, EVENTS_KEPT),
    )
