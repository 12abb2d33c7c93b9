"""Heavy work (GDAL, tippecanoe) in child processes: the API stays quick, and its memory small."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
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


class WorkFailed(Exception):
    """The work raised, or killed its process twice: its own fault, not the emulator's end."""


class Workshop:
    """`do(function, *arguments)` runs a module-level function in a child process and waits for its result."""

    def __init__(self, workers: int = 2) -> None:
        self._workers = workers
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def warm_up(self) -> Future:
        return self._get().submit(_ready)

    def do(self, function: Callable, *arguments: object) -> object:
        """A child that died (memory, GDAL) is replaced, and the work tried once more; `WorkFailed` after that.

        Raises `CancelledError` when the workshop closes: the work is to be done again at the next start.
        """
        for _ in range(2):
            pool = self._get()
            try:
                return pool.submit(function, *arguments).result()
            except BrokenProcessPool:
                self._replace(pool)
            except CancelledError:
                raise
            except Exception as error:
                raise WorkFailed(f"{type(error).__name__}: {error}") from error
        raise WorkFailed("the process died twice")

    def close(self) -> None:
        """Work in progress is given up."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        for process in multiprocessing.active_children():
            process.terminate()
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = None

    def _get(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_leave_with_parent)
            return self._pool
