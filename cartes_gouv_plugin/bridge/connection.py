"""The plugin's one way to the platform: the settings, the session and the network of QGIS, put together."""

from __future__ import annotations

from cartes_gouv_plugin.bridge.auth import SignIn
from cartes_gouv_plugin.bridge.network import QgisNetwork, user_agent
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport


class Connection:
    """Gives authorised clients. Made on the main thread; `client` may be called from any thread.

    With an access token from the environment nobody signs in and `sign_in` is None.
    """

    def __init__(self, settings: Settings, plugin_version: str = "0") -> None:
        self.settings = settings
        self.sign_in = SignIn(settings) if settings.access_token is None else None
        self._network = QgisNetwork()
        self._transport = RequestsTransport(
            settings.api_url,
            authorization=self._authorization,
            dress=self._network.dress,
            user_agent=user_agent(plugin_version),
        )
        self._client = EntrepotClient(self._transport)

    def client(self) -> EntrepotClient:
        """One client for all: it holds no state, and its transport keeps one session of `requests` per thread."""
        return self._client

    def close(self) -> None:
        """Removes the temporary files; the connection is of no use afterwards."""
        self._network.close()

    def _authorization(self, url: str) -> str:
        if self.sign_in is not None:
            return self.sign_in.authorization(url)
        return f"Bearer {self.settings.access_token}"
