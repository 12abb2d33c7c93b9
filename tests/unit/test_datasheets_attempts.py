"""Entities without tags and history: ours only while the answer to our own creation is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Call
from cartes_gouv_plugin.core.errors import NotFound, NotOurs, Offline, Rejected
from cartes_gouv_plugin.core.publication.record import Condition
from tests.unit.platform_model import DS, PROCESSING, PlatformModel
from tests.unit.publishing_bench import NAME, PublishingBench

UPLOAD = {"name": "communes", "description": "communes", "srs": "EPSG:2154", "type": "VECTOR"}


class SilentPlatform(PlatformModel):
    """Tells of no initiator, as the protocol allows."""

    def _dispatch(self, method: str, path: tuple[str, ...], query: Mapping[str, str], body: Any) -> Any:
        if path[-1] == "events":
            raise NotFound("no such address", status=404)
        return super()._dispatch(method, path, query, body)

    def create_upload(self, body: Mapping[str, Any]) -> dict[str, Any]:
        upload = super().create_upload(body)
        upload.pop("last_event", None)
        return upload


def lose_the_answer(platform: PlatformModel) -> None:
    def lose(call: Call) -> None:
        if call.method == "POST":
            platform.after = lambda _call: None
            raise Offline("cut in the answer")

    platform.after = lose


@pytest.fixture
def platform() -> SilentPlatform:
    return SilentPlatform()


@pytest.fixture
def connect(platform: SilentPlatform, tmp_path: Path) -> Callable[[], EntrepotClient]:
    """Another process of the same profile at each call."""
    ownership = lambda: Ownership(EntrepotClient(platform), Register(tmp_path / "created.txt"))  # noqa: E731
    return lambda: gated_client(platform, ownership())


def test_an_upload_whose_answer_was_lost_can_be_gone_on_with(platform, connect) -> None:
    lose_the_answer(platform)
    with pytest.raises(Offline):
        connect().create_upload(DS, **UPLOAD)
    [upload] = platform.uploads
    connect().tag_upload(DS, upload, {"a": "b"})
    assert platform.uploads[upload]["tags"] == {"a": "b"}


def test_an_answer_that_came_proves_nothing_for_another_entity(platform, connect) -> None:
    connect().create_upload(DS, **UPLOAD)
    foreign = platform.create_upload(UPLOAD)["_id"]
    with pytest.raises(NotOurs):
        connect().tag_upload(DS, foreign, {"a": "b"})


def test_a_refusal_proves_nothing(platform, connect) -> None:
    def refuse(call: Call) -> None:
        if call.method == "POST":
            raise Rejected("no", status=400)

    platform.before = refuse
    with pytest.raises(Rejected):
        connect().create_upload(DS, **UPLOAD)
    platform.before = lambda _call: None
    foreign = platform.create_upload(UPLOAD)["_id"]
    with pytest.raises(NotOurs):
        connect().tag_upload(DS, foreign, {"a": "b"})


def test_a_known_other_creator_speaks_against_it(platform, connect) -> None:
    lose_the_answer(platform)
    with pytest.raises(Offline):
        connect().create_upload(DS, **UPLOAD)
    [upload] = platform.uploads.values()
    upload["last_event"] = {"title": "Ouverture", "date": "1", "initiator": {"_id": "somebody-else"}}
    with pytest.raises(NotOurs):
        connect().tag_upload(DS, upload["_id"], {"a": "b"})


def test_the_data_of_an_execution_whose_answer_was_lost_is_ours(platform, connect) -> None:
    upload = connect().create_upload(DS, **UPLOAD).id
    platform.uploads[upload]["status"] = "CLOSED"
    lose_the_answer(platform)
    body = {"processing": PROCESSING, "inputs": {"upload": [upload]}, "output": {"stored_data": {"name": "communes"}}}
    with pytest.raises(Offline):
        connect().create_execution(DS, body)
    [execution], [stored] = platform.executions, platform.stored_data
    platform.stored_data[stored].pop("last_event", None)
    connect().tag_stored_data(DS, stored, {"a": "b"})
    connect().launch_execution(DS, execution)
    assert platform.launched() == [execution]


def test_a_foreign_upload_of_the_same_name_is_left_alone(platform, tmp_path) -> None:
    foreign = platform.create_upload({**UPLOAD, "name": NAME})
    bench = PublishingBench(tmp_path, platform=platform)
    assert bench.run_to_the_end().condition is Condition.DONE
    assert foreign["tags"] == {}
    assert foreign["status"] == "OPEN"


def test_a_lost_creation_is_found_again_by_the_next_process(platform, tmp_path) -> None:
    lose_the_answer(platform)
    bench = PublishingBench(tmp_path, platform=platform)
    with bench.process() as desk:
        bench.turn(desk)
    assert bench.run_to_the_end().condition is Condition.DONE
    bench.assert_published_once()
