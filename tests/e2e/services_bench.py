"""The services stage driven by hand against an emulator: look, decide, perform one effect, until nothing is left."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Datastore
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Fail, Perform, Workplace
from cartes_gouv_plugin.core.publication.publication import Publication, Refs, ServiceRequest
from cartes_gouv_plugin.core.services import stage
from tests.emulator.deliveries import integrated
from tests.emulators import Emulator

_PATIENCE = 180.0


def transport_of(emulator: Emulator, user: str = "alice") -> RequestsTransport:
    token = emulator.token(user)
    return RequestsTransport(emulator.api_url, authorization=lambda _url: f"Bearer {token}")


def client_of(emulator: Emulator, user: str = "alice") -> EntrepotClient:
    return EntrepotClient(transport_of(emulator, user))


def integrated_publication(
    emulator: Emulator, folder: Path, *services: ServiceRequest, datastore: str = "", name: str = ""
) -> Publication:
    """A publication whose data is in the database: the table `points`, three rows."""
    datastore = datastore or emulator.datastore
    name = name or f"points_{uuid.uuid4().hex[:8]}"
    stored = integrated(emulator, folder, name, datastore)
    datasheet = f"Fiche d'été {name}"
    tags = {"datasheet_name": datasheet, "upload_id": "u", "proc_int_id": "p"}
    emulator.call("POST", f"/datastores/{datastore}/stored_data/{stored['_id']}/tags", json=tags).raise_for_status()
    return Publication(
        id=str(uuid.uuid4()),
        datastore=datastore,
        datasheet=datasheet,
        technical_name=name,
        srs="EPSG:4326",
        services=services,
        refs=Refs(stored_data=stored["_id"]),
    )


class Bench:
    """`performed` keeps the effects, in order; `platform` may say something else of the datastore than the server."""

    def __init__(self, emulator: Emulator, publication: Publication) -> None:
        self.emulator = emulator
        self.client = client_of(emulator)
        self.first = publication
        self.publication = publication
        self.performed: list[object] = []
        self.platform: Callable[[Datastore], Datastore] = lambda datastore: datastore

    def decide(self) -> Decision:
        seen = stage.observe(self.client, self.publication)
        return stage.decide(self.publication, replace(seen, datastore=self.platform(seen.datastore)))

    def run(self, after: Callable[[Bench], None] | None = None) -> Decision:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            decision = self.decide()
            if isinstance(decision, (Done, Fail)):
                return decision
            if isinstance(decision, Perform):
                self.performed.append(decision.effect)
                self.publication = decision.effect.perform(Workplace(self.client, self.publication))
                if after is not None:
                    after(self)
            else:
                self.emulator.settle()
                time.sleep(0.02)
        raise TimeoutError(f"still {decision} after {len(self.performed)} effects")

    @property
    def names(self) -> list[str]:
        return [type(effect).__name__ for effect in self.performed]
