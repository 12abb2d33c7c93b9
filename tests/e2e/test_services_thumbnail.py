"""The picture of a datasheet: sent, named by the record, replaced by the next."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.datasheets.listing import read_datasheet
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import ServerTrouble, ServiceFailed
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.services import iso_edit
from cartes_gouv_plugin.core.services.thumbnails import MAX_SIZE, set_thumbnail
from tests.e2e.services_bench import Bench, integrated_publication, transport_of
from tests.e2e.test_services_record import PEOPLE, WFS
from tests.e2e.test_services_styles import PIXEL
from tests.emulators import Emulator


def _pictures(bench: Bench) -> list[str]:
    labels = (f"datasheet_name={bench.publication.datasheet}", "type=thumbnail")
    return [path for item in bench.client.annexes(bench.publication.datastore, labels=labels) for path in item.paths]


def test_a_picture_is_shown_by_the_record_and_replaced_by_the_next(emulator: Emulator, tmp_path: Path) -> None:
    publication = replace(integrated_publication(emulator, tmp_path, WFS), metadata=PEOPLE)
    bench = Bench(emulator, publication)
    assert isinstance(bench.run(), Done)
    client, ds = bench.client, publication.datastore
    record = client.metadata_list(ds, tags={"datasheet_name": publication.datasheet})[0]

    first = [set_thumbnail(client, ds, publication.datasheet, PIXEL) for _ in range(2)]

    assert first[0] == first[1]
    assert requests.get(first[0], timeout=30).content == PIXEL
    assert iso_edit.thumbnail_of(client.metadata_file(ds, record.id)) == first[0]
    assert read_datasheet(client, ds, publication.datasheet).thumbnail in first[0]

    emulator.faults({"method": "PUT", "path": "*/metadata/*", "status": 503})
    with pytest.raises(ServerTrouble):
        set_thumbnail(client, ds, publication.datasheet, PIXEL + b"\n")
    second = set_thumbnail(client, ds, publication.datasheet, PIXEL + b"\n")

    assert second != first[0]
    assert iso_edit.thumbnail_of(client.metadata_file(ds, record.id)) == second
    assert len(_pictures(bench)) == 1
    assert _pictures(bench)[0] in second
    assert iso_edit.offerings_of(client.metadata_file(ds, record.id)) == {bench.publication.served[0].offering}


def test_what_the_website_would_not_take_is_not_sent(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, WFS))

    for wrong in (b"GIF89a", PIXEL + bytes(MAX_SIZE)):
        with pytest.raises(ServiceFailed):
            set_thumbnail(bench.client, bench.publication.datastore, bench.publication.datasheet, wrong)

    assert _pictures(bench) == []


def _picture_of_the_website(emulator: Emulator, bench: Bench, user: str = "alice") -> str:
    """One that the record does not name: it was there before the record. Returns its path."""
    ds, path = bench.publication.datastore, f"/thumbnail/{uuid.uuid4()}.png"
    files = {"file": ("a.png", PIXEL + b"web"), "published": (None, "true"), "paths": (None, path)}
    made = emulator.call("POST", f"/datastores/{ds}/annexes", user, files=files).json()
    labels = [f"datasheet_name={bench.publication.datasheet}", "type=thumbnail"]
    emulator.call("PATCH", f"/datastores/{ds}/annexes/{made['_id']}", user, json={"labels": labels})
    return path


def _ownership(emulator: Emulator, folder: Path) -> Ownership:
    return Ownership(EntrepotClient(transport_of(emulator)), Register(folder / "register"))


def test_an_old_picture_that_the_record_does_not_name_goes_too(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, replace(integrated_publication(emulator, tmp_path, WFS), metadata=PEOPLE))
    assert isinstance(bench.run(), Done)
    old = _picture_of_the_website(emulator, bench)
    assert _pictures(bench) == [old]
    ds, name = bench.publication.datastore, bench.publication.datasheet

    address = set_thumbnail(bench.client, ds, name, PIXEL, _ownership(emulator, tmp_path))

    (left,) = _pictures(bench)
    assert left in address


def test_an_old_picture_stays_when_the_datasheet_is_shared(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, replace(integrated_publication(emulator, tmp_path, WFS), metadata=PEOPLE))
    assert isinstance(bench.run(), Done)
    old = _picture_of_the_website(emulator, bench, "bob")
    ds, name = bench.publication.datastore, bench.publication.datasheet
    body = {"name": f"autre {name}"[:90], "description": "x", "type": "VECTOR", "srs": "EPSG:4326"}
    upload = emulator.call("POST", f"/datastores/{ds}/uploads", "bob", json=body).json()
    emulator.call("POST", f"/datastores/{ds}/uploads/{upload['_id']}/tags", "bob", json={"datasheet_name": name})

    set_thumbnail(bench.client, ds, name, PIXEL, _ownership(emulator, tmp_path))

    assert old in _pictures(bench)
