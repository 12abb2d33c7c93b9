"""A datastore, seen by somebody who may enter it."""

from __future__ import annotations

from dataclasses import dataclass

from emulator.errors import not_found
from emulator.geoplateforme import Geoplateforme


@dataclass(frozen=True)
class Space:
    """A datastore that the caller may enter. `rights`: those of the member; every one for a supervisor."""

    gpf: Geoplateforme
    user: dict
    datastore: dict
    rights: frozenset[str]

    @property
    def id(self) -> str:
        return self.datastore["_id"]

    def entity(self, kind: str, identifier: str, word: str) -> dict:
        """The entity of this datastore, or 404 in the platform's words."""
        doc = self.gpf.store.find(kind, identifier)
        if doc is None or self.gpf.store.datastore_of(identifier) != self.id:
            raise not_found(word, identifier)
        return doc

    def save(self, kind: str, doc: dict) -> dict:
        return self.gpf.store.save(kind, self.id, doc)
