"""Effects that look once more before they act: what appeared between the look and the act is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.publication.decision import Effect, Workplace
from cartes_gouv_plugin.core.publication.integration_effects import CreateExecution, LaunchExecution, TagIntegration
from cartes_gouv_plugin.core.publication.publication import Refs
from tests.unit.publishing_bench import PublishingBench

UPLOAD = "upload-1"


@pytest.fixture
def closed(tmp_path: Path) -> PublishingBench:
    """A delivery that has passed its checks; the website's first requests come next."""
    bench = PublishingBench(tmp_path)
    with bench.process() as desk:
        while not any(upload["status"] == "CLOSED" for upload in bench.platform.uploads.values()):
            bench.turn(desk)
    bench.platform.changes.clear()
    return bench


def _website(bench: PublishingBench, requests: int) -> None:
    ping = bench.platform.website_ping(UPLOAD)
    for _ in range(requests):
        next(ping, None)


def _perform(bench: PublishingBench, effect: Effect) -> list[str]:
    """The changes that the effect asked for."""
    publication = replace(bench.publication, refs=Refs(UPLOAD))
    effect.perform(Workplace(EntrepotClient(bench.platform), publication))
    return [path for _method, path, _body in bench.platform.changes]


def test_an_execution_is_created_when_there_is_none(closed: PublishingBench) -> None:
    assert _perform(closed, CreateExecution(UPLOAD)) == ["processings/executions"]


@pytest.mark.parametrize("requests", [2, 3], ids=["created", "created and tagged"])
def test_no_second_execution_is_created(closed: PublishingBench, requests: int) -> None:
    _website(closed, requests)

    assert _perform(closed, CreateExecution(UPLOAD)) == []


def test_the_tags_of_another_execution_are_not_overwritten(closed: PublishingBench) -> None:
    _website(closed, 3)

    assert _perform(closed, TagIntegration(UPLOAD, "stored-9", "execution-9")) == []
    assert closed.platform.uploads[UPLOAD]["tags"]["proc_int_id"] == "execution-2"


def test_nothing_is_launched_beside_a_running_execution(closed: PublishingBench) -> None:
    _website(closed, 9)
    ours = closed.platform.create_execution(
        {"processing": "i", "inputs": {"upload": [UPLOAD]}, "output": {"stored_data": {"name": "communes"}}}
    )
    closed.platform.uploads[UPLOAD]["tags"]["proc_int_id"] = ours["_id"]

    assert _perform(closed, LaunchExecution(UPLOAD, ours["_id"])) == []
    assert closed.platform.launched() == ["execution-2"]


def test_an_execution_that_is_no_longer_named_is_not_launched(closed: PublishingBench) -> None:
    _website(closed, 3)
    closed.platform.uploads[UPLOAD]["tags"]["proc_int_id"] = "execution-9"

    assert _perform(closed, LaunchExecution(UPLOAD, "execution-2")) == []
