"""Work that outlives its request. Jobs are rows: a killed emulator finds them again and starts each one anew.

A handler must therefore bear being run twice. Two steps are two jobs (start, finish): no thread waits for time to pass.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from emulator.clock import Clock
from emulator.store.store import Store

Handler = Callable[[str, dict], None]
_log = logging.getLogger(__name__)


class Jobs:
    """Runs each due job in a small pool of threads. `add` inside a transaction commits with it."""

    def __init__(self, store: Store, clock: Clock, threads: int = 4) -> None:
        self._store = store
        self._clock = clock
        self._threads = threads
        self._handlers: dict[str, Handler] = {}
        self._running: set[int] = set()
        self._wake = threading.Event()
        self._stopped = False
        self._pool: ThreadPoolExecutor | None = None
        self._thread: threading.Thread | None = None
        clock.on_move(self._wake.set)

    def register(self, name: str, handler: Handler) -> None:
        self._handlers[name] = handler

    def add(self, name: str, entity: str, delay: float, **payload: object) -> None:
        """Runs `name(entity, payload)` once emulated time has passed `delay` seconds."""
        due = self._clock.timestamp() + delay
        self._store.execute(
            "INSERT INTO job(name, entity, due, payload) VALUES(?,?,?,?)", (name, entity, due, json.dumps(payload))
        )
        self._wake.set()

    def forget(self, entity: str) -> None:
        """Drops what was still to be done for this entity."""
        self._store.execute("DELETE FROM job WHERE entity=?", (entity,))

    def pending(self) -> int:
        return self._store.rows("SELECT COUNT(*) FROM job")[0][0]

    def start(self) -> None:
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="job")
        self._thread = threading.Thread(target=self._dispatch, name="jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _dispatch(self) -> None:
        while not self._stopped:
            self._wake.clear()
            self._wake.wait(self._start_due())

    def _start_due(self) -> float | None:
        """Hands due jobs to the pool; returns the seconds until the next one, None when there is none."""
        now = self._clock.timestamp()
        rows = self._store.rows("SELECT id, name, entity, payload, due FROM job ORDER BY due, id LIMIT 64")
        for row in rows:
            if row[0] in self._running:
                continue
            if row[4] > now:
                return row[4] - now
            self._running.add(row[0])
            self._pool.submit(self._run, row[0], row[1], row[2], json.loads(row[3]))
        return None

    def _run(self, number: int, name: str, entity: str, payload: dict) -> None:
        try:
            self._handlers[name](entity, payload)
        except Exception:  # noqa: BLE001  (one job must not stop the others; the trace is logged)
            if self._stopped:
                return  # interrupted by the end of the emulator: the row stays, the next start takes it up
            _log.exception("job %s of %s failed", name, entity)
        self._store.execute("DELETE FROM job WHERE id=?", (number,))
        self._running.discard(number)
        self._wake.set()
