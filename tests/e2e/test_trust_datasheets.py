"""A sandbox that everybody shares: 500 datasheets, hostile names, the same name twice. Only ours may change."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.listing import list_datasheets, read_datasheet
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.removal import (
    Kept,
    KeptBecause,
    carry_out,
    plan_removal,
)
from cartes_gouv_plugin.core.datasheets.targets import Kind
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.errors import NotFound, NotOurs
from cartes_gouv_plugin.core.progress import Reporter
from tests.e2e.sandbox_world import world
from tests.emulator.deliveries import endpoint, integrated, new_upload, wfs_body
from tests.emulator.records import record, sld
from tests.emulators import Emulator

SHARED = "Mon jeu"
HOSTILE = (
    SHARED,
    "mon jeu",
    "Mon jeu ",
    "Mon%20jeu",
    "Mon_jeu",
    "%",
    "Mon%",
    "../../uploads",
    "x,type=thumbnail",
    "' OR 1=1 --",
    "<img src=x onerror=alert(1)>",
    'a"b&c=d#e?f',
    "\u202eksiuq",
    "é" * 99,
)


class As:
    """An emulator spoken to by one person, whoever a helper says."""

    def __init__(self, emulator: Emulator, user: str) -> None:
        self._emulator, self._user = emulator, user

    def call(self, method: str, path: str, _user: str = "", **options: object):
        return self._emulator.call(method, path, self._user, **options)

    def __getattr__(self, name: str):
        return getattr(self._emulator, name)


class DeafTransport:
    """A server that does not hear filters: every list comes whole, as a hostile or broken one would answer."""

    def __init__(self, transport: RequestsTransport) -> None:
        self._transport = transport

    def send(self, call: Call) -> Answer:
        heard = [pair for pair in call.query if call.method != "GET" or pair[0] in ("page", "limit", "fields")]
        return self._transport.send(replace(call, query=heard))


@dataclass
class Plugin:
    """What the plugin works with, for one person."""

    client: EntrepotClient
    ownership: Ownership


@pytest.fixture
def plugin(tmp_path: Path) -> Callable[..., Plugin]:
    def make(emulator: Emulator, user: str = "alice", *, deaf: bool = False, register: str = "created") -> Plugin:
        plain = RequestsTransport(emulator.api_url, authorization=lambda _url: f"Bearer {emulator.token(user)}")
        transport = DeafTransport(plain) if deaf else plain
        ownership = Ownership(EntrepotClient(transport), Register(tmp_path / f"{register}_{user}.txt"))
        return Plugin(gated_client(transport, ownership), ownership)

    return make


def tagged(emulator: As, kind: str, identifier: str, name: str, **more: str) -> str:
    path = f"/datastores/{emulator.datastore}/{kind}/{identifier}/tags"
    answer = emulator.call("POST", path, json={"datasheet_name": name, **more})
    assert answer.ok, answer.text
    return identifier


def published(person: As, name: str, folder: Path) -> dict[str, str]:
    """A datasheet with data, a WFS, a thumbnail and an unfinished delivery, made outside of the plugin."""
    folder.mkdir()
    word = uuid.uuid4().hex[:8]
    root = f"/datastores/{person.datastore}"
    stored = integrated(person, folder, f"donnees_{word}")["_id"]
    tagged(person, "stored_data", stored, name)
    delivered = person.call("GET", f"{root}/uploads", params={"name": f"donnees_{word}"}).json()[0]["_id"]
    assert person.call("DELETE", f"{root}/uploads/{delivered}").ok
    body = wfs_body(stored, f"SANDBOX.couche_{word}")
    configuration = person.call("POST", f"{root}/configurations", json=body).json()["_id"]
    tagged(person, "configurations", configuration, name, theme="environment")
    offer = {"endpoint": endpoint(person, "WFS")["_id"], "open": True}
    offering = person.call("POST", f"{root}/configurations/{configuration}/offerings", json=offer).json()["_id"]
    upload = new_upload(person, f"livraison_{word}", user=person._user)
    tagged(person, "uploads", upload, name)
    picture = {"file": ("v.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)}
    paths = {"published": "true", "paths": f"thumbnail/{word}.png"}
    annexe = person.call("POST", f"{root}/annexes", files=picture, data=paths).json()["_id"]
    labels = [f"datasheet_name={name}", "type=thumbnail"]
    assert person.call("PATCH", f"{root}/annexes/{annexe}", json={"labels": labels}).ok
    person.settle()
    return {"stored_data": stored, "configurations": configuration, "offerings": offering, "uploads": upload,
            "annexes": annexe}  # fmt: skip


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory) -> Emulator:
    """500 datasheets of others, those with hostile names included."""
    running = Emulator("--speed", "inf", "--seed", str(500 - len(HOSTILE)))
    bob = As(running, "bob")
    for name in HOSTILE:
        upload = new_upload(bob, f"livraison {uuid.uuid4().hex[:8]}", user="bob")
        path = f"/datastores/{running.datastore}/uploads/{upload}/tags"
        assert bob.call("POST", path, json={"datasheet_name": name}).ok
    published(bob, SHARED, tmp_path_factory.mktemp("bob") / "data")
    yield running
    running.stop()


def test_the_list_is_the_website_s(sandbox: Emulator, plugin) -> None:
    listed = {sheet.name: sheet for sheet in list_datasheets(plugin(sandbox).client, sandbox.datastore)}
    assert set(HOSTILE) <= set(listed)
    assert len(listed) == 500
    assert listed[SHARED].publications == 1
    assert listed[SHARED].thumbnail.startswith("/thumbnail/")
    assert listed["mon jeu"].publications == 0
    assert listed["mon jeu"].thumbnail == ""


@pytest.mark.parametrize("deaf", [False, True], ids=["filters heard", "filters not heard"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_datasheet_is_exactly_what_bears_its_name(sandbox: Emulator, plugin, name: str, deaf: bool) -> None:
    sheet = read_datasheet(plugin(sandbox, deaf=deaf).client, sandbox.datastore, name)
    assert {upload.tags["datasheet_name"] for upload in sheet.uploads} == {name}
    assert len(sheet.stored_data) == (1 if name == SHARED else 0)
    assert len(sheet.annexes) == (1 if name == SHARED else 0)


@pytest.mark.parametrize("deaf", [False, True], ids=["filters heard", "filters not heard"])
def test_every_action_of_ours_leaves_the_others_alone(sandbox: Emulator, plugin, tmp_path: Path, deaf: bool) -> None:
    before = world(sandbox)
    alice = As(sandbox, "alice")
    mine = published(alice, SHARED, tmp_path / "alice")
    ours = plugin(sandbox, deaf=deaf)
    assert set(before) <= set(world(sandbox))
    plan = plan_removal(ours.client, ours.ownership, sandbox.datastore, SHARED)
    carry_out(plan, ours.client, Reporter(), pause=lambda _seconds: sandbox.settle())
    after = world(sandbox)
    changed = {key for key in before if after.get(key) != before[key]}
    assert changed == set()
    left = {key for key in after if key not in before}
    assert left == {f"annexes/{mine['annexes']}"}, "an annexe without a creator's mark is not shown to be ours"
    assert Kept(Kind.ANNEXE, mine["annexes"], KeptBecause.NOT_OURS) in plan.kept
    assert alice.call("DELETE", f"/datastores/{sandbox.datastore}/annexes/{mine['annexes']}").ok


def test_a_datasheet_of_others_is_not_removed(sandbox: Emulator, plugin) -> None:
    ours = plugin(sandbox)
    before = world(sandbox)
    for name in HOSTILE:
        with pytest.raises(NotOurs):
            plan_removal(ours.client, ours.ownership, sandbox.datastore, name)
    with pytest.raises(NotFound):
        plan_removal(ours.client, ours.ownership, sandbox.datastore, "MON JEU")
    assert world(sandbox) == before


def every_change(client: EntrepotClient, ds: str, ids: dict[str, str]) -> list[Callable[[], object]]:
    """Each method of the client that changes something, aimed at these entities."""
    upload, stored, configuration = ids["uploads"], ids["stored_data"], ids["configurations"]
    offering, annexe, static, metadata = ids["offerings"], ids["annexes"], ids["statics"], ids["metadata"]
    name, execution = ids["file_identifier"], ids["executions"]
    return [
        lambda: client.tag_upload(ds, upload, {"a": "b"}),
        lambda: client.untag_upload(ds, upload, ["datasheet_name"]),
        lambda: client.send_md5(ds, upload, "a.md5", "x"),
        lambda: client.send_file(ds, upload, "data/a.gpkg", Multipart(b"x", filename="a.gpkg")),
        lambda: client.delete_upload_file(ds, upload, "data/points.geojson"),
        lambda: client.close_upload(ds, upload),
        lambda: client.open_upload(ds, upload),
        lambda: client.delete_upload(ds, upload),
        lambda: client.tag_stored_data(ds, stored, {"a": "b"}),
        lambda: client.delete_stored_data(ds, stored),
        lambda: client.create_execution(ds, {"processing": "p", "inputs": {"upload": [upload]}, "output": {}}),
        lambda: client.create_execution(ds, {"processing": "p", "inputs": {"stored_data": [stored]}, "output": {}}),
        lambda: client.create_execution(ds, {"processing": "p", "output": {"stored_data": {"_id": stored}}}),
        lambda: client.launch_execution(ds, execution),
        lambda: client.abort_execution(ds, execution),
        lambda: client.create_configuration(ds, wfs_body(stored, "SANDBOX.x")),
        lambda: client.replace_configuration(ds, configuration, {"name": "x"}),
        lambda: client.patch_configuration(ds, configuration, {"name": "x"}),
        lambda: client.tag_configuration(ds, configuration, {"a": "b"}),
        lambda: client.delete_configuration(ds, configuration),
        lambda: client.create_offering(ds, configuration, endpoint="e", open=True),
        lambda: client.synchronize_offering(ds, offering),
        lambda: client.delete_offering(ds, offering),
        lambda: client.create_permission(ds, {"offerings": [offering]}),
        lambda: client.delete_permission(ds, "00000000-0000-0000-0000-000000000000"),
        lambda: client.replace_static(ds, static, filename="a.sld", content=b"x"),
        lambda: client.rename_static(ds, static, "x"),
        lambda: client.delete_static(ds, static),
        lambda: client.replace_annexe(ds, annexe, filename="a.png", content=b"x"),
        lambda: client.patch_annexe(ds, annexe, {"labels": []}),
        lambda: client.delete_annexe(ds, annexe),
        lambda: client.replace_metadata(ds, metadata, filename="a.xml", content=b"<a/>"),
        lambda: client.tag_metadata(ds, metadata, {"a": "b"}),
        lambda: client.publish_metadata(ds, file_identifier=name, endpoint="e"),
        lambda: client.unpublish_metadata(ds, file_identifier=name, endpoint="e"),
        lambda: client.delete_metadata(ds, metadata),
    ]


@pytest.fixture(scope="module")
def of_bob(sandbox: Emulator, tmp_path_factory) -> dict[str, str]:
    """One entity of each kind, Bob's; some carry the marks that ours carry."""
    bob = As(sandbox, "bob")
    root = f"/datastores/{sandbox.datastore}"
    ids = published(bob, "Données de Bob", tmp_path_factory.mktemp("of_bob") / "data")
    name = f"config_{ids['configurations']}_style_wmsv_points"
    form = {"type": "GEOSERVER-STYLE", "name": name}
    static = bob.call("POST", f"{root}/statics", data=form, files={"file": ("a.sld", sld())})
    assert static.ok, static.text
    identifier = f"SANDBOX.{uuid.uuid4().hex}"
    metadata = bob.call(
        "POST", f"{root}/metadata", params={"type": "ISOAP"}, files={"file": ("a.xml", record(identifier))}
    )
    assert metadata.ok, metadata.text
    tagged(bob, "metadata", metadata.json()["_id"], "Données de Bob")
    executions = bob.call("GET", f"{root}/processings/executions", params={"output_stored_data": ids["stored_data"]})
    return {**ids, "statics": static.json()["_id"], "metadata": metadata.json()["_id"],
            "file_identifier": identifier, "executions": executions.json()[0]["_id"]}  # fmt: skip


