"""Heavy work (GDAL, tippecanoe) in child processes: the API stays quick, and its memory small."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def _leave_with_parent() -> None:
    """A killed emulator cannot say goodbye: each child watches it, and leaves when it is gone."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _ready() -> int:
    # Loaded ahead of the first delivery, so that it does not pay for it.
    from emulator.work import checks, database  # noqa: F401

    return os.getpid()


class Workshop:
    """`do(function, *arguments)` runs a module-level function in a child process and waits for its result."""

    def __init__(self, workers: int = 2) -> None:
        self._workers = workers
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def warm_up(self) -> Future:
        return self._get().submit(_ready)

    def do(self, function: Callable, *arguments: object) -> object:
        """A child that died (memory, GDAL) is replaced; the work is tried once more."""
        try:
            return self._get().submit(function, *arguments).result()
        except BrokenProcessPool:
            with self._lock:
                self._pool = None
            return self._get().submit(function, *arguments).result()

    def close(self) -> None:
        with self._lock:
            if self._pool is None:
                return
            # Work in progress is given up: its job is a row, and the next start does it again.
            for process in multiprocessing.active_children():
                process.terminate()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _get(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_leave_with_parent)
            return self._pool
