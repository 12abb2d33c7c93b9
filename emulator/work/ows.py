"""The public map services: QGIS Server in child processes, so that the API never waits nor falls with it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from emulator.work.published import OwsAnswer, OwsRequest, PublishedLayer, ServiceKind, exception_report

__all__ = ["OwsAnswer", "OwsServer", "PublishedLayer"]

PROJECT_ROOT = Path(__file__).resolve().parents[2]
ANSWER_SECONDS = 120.0
"""After that the child is deemed stuck: it is ended and another one takes its place."""


class _Worker:
    """One child process and the line to it; one request at a time."""

    def __init__(self, workdir: Path) -> None:
        self._workdir = workdir
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def ask(self, request: OwsRequest) -> OwsAnswer:
        """Answer the request; a child that died or hangs is replaced, and asked again once if it had died before."""
        with self._lock:
            was_running = self._process is not None
            try:
                return self._exchange(request)
            except (EOFError, OSError):
                self._stop()
                if not was_running:
                    return exception_report("The map server stopped while answering", "NoApplicableCode", 500)
            try:
                return self._exchange(request)
            except (EOFError, OSError):
                self._stop()
                return exception_report("The map server stopped while answering", "NoApplicableCode", 500)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _exchange(self, request: OwsRequest) -> OwsAnswer:
        line = self._line or self._start()
        line.send(request)
        if not line.poll(ANSWER_SECONDS):
            self._stop()
            return exception_report("The map server did not answer in time", "NoApplicableCode", 504)
        answer: OwsAnswer = line.recv()
        return answer

    def _start(self) -> Connection:
        self._workdir.mkdir(parents=True, exist_ok=True)
        ours, theirs = socket.socketpair()
        search_path = os.pathsep.join(filter(None, [str(PROJECT_ROOT), os.environ.get("PYTHONPATH", "")]))
        environment = {**os.environ, "PYTHONPATH": search_path, "QT_QPA_PLATFORM": "offscreen"}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "emulator.work.ows_worker", str(theirs.fileno()), str(self._workdir)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=(self._workdir / "qgis_server.log").open("ab"),
                env=environment,
            )
        self._line = Connection(ours.detach())
        return self._line

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None


class OwsServer:
    """WFS and WMS-Vecteur of every endpoint; one child per kind, started at its first request."""

    def __init__(self, workdir: Path) -> None:
        self._workers: dict[str, _Worker] = {kind: _Worker(workdir / kind) for kind in ("wfs", "wms-v")}

    def serve(
        self,
        kind: ServiceKind,
        endpoint_id: str,
        layers: Sequence[PublishedLayer],
        query_string: str,
        method: str,
        body: bytes,
        base_url: str,
    ) -> OwsAnswer:
        """Answer one OGC request about the layers published on the endpoint."""
        del endpoint_id  # the layers say everything; the endpoint is there for the caller's logs
        return self._workers[kind].ask(OwsRequest(kind, tuple(layers), base_url, query_string, method, body))

    def pids(self) -> dict[str, int]:
        """The running children, by kind."""
        return {kind: worker.pid for kind, worker in self._workers.items() if worker.pid is not None}

    def close(self) -> None:
        """End the children."""
        for worker in self._workers.values():
            worker.close()