def test_the_gate_refuses_every_change_of_a_foreign_entity(sandbox: Emulator, plugin, of_bob) -> None:
    client = plugin(sandbox).client
    changes = every_change(client, sandbox.datastore, of_bob)
    before = world(sandbox)
    seen = sandbox.last_request()
    for change in changes:
        with pytest.raises(NotOurs):
            change()
    assert world(sandbox) == before
    sent = [request["method"] for request in sandbox.requests(seen)]
    assert set(sent) <= {"GET"}, "nothing but questions left this computer"


def test_every_changing_method_of_the_client_is_in_the_list_above(of_bob) -> None:
    """A method added to the client has to be added to the test of the gate."""
    calls = {name for name in dir(EntrepotClient) if name.split("_")[0] in _VERBS}
    tried = {word for change in every_change(None, "", of_bob) for word in change.__code__.co_names}
    assert calls - tried == {"create_upload", "create_static", "create_annexe", "create_metadata"}


_VERBS = {"create", "tag", "untag", "send", "delete", "close", "open", "patch", "replace", "rename", "launch", "abort",
          "synchronize", "publish", "unpublish"}  # fmt: skip


def test_a_copied_mark_does_not_make_an_entity_ours(sandbox: Emulator, of_bob) -> None:
    publication = str(uuid.uuid4())
    tagged(As(sandbox, "bob"), "uploads", of_bob["uploads"], "x", created_by=f"cartes_gouv_plugin:{publication}")
    plain = RequestsTransport(sandbox.api_url, authorization=lambda _url: f"Bearer {sandbox.token('alice')}")
    ownership = Ownership(EntrepotClient(plain), Register(Path("/nonexistent/created.txt")), {publication}.__contains__)
    with pytest.raises(NotOurs):
        gated_client(plain, ownership).delete_upload(sandbox.datastore, of_bob["uploads"])


