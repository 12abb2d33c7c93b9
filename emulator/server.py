"""The HTTP server, ended by SIGINT or SIGTERM without haste: what the application opened is closed after it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator

import uvicorn

from emulator.connection import CuttableProtocol


class _Server(uvicorn.Server):
    """uvicorn raises the signal again when it has stopped, which would end the process before its clean-up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def stoppable(app: object) -> uvicorn.Server:
    """A server for this application, whose connections a fault can cut."""
    config = uvicorn.Config(
        app,
        http=CuttableProtocol,
        ws="none",
        loop="asyncio",
        log_level="warning",
        access_log=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
        lifespan="off",
    )
    return _Server(config)
