"""The datasheet's metadata record, from its creation to its links."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.errors import ServerTrouble
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import MetadataRequest, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.services import iso_edit
from tests.e2e.services_bench import Bench, integrated_publication
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