def test_data_that_others_serve_stays(sandbox: Emulator, plugin, tmp_path: Path) -> None:
    name = f"Servie {uuid.uuid4().hex[:6]}"
    mine = published(As(sandbox, "alice"), name, tmp_path / "alice")
    bob = As(sandbox, "bob")
    word = uuid.uuid4().hex[:8]
    body = wfs_body(mine["stored_data"], f"SANDBOX.autre_{word}")
    foreign = bob.call("POST", f"/datastores/{sandbox.datastore}/configurations", json=body).json()["_id"]
    offer = {"endpoint": endpoint(bob, "WFS")["_id"], "open": True}
    path = f"/datastores/{sandbox.datastore}/configurations/{foreign}/offerings"
    assert bob.call("POST", path, json=offer).ok
    sandbox.settle()
    ours = plugin(sandbox)
    plan = plan_removal(ours.client, ours.ownership, sandbox.datastore, name)
    assert Kept(Kind.STORED_DATA, mine["stored_data"], KeptBecause.USED_BY_OTHERS) in plan.kept
    carry_out(plan, ours.client, Reporter(), pause=lambda _seconds: sandbox.settle())
    left = bob.call("GET", f"/datastores/{sandbox.datastore}/configurations/{foreign}").json()
    assert left["status"] == "PUBLISHED"


