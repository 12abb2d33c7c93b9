"""A delivery that the website left open, taken over from Processing: its data comes from the user."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.services import iso_edit
from tests.e2e.publication_bench import client_of, write_package
from tests.e2e.sandbox_world import world
from tests.e2e.website import Website
from tests.emulators import Emulator
from tests.qgis_processes import QgisProcess


@pytest.fixture
def website(emulator: Emulator, tmp_path: Path) -> Iterator[Website]:
    return Website(emulator, tmp_path)


def _assert_taken_over(emulator: Emulator, website: Website, rows: int) -> None:
    client, ds = client_of(emulator), emulator.datastore
    upload = client.upload(ds, website.upload)
    assert upload.status is UploadStatus.DELETED
    assert upload.tags["integration_current_step"] == "3"
    tree = json.loads(upload.tags["file_tree"])
    assert '"f.gpkg"' not in json.dumps(tree), "the rest of the website's sending was not delivered"
    (stored,) = client.stored_data_list(ds, name=website.name, fields=("status", "tags"))
    assert stored.status is StoredDataStatus.GENERATED
    assert stored.tags["upload_id"] == website.upload
    assert stored.tags["producer"] == "IGN"
    assert len(client.executions(ds, input_upload=website.upload)) == 1
    assert client.stored_data(ds, stored.id).srs == "EPSG:2154"
    assert rows


def test_layers_in_another_projection_are_delivered_and_served(
    qgis_process: QgisProcess, emulator: Emulator, website: Website, tmp_path: Path
) -> None:
    website.send(part=True)
    layer = tmp_path / "communes.geojson"
    feature = '{"type":"Feature","properties":{"nom":"Ici"},"geometry":{"type":"Point","coordinates":[2.35,48.85]}}'
    layer.write_text(f'{{"type":"FeatureCollection","features":[{feature}]}}', encoding="utf-8")

    outcome = qgis_process.run("resume", emulator, UPLOAD=website.upload, LAYERS=[str(layer)], SERVICES=[0, 1])

    assert outcome.succeeded, outcome.said
    _assert_taken_over(emulator, website, 1)
    assert "EPSG:2154" in outcome.said, "that the layer is reprojected is told"
    offerings = json.loads(outcome.results["OFFERINGS"])
    assert {offering["type"] for offering in offerings} == {"WFS", "WMS-VECTOR"}
    client, ds = client_of(emulator), emulator.datastore
    (record,) = client.metadata_list(ds, tags={"datasheet_name": website.datasheet})
    said = iso_edit.offerings_of(client.metadata_file(ds, record.id))
    assert said == {offering["id"] for offering in offerings}, "the record of what is served, as after a publication"
    assert not list(qgis_process.home.glob("outbox/*"))


@pytest.mark.parametrize("packed", [False, True], ids=["gpkg", "zip"])
def test_a_file_is_delivered(
    qgis_process: QgisProcess, emulator: Emulator, website: Website, tmp_path: Path, packed: bool
) -> None:
    file = tmp_path / "données.gpkg"
    write_package(file, rows=7)
    if packed:
        with zipfile.ZipFile(tmp_path / "données.zip", "w") as archive:
            archive.write(file, file.name)
        file = tmp_path / "données.zip"

    outcome = qgis_process.run("resume", emulator, UPLOAD=website.upload, FILE=str(file))

    assert outcome.succeeded, outcome.said
    assert outcome.results["UPLOAD"] == website.upload
    _assert_taken_over(emulator, website, 7)


def test_without_data_it_says_which_delivery_waits_and_the_next_run_goes_on(
    qgis_process: QgisProcess, emulator: Emulator, website: Website, tmp_path: Path
) -> None:
    refused = qgis_process.run("resume", emulator, UPLOAD=website.upload)
    assert not refused.succeeded
    for part in (website.name, website.datasheet, "LAYERS", "FILE"):
        assert part in refused.said

    write_package(tmp_path / "file.gpkg")
    outcome = qgis_process.run("resume", emulator, UPLOAD=website.upload, FILE=str(tmp_path / "file.gpkg"))

    assert outcome.succeeded, outcome.said
    _assert_taken_over(emulator, website, 5)


def test_what_the_website_left_is_told(qgis_process: QgisProcess, emulator: Emulator, website: Website) -> None:
    outcome = qgis_process.run("resume", emulator)

    assert outcome.succeeded, outcome.said
    assert f"UPLOAD={website.upload}" in outcome.said


def test_a_strangers_delivery_is_left_alone(qgis_process: QgisProcess, emulator: Emulator, tmp_path: Path) -> None:
    stranger = Website(emulator, tmp_path, user="bob")
    stranger.send(part=True)
    write_package(tmp_path / "file.gpkg")
    before = world(emulator)

    outcome = qgis_process.run("resume", emulator, UPLOAD=stranger.upload, FILE=str(tmp_path / "file.gpkg"))

    assert not outcome.succeeded
    assert "somebody else" in outcome.said
    assert world(emulator) == before
    told = qgis_process.run("resume", emulator)
    assert stranger.upload not in told.said


def test_layers_that_cannot_be_exported_are_refused_and_others_are_taken(
    qgis_process: QgisProcess, emulator: Emulator, website: Website, tmp_path: Path
) -> None:
    empty = tmp_path / "vide.geojson"
    empty.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    refused = qgis_process.run("resume", emulator, UPLOAD=website.upload, LAYERS=[str(empty)])
    assert not refused.succeeded
    write_package(tmp_path / "file.gpkg")

    outcome = qgis_process.run("resume", emulator, UPLOAD=website.upload, FILE=str(tmp_path / "file.gpkg"))

    assert outcome.succeeded, outcome.said
    _assert_taken_over(emulator, website, 5)


def test_data_that_is_not_needed_is_not_sent(
    qgis_process: QgisProcess, emulator: Emulator, website: Website, tmp_path: Path
) -> None:
    website.send()
    website.close()
    write_package(tmp_path / "other.gpkg", table="autre")

    outcome = qgis_process.run("resume", emulator, UPLOAD=website.upload, FILE=str(tmp_path / "other.gpkg"))

    assert outcome.succeeded, outcome.said
    assert "not used" in outcome.said
    relations = client_of(emulator).stored_data(emulator.datastore, outcome.results["STORED_DATA"]).relations
    assert [relation.name for relation in relations] == ["communes"]


@pytest.mark.parametrize("file", ["absent.gpkg", "texte.csv"])
def test_a_file_that_cannot_be_used_is_told_before_anything_is_asked(
    qgis_process: QgisProcess, emulator: Emulator, tmp_path: Path, file: str
) -> None:
    (tmp_path / "texte.csv").write_text("a,b\n", encoding="utf-8")
    before = emulator.last_request()

    outcome = qgis_process.run("resume", emulator, UPLOAD="any", FILE=str(tmp_path / file))

    assert not outcome.succeeded
    assert file in outcome.said
    assert emulator.last_request() == before
