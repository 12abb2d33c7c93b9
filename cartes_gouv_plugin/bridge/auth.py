"""The session on the platform: opened by a click, kept by QGIS's authentication manager, closed on request.

QGIS's manager is only ever asked on the main thread: its OAuth2 objects live where they are first used, and one that
was made on a worker blocks every later renewal (qgis/QGIS#59557). Workers put a question and wait for the answer.
"""

from __future__ import annotations

import base64
import json
import socket
import threading
import time
from collections import deque
from enum import Enum

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, Qt, QThread, QUrl, pyqtSignal, pyqtSlot
from qgis.PyQt.QtNetwork import QNetworkRequest

from cartes_gouv_plugin.bridge import auth_configuration as configuration
from cartes_gouv_plugin.bridge.browser_guard import BrowserGuard
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed
from cartes_gouv_plugin.bridge.sign_in_server import SignInServer
from cartes_gouv_plugin.core.errors import CartesGouvError, Offline

# A worker gives up after this many seconds: the main thread may be waiting for that very worker.
MAIN_THREAD_PATIENCE = 20.0
# QGIS renews a token that has less than two minutes left; from then on a renewal may be lost with the connection.
RENEWAL_MARGIN = 180.0


class SignInStatus(Enum):
    """Where the session stands."""

    SIGNED_OUT = "signed out"
    SIGNING_IN = "signing in"
    SIGNED_IN = "signed in"
    EXPIRED = "expired"