@pytest.mark.parametrize("behaviour", ["once", "twice"])
def test_a_datasheet_goes_whichever_way_services_are_withdrawn(
    start_emulator, plugin, tmp_path: Path, behaviour: str
) -> None:
    emulator = start_emulator("--offering-delete", behaviour)
    before = world(emulator)
    mine = published(As(emulator, "alice"), "À moi", tmp_path / "alice")
    ours = plugin(emulator)
    ours.ownership.learn(mine["annexes"])
    plan = plan_removal(ours.client, ours.ownership, emulator.datastore, "À moi")
    carry_out(plan, ours.client, Reporter(), pause=lambda _seconds: emulator.settle())
    carry_out(plan, ours.client, Reporter(), pause=lambda _seconds: emulator.settle())
    assert world(emulator) == before
    with pytest.raises(NotFound):
        read_datasheet(ours.client, emulator.datastore, "À moi")


def test_styles_that_a_cut_removal_left_behind_go_with_the_next_one(start_emulator, plugin, tmp_path: Path) -> None:
    emulator = start_emulator()
    ds = emulator.datastore
    foreign = published(As(emulator, "bob"), "De Bob", tmp_path / "bob")
    form = {"type": "GEOSERVER-STYLE", "name": f"config_{uuid.uuid4()}_style_wmsv_points"}
    As(emulator, "bob").call("POST", f"/datastores/{ds}/statics", data=form, files={"file": ("a.sld", sld())})
    before = world(emulator)
    mine = published(As(emulator, "alice"), "À moi", tmp_path / "alice")
    ours = plugin(emulator)
    for kind in ("annexes", "configurations"):
        ours.ownership.learn(mine[kind])
    name = f"config_{mine['configurations']}_style_wmsv_points"
    style = ours.client.create_static(ds, name=name, type="GEOSERVER-STYLE", filename="a.sld", content=sld())
    plan = plan_removal(ours.client, ours.ownership, ds, "À moi")
    assert style.id not in {step.id for step in plan.steps}, "no service refers to it, and its service lives"
    end = next(rank for rank, step in enumerate(plan.steps) if step.kind is Kind.CONFIGURATION)
    cut = replace(plan, steps=plan.steps[: end + 1])
    carry_out(cut, ours.client, Reporter(), pause=lambda _seconds: emulator.settle())
    assert f"statics/{style.id}" in world(emulator)

    again = plan_removal(ours.client, ours.ownership, ds, "À moi")
    assert style.id in {step.id for step in again.steps}
    carry_out(again, ours.client, Reporter(), pause=lambda _seconds: emulator.settle())
    assert world(emulator) == before
    assert foreign
