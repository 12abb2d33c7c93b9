"""A deletion that nobody watches outlasts lost answers and a platform in trouble: a step looks before it acts again."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan, carry_out, plan_removal
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import Cancelled, EntrepotError
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from tests.e2e.services_bench import Bench, integrated_publication, transport_of
from tests.emulators import Emulator

LOST = {"method": "DELETE", "path": "*", "cut_response_after": 0, "count": 3}
DOWN = {"method": "DELETE", "path": "*", "status": 503, "count": 3}
TOO_MANY = {"method": "DELETE", "path": "*", "status": 429, "retry_after": 1, "count": 3}
HOURS = {"method": "DELETE", "path": "*", "status": 503, "retry_after": 7200, "count": None}


@pytest.fixture
def served(emulator: Emulator, tmp_path: Path) -> Bench:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, ServiceRequest(ServiceType.WFS)))
    assert isinstance(bench.run(), Done)
    yield bench
    emulator.clear_faults()


def _planned(emulator: Emulator, served: Bench, folder: Path) -> tuple[EntrepotClient, RemovalPlan]:
    transport = transport_of(emulator)
    ownership = Ownership(EntrepotClient(transport), Register(folder / "register"))
    client = gated_client(transport, ownership)
    return client, plan_removal(client, ownership, served.publication.datastore, served.publication.datasheet)


@pytest.mark.parametrize("fault", [LOST, DOWN, TOO_MANY])
def test_a_deletion_goes_on_after_troubles_in_a_row(
    served: Bench, emulator: Emulator, tmp_path: Path, fault: dict[str, object]
) -> None:
    client, plan = _planned(emulator, served, tmp_path)
    emulator.faults(fault)

    carry_out(plan, client, Reporter(), pause=lambda _seconds: emulator.settle(), troubles=3)

    tags = {"datasheet_name": served.publication.datasheet}
    assert client.configurations(plan.datastore, tags=tags) == []
    assert client.stored_data_list(plan.datastore, tags=tags) == []


def test_it_ends_when_the_trouble_lasts_and_when_the_user_cancels(
    served: Bench, emulator: Emulator, tmp_path: Path
) -> None:
    client, plan = _planned(emulator, served, tmp_path)
    waited: list[float] = []
    emulator.faults({**DOWN, "count": None})
    with pytest.raises(EntrepotError):
        carry_out(plan, client, Reporter(), pause=waited.append, troubles=3)
    assert waited == [1.0, 2.0, 4.0]
    asked: list[bool] = []

    def cancelled() -> bool:
        """From the second question on: the first is asked before anything is done."""
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(Cancelled):
        carry_out(plan, client, Reporter(cancelled=cancelled), pause=waited.append, troubles=3)
    emulator.clear_faults()
    emulator.faults(HOURS)
    waited.clear()
    with pytest.raises(EntrepotError):
        carry_out(plan, client, Reporter(), pause=waited.append, troubles=3)
    assert waited == []
