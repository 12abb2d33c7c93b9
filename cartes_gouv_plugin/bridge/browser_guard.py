"""Keeps QGIS's authentication manager from opening a browser that nobody asked for.

QGIS renews an OAuth2 session by itself, and starts a new sign-in in the browser when the renewal is refused, even in
the middle of a background request. Under this guard such a start is turned into a refusal at once.
"""

from __future__ import annotations

from types import TracebackType

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl, pyqtSignal, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices

_SCHEMES = ("http", "https")
# In milliseconds.
_PERIOD = 50


class BrowserGuard(QObject):
    """A context, for the main thread. Pages of `server` are refused while it is open; other pages open as usual."""

    _refused = pyqtSignal()

    def __init__(self, server: str) -> None:
        super().__init__()
        self._server = QUrl(server)
        # QGIS asks for the page before it begins to wait for the browser, and the wait can be ended only once it has
        # begun: ask until the context closes.
        self._ending = QTimer(self)
        self._ending.setInterval(_PERIOD)
        self._ending.timeout.connect(QgsNetworkAccessManager.instance().abortAuthBrowser)
        self._refused.connect(self._ending.start, Qt.ConnectionType.QueuedConnection)

    def __enter__(self) -> BrowserGuard:
        for scheme in _SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "visit")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.stop()
        for scheme in _SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)

    @pyqtSlot(QUrl)
    def visit(self, url: QUrl) -> None:
        """Called by Qt in the place of the browser, on the thread of QGIS's OAuth2 objects."""
        if url.host() == self._server.host() and url.port() == self._server.port():
            self._refused.emit()
            return
        QDesktopServices.unsetUrlHandler(url.scheme())
        QDesktopServices.openUrl(url)
        QDesktopServices.setUrlHandler(url.scheme(), self, "visit")
