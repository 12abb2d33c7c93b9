"""Ways to sign in, and to work in another thread, that the cases share."""

from __future__ import annotations

import socket
import threading

from qgis.PyQt.QtCore import QEventLoop, QTimer

from cartes_gouv_plugin.bridge.auth import SignIn
from cartes_gouv_plugin.bridge.settings import Settings
from tests.e2e.sign_in.browser import Browser

CLIENT = "cartes-gouv-plugin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def signed_in(settings: Settings, user: str = "alice") -> tuple[SignIn, Browser]:
    sign_in = SignIn(settings)
    with Browser(user=user) as browser:
        sign_in.start()
    return sign_in, browser


def in_a_thread(work) -> object:
    """Runs `work` in a plain thread while the main thread's event loop turns; returns its result or error."""
    outcome: list[object] = []

    def run() -> None:
        try:
            outcome.append(work())
        except Exception as error:  # noqa: BLE001 - handed to the test
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: None if thread.is_alive() else loop.quit())
    timer.start(10)
    loop.exec()
    thread.join()
    return outcome[0]
