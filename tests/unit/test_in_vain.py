"""A platform that says yes and does nothing: what it is asked for is not asked for ever."""

from __future__ import annotations

from pathlib import Path

from cartes_gouv_plugin.core.entrepot.transport import Answer, Call
from cartes_gouv_plugin.core.publication.record import Condition
from tests.unit.publishing_bench import PublishingBench


def _deaf_to(bench: PublishingBench, method: str, end: str) -> list[Call]:
    """The model answers such calls as ever, and forgets what they changed; returns those that it got."""
    calls: list[Call] = []
    send = bench.platform.send

    def deaf(call: Call) -> Answer:
        if call.method == method and call.path[-1] == end:
            calls.append(call)
            return Answer(204, {}, b"")
        return send(call)

    bench.platform.send = deaf  # type: ignore[method-assign]
    return calls


def test_a_closing_that_is_never_seen_ends_in_a_failure(tmp_path: Path) -> None:
    bench = PublishingBench(tmp_path)
    calls = _deaf_to(bench, "POST", "close")
    with bench.process() as desk:
        record = bench.run(desk, turns=200)

    assert record.condition is Condition.FAILED
    assert record.failure is not None
    assert record.failure.kind == "ContractBroken"
    assert 3 < len(calls) < 20


def test_an_md5_that_is_never_listed_is_no_obstacle(tmp_path: Path) -> None:
    bench = PublishingBench(tmp_path)
    _deaf_to(bench, "POST", "md5")
    with bench.process() as desk:
        record = bench.run(desk, turns=200)

    assert record.condition is Condition.DONE, "the md5 that went with the file need not be listed"
