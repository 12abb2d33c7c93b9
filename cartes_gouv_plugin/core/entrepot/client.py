"""The platform's API (« Entrepôt »), one short method an endpoint."""

from __future__ import annotations

from cartes_gouv_plugin.core.entrepot.deliveries import Deliveries
from cartes_gouv_plugin.core.entrepot.diffusion import Diffusion
from cartes_gouv_plugin.core.entrepot.documents import Documents
from cartes_gouv_plugin.core.entrepot.models import Datastore, User
from cartes_gouv_plugin.core.entrepot.processings import Processings
from cartes_gouv_plugin.core.entrepot.transport import Call


class EntrepotClient(Deliveries, Processings, Diffusion, Documents):
    """Every method raises an `EntrepotError` (core/errors.py). Lists come whole, all their pages read."""

    def me(self) -> User:
        return User.from_json(self._get("users", "me"))

    def datastore(self, ds: str) -> Datastore:
        return Datastore.from_json(self._get("datastores", ds))

    def public_file(self, address: str) -> bytes:
        """What a service of the platform answers to everybody: no token goes there."""
        return self._transport.send(Call("GET", (), address=address)).content
