"""A WFS, from the integrated data to its answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.errors import QuotaReached, ServerTrouble, ServiceFailed
from cartes_gouv_plugin.core.publication.decision import Done, Fail
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from tests.e2e.services_bench import Bench, integrated_publication
from tests.emulator.deliveries import wfs_body
from tests.emulators import Emulator

WFS = ServiceRequest(ServiceType.WFS)


def _configuration(emulator: Emulator, bench: Bench) -> dict:
    layer = bench.publication.served[0]
    return emulator.call(
        "GET", f"/datastores/{bench.publication.datastore}/configurations/{layer.configuration}"
    ).json()


def test_a_wfs_is_published_as_the_website_does_and_answers(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, WFS))

    assert isinstance(bench.run(), Done)

    assert bench.names == ["CreateConfiguration", "TagConfiguration", "CreateOffering", "Remember"]
    layer = bench.publication.served[0]
    configuration = _configuration(emulator, bench)
    assert layer.layer_name == f"SANDBOX.{bench.publication.technical_name}_wfs"
    assert configuration["name"] == bench.publication.datasheet
    assert configuration["type_infos"] == {
        "used_data": [
            {
                "relations": [{"native_name": "points", "title": "points", "abstract": "points"}],
                "stored_data": bench.publication.refs.stored_data,
            }
        ]
    }
    assert configuration["tags"]["datasheet_name"] == bench.publication.datasheet
    assert configuration["tags"]["theme"]
    address = dict(layer.urls)["WFS"].split("?")[0]
    answer = requests.get(
        address,
        params={"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "RESULTTYPE": "hits",
                "TYPENAMES": f"{layer.layer_name}:points"},
        timeout=30,
    )  # fmt: skip
    assert 'numberMatched="3"' in answer.text


def test_a_publication_killed_after_every_effect_creates_nothing_twice(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, WFS))

    def forget(bench: Bench) -> None:
        bench.publication = bench.first if not bench.publication.served else bench.publication

    assert isinstance(bench.run(forget), Done)

    listed = bench.client.configurations(bench.publication.datastore, stored_data=bench.first.refs.stored_data)
    assert len(listed) == 1
    assert len(bench.client.offerings_of(bench.publication.datastore, listed[0].id)) == 1
    assert bench.names.count("CreateConfiguration") == bench.names.count("CreateOffering") == 1


def test_a_name_taken_here_or_elsewhere_on_the_platform_gets_a_number(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, replace(WFS, layer_name="SANDBOX.partage"))
    other = integrated_publication(emulator, tmp_path)
    path = f"/datastores/{publication.datastore}/configurations"
    taken = emulator.call("POST", path, json=wfs_body(other.refs.stored_data, "SANDBOX.partage"))
    assert taken.status_code == 201

    bench = Bench(emulator, publication)
    assert isinstance(bench.run(), Done)
    assert bench.publication.served[0].layer_name == "SANDBOX.partage_2"

    # Elsewhere: the list does not show it, the creation is refused.
    asked = replace(publication, services=(replace(WFS, layer_name="SANDBOX.ailleurs"),))
    emulator.faults({"method": "POST", "path": "*/configurations", "status": 409})
    bench = Bench(emulator, asked)
    assert isinstance(bench.run(), Done)
    emulator.clear_faults()
    assert bench.publication.served[0].layer_name == "SANDBOX.ailleurs_2"
    assert bench.publication.services[0].refused_names == ("SANDBOX.ailleurs",)


def test_a_refused_offering_leaves_no_configuration_behind(start_emulator, tmp_path: Path) -> None:
    emulator = start_emulator()
    publication = integrated_publication(emulator, tmp_path, WFS)
    emulator.faults({"method": "POST", "path": "*/offerings", "status": 400})
    bench = Bench(emulator, publication)

    with pytest.raises(ServiceFailed):
        bench.run()

    emulator.clear_faults()
    assert bench.client.configurations(publication.datastore, stored_data=publication.refs.stored_data) == []
    assert isinstance(bench.run(), Done)


def test_a_lost_answer_keeps_the_configuration_for_the_next_look(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, WFS))
    emulator.faults({"method": "POST", "path": "*/offerings", "status": 503})

    with pytest.raises(ServerTrouble):
        bench.run()

    assert isinstance(bench.run(), Done)
    assert bench.names.count("CreateConfiguration") == 1


def test_a_table_that_is_not_there_is_told_and_nothing_is_created(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, replace(WFS, tables=("communes",)))
    bench = Bench(emulator, publication)

    decision = bench.run()

    assert isinstance(decision, Fail)
    assert isinstance(decision.error, ServiceFailed)
    assert "communes" in str(decision.error)
    assert bench.performed == []


def test_a_restricted_service_where_there_is_no_such_endpoint(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, replace(WFS, is_open=False))
    bench = Bench(emulator, publication)

    decision = bench.run()

    assert isinstance(decision, Fail)
    assert not isinstance(decision.error, QuotaReached)
    assert bench.performed == []
