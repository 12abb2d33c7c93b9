"""The sign-in server, seen through QGIS's own network: is it there, and where does it close a session?"""

from __future__ import annotations

import json
from urllib.parse import urlencode, urlsplit

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from cartes_gouv_plugin.bridge.settings import SettingRefused, safe_address
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed

# In milliseconds.
_PATIENCE = 10_000
_LONGEST_DESCRIPTION = 200_000


class SignInServer:
    """An OpenID Connect issuer. For the main thread: waits in an event loop, so that the interface stays alive."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    def require(self) -> None:
        """Raises `SignInFailed` when nobody answers at the issuer's address."""
        self._description()

    def end_session_address(self, client_id: str) -> str:
        """The page that ends the browser's session, "" when the issuer offers none on its own host, over https."""
        content = self._description()
        try:
            description = json.loads(content)
            address = safe_address("end_session_endpoint", str(description["end_session_endpoint"]))
        except (ValueError, TypeError, KeyError, RecursionError, SettingRefused):
            return ""
        if urlsplit(address).netloc != urlsplit(self._issuer).netloc:
            return ""
        return f"{address}?{urlencode({'client_id': client_id})}"

    def _description(self) -> bytes:
        request = QNetworkRequest(QUrl(f"{self._issuer}/.well-known/openid-configuration"))
        reply = QgsNetworkAccessManager.instance().get(request)
        waiting = QEventLoop()
        reply.finished.connect(waiting.quit)
        QTimer.singleShot(_PATIENCE, waiting.quit)
        if not reply.isFinished():
            waiting.exec()
        answered = reply.isFinished() and _came_from_the_server(reply)
        content = bytes(reply.read(_LONGEST_DESCRIPTION)) if answered else b""
        if not reply.isFinished():
            reply.abort()
        reply.deleteLater()
        if not answered:
            raise SignInFailed(Problem.UNREACHABLE, subject=urlsplit(self._issuer).netloc)
        return content


def _came_from_the_server(reply: QNetworkReply) -> bool:
    """A refusal is an answer too; a proxy's is not, nor a gateway's."""
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    return isinstance(status, int) and status not in (407, 502, 503, 504)
