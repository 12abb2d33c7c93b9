"""From a sealed package to its services, in one go, behind the gate that guards other people's data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import requests

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition
from tests.e2e.publication_bench import publication_on, run, write_package
from tests.emulators import Emulator


def test_publication_with_services(emulator: Emulator, tmp_path: Path) -> None:
    transport = RequestsTransport(emulator.api_url, authorization=lambda _url: f"Bearer {emulator.token()}")
    ownership = Ownership(EntrepotClient(transport), Register(tmp_path / "created.txt"))
    publication = publication_on(emulator, write_package(tmp_path / "package.gpkg", rows=4))
    services = (
        ServiceRequest(ServiceType.WFS),
        ServiceRequest(ServiceType.WMS_VECTOR),
        ServiceRequest(ServiceType.TMS),
    )

    record = run(tmp_path, gated_client(transport, ownership), replace(publication, services=services))

    assert record.condition is Condition.DONE, record.failure
    assert {state.status for state in record.stages.values()} == {StageStatus.SUCCESSFUL}
    served = {layer.type: layer for layer in record.publication.served}
    assert set(served) == {ServiceType.WFS, ServiceType.WMS_VECTOR, ServiceType.TMS}
    layer = served[ServiceType.WFS]
    address = next(url for kind, url in layer.urls if kind == "WFS").partition("?")[0]
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "OUTPUTFORMAT": "application/json"}
    answer = requests.get(address, {**query, "TYPENAMES": f"{layer.layer_name}:communes"}, timeout=30)
    assert len(answer.json()["features"]) == 4
