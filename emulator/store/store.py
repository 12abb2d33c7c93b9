"""The document store. One connection behind one lock: every change is committed before its answer leaves.

WAL with `synchronous=NORMAL` loses nothing when the process is killed; only a power cut could take the last commits.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from emulator.store.query import Query, compose
from emulator.store.schema import SCHEMA, columns_of, marks_of

_BATCH = 500
_INSERT = (
    "INSERT OR REPLACE INTO entity(id, kind, datastore, name, type, status, layer_name, "
    "creation, last_event, size, doc) VALUES(?,?,?,?,?,?,?,?,?,?,?)"
)


class Store:
    """Entities by kind and id. `transaction()` nests: the outermost one commits, or undoes all on an exception."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def rows(self, sql: str, arguments: Iterable[object] = ()) -> list[tuple]:
        with self._lock:
            return self._connection.execute(sql, tuple(arguments)).fetchall()

    def find(self, kind: str, identifier: str) -> dict | None:
        rows = self.rows("SELECT doc FROM entity WHERE id=? AND kind=?", (identifier, kind))
        return json.loads(rows[0][0]) if rows else None

    def get(self, kind: str, identifier: str) -> dict:
        """Like `find`, for an entity that must be there; raises `KeyError`."""
        doc = self.find(kind, identifier)
        if doc is None:
            raise KeyError(f"{kind} {identifier}")
        return doc

    def save(self, kind: str, datastore: str, doc: dict) -> dict:
        with self.transaction():
            self._connection.execute(_INSERT, self._row(kind, datastore, doc))
            before = {
                (role, value) for role, value in self.rows("SELECT role, value FROM mark WHERE entity=?", (doc["_id"],))
            }
            after = marks_of(kind, doc)
            for role, value in before - after:
                self._connection.execute(
                    "DELETE FROM mark WHERE entity=? AND role=? AND value=?", (doc["_id"], role, value)
                )
            for role, value in after - before:
                self._connection.execute(
                    "INSERT INTO mark(entity, role, value) VALUES(?,?,?)", (doc["_id"], role, value)
                )
        return doc

    def save_new(self, entities: Iterable[tuple[str, str, dict]]) -> None:
        """Many new entities: `(kind, datastore, document)`; they are never all in memory."""
        source = iter(entities)
        with self.transaction():
            while batch := list(islice(source, _BATCH)):
                self._connection.executemany(_INSERT, (self._row(*item) for item in batch))
                self._connection.executemany(
                    "INSERT OR IGNORE INTO mark(entity, role, value) VALUES(?,?,?)",
                    ((doc["_id"], role, value) for kind, _, doc in batch for role, value in marks_of(kind, doc)),
                )

    def remove(self, kind: str, identifier: str) -> None:
        with self.transaction():
            self._connection.execute("DELETE FROM entity WHERE id=? AND kind=?", (identifier, kind))
            self._connection.execute("DELETE FROM mark WHERE entity=?", (identifier,))

    def select(self, query: Query) -> list[dict]:
        """The page is found in the indexes alone; only its own documents are read."""
        with self._lock:
            found = [row[0] for row in self.rows(*compose(query))]
            docs: dict[str, str] = {}
            for first in range(0, len(found), _BATCH):
                batch = found[first : first + _BATCH]
                marks = ",".join("?" * len(batch))
                docs.update(self.rows(f"SELECT id, doc FROM entity WHERE id IN ({marks})", batch))
        return [json.loads(docs[identifier]) for identifier in found]

    def count(self, query: Query) -> int:
        sql, arguments = compose(query, counting=True)
        return self.rows(sql, arguments)[0][0]

    def datastore_of(self, identifier: str) -> str:
        return self.rows("SELECT datastore FROM entity WHERE id=?", (identifier,))[0][0]

    def setting(self, key: str) -> str | None:
        rows = self.rows("SELECT value FROM setting WHERE key=?", (key,))
        return rows[0][0] if rows else None

    def set_setting(self, key: str, value: str) -> None:
        with self.transaction():
            self._connection.execute("INSERT OR REPLACE INTO setting(key, value) VALUES(?,?)", (key, value))

    def execute(self, sql: str, arguments: Iterable[object] = ()) -> int:
        """Runs one changing statement in a transaction; returns the last row id."""
        with self.transaction():
            return self._connection.execute(sql, tuple(arguments)).lastrowid or 0

    def clear(self) -> None:
        with self.transaction():
            for table in ("entity", "mark", "job", "setting"):
                self._connection.execute(f"DELETE FROM {table}")

    @staticmethod
    def _row(kind: str, datastore: str, doc: dict) -> tuple[object, ...]:
        return (
            doc["_id"],
            kind,
            datastore,
            *columns_of(doc),
            json.dumps(doc, ensure_ascii=False, separators=(",", ":")),
        )
