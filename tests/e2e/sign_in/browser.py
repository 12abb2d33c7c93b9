"""The browser's part of a sign-in, played by a thread: follows the pages that QGIS opens, as a person would."""

from __future__ import annotations

import re
import threading
from html import unescape

import requests
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices


class Browser(QObject):
    """Stands in for the desktop's browser while it is open. `answer`: what the person does on the login page.

    `sign in`, `cancel`, or `close` (the page is closed, nothing ever comes back). `opened` are the pages' addresses.
    """

    def __init__(self, answer: str = "sign in", user: str = "alice") -> None:
        super().__init__()
        self.answer = answer
        self.user = user
        self.opened: list[str] = []
        self.came_back: list[str] = []

    def __enter__(self) -> Browser:
        for scheme in ("http", "https"):
            QDesktopServices.setUrlHandler(scheme, self, "visit")
        return self

    def __exit__(self, *_error: object) -> None:
        for scheme in ("http", "https"):
            QDesktopServices.unsetUrlHandler(scheme)

    @pyqtSlot(QUrl)
    def visit(self, url: QUrl) -> None:
        address = bytes(url.toEncoded()).decode()
        self.opened.append(address)
        if self.answer != "close":
            threading.Thread(target=self._follow, args=(address,), daemon=True).start()

    def _follow(self, address: str) -> None:
        with requests.Session() as session:
            page = session.get(address, timeout=20)
            fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
            form = {name: unescape(value) for name, value in fields.items()}
            if self.answer == "cancel":
                form["cancel"] = "1"
            else:
                form.update(username=self.user, password=self.user)
            answer = session.post(address.partition("?")[0], data=form, timeout=20, allow_redirects=False)
            back = answer.headers["Location"]
            self.came_back.append(back)
            session.get(back, timeout=20)
