"""The plugin's one way to the platform: the settings, the session, the network of QGIS and the gate, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cartes_gouv_plugin.bridge.auth import SignIn
from cartes_gouv_plugin.bridge.network import QgisNetwork, user_agent
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.bridge.sign_in_problem import SignInFailed
from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport, Transport
from cartes_gouv_plugin.core.errors import EntrepotError, SignInNeeded
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.patience import PatientTransport
from cartes_gouv_plugin.core.publication.unfinished import JOURNAL_NAME

REGISTER_NAME = "created.txt"
AUTHORITIES_FOLDER = "authorities"


@dataclass(frozen=True)
class Asking:
    """A client and an ownership whose questions outlast a passing trouble."""

    client: EntrepotClient
    ownership: Ownership


class Connection:
    """Gives authorised clients. Made on the main thread; `client` may be called from any thread.

    With an access token from the environment nobody signs in and `sign_in` is None. `ownership` answers whose an
    entity is; every client obeys it.
    """

    def __init__(self, settings: Settings, plugin_version: str = "0") -> None:
        self.settings = settings
        self.sign_in = SignIn(settings) if settings.access_token is None else None
        self._network = QgisNetwork(settings.home / AUTHORITIES_FOLDER)
        transport: Transport = RequestsTransport(
            settings.api_url,
            authorization=self._authorization,
            dress=self._network.dress,
            user_agent=user_agent(plugin_version),
        )
        self._register = Register(settings.home / REGISTER_NAME)
        if self.sign_in is not None:
            transport = _Watched(transport, self.sign_in)
        self._transport = transport
        self.ownership = self._ownership(transport)
        self._client = gated_client(transport, self.ownership)
        if self.sign_in is not None:
            self.sign_in.changed.connect(self.ownership.forget)

    def client(self) -> EntrepotClient:
        """One client for all: it holds no state, and its transport keeps one session of `requests` per thread."""
        return self._client

    def asking(self, wait: Callable[[EntrepotError, float], None]) -> Asking:
        """For the length of one run without a window; `wait` as in `PatientTransport`. Not for publications, which
        wait by themselves: another window must see that they do.
        """
        patient = PatientTransport(self._transport, wait)
        ownership = self._ownership(patient)
        return Asking(gated_client(patient, ownership), ownership)

    def close(self) -> None:
        """Lets go of the session's object; the session itself stays open in QGIS. Nothing can be asked afterwards."""
        if self.sign_in is not None:
            self.sign_in.changed.disconnect(self.ownership.forget)
            self.sign_in.deleteLater()

    def _ownership(self, transport: Transport) -> Ownership:
        return Ownership(EntrepotClient(transport), self._register, self._is_in_journal)

    def _is_in_journal(self, publication: str) -> bool:
        """Asked seldom: for an entity that the register does not know and whose history names nobody."""
        path = self.settings.home / JOURNAL_NAME
        if not path.is_file():
            return False
        journal = Journal(path)
        try:
            return journal.record(publication) is not None
        finally:
            journal.close()

    def _authorization(self, url: str) -> str:
        if self.sign_in is not None:
            return self.sign_in.authorization(url)
        return f"Bearer {self.settings.access_token}"


class _Watched:
    """Tells the session when the platform refuses it."""

    def __init__(self, transport: Transport, sign_in: SignIn) -> None:
        self._transport = transport
        self._sign_in = sign_in

    def send(self, call: Call) -> Answer:
        try:
            return self._transport.send(call)
        except SignInFailed:
            raise
        except SignInNeeded:
            self._sign_in.refused()
            raise
