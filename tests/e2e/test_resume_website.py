"""What the website left, the plugin finishes; what the plugin leaves, the website can finish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication.intake import publication_of_upload, restore_from_platform
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.publication import Origin, Package
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.e2e.publication_bench import Hurry, client_of, publication_on, run, write_package
from tests.e2e.website import Website
from tests.emulators import Emulator


@pytest.fixture
def website(emulator: Emulator, tmp_path: Path) -> Iterator[Website]:
    return Website(emulator, tmp_path)


def _guarded_client(emulator: Emulator, home: Path) -> EntrepotClient:
    """As the plugin's own: behind the gate, in a profile that has created nothing yet."""
    transport = RequestsTransport(emulator.api_url, authorization=lambda _url: f"Bearer {emulator.token()}")
    return gated_client(transport, Ownership(EntrepotClient(transport), Register(home / "created.txt")))


def _taken_over(emulator: Emulator, home: Path, upload: str, package: Package | None = None) -> PublicationRecord:
    client = _guarded_client(emulator, home)
    publication = publication_of_upload(client, emulator.datastore, upload, package=package)
    assert publication.origin is Origin.WEBSITE
    return run(home, client, publication)


def _assert_finished(emulator: Emulator, website: Website, record: PublicationRecord) -> None:
    assert record.condition is Condition.DONE, record.failure
    client = client_of(emulator)
    upload = client.upload(emulator.datastore, website.upload)
    assert upload.status is UploadStatus.DELETED
    assert upload.tags["integration_current_step"] == "3"
    assert "file_tree" in upload.tags
    assert "created_by" not in upload.tags
    stored = client.stored_data_list(emulator.datastore, name=website.name, fields=("status", "tags"))
    assert [item.status for item in stored] == [StoredDataStatus.GENERATED]
    assert stored[0].tags["upload_id"] == website.upload
    assert stored[0].tags["producer"] == "IGN"
    assert stored[0].tags["production_year"] == "2025"
    assert len(client.executions(emulator.datastore, input_upload=website.upload)) == 1


def test_closed_without_execution(emulator: Emulator, website: Website, tmp_path: Path) -> None:
    website.send()
    website.close()

    _assert_finished(emulator, website, _taken_over(emulator, tmp_path, website.upload))


def test_execution_created_but_untagged(emulator: Emulator, website: Website, tmp_path: Path) -> None:
    website.send()
    website.close()
    website.create_execution()

    _assert_finished(emulator, website, _taken_over(emulator, tmp_path, website.upload))


def test_execution_tagged_but_not_launched(emulator: Emulator, website: Website, tmp_path: Path) -> None:
    website.send()
    website.close()
    website.tag_execution(*website.create_execution())

    _assert_finished(emulator, website, _taken_over(emulator, tmp_path, website.upload))


def test_integrated_but_not_cleaned(emulator: Emulator, website: Website, tmp_path: Path) -> None:
    website.send()
    website.close()
    execution, stored = website.create_execution()
    website.tag_execution(execution, stored)
    website.launch(execution)
    emulator.settle()

    _assert_finished(emulator, website, _taken_over(emulator, tmp_path, website.upload))


def test_open_with_the_file_supplied(emulator: Emulator, website: Website, tmp_path: Path) -> None:
    website.send(part=True)
    package = write_package(tmp_path / "supplied.gpkg")

    _assert_finished(emulator, website, _taken_over(emulator, tmp_path, website.upload, package))


def test_open_without_a_file_asks_for_it(emulator: Emulator, website: Website, tmp_path: Path) -> None:
    record = _taken_over(emulator, tmp_path, website.upload)

    assert record.failure is not None
    assert record.failure.kind == "FileNeeded"
    assert client_of(emulator).upload(emulator.datastore, website.upload).status is UploadStatus.OPEN


def test_a_delivery_without_datasheet_is_refused(emulator: Emulator) -> None:
    client = client_of(emulator)
    name = f"bare_{uuid4().hex[:8]}"
    upload = client.create_upload(emulator.datastore, name=name, description=name, srs="EPSG:2154")

    with pytest.raises(NotFound):
        publication_of_upload(client, emulator.datastore, upload.id)


CHECKED = '"wait_checks":"successful"'


class Interrupted(BaseException):
    """Power cut."""


def _left_after(emulator: Emulator, home: Path, tag: str) -> str:
    """A publication of ours whose process ends right after the upload got that tag; returns the upload."""
    client, hurry = client_of(emulator), Hurry()
    publication = publication_on(emulator, write_package(home / "package.gpkg"))
    seen: list[str] = []

    def follow(record: PublicationRecord) -> None:
        upload = record.publication.refs.upload
        if upload and tag in client.upload(emulator.datastore, upload).tags.get("integration_progress", ""):
            seen.append(upload)
            raise Interrupted

    with pytest.raises(Interrupted), Unattended(home, client, hurry.wait, on_record=follow, now=hurry.now) as runner:
        runner.run(runner.add(publication))
    return seen[0]


def test_what_we_leave_the_website_lists_as_resumable(emulator: Emulator, tmp_path: Path) -> None:
    upload = client_of(emulator).upload(emulator.datastore, _left_after(emulator, tmp_path, CHECKED))

    steps = json.loads(upload.tags["integration_progress"])
    assert list(steps) == ["send_files_api", "wait_checks", "integration_processing"]
    assert steps["integration_processing"] == "waiting", "the website's condition for « Reprendre l'intégration »"
    assert upload.tags["datasheet_name"]
    assert ("vectordb_id" in upload.tags) == ("proc_int_id" in upload.tags)


def test_a_lost_journal_is_rebuilt_from_the_platform(emulator: Emulator, tmp_path: Path) -> None:
    upload = _left_after(emulator, tmp_path / "lost", CHECKED)
    client, hurry = client_of(emulator), Hurry()
    journal = Journal(tmp_path / "found" / "journal.sqlite")
    restored = restore_from_platform(client, emulator.datastore, journal, hurry.now())
    records = {record.publication.refs.upload: record for record in journal.records()}
    journal.close()
    assert records[upload].id in restored

    with Unattended(tmp_path / "found", client, hurry.wait, now=hurry.now) as runner:
        record = runner.run(records[upload].id)

    assert record.condition is Condition.DONE
    assert replace(record.publication, refs=records[upload].publication.refs) == records[upload].publication


def test_deliveries_of_others_are_not_restored(emulator: Emulator, tmp_path: Path) -> None:
    upload = _left_after(emulator, tmp_path / "alice", CHECKED)
    journal = Journal(tmp_path / "bob" / "journal.sqlite")

    restore_from_platform(client_of(emulator, "bob"), emulator.datastore, journal, 1.0)

    assert upload not in {record.publication.refs.upload for record in journal.records()}
