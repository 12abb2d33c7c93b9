"""A delivery from the sealed package to the database, against the emulator."""

from __future__ import annotations

from pathlib import Path

from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.publication.record import Condition
from tests.e2e.publication_bench import calls, client_of, publication_on, run, write_package
from tests.emulators import Emulator


def test_delivery_is_integrated_and_cleaned(emulator: Emulator, tmp_path: Path) -> None:
    client = client_of(emulator)
    package = write_package(tmp_path / "outbox" / "communes.gpkg", rows=7)
    publication = publication_on(emulator, package, production_year=2026, email_notification=True)
    since = emulator.last_request()

    record = run(tmp_path, client, publication)

    assert record.condition is Condition.DONE, record.failure
    stored = client.stored_data(emulator.datastore, record.publication.refs.stored_data or "")
    assert stored.status is StoredDataStatus.GENERATED
    assert [relation.name for relation in stored.relations] == ["communes"]
    assert stored.tags["datasheet_name"] == publication.datasheet
    assert stored.tags["upload_id"] == record.publication.refs.upload
    upload = client.upload(emulator.datastore, record.publication.refs.upload or "")
    assert upload.status is UploadStatus.DELETED
    assert upload.tags["integration_current_step"] == "3"
    assert upload.tags["vectordb_id"] == stored.id
    assert "file_tree" in upload.tags
    made = [path for method, path in calls(emulator, since) if method == "POST"]
    assert made.count("uploads") == 1
    assert made.count("processings/executions") == 1
