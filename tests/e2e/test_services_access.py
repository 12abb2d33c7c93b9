"""Services that are not open: granted to the datastore's own community, and to nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType, TableLevels, TileRequest
from tests.e2e.services_bench import Bench, integrated_publication
from tests.emulators import Emulator

RESTRICTED = (
    ServiceRequest(ServiceType.WFS, is_open=False),
    ServiceRequest(ServiceType.WMS_VECTOR, is_open=False),
    ServiceRequest(ServiceType.TMS, is_open=False, tiles=TileRequest((TableLevels("points", 4, 5),))),
)


@pytest.mark.parametrize("request_", RESTRICTED, ids=lambda request: request.type.value)
def test_a_restricted_service_is_granted_to_its_own_community(
    emulator: Emulator, tmp_path: Path, request_: ServiceRequest
) -> None:
    publication = integrated_publication(emulator, tmp_path, request_, datastore=emulator.essentielle)
    bench = Bench(emulator, publication)

    assert isinstance(bench.run(), Done)

    assert bench.names[-2:] == ["GrantAccess", "Remember"]
    served = bench.publication.served[0]
    (permission,) = bench.client.permissions(publication.datastore, offering=served.offering)
    assert served.layer_name in permission["licence"]
    assert all("/private/" in url for _kind, url in served.urls)
    assert not bench.client.offering(publication.datastore, served.offering).open
    assert requests.get(served.urls[0][1].split("?")[0], timeout=30).status_code in (401, 403, 404)


def test_a_killed_publication_grants_once(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, RESTRICTED[0], datastore=emulator.essentielle)
    bench = Bench(emulator, publication)

    def forget(bench: Bench) -> None:
        bench.publication = replace(bench.first) if not bench.publication.served else bench.publication

    assert isinstance(bench.run(forget), Done)

    assert bench.names.count("GrantAccess") == 1
