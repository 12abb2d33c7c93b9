"""Who is signed in and where they may publish: asked in the background, kept for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from cartes_gouv_plugin.bridge.auth import SignInStatus
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import PREFIX
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Datastore, User
from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.publication.destination import Destination, destinations

DATASTORE_KEY = PREFIX + "datastore"
JOIN_WATCH_MS = 5_000
JOIN_WATCH_ROUNDS = 60


@dataclass(frozen=True)
class Standing:
    """What is known of the user. `destination`: the datastore in use; None when none was joined."""

    user: User
    destinations: tuple[Destination, ...]
    destination: Destination | None = None
    datastore: Datastore | None = None

    @property
    def sandbox_joined(self) -> bool:
        return any(each.sandbox for each in self.destinations)


class Account(QObject):
    """Lives on the main thread. `changed` says that one of the properties is different; nothing here waits.

    `located` carries the datastore in use as soon as it is known, whenever it is asked: what is in it can be asked
    while the platform still tells about the datastore itself.
    """

    changed = pyqtSignal()
    located = pyqtSignal(str)

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._task: Work | None = None
        self._running: set[Work] = set()
        self._asked_for = ""
        self._standing: Standing | None = None
        self._error: CartesGouvError | None = None
        self._closed = False
        self._watch_rounds = 0
        self._watch = QTimer(self)
        self._watch.setInterval(JOIN_WATCH_MS)
        self._watch.timeout.connect(self._watch_joining)
        if connection.sign_in is not None:
            connection.sign_in.changed.connect(self._session_changed)

    @property
    def status(self) -> SignInStatus:
        sign_in = self._connection.sign_in
        return SignInStatus.SIGNED_IN if sign_in is None else sign_in.status

    @property
    def can_sign_out(self) -> bool:
        """False when the environment gave the access token."""
        return self._connection.sign_in is not None

    @property
    def standing(self) -> Standing | None:
        """None until the platform has answered, and when nobody is signed in."""
        return self._standing

    @property
    def error(self) -> CartesGouvError | None:
        """Why the last question, or the last sign-in, did not succeed."""
        return self._error

    def refresh(self) -> None:
        """Asks the platform again, unless nobody is signed in or a question is under way."""
        if self._task is not None or self.status is not SignInStatus.SIGNED_IN:
            return
        self._asked_for = wanted = _wanted()
        client = self._connection.client()
        self._start(lambda: _who(client, wanted), self._located)

    def choose(self, datastore: str) -> None:
        """Works in another datastore from now on; asked once more when another question is under way."""
        QgsSettings().setValue(DATASTORE_KEY, datastore)
        self.refresh()

    def sign_in(self) -> None:
        """On the user's click: opens the browser. The interface stays alive; `abort_sign_in` ends it."""
        if self._connection.sign_in is None:
            return
        self._error = None
        try:
            self._connection.sign_in.start()
        except CartesGouvError as error:
            self._error = error
            self.changed.emit()

    def abort_sign_in(self) -> None:
        if self._connection.sign_in is not None:
            self._connection.sign_in.abort()

    def sign_out(self) -> None:
        if self._connection.sign_in is None:
            return
        try:
            self._connection.sign_in.sign_out()
        except CartesGouvError as error:
            self._error = error
        self.changed.emit()

    def sign_out_everywhere(self) -> str:
        """Signs out, and returns the page that ends the session on the server too: "" when the server offers none.

        A server that does not answer is told in `error`; the session is closed here all the same.
        """
        sign_in = self._connection.sign_in
        if sign_in is None:
            return ""
        page, trouble = "", None
        try:
            page = sign_in.end_session_address()
        except CartesGouvError as error:
            trouble = error
        self._error = None
        self.sign_out()
        if trouble is not None and self._error is None:
            self._error = trouble
            self.changed.emit()
        return page

    def watch_joining(self) -> None:
        """Asks every few seconds, for five minutes at most, whether the sandbox has been joined on the website."""
        self._watch_rounds = JOIN_WATCH_ROUNDS
        self._watch.start()

    def close(self) -> None:
        """Nothing is told any more; what runs ends by itself."""
        self._closed = True
        self._watch.stop()
        end_all(self._running)

    def _session_changed(self) -> None:
        """What is being asked is about whoever was there before."""
        self._task = None
        if self.status is SignInStatus.SIGNED_IN:
            self.refresh()
        else:
            self._standing = None
        self.changed.emit()

    def _watch_joining(self) -> None:
        self._watch_rounds -= 1
        if self._watch_rounds <= 0 or (self._standing is not None and self._standing.sandbox_joined):
            self._watch.stop()
            return
        self.refresh()

    def _start(self, question: Callable[[], Standing], answered: Callable[[Work], None]) -> None:
        def ended(work: Work) -> None:
            self._running.discard(work)
            if self._task is work and not self._closed:
                self._task = None
                answered(work)

        self._task = Work("cartes.gouv.fr", HIDDEN, lambda _work: question(), ended)
        self._running.add(self._task)
        QgsApplication.taskManager().addTask(self._task)

    def _located(self, work: Work) -> None:
        """Where this user may publish is known; what that datastore is comes next."""
        place = work.result.destination if work.error is None else None
        if place is None:
            self._answered(work)
            return
        client, standing = self._connection.client(), work.result
        self._start(lambda: replace(standing, datastore=client.datastore(place.datastore)), self._answered)
        self.located.emit(place.datastore)

    def _answered(self, work: Work) -> None:
        if isinstance(work.error, CartesGouvError):
            self._error = work.error
        elif work.error is None:
            self._standing, self._error = work.result, None
        self.changed.emit()
        if _wanted() != self._asked_for:
            self.refresh()


def _wanted() -> str:
    """The datastore that was chosen the last time; empty before any choice."""
    return str(QgsSettings().value(DATASTORE_KEY, "") or "")


def _who(client: EntrepotClient, wanted: str) -> Standing:
    """Without the datastore's own properties."""
    user = client.me()
    places = destinations(user)
    place = next((each for each in places if each.datastore == wanted), places[0] if places else None)
    return Standing(user, places, place)
