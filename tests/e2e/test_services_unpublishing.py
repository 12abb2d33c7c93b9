"""A service taken back, and services made from data that is there already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.removal import carry_out
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import NotFound, ServiceFailed
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from cartes_gouv_plugin.core.services import iso_edit
from cartes_gouv_plugin.core.services.beginnings import data_to_replace, publication_of_services
from cartes_gouv_plugin.core.services.unpublishing import plan_service_removal
from tests.e2e.services_bench import Bench, integrated_publication, transport_of
from tests.e2e.test_services_record import PEOPLE
from tests.e2e.test_services_styles import WMS, sealed_sld
from tests.emulators import Emulator

WFS = ServiceRequest(ServiceType.WFS)


@pytest.mark.parametrize("deletion", ["either", "once", "twice"])
def test_services_go_one_by_one_and_the_record_follows(
    start_emulator: Callable[..., Emulator], tmp_path: Path, deletion: str
) -> None:
    """Some servers forget an offering at the first DELETE, others keep it UNPUBLISHED until a second one."""
    emulator = start_emulator("--offering-delete", deletion)
    styled = replace(WMS, styles=(sealed_sld(tmp_path),))
    publication = replace(integrated_publication(emulator, tmp_path, WFS, styled), metadata=PEOPLE)
    transport = transport_of(emulator)
    ownership = Ownership(EntrepotClient(transport), Register(tmp_path / "register"))
    bench = Bench(emulator, publication)
    bench.client = gated_client(transport, ownership)
    assert isinstance(bench.run(), Done)
    client, ds = bench.client, publication.datastore
    wfs, wms = bench.publication.served
    record = client.metadata_list(ds, tags={"datasheet_name": publication.datasheet})[0]

    plan = plan_service_removal(client, ownership, ds, wms.configuration)
    carry_out(plan, client, Reporter(), pause=_settling(emulator))

    with pytest.raises(NotFound):
        client.configuration(ds, wms.configuration)
    assert client.statics(ds, name=f"config_{wms.configuration}_style_wmsv%") == []
    assert client.annexes(ds, labels=(f"datasheet_name={publication.datasheet}", "type=style")) == []
    assert iso_edit.offerings_of(client.metadata_file(ds, record.id)) == {wfs.offering}
    assert client.metadata(ds, record.id).endpoints

    plan = plan_service_removal(client, ownership, ds, wfs.configuration)
    carry_out(plan, client, Reporter(), pause=_settling(emulator))

    assert client.configurations(ds, stored_data=publication.refs.stored_data) == []
    assert client.metadata(ds, record.id).endpoints == ()
    assert client.stored_data(ds, publication.refs.stored_data or "").tags["datasheet_name"] == publication.datasheet


def _settling(emulator: Emulator):
    return lambda _seconds: emulator.settle()


def test_a_service_is_made_from_data_that_is_there(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path)
    client = Bench(emulator, publication).client

    begun = publication_of_services(client, publication.datastore, publication.refs.stored_data or "", [WFS])
    bench = Bench(emulator, begun)

    assert isinstance(bench.run(), Done)
    assert begun.datasheet == publication.datasheet
    assert data_to_replace(client, publication.datastore, publication.datasheet) == publication.refs.stored_data


def test_what_would_be_replaced_is_never_guessed(emulator: Emulator, tmp_path: Path) -> None:
    first, second = (integrated_publication(emulator, tmp_path) for _ in range(2))
    client = Bench(emulator, first).client
    client.tag_stored_data(first.datastore, second.refs.stored_data or "", {"datasheet_name": first.datasheet})

    with pytest.raises(ServiceFailed):
        data_to_replace(client, first.datastore, first.datasheet)

    served = Bench(emulator, replace(second, datasheet=first.datasheet, services=(WFS,)))
    assert isinstance(served.run(), Done)
    assert data_to_replace(client, first.datastore, first.datasheet) == second.refs.stored_data
