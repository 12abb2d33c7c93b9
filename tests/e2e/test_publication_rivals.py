"""Real processes that race for one publication, or for one delivery, over real sockets: everything is made once."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.publication.intake import publication_of_upload
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.core.publication.sealing import new_record
from tests.e2e.publication_bench import client_of, publication_on, sealed, write_package
from tests.e2e.website import Website
from tests.emulators import ROOT, Emulator

ROUNDS = 3
WANTED = (ServiceRequest(ServiceType.WFS), ServiceRequest(ServiceType.WMS_VECTOR))


def _noted(home: Path, publication: Publication) -> None:
    home.mkdir(exist_ok=True)
    journal = Journal(home / "journal.sqlite")
    journal.add(*new_record(publication, time.time()))
    journal.close()


def _race(emulator: Emulator, publication: Publication, *homes: Path) -> None:
    """One process for each home, all at the same time, to their end."""
    command = [sys.executable, "-m", "tests.e2e.killable_publication"]
    given = [emulator.api_url, emulator.token(), publication.id]
    running = [
        subprocess.Popen([*command, str(home), *given], cwd=ROOT, stdout=subprocess.PIPE, text=True) for home in homes
    ]
    said = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0] * len(homes), said


def _assert_made_once(emulator: Emulator, publication: Publication, *homes: Path) -> None:
    client, ds = client_of(emulator), emulator.datastore
    uploads = set()
    for home in homes:
        journal = Journal(home / "journal.sqlite")
        record = journal.record(publication.id)
        journal.close()
        assert record is not None
        assert record.condition is Condition.DONE, record.failure
        uploads.add(record.publication.refs.upload)
    (upload,) = uploads
    assert client.upload(ds, upload).status is UploadStatus.DELETED
    assert {item.id for item in client.uploads(ds, name=publication.technical_name)} <= uploads
    named = client.stored_data_list(ds, name=publication.technical_name, fields=("status", "tags", "type"))
    (stored,) = [item for item in named if item.type == "VECTOR-DB"]
    assert stored.status is StoredDataStatus.GENERATED
    launched = [made.id for made in client.executions(ds, input_upload=upload)]
    assert launched == [stored.tags["proc_int_id"]]
    sheet = {"datasheet_name": publication.datasheet}
    served = client.configurations(ds, tags=sheet, fields=("name", "type", "tags"))
    assert sorted(each.type for each in served) == sorted(request.type.value for request in publication.services)
    for configuration in served:
        assert len(client.offerings_of(ds, configuration.id)) == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_processes_with_one_home(emulator: Emulator, tmp_path: Path, number: int) -> None:
    path = Outbox(tmp_path).package_path(f"essai-{number}")
    write_package(path)
    publication = replace(publication_on(emulator, sealed(path)), id=path.parent.name, services=WANTED)
    _noted(tmp_path, publication)
    _race(emulator, publication, tmp_path, tmp_path, tmp_path)
    _assert_made_once(emulator, publication, tmp_path)


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.xfail(reason="known defect: two homes can each launch an execution", strict=False)
def test_two_machines_take_over_one_delivery_of_the_website(emulator: Emulator, tmp_path: Path, number: int) -> None:
    website = Website(emulator, tmp_path)
    website.send()
    website.close()
    publication = publication_of_upload(client_of(emulator), emulator.datastore, website.upload)
    homes = (tmp_path / "one", tmp_path / "other")
    for home in homes:
        _noted(home, publication)
    _race(emulator, publication, *homes)
    _assert_made_once(emulator, publication, *homes)
