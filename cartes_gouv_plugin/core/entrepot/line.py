"""The line on which a file travels, so that another thread can cut it at once, even while it is stalled."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any

from requests.adapters import HTTPAdapter


class Line:
    """One file's way to the server. `cut` may be called from any thread, before, while or after the file is sent."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._cut = False

    @property
    def is_cut(self) -> bool:
        return self._cut

    def cut(self) -> None:
        with self._lock:
            self._cut = True
            self._shut()

    def attach(self, connected: socket.socket) -> None:
        with self._lock:
            self._socket = connected
            if self._cut:
                self._shut()

    def detach(self) -> None:
        with self._lock:
            self._socket = None

    def _shut(self) -> None:
        if self._socket is not None:
            # Shutting down wakes a blocked send or read; closing would not. It may be closed already: nothing to wake.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class LineAdapter(HTTPAdapter):
    """The usual adapter of requests, which tells a `Line` the socket of each connection that it opens."""

    def __init__(self, line: Line) -> None:
        self._line = line
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self._watch(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        known = dict(self.proxy_manager)
        manager = super().proxy_manager_for(*args, **kwargs)
        if manager not in known.values():
            self._watch(manager)
        return manager

    def _watch(self, manager: Any) -> None:
        line = self._line

        def watched(pool_class: Any) -> Any:
            class Connection(pool_class.ConnectionCls):  # type: ignore[misc]
                def connect(self) -> None:
                    super().connect()
                    line.attach(self.sock)

            return type(pool_class.__name__, (pool_class,), {"ConnectionCls": Connection})

        pools = manager.pool_classes_by_scheme
        manager.pool_classes_by_scheme = {scheme: watched(pool_class) for scheme, pool_class in pools.items()}
