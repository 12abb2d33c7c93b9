"""A process that takes every publication of a journal to its end, in an order and with delays of its own.

python -m tests.e2e.rival_home HOME API_URL TOKEN SEED

Says how long it took at most, in seconds, from the last look at a delivery to the end of the creation that followed.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from pathlib import Path

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.turn import Desk, Sending, take_turn

LONGEST_DELAY_S = 0.02


class Hesitant:
    """Waits a little before each request, never the same time, and measures its creations."""

    def __init__(self, transport: RequestsTransport, chance: random.Random) -> None:
        self._transport = transport
        self._chance = chance
        self._looked = 0.0
        self.slowest_creation = 0.0

    def send(self, call: Call) -> Answer:
        threading.Event().wait(self._chance.uniform(0.0, LONGEST_DELAY_S))
        if call.method == "GET" and call.path[-2] == "uploads":
            self._looked = time.monotonic()
        try:
            return self._transport.send(call)
        finally:
            if call.method == "POST" and call.path[-1] == "executions":
                self.slowest_creation = max(self.slowest_creation, time.monotonic() - self._looked)


def _turns(desk: Desk, going: dict[str, PublicationRecord], chance: random.Random) -> None:
    while going:
        for identifier in chance.sample(sorted(going), len(going)):
            if (going[identifier].due or 0.0) > time.time():
                continue
            record = take_turn(desk, identifier, Sending())
            assert record is not None
            going[identifier] = record
            if record.condition is not Condition.ACTIVE:
                del going[identifier]
        threading.Event().wait(0.01)


def main(home: str, api_url: str, token: str, seed: str) -> int:
    chance = random.Random(seed)
    transport = Hesitant(RequestsTransport(api_url, authorization=lambda _url: f"Bearer {token}"), chance)
    journal, presence = Journal(Path(home) / "journal.sqlite"), Presence(Path(home) / "windows")
    try:
        desk = Desk(journal, presence, EntrepotClient(transport))
        _turns(desk, {record.id: record for record in journal.records()}, chance)
    finally:
        presence.end()
        journal.close()
    sys.stdout.write(f"{transport.slowest_creation:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
