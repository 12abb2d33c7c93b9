"""The datasheet's metadata record, from its creation to its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Datastore
from cartes_gouv_plugin.core.errors import ServerTrouble
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import MetadataRequest, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.publication.record import Condition, EventKind
from cartes_gouv_plugin.core.services import iso, iso_edit
from cartes_gouv_plugin.core.services.record_content import record_of
from tests.e2e.publication_bench import run
from tests.e2e.services_bench import Bench, client_of, integrated_publication, transport_of
from tests.e2e.test_services_styles import sealed_sld
from tests.emulators import Emulator

WFS = ServiceRequest(ServiceType.WFS)
PEOPLE = MetadataRequest(
    title="Points d'été",
    contact_email="contact@example.org",
    organisation="Commune d'Été",
    organisation_email="mairie@example.org",
)


def _record(emulator: Emulator, bench: Bench) -> dict:
    path = f"/datastores/{bench.publication.datastore}/metadata"
    listed = emulator.call("GET", path, params={"tags[datasheet_name]": bench.publication.datasheet}).json()
    assert len(listed) == 1
    return emulator.call("GET", f"{path}/{listed[0]['_id']}").json()


def test_a_record_is_created_tagged_published_and_named_by_the_service(emulator: Emulator, tmp_path: Path) -> None:
    publication = replace(integrated_publication(emulator, tmp_path, WFS), metadata=PEOPLE)
    bench = Bench(emulator, publication)

    assert isinstance(bench.run(), Done)

    assert bench.names[-3:] == ["CreateRecord", "TagRecord", "PublishRecord"]
    record = _record(emulator, bench)
    assert record["file_identifier"] == f"SANDBOX.{publication.technical_name}"
    assert record["endpoints"]
    content = bench.client.metadata_file(publication.datastore, record["_id"])
    assert iso_edit.offerings_of(content) == {bench.publication.served[0].offering}
    configuration = bench.client.configuration(publication.datastore, bench.publication.served[0].configuration)
    urls = [entry["url"] for entry in configuration.metadata]
    assert urls[0].endswith(f"ID={record['file_identifier']}")
    assert "/sandbox/csw?" in urls[0]
    assert urls[1] == f"https://cartes.gouv.fr/catalogue/dataset/{record['file_identifier']}"


def test_a_record_that_lost_its_tag_is_found_again(emulator: Emulator, tmp_path: Path) -> None:
    publication = replace(integrated_publication(emulator, tmp_path, WFS), metadata=PEOPLE)
    bench = Bench(emulator, publication)
    emulator.faults({"method": "POST", "path": "*/metadata/*/tags", "status": 503})

    with pytest.raises(ServerTrouble):
        bench.run()

    assert isinstance(bench.run(), Done)
    assert bench.names.count("CreateRecord") == 1
    _record(emulator, bench)


def test_a_second_service_is_added_to_the_record_and_the_rest_is_kept(emulator: Emulator, tmp_path: Path) -> None:
    publication = replace(integrated_publication(emulator, tmp_path, WFS), metadata=PEOPLE)
    bench = Bench(emulator, publication)
    assert isinstance(bench.run(), Done)
    record = _record(emulator, bench)
    written = bench.client.metadata_file(publication.datastore, record["_id"])
    edited = written.replace("Points d'été".encode(), b"Titre du site")
    bench.client.replace_metadata(publication.datastore, record["_id"], filename="r.xml", content=edited)

    asked = (ServiceRequest(ServiceType.WMS_VECTOR),)
    later = replace(bench.publication, id=f"{publication.id[:-1]}0", services=asked, served=())
    second = Bench(emulator, later)
    assert isinstance(second.run(), Done)

    content = second.client.metadata_file(publication.datastore, record["_id"])
    assert b"Titre du site" in content
    assert len(iso_edit.offerings_of(content)) == 2


def test_no_record_without_the_people_behind_the_data(emulator: Emulator, tmp_path: Path) -> None:
    publication = replace(integrated_publication(emulator, tmp_path, WFS), metadata=MetadataRequest(title="Seul"))
    bench = Bench(emulator, publication)

    assert isinstance(bench.run(), Done)
    assert "CreateRecord" not in bench.names


def _without_catalogue(datastore: Datastore) -> Datastore:
    uses = tuple(use for use in datastore.endpoints if use.endpoint.type != "METADATA")
    return replace(datastore, endpoints=uses)


def _with_full_catalogue(datastore: Datastore) -> Datastore:
    uses = (replace(use, use=1, quota=1) if use.endpoint.type == "METADATA" else use for use in datastore.endpoints)
    return replace(datastore, endpoints=tuple(uses))


@pytest.mark.parametrize("change", [_without_catalogue, _with_full_catalogue])
def test_services_are_served_where_no_catalogue_takes_a_record(
    emulator: Emulator, tmp_path: Path, change: Callable[[Datastore], Datastore]
) -> None:
    publication = replace(integrated_publication(emulator, tmp_path, WFS), metadata=PEOPLE)
    bench = Bench(emulator, publication)
    bench.platform = change

    assert isinstance(bench.run(), Done)

    assert "METADATA" in bench.publication.refs.record_given_up
    assert "CreateRecord" not in bench.names
    configuration = bench.client.configuration(publication.datastore, bench.publication.served[0].configuration)
    assert configuration.metadata == ()


def test_a_refused_record_is_told_and_the_services_stay(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, WFS)
    publication = replace(publication, metadata=PEOPLE, refs=replace(publication.refs, upload="u", delivered=True))
    emulator.faults({"method": "POST", "path": "*/metadata", "status": 422, "count": None})

    record = run(tmp_path, client_of(emulator), publication)
    emulator.clear_faults()

    assert record.condition is Condition.DONE, record.failure
    assert [event.kind for event in record.events if event.text.startswith("no metadata record")] == [EventKind.TROUBLE]
    served = record.publication.served[0]
    configuration = client_of(emulator).configuration(publication.datastore, served.configuration)
    assert configuration.status_word == "PUBLISHED"
    assert configuration.metadata == ()


def test_a_record_that_somebody_else_made_is_left_alone(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, WFS)
    publication = replace(publication, metadata=PEOPLE, refs=replace(publication.refs, upload="u", delivered=True))
    written = iso.write(record_of(publication, PEOPLE, "SANDBOX.autrui", None, "2026-01-01T00:00:00Z"))
    bob = client_of(emulator, "bob")
    emulator.join("bob")
    foreign = bob.create_metadata(publication.datastore, filename="autrui.xml", content=written)
    bob.tag_metadata(publication.datastore, foreign.id, {"datasheet_name": publication.datasheet})
    transport = transport_of(emulator)
    ownership = Ownership(EntrepotClient(transport), Register(tmp_path / "register"))

    record = run(tmp_path, gated_client(transport, ownership), publication)

    assert record.condition is Condition.DONE, record.failure
    assert record.publication.refs.record_given_up
    assert bob.metadata_file(publication.datastore, foreign.id) == written


def test_the_record_names_the_styles_from_the_publication_on(emulator: Emulator, tmp_path: Path) -> None:
    styled = replace(WFS, styles=(sealed_sld(tmp_path),))
    publication = replace(integrated_publication(emulator, tmp_path, styled), metadata=PEOPLE)
    bench = Bench(emulator, publication)

    assert isinstance(bench.run(), Done)

    assert bench.names.count("LinkStyles") == 1
    (served,) = bench.publication.served
    configuration = bench.client.configuration(publication.datastore, served.configuration)
    address = configuration.extra["styles"][0]["layers"][0]["url"]
    content = bench.client.metadata_file(publication.datastore, _record(emulator, bench)["_id"])
    assert address.encode() in content
    assert iso_edit.offerings_of(content) == {served.offering}
