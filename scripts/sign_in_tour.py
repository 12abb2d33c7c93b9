"""Runs inside QGIS: signs in with a real browser, takes a picture of each step, then lets the session end."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(os.environ["TOUR_ROOT"])
sys.path.append(str(ROOT))

from qgis.core import QgsApplication  # noqa: E402 - the folder above must be known first
from qgis.PyQt.QtCore import QObject, QTimer, QUrl, pyqtSlot  # noqa: E402
from qgis.PyQt.QtGui import QDesktopServices  # noqa: E402
from qgis.PyQt.QtWidgets import QApplication  # noqa: E402
from qgis.utils import iface, plugins  # noqa: E402

from scripts.browser import chromium  # noqa: E402
from scripts.walk import Condition, Walk, leave  # noqa: E402

FOLDER = Path(os.environ["TOUR_FOLDER"])
SIGN_IN = "document.querySelector('[name=username]').value = document.querySelector('[name=password]').value = 'alice'"


class RealBrowser(QObject):
    """Opens the pages that QGIS asks for in Chromium, signs Alice in, and takes pictures of what she sees."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = False
        QDesktopServices.setUrlHandler("http", self, "visit")

    @pyqtSlot(QUrl)
    def visit(self, url: QUrl) -> None:
        threading.Thread(target=self._follow, args=(bytes(url.toEncoded()).decode(),), daemon=True).start()

    def _follow(self, address: str) -> None:
        with chromium() as page:
            page.open(address, "document.querySelector('form')", 900, 700)
            page.picture(FOLDER / "3-login-page.png")
            page.evaluate(SIGN_IN)
            page.evaluate("document.querySelector('form button').click()")
            while page.evaluate("Boolean(document.querySelector('[name=username]'))"):
                threading.Event().wait(0.2)
            page.picture(FOLDER / "4-back-in-the-browser.png")
        self.closed = True


def picture(name: str) -> None:
    QApplication.processEvents()
    WORKBENCH.dock.parentWidget().grab().save(str(FOLDER / f"{name}-dock.png"))
    iface.mainWindow().grab().save(str(FOLDER / f"{name}.png"))


def steps() -> Iterator[Condition]:
    account = WORKBENCH.account
    iface.mainWindow().setGeometry(QApplication.primaryScreen().availableGeometry())
    iface.messageBar().clearWidgets()
    WORKBENCH.dock_wanted.emit()
    yield lambda: WORKBENCH.dock.isVisible()
    picture("1-signed-out")
    opened = RealBrowser()
    QTimer.singleShot(0, account.sign_in)
    yield lambda: account.status.name == "SIGNING_IN"
    picture("2-waiting-for-the-browser")
    yield lambda: opened.closed and account.standing is not None
    picture("5-signed-in")
    QDesktopServices.unsetUrlHandler("http")
    (FOLDER / "end-the-session").touch()
    yield lambda: not (FOLDER / "end-the-session").exists()
    account.refresh()
    yield lambda: account.status.name == "EXPIRED"
    picture("6-session-ended")


QgsApplication.authManager().setMasterPassword("pictures", True)
WORKBENCH = plugins["cartes_gouv_plugin"].workbench
WALK = Walk(steps(), leave)
