"""Two machines have one delivery in hand, under every schedule of their requests: it is integrated once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartes_gouv_plugin.core.entrepot.transport import Call
from cartes_gouv_plugin.core.errors import Forbidden, Rejected
from cartes_gouv_plugin.core.publication.integration_claim import OTHER_SIDE_PATIENCE_S, SETTLE_S
from cartes_gouv_plugin.core.publication.record import Condition
from tests.unit.platform_model import PlatformModel
from tests.unit.publishing_bench import DATASHEET, NAME, Clock, PublishingBench
from tests.unit.rival_machines import Machine, Turns, is_any, is_change, race

CHANGES = 9
"""POSTs and DELETEs of one machine that takes a checked delivery over and meets nobody."""
Pair = tuple[PublishingBench, PublishingBench]


def checked_delivery(platform: PlatformModel) -> str:
    """The website sent and closed it, and was left; its checks have passed."""
    upload = platform.create_upload({"name": NAME, "description": NAME, "type": "VECTOR", "srs": "EPSG:2154"})
    upload["tags"] = {"datasheet_name": DATASHEET}
    upload["status"] = "CLOSED"
    platform.files[upload["_id"]] = {"data/f.gpkg": 3}
    platform.checks[upload["_id"]]["passed"] = ["Vérification standard", "Vérification vecteur"]
    return str(upload["_id"])


def both_take_over(home: Path) -> Pair:
    platform = PlatformModel()
    upload = checked_delivery(platform)
    one, other = (PublishingBench(home / name, following=upload, platform=platform) for name in ("one", "other"))
    return one, other


def one_began(home: Path) -> Pair:
    """One machine sent the delivery; another one takes it over once it is checked."""
    one = PublishingBench(home / "one")
    with one.process() as desk:
        while not any(upload["status"] == "CLOSED" for upload in one.platform.uploads.values()):
            one.turn(desk)
    return one, PublishingBench(home / "other", following="upload-1", platform=one.platform)


def other_began(home: Path) -> Pair:
    one, other = one_began(home)
    return other, one


SITUATIONS = (both_take_over, one_began, other_began)


def raced(pair: Pair, lengths: Iterable[int], counts: Callable[[Call], bool], clocks: Sequence[Clock]) -> PlatformModel:
    platform = pair[0].platform
    machines = [Machine(bench, clock) for bench, clock in zip(pair, clocks)]
    race(machines, platform.advance, Turns(machines, lengths, counts))
    assert [machine.record and machine.record.condition for machine in machines] == [Condition.DONE] * len(machines)
    return platform


def assert_integrated_once(platform: PlatformModel, created: int) -> None:
    """`created`: so many executions may exist, all but one aborted before anybody launched them."""
    launches = [path for method, path, _body in platform.changes if path.endswith("/launch")]
    assert len(set(launches)) == 1, platform.changes
    ended = sorted(execution["status"] for execution in platform.executions.values())
    assert ended in [["ABORTED"] * spare + ["SUCCESS"] for spare in range(created)]
    assert [stored["status"] for stored in platform.stored_data.values()] == ["GENERATED"]
    (upload,) = platform.uploads.values()
    (stored,) = platform.stored_data.values()
    assert upload["status"] == "DELETED"
    assert (
        upload["tags"]["vectordb_id"] == stored["_id"] == stored["tags"]["proc_int_id"].replace("execution", "stored")
    )


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("first", range(CHANGES))
def test_requests_that_take_no_longer_than_the_others_wait(
    tmp_path: Path, situation: Callable[[Path], Pair], first: int
) -> None:
    """Every point at which one is stopped, every point at which the other gives way: one execution is created."""
    for second in range(CHANGES):
        shared = Clock()
        platform = raced(situation(tmp_path / str(second)), [first, second], is_change, [shared, shared])
        assert_integrated_once(platform, created=1)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("first", range(CHANGES))
def test_a_machine_that_sleeps_for_any_time(tmp_path: Path, situation: Callable[[Path], Pair], first: int) -> None:
    """A machine may stand still between two requests for as long as it likes: no second execution is ever launched."""
    for second in range(CHANGES):
        platform = raced(situation(tmp_path / str(second)), [first, second], is_change, [Clock(), Clock()])
        assert_integrated_once(platform, created=2)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lengths=st.lists(st.integers(0, 25), min_size=2, max_size=9),
    situation=st.sampled_from(SITUATIONS),
    sleeping=st.booleans(),
)
def test_stopped_before_any_requests(
    tmp_path_factory: pytest.TempPathFactory,
    lengths: list[int],
    situation: Callable[[Path], Pair],
    sleeping: bool,
) -> None:
    """Looks are requests too: the turn changes before any of them, many times."""
    pair, shared = situation(tmp_path_factory.mktemp("homes")), Clock()
    platform = raced(pair, lengths, is_any, [Clock(), Clock()] if sleeping else [shared, shared])
    assert_integrated_once(platform, created=2 if sleeping else 1)


def both_have_a_file(home: Path, sizes: tuple[int, int]) -> Pair:
    """The website left a delivery open; each machine was given a file for it."""
    platform = PlatformModel()
    upload = platform.create_upload({"name": NAME, "description": NAME, "type": "VECTOR", "srs": "EPSG:2154"})
    upload["tags"] = {"datasheet_name": DATASHEET}
    pair = [PublishingBench(home / name, following=upload["_id"], platform=platform) for name in ("one", "other")]
    for bench, size in zip(pair, sizes):
        bench.supply(b"G" * size)
    return pair[0], pair[1]


@pytest.mark.parametrize("first", range(5))
def test_an_open_delivery_is_closed_with_one_whole_file(tmp_path: Path, first: int) -> None:
    for second, third in itertools.product(range(6), range(3)):
        pair, shared = both_have_a_file(tmp_path / f"{second}-{third}", (10, 20)), Clock()
        platform, closed = pair[0].platform, []

        def note(call: Call, platform: PlatformModel = platform, closed: list[dict[str, int]] = closed) -> None:
            if call.path[-1] == "close":
                closed.append(dict(platform.files["upload-1"]))

        platform.after = note
        raced(pair, [first, second, third], is_change, [shared, shared])
        assert_integrated_once(platform, created=1)
        path, checksum = f"data/{NAME}.gpkg", 32 + 2 + len(f"data/{NAME}.gpkg") + 1
        assert [sorted(files.items()) for files in closed] in [
            [[(f"{NAME}.gpkg.md5", checksum), (path, size)]] for size in (10, 20)
        ]


def test_a_machine_that_created_while_the_other_one_had_finished(tmp_path: Path) -> None:
    """The longest sleep of all, between the last look and the creation: what it leaves is cleared away."""
    pair = both_take_over(tmp_path)
    platform, machines = pair[0].platform, [Machine(bench, Clock()) for bench in pair]

    def choose(ready: Sequence[Machine]) -> Machine:
        sleeper, other = machines
        creates = sleeper.next_call is not None and sleeper.next_call.path[-1:] == ("executions",)
        return other if creates and is_change(sleeper.next_call) and not other.is_over else sleeper  # type: ignore[arg-type]

    race(machines, platform.advance, choose)
    assert platform.made("processings/executions") == 2
    assert_integrated_once(platform, created=2)


def test_the_claim_of_a_machine_that_is_no_more(tmp_path: Path) -> None:
    one, other = both_take_over(tmp_path)
    with one.process() as desk:
        while not _is_claimed(one.platform):
            one.turn(desk)
    began = other.clock.now

    assert other.run_to_the_end().condition is Condition.DONE
    assert OTHER_SIDE_PATIENCE_S <= other.clock.now - began < 2 * OTHER_SIDE_PATIENCE_S
    assert_integrated_once(other.platform, created=1)


def test_a_process_that_ends_with_its_claim_goes_on_without_waiting_for_itself(tmp_path: Path) -> None:
    one, _other = both_take_over(tmp_path)
    with one.process() as desk:
        while not _is_claimed(one.platform):
            one.turn(desk)
    began = one.clock.now

    assert one.run_to_the_end().condition is Condition.DONE
    assert SETTLE_S <= one.clock.now - began < OTHER_SIDE_PATIENCE_S
    assert_integrated_once(one.platform, created=1)


def _is_claimed(platform: PlatformModel) -> bool:
    return any("claimed_by" in upload["tags"] for upload in platform.uploads.values())


@pytest.mark.parametrize("error", [Rejected("400", status=400), Forbidden("403", status=403)])
def test_a_server_without_claims(tmp_path: Path, error: Exception) -> None:
    one, _other = both_take_over(tmp_path)

    def refuse(call: Call) -> None:
        if isinstance(call.json, dict) and "claimed_by" in call.json:
            raise error

    one.platform.before = refuse

    assert one.run_to_the_end().condition is Condition.DONE
    assert_integrated_once(one.platform, created=1)


def test_a_server_that_accepts_claims_without_effect(tmp_path: Path) -> None:
    one, _other = both_take_over(tmp_path)

    def forget(_call: Call) -> None:
        for upload in one.platform.uploads.values():
            upload["tags"].pop("claimed_by", None)

    one.platform.after = forget

    assert one.run_to_the_end().condition is Condition.DONE
    assert_integrated_once(one.platform, created=1)


def test_an_abandoned_execution_that_cannot_be_ended(tmp_path: Path) -> None:
    """Nobody ever launched it, and nobody may end it: ours goes on beside it."""
    one, _other = both_take_over(tmp_path)
    platform = one.platform
    calls = itertools.count()

    def abandon(call: Call) -> None:
        if call.path[-1] == "abort":
            raise Forbidden("403", status=403)
        if platform.made("processings/executions") and next(calls) == 0:
            platform.create_execution(
                {"processing": "p", "inputs": {"upload": ["upload-1"]}, "output": {"stored_data": {"name": NAME}}}
            )

    platform.before = abandon

    assert one.run_to_the_end().condition is Condition.DONE
    assert sorted(execution["status"] for execution in platform.executions.values()) == ["CREATED", "SUCCESS"]
    assert len(platform.launched()) == 1
