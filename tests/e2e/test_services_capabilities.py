"""The GetCapabilities of one datastore's own layers: written beside the services, read by everybody."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.bridge.layers import capabilities_address
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.removal import carry_out
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Datastore, EndpointUse
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport
from cartes_gouv_plugin.core.errors import ContractBroken
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from cartes_gouv_plugin.core.services import capabilities
from cartes_gouv_plugin.core.services.unpublishing import plan_service_removal
from tests.e2e.services_bench import Bench, integrated_publication, transport_of
from tests.emulators import Emulator
from tests.qgis_processes import BORDERS, QgisProcess

WFS, WMS = ServiceRequest(ServiceType.WFS), ServiceRequest(ServiceType.WMS_VECTOR)


def _bench(emulator: Emulator, folder: Path, *services: ServiceRequest, datastore: str = "") -> Bench:
    folder.mkdir(exist_ok=True)
    return Bench(
        emulator, integrated_publication(emulator, folder, *services, datastore=datastore or emulator.essentielle)
    )


def test_services_are_listed_beside_those_of_the_same_datastore(emulator: Emulator, tmp_path: Path) -> None:
    first, second = (_bench(emulator, tmp_path / name, WFS, WMS) for name in ("a", "b"))
    assert isinstance(first.run(), Done)
    assert first.names.count("ListLayers") == 2
    assert isinstance(second.run(), Done)

    for served in second.publication.served:
        address = capabilities_address(served)
        assert "/annexes/" in address
        assert address.endswith("/capabilities.xml")
        listed = requests.get(address, timeout=30).text
        layers = [layer for bench in (first, second) for layer in bench.publication.served]
        for layer in layers:
            assert (layer.layer_name in listed) is (layer.type is served.type)


def test_a_listing_that_was_cut_is_written_again_and_not_twice(emulator: Emulator, tmp_path: Path) -> None:
    bench = _bench(emulator, tmp_path, WFS)
    assert isinstance(bench.run(), Done)
    refs = replace(bench.publication.refs, listed=())
    bench.publication = replace(bench.publication, refs=refs)
    assert isinstance(bench.run(), Done)
    (served,) = bench.publication.served
    datastore = bench.client.datastore(bench.publication.datastore)
    path = "/gpf-geoserver-wfs/capabilities.xml"
    assert [path] == [each.paths[0] for each in bench.client.annexes(datastore.id, path=path)]
    assert served.capabilities


def test_neither_the_sandbox_nor_a_restricted_service_has_one(
    start_emulator: Callable[..., Emulator], tmp_path: Path
) -> None:
    emulator = start_emulator()
    for datastore, request in ((emulator.datastore, WFS), (emulator.essentielle, replace(WFS, is_open=False))):
        bench = _bench(emulator, tmp_path / datastore, request, datastore=datastore)
        assert isinstance(bench.run(), Done)
        assert "ListLayers" not in bench.names
        assert "GetCapabilities" in capabilities_address(bench.publication.served[0])


class _Hostile(BaseHTTPRequestHandler):
    seen: list[str | None]

    def do_GET(self) -> None:
        self.seen.append(self.headers.get("Authorization"))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'<!DOCTYPE a [<!ENTITY b "c">]><WFS_Capabilities>&b;</WFS_Capabilities>')

    def log_message(self, *_said: object) -> None:
        """Nothing on the console."""


@pytest.fixture
def hostile() -> Iterator[str]:
    _Hostile.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hostile)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/wfs"
    server.shutdown()
    server.server_close()


def test_an_endpoint_that_answers_nonsense_fails_nothing_and_gets_no_token(
    emulator: Emulator, tmp_path: Path, hostile: str
) -> None:
    bench = _bench(emulator, tmp_path, WFS)

    def moved(datastore: Datastore) -> Datastore:
        return replace(datastore, endpoints=tuple(map(_elsewhere, datastore.endpoints)))

    def _elsewhere(use: EndpointUse) -> EndpointUse:
        urls = tuple(replace(url, url=hostile) for url in use.endpoint.urls)
        return replace(use, endpoint=replace(use.endpoint, urls=urls))

    bench.platform = moved
    assert isinstance(bench.run(), Done)
    assert "ListLayers" in bench.names
    assert _Hostile.seen == [None]
    assert not bench.publication.served[0].capabilities


def test_layers_of_other_datastores_are_left_out(emulator: Emulator, tmp_path: Path) -> None:
    """The endpoint lists everybody's layers."""
    mine, theirs = (_bench(emulator, tmp_path / name, WFS, WMS) for name in ("mine", "theirs"))
    assert isinstance(mine.run(), Done)
    assert isinstance(theirs.run(), Done)
    for own, other in zip(mine.publication.served, theirs.publication.served):
        asked = capabilities_address(replace(own, capabilities=""))
        content = requests.get(asked, timeout=30).content
        assert other.layer_name.encode() in content
        kept = capabilities.only(content, own.type.value, {own.layer_name})
        assert own.layer_name.encode() in kept
        assert other.layer_name.encode() not in kept


def test_a_public_address_is_read_over_a_safe_line_only() -> None:
    client = EntrepotClient(RequestsTransport("https://127.0.0.1:1"))
    with pytest.raises(ContractBroken):
        client.public_file("http://example.org/wfs")


def test_a_datasheet_that_is_deleted_leaves_the_list(
    start_emulator: Callable[..., Emulator], qgis_process: QgisProcess
) -> None:
    emulator = start_emulator()
    ds, name = emulator.essentielle, "Fiche listée puis supprimée"
    done = qgis_process.run("publish", emulator, LAYERS=[BORDERS], DATASHEET=name, DATASTORE=ds, SERVICES=[0])
    assert done.succeeded, done.said
    (served,) = json.loads(done.results["OFFERINGS"])
    client = EntrepotClient(transport_of(emulator))
    (listed,) = capabilities.published(client, ds).values()
    assert served["layer_name"] in requests.get(listed, timeout=30).text

    deleted = qgis_process.run("delete_datasheet", emulator, DATASHEET=name, DATASTORE=ds, CONFIRM=name)

    assert deleted.succeeded, deleted.said
    assert served["layer_name"] not in requests.get(listed, timeout=30).text
    (annexe,) = client.annexes(ds, path="/gpf-geoserver-wfs/capabilities.xml")
    assert annexe.labels == ("type=capabilities",)


def test_a_service_that_is_taken_back_leaves_the_list(emulator: Emulator, tmp_path: Path) -> None:
    bench = _bench(emulator, tmp_path, WFS)
    assert isinstance(bench.run(), Done)
    (served,) = bench.publication.served
    assert served.layer_name in requests.get(served.capabilities, timeout=30).text
    transport = transport_of(emulator)
    ownership = Ownership(EntrepotClient(transport), Register(tmp_path / "register"))
    plan = plan_service_removal(bench.client, ownership, bench.publication.datastore, served.configuration)
    carry_out(plan, bench.client, Reporter(), pause=lambda _seconds: emulator.settle())
    capabilities.refresh(bench.client, bench.publication.datastore)
    assert served.layer_name not in requests.get(served.capabilities, timeout=30).text
