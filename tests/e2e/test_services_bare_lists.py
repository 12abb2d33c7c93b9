"""A platform whose lists of configurations tell no more than an identifier: nothing is made twice for that."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from cartes_gouv_plugin.core.publication.record import Condition
from tests.e2e.publication_bench import NO_WAIT, client_of, publication_on, run, write_package
from tests.emulators import Emulator


class BareLists:
    """Leaves of each item of a list of configurations its identifier, and the `fields` that were asked for."""

    def __init__(self, emulator: Emulator) -> None:
        self._there = RequestsTransport(
            emulator.api_url, authorization=lambda _url: f"Bearer {emulator.token()}", retry=NO_WAIT
        )
        self.bared = 0

    def send(self, call: Call) -> Answer:
        answer = self._there.send(call)
        if call.method != "GET" or call.path[-1] != "configurations":
            return answer
        asked = {name for key, value in call.query if key == "fields" for name in value.split(",")}
        items = [{name: value for name, value in item.items() if name in asked | {"_id"}} for item in answer.json()]
        self.bared += len(items)
        return replace(answer, content=json.dumps(items).encode())


@pytest.mark.parametrize("lost", ["*/configurations", "*/offerings"])
def test_services_are_made_once(emulator: Emulator, tmp_path: Path, lost: str) -> None:
    """The answer to a creation is lost, so that only the lists tell that it was heard."""
    network = BareLists(emulator)
    services = tuple(ServiceRequest(kind) for kind in (ServiceType.WFS, ServiceType.WMS_VECTOR))
    package = write_package(tmp_path / "package.gpkg")
    publication = replace(publication_on(emulator, package), services=services)
    emulator.faults({"method": "POST", "path": lost, "cut_response_after": 0, "count": 1})
    try:
        record = run(tmp_path, EntrepotClient(network), publication)
    finally:
        emulator.clear_faults()

    assert record.condition is Condition.DONE, record.failure
    assert network.bared
    client, ds = client_of(emulator), emulator.datastore
    made = client.configurations(ds, tags={"datasheet_name": publication.datasheet}, fields=("type",))
    assert sorted(each.type for each in made) == sorted(service.type.value for service in services)
    for configuration in made:
        assert len(client.offerings_of(ds, configuration.id)) == 1


def test_a_name_that_is_taken_is_numbered(emulator: Emulator, tmp_path: Path) -> None:
    """Two publications wish for the same name of a layer."""
    names = []
    for number in range(2):
        package = write_package(tmp_path / str(number) / "package.gpkg")
        service = ServiceRequest(ServiceType.WFS, layer_name=f"nu_{tmp_path.name.lower()}")
        publication = replace(publication_on(emulator, package), services=(service,))
        record = run(tmp_path / f"home-{number}", EntrepotClient(BareLists(emulator)), publication)
        assert record.condition is Condition.DONE, record.failure
        names += [served.layer_name for served in record.publication.served]
    assert len(set(names)) == 2
