"""Documents of a datasheet, its record's summary, and what is shown of a live datasheet, also one of the website's."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.removal import carry_out
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import ContractBroken, NotOurs, ServerTrouble, ServiceFailed
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from cartes_gouv_plugin.core.services import documents, iso_edit
from cartes_gouv_plugin.core.services.live import read_live
from cartes_gouv_plugin.core.services.record_refresh import refresh_record
from cartes_gouv_plugin.core.services.styles import RemoveStyle, change_styles, put_style
from cartes_gouv_plugin.core.services.thumbnails import set_thumbnail
from cartes_gouv_plugin.core.services.unpublishing import plan_service_removal
from tests.e2e.services_bench import Bench, client_of, integrated_publication, transport_of
from tests.e2e.test_services_record import PEOPLE
from tests.e2e.test_services_styles import PIXEL, WMS, sealed_sld
from tests.emulators import Emulator

WFS = ServiceRequest(ServiceType.WFS)


class _Window:
    """A fresh profile of somebody: an empty register, the gate in front of everything."""

    def __init__(self, emulator: Emulator, folder: Path, user: str = "alice", name: str = "profile") -> None:
        transport = transport_of(emulator, user)
        self.ownership = Ownership(EntrepotClient(transport), Register(folder / f"{name}_{user}"))
        self.client = gated_client(transport, self.ownership)


@pytest.fixture
def served(emulator: Emulator, tmp_path: Path) -> Bench:
    """A WFS and a WMS with a record, made without our gate and without our marks: as the website would have."""
    publication = replace(integrated_publication(emulator, tmp_path, WFS, WMS), metadata=PEOPLE)
    bench = Bench(emulator, publication)
    assert isinstance(bench.run(), Done)
    ds = publication.datastore
    record = bench.client.metadata_list(ds, tags={"datasheet_name": publication.datasheet})[0]
    marked = [f"metadata/{record.id}", *(f"configurations/{layer.configuration}" for layer in bench.publication.served)]
    for entity in marked:
        emulator.call("DELETE", f"/datastores/{ds}/{entity}/tags", params={"tags": "created_by"})
    return bench


def _record(bench: Bench) -> bytes:
    ds = bench.publication.datastore
    listed = bench.client.metadata_list(ds, tags={"datasheet_name": bench.publication.datasheet})
    return bench.client.metadata_file(ds, listed[0].id)


def _links(bench: Bench, kind: str) -> list[str]:
    links = iso_edit.root_of(_record(bench)).getElementsByTagName("gmd:onLine")
    return [
        link.getElementsByTagName("gmd:URL")[0].firstChild.data for link in links if link.getAttribute("type") == kind
    ]


def _list(bench: Bench) -> list[dict]:
    labels = (f"datasheet_name={bench.publication.datasheet}", "type=document-list")
    (listed,) = bench.client.annexes(bench.publication.datastore, labels=labels)
    return json.loads(bench.client.annexe_file(bench.publication.datastore, listed.id))


def test_documents_come_and_go_and_the_record_follows(served: Bench, emulator: Emulator, tmp_path: Path) -> None:
    window = _Window(emulator, tmp_path)
    ds, sheet = served.publication.datastore, served.publication.datasheet

    for _ in range(2):
        file = documents.add_file(window.client, ds, sheet, "Légende, été.txt", b"rouge", description="Les couleurs")
        link = documents.add_link(window.client, ds, sheet, "Site", "https://example.org/?a=1&b=2")

    assert [(item["type"], item["name"]) for item in _list(served)] == [("file", "Légende, été.txt"), ("link", "Site")]
    assert requests.get(file.url, timeout=30).content == b"rouge"
    assert sorted(_links(served, "document")) == sorted([file.url, link.url])
    shown = read_live(window.client, window.ownership, ds, sheet)
    assert [document.name for document in shown.documents] == ["Légende, été.txt", "Site"]

    documents.remove(window.client, ds, sheet, file)
    assert [item["name"] for item in _list(served)] == ["Site"]
    assert _links(served, "document") == [link.url]
    assert requests.get(file.url, timeout=30).status_code == 404
    assert len(iso_edit.offerings_of(_record(served))) == 2


def test_a_document_cut_in_the_middle_is_finished_by_the_next(
    served: Bench, emulator: Emulator, tmp_path: Path
) -> None:
    window = _Window(emulator, tmp_path)
    ds, sheet = served.publication.datastore, served.publication.datasheet
    for method, path in (("PATCH", "*/annexes/*"), ("PUT", "*/annexes/*"), ("PUT", "*/metadata/*")):
        emulator.faults({"method": method, "path": path, "status": 503})
        with pytest.raises(ServerTrouble):
            documents.add_file(window.client, ds, sheet, "a.txt", b"a")
        emulator.clear_faults()
    made = documents.add_file(window.client, ds, sheet, "a.txt", b"a")
    assert [item["id"] for item in _list(served)] == [made.id]
    assert _links(served, "document") == [made.url]
    labels = (f"datasheet_name={sheet}", "type=document")
    assert len(served.client.annexes(ds, labels=labels)) == 1


def test_the_list_of_the_website_is_added_to_and_what_it_holds_is_kept(
    served: Bench, emulator: Emulator, tmp_path: Path
) -> None:
    ds, sheet = served.publication.datastore, served.publication.datasheet
    entry = {"type": "link", "name": "Du site", "id": "1", "url": "https://example.org/", "rang": 7}
    made = served.client.create_annexe(
        ds, path=f"documents/{sheet}.json", filename="l.json", content=json.dumps([entry]).encode()
    )
    served.client.patch_annexe(ds, made.id, {"labels": [f"datasheet_name={sheet}", "type=document-list"]})
    window = _Window(emulator, tmp_path)
    documents.add_link(window.client, ds, sheet, "Du plugin", "https://example.com/")
    assert _list(served)[0] == entry
    assert len(_list(served)) == 2

    served.client.replace_annexe(ds, made.id, filename="l.json", content=b"{}")
    with pytest.raises(ContractBroken):
        documents.add_link(window.client, ds, sheet, "Encore", "https://example.net/")
    assert served.client.annexe_file(ds, made.id) == b"{}"


def test_what_the_website_would_not_take_is_not_sent(served: Bench, emulator: Emulator, tmp_path: Path) -> None:
    window = _Window(emulator, tmp_path)
    for content in (b"", bytes(5_000_001)):
        with pytest.raises(ServiceFailed):
            documents.add_file(window.client, served.publication.datastore, served.publication.datasheet, "a", content)
    labels = (f"datasheet_name={served.publication.datasheet}", "type=document")
    assert served.client.annexes(served.publication.datastore, labels=labels) == []


def test_the_picture_and_the_record_of_the_website_are_ours_to_change(
    served: Bench, emulator: Emulator, tmp_path: Path
) -> None:
    """A new profile of the same person: nothing is in its register, no tag is ours."""
    ds, sheet = served.publication.datastore, served.publication.datasheet
    set_thumbnail(served.client, ds, sheet, PIXEL)
    window = _Window(emulator, tmp_path)
    second = set_thumbnail(window.client, ds, sheet, PIXEL + b"\n", window.ownership)
    assert iso_edit.thumbnail_of(_record(served)) == second
    labels = (f"datasheet_name={sheet}", "type=thumbnail")
    assert len(served.client.annexes(ds, labels=labels)) == 1
    shown = read_live(window.client, window.ownership, ds, sheet)
    assert shown.is_ours
    assert shown.thumbnail == PIXEL + b"\n"


def test_somebody_else_changes_nothing(served: Bench, emulator: Emulator, tmp_path: Path) -> None:
    ds, sheet = served.publication.datastore, served.publication.datasheet
    set_thumbnail(served.client, ds, sheet, PIXEL)
    made = documents.add_file(served.client, ds, sheet, "a.txt", b"a")
    window = _Window(emulator, tmp_path, "bob")
    before = _record(served)
    shown = read_live(window.client, window.ownership, ds, sheet)
    assert not shown.is_ours
    assert not any(service.is_ours for service in shown.services)
    with pytest.raises(NotOurs):
        documents.remove(window.client, ds, sheet, made)
    with pytest.raises(NotOurs):
        documents.add_link(window.client, ds, sheet, "De Bob", "https://example.org/")
    assert [item["name"] for item in _list(served)] == ["a.txt"]
    assert _record(served) == before


def test_a_record_that_foreign_services_share_is_left_alone(served: Bench, emulator: Emulator, tmp_path: Path) -> None:
    """Bob's record under the name of Alice's datasheet: no service of hers leads to it."""
    ds, sheet = served.publication.datastore, served.publication.datasheet
    bob = client_of(emulator, "bob")
    content = _record(served).replace(b"SANDBOX.", b"SANDBOX.bob_")
    record = bob.create_metadata(ds, filename="b.xml", content=content)
    bob.tag_metadata(ds, record.id, {"datasheet_name": sheet})
    window = _Window(emulator, tmp_path)
    with pytest.raises(NotOurs):
        window.client.replace_metadata(ds, record.id, filename="b.xml", content=content)
    with pytest.raises(NotOurs):
        window.client.delete_metadata(ds, record.id)


def test_the_record_follows_styles_and_keeps_the_words_of_the_website(
    served: Bench, emulator: Emulator, tmp_path: Path
) -> None:
    window = _Window(emulator, tmp_path)
    ds, sheet = served.publication.datastore, served.publication.datasheet
    wfs = next(layer for layer in served.publication.served if layer.type is ServiceType.WFS)
    listed = served.client.metadata_list(ds, tags={"datasheet_name": sheet})[0]
    edited = _record(served).replace(b"</gmd:abstract>", b"<!-- revu sur le site --></gmd:abstract>")
    served.client.replace_metadata(ds, listed.id, filename="r.xml", content=edited)

    change_styles(window.client, ds, wfs.configuration, put_style(wfs.configuration, "Nuit", [sealed_sld(tmp_path)]))
    assert refresh_record(window.client, ds, sheet)
    links = _links(served, "style")
    assert len(links) == 1
    assert b"Style Nuit - " in _record(served)
    before = _record(served)
    assert refresh_record(window.client, ds, sheet)
    assert _record(served) == before

    change_styles(window.client, ds, wfs.configuration, RemoveStyle("nuit"))
    refresh_record(window.client, ds, sheet)
    assert _links(served, "style") == []
    assert b"<!-- revu sur le site -->" in _record(served)


def test_a_live_datasheet_tells_its_services_words_styles_and_record(
    served: Bench, emulator: Emulator, tmp_path: Path
) -> None:
    window = _Window(emulator, tmp_path)
    ds, sheet = served.publication.datastore, served.publication.datasheet
    wfs = next(layer for layer in served.publication.served if layer.type is ServiceType.WFS)
    change_styles(window.client, ds, wfs.configuration, put_style(wfs.configuration, "Nuit", [sealed_sld(tmp_path)]))
    emulator.settle()
    shown = read_live(window.client, window.ownership, ds, sheet)
    assert {service.served for service in shown.services} >= {served.publication.served[1]}
    live = next(service for service in shown.services if service.served.type is ServiceType.WFS)
    assert [(style.name, style.current) for style in live.styles] == [("Nuit", True)]
    assert live.served.tables == ("points",)
    assert live.words.tables[0].table == "points"
    (database,) = shown.databases
    assert set(database.tables) == {"points"}
    assert "nom" in database.tables["points"]
    assert shown.served_tables(database.id) == ("points",)
    assert shown.record is not None
    assert shown.record.title
    assert shown.record.contact == PEOPLE.organisation_email
    assert shown.record.extent == ("2", "48", "2.2", "48")
    assert shown.record.is_published


def test_a_removal_cut_after_the_services_still_finds_their_record(
    served: Bench, emulator: Emulator, tmp_path: Path
) -> None:
    """What showed the record to be ours is gone then; the profile has written it down."""
    ds, sheet = served.publication.datastore, served.publication.datasheet
    window = _Window(emulator, tmp_path)
    for layer in served.publication.served:
        plan = plan_service_removal(window.client, window.ownership, ds, layer.configuration)
        cut = replace(plan, steps=plan.steps[:-1])
        carry_out(cut, window.client, Reporter(), pause=lambda _s: emulator.settle())
    again = _Window(emulator, tmp_path)
    refreshed = iso_edit.with_links(_record(served), "2026-01-01T00:00:00Z")
    record = served.client.metadata_list(ds, tags={"datasheet_name": sheet})[0]
    again.client.replace_metadata(ds, record.id, filename="r.xml", content=refreshed)
