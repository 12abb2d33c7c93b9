"""The emulated platform as one object: what every route and every job is given."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from emulator.clock import Clock
from emulator.faults import Faults
from emulator.files import Files
from emulator.jobs import Jobs
from emulator.settings import Settings
from emulator.store.store import Store
from emulator.work.ows import OwsServer
from emulator.workshop import Workshop


@dataclass
class Geoplateforme:
    """Built once by `app.build`. `base_url`: scheme, host and port, without a final slash."""

    settings: Settings
    base_url: str
    clock: Clock
    store: Store
    files: Files
    jobs: Jobs
    workshop: Workshop
    faults: Faults
    map_server: OwsServer

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/api"

    @property
    def issuer(self) -> str:
        return f"{self.base_url}/realms/geoplateforme"


def new_id() -> str:
    return str(uuid.uuid4())