class _Question:
    """What a worker wants to know, and the answer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answered = threading.Event()
        self.header = ""
        self.error: CartesGouvError | None = None
        self.given_up = False


class SignIn(QObject):
    """The session of one profile. Lives on the main thread; `authorization` may be called from any thread.

    A session kept in the profile by QGIS counts as open until the server says otherwise.
    """

    changed = pyqtSignal()
    _asked = pyqtSignal(object)
    _refused = pyqtSignal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._server = SignInServer(settings.sso_url)
        self._authcfg = settings.authcfg or configuration.own_configuration(settings) or ""
        self._status = SignInStatus.SIGNED_IN if self._has_kept_session() else SignInStatus.SIGNED_OUT
        self._aborted = False
        self._busy = False
        self._questions: deque[_Question] = deque()
        self._header_expires: float | None = 0.0
        self._asked.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def status(self) -> SignInStatus:
        return self._status

    def start(self) -> None:
        """Signs in, in the browser if need be; returns when the session is open. Only on the user's click.

        Blocks in an event loop of its own: the interface stays alive, `abort` ends the wait.
        Raises `SignInFailed`, which says what to do.
        """
        if self._busy:
            raise SignInFailed(Problem.UNDER_WAY)
        self._aborted = False
        self._busy = True
        before = self._status
        self._become(SignInStatus.SIGNING_IN)
        try:
            self._open_session()
            self._become(SignInStatus.SIGNED_IN)
        finally:
            self._busy = False
            if self._status is SignInStatus.SIGNING_IN:
                self._become(SignInStatus.SIGNED_OUT if before is SignInStatus.SIGNED_IN else before)
            self._answer_waiting()

    def abort(self) -> None:
        """Ends a sign-in that waits for the browser. `start` then raises `SignInFailed`."""
        self._aborted = True
        QgsNetworkAccessManager.instance().abortAuthBrowser()

    def sign_out(self) -> None:
        """Forgets the session, in memory and in the profile; the stored identifier of the client stays.

        Raises `SignInFailed` when the tokens' file cannot be deleted; the session is closed here all the same.
        """
        self._become(SignInStatus.SIGNED_OUT)
        self._header_expires = 0.0
        if self._authcfg:
            configuration.forget_tokens(self._authcfg)

    def end_session_address(self) -> str:
        """The page that closes the session on the server too, "" when the server offers none. Asks the server."""
        return self._server.end_session_address(self._settings.client_id)

    def refused(self) -> None:
        """To be called, from any thread, when the platform refuses the header (401): the tokens are worth nothing."""
        self._refused.emit()

    def authorization(self, url: str) -> str:
        """The value of the Authorization header for `url`. Never opens a browser, never asks for a password.

        Raises `SignInNeeded` when only the user can help, `Offline` when the sign-in server or QGIS does not answer.
        """
        if QThread.currentThread() == self.thread():
            if self._busy:
                raise SignInFailed(Problem.UNDER_WAY)
            return self._header(url)
        question = _Question(url)
        self._asked.emit(question)
        if not question.answered.wait(MAIN_THREAD_PATIENCE):
            question.given_up = True
            raise Offline("QGIS's main thread did not give the authorization in time")
        if question.error is not None:
            raise question.error
        return question.header

    def _has_kept_session(self) -> bool:
        if not self._authcfg:
            return False
        method = configuration.method_of(self._authcfg)
        return bool(method) and (method != configuration.METHOD or configuration.tokens_file(self._authcfg).is_file())

    def _open_session(self) -> None:
        configuration.require_database()
        if not self._settings.authcfg:
            self._authcfg = configuration.store_own_configuration(self._settings)
        if not configuration.method_of(self._authcfg):
            raise SignInFailed(Problem.UNKNOWN_CONFIGURATION, subject=self._authcfg)
        configuration.require_known_flow(self._authcfg)
        login = configuration.browser_login_of(self._authcfg)
        if login is not None:
            self._server.require()
            _require_port(login.port)
        began = time.monotonic()
        header = self._ask_qgis(self._settings.api_url)
        if header:
            return
        if self._aborted:
            raise SignInFailed(Problem.ABANDONED)
        if login is not None and time.monotonic() - began >= login.patience - 1:
            raise SignInFailed(Problem.TIMED_OUT)
        if configuration.method_of(self._authcfg) == configuration.METHOD:
            raise SignInFailed(Problem.REFUSED)
        raise SignInFailed(Problem.NO_HEADER, subject=self._authcfg)

    @pyqtSlot(object)
    def _take(self, question: _Question) -> None:
        self._questions.append(question)
        if not self._busy:
            self._answer_waiting()

    def _answer_waiting(self) -> None:
        """One at a time: QGIS renews in a nested event loop, in which further questions arrive."""
        while self._questions and not self._busy:
            question = self._questions.popleft()
            if question.given_up:
                continue
            self._busy = True
            try:
                question.header = self._header(question.url)
            except CartesGouvError as error:
                question.error = error
            finally:
                self._busy = False
                question.answered.set()

    def _header(self, url: str) -> str:
        if self._status is not SignInStatus.SIGNED_IN:
            expired = self._status is SignInStatus.EXPIRED
            raise SignInFailed(Problem.EXPIRED if expired else Problem.NEVER_SIGNED_IN)
        if not configuration.can_open_silently():
            raise SignInFailed(Problem.LOCKED)
        if self._header_expires is not None and self._header_expires - time.time() < RENEWAL_MARGIN:
            self._require_server_for_renewal()
        with BrowserGuard(self._settings.sso_url):
            header = self._ask_qgis(url)
        if not header:
            self._end()
            raise SignInFailed(Problem.EXPIRED)
        return header

    def _require_server_for_renewal(self) -> None:
        """QGIS throws the session away when a renewal finds no server: make sure that there is one."""
        if configuration.method_of(self._authcfg) != configuration.METHOD:
            return
        try:
            self._server.require()
        except SignInFailed as error:
            raise Offline(str(error)) from error

    def _ask_qgis(self, url: str) -> str:
        request = QNetworkRequest(QUrl(url))
        accepted, request = QgsApplication.authManager().updateNetworkRequest(request, self._authcfg)
        if not accepted:
            return ""
        header = bytes(request.rawHeader(b"Authorization")).decode("latin-1")
        self._header_expires = _expiry(header)
        return header

    @pyqtSlot()
    def _end(self) -> None:
        if self._status is not SignInStatus.SIGNED_IN:
            return
        self._header_expires = 0.0
        self._become(SignInStatus.EXPIRED)
        configuration.forget_tokens(self._authcfg)

    def _become(self, status: SignInStatus) -> None:
        if status is not self._status:
            self._status = status
            self.changed.emit()


def _require_port(port: int) -> None:
    """Raises `SignInFailed` when another program listens on the port that the browser has to answer on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
            probe.listen(1)
        except OSError as error:
            raise SignInFailed(Problem.PORT_BUSY, subject=str(port)) from error


def _expiry(header: str) -> float | None:
    """When a token ends, in seconds since 1970, if it says so itself (a JWT); None otherwise. A hint, never a proof."""
    parts = header.rpartition(" ")[2].split(".")
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return None
    expires = claims.get("exp") if isinstance(claims, dict) else None
    return float(expires) if isinstance(expires, (int, float)) else None
