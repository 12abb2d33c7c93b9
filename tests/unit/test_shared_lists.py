"""What waiting costs the platform: one publication for an hour, and ten that wait together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.entrepot.transport import Call
from cartes_gouv_plugin.core.publication.publication import Stage
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import new_record
from cartes_gouv_plugin.core.publication.shared_lists import FRESH_S, SharedLists
from cartes_gouv_plugin.core.publication.turn import Desk, Sending, take_turn
from tests.unit.publishing_bench import PublishingBench


def _wait(bench: PublishingBench, desk: Desk, ids: list[str], seconds: float) -> list[PublicationRecord]:
    """As the tracker does: all that is nearly due is looked at together. The platform stands still."""
    records = [take_turn(desk, key, Sending()) for key in ids]
    end = bench.clock.now + seconds
    while bench.clock.now < end:
        present = [record for record in records if record is not None]
        bench.clock.now = max(bench.clock.now, min(record.due or end for record in present))
        desk.lists.expect(present)
        due = {
            record.id for record in present if record.due is not None and record.due <= bench.clock.now + 2 * FRESH_S
        }
        records = [take_turn(desk, r.id, Sending()) if r.id in due else r for r in present]
    return [record for record in records if record is not None]


@pytest.fixture
def ten(tmp_path: Path) -> tuple[PublishingBench, list[str]]:
    bench = PublishingBench(tmp_path)
    with bench.process() as desk:
        for number in range(2, 11):
            other = replace(bench.publication, id=f"pub-{number}", technical_name=f"communes_{number}")
            desk.journal.add(*new_record(other, bench.clock()))
    return bench, [f"pub-{number}" for number in range(1, 11)]


@pytest.mark.parametrize("count", [1, 10])
@pytest.mark.parametrize("stage", [Stage.CHECKS, Stage.INTEGRATION])
def test_an_hour_costs_300_requests_for_one_or_ten(
    ten: tuple[PublishingBench, list[str]], count: int, stage: Stage
) -> None:
    bench, ids = ten
    ids = ids[:count]
    with bench.process() as desk:
        desk = replace(desk, lists=SharedLists(bench.clock))
        _wait(bench, desk, ids, 60)
        if stage is Stage.INTEGRATION:
            bench.platform.advance()
            _wait(bench, desk, ids, 60)
        # The whole publication of one counts; what ten of them do before they wait is theirs.
        before = sum(bench.platform.calls.values()) if count > 1 else 0

        records = _wait(bench, desk, ids, 3600)

        assert {record.stage for record in records} == {stage}
        assert sum(bench.platform.calls.values()) - before <= 300
        for _ in range(3):
            bench.platform.advance()
        records = _wait(bench, desk, ids, 120)
        for _ in range(3):
            bench.platform.advance()
        records = _wait(bench, desk, ids, 120)
        assert {record.condition for record in records} == {Condition.DONE}


def test_the_end_is_seen_soon_after_an_hour(ten: tuple[PublishingBench, list[str]]) -> None:
    bench, ids = ten
    with bench.process() as desk:
        desk = replace(desk, lists=SharedLists(bench.clock))
        _wait(bench, desk, ids, 3600)
        bench.platform.advance()
        ended = bench.clock.now

        records = _wait(bench, desk, ids, 20)

        assert bench.clock.now - ended < 40
        assert all(record.stages[Stage.CHECKS].finished is not None for record in records)
        assert max((record.stages[Stage.CHECKS].finished or 0) - ended for record in records) <= 20


def test_a_whole_publication_costs_few_requests(tmp_path: Path) -> None:
    bench = PublishingBench(tmp_path)
    gets: list[str] = []
    bench.platform.before = lambda call: gets.append(_path(call)) if call.method == "GET" else None

    assert bench.run_to_the_end().condition is Condition.DONE
    assert len(gets) <= 64, gets


def _path(call: Call) -> str:
    return "/".join(call.path)
