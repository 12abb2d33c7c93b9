"""A publication is never lost, doubled or stuck, whatever ends the process and whatever the way to the server does."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartes_gouv_plugin.core.entrepot.transport import Call
from cartes_gouv_plugin.core.errors import (
    Conflict,
    ContractBroken,
    EntrepotError,
    Offline,
    RateLimited,
    Rejected,
    ServerTrouble,
    SignInNeeded,
)
from cartes_gouv_plugin.core.publication.record import Condition
from tests.unit.platform_model import Killed
from tests.unit.publishing_bench import CONTENT, DATASHEET, NAME, PublishingBench

CHANGES_OF_A_PUBLICATION = 15


@pytest.fixture
def bench(tmp_path: Path) -> PublishingBench:
    return PublishingBench(tmp_path)


PROGRESS = '{{"send_files_api":"{}","wait_checks":"{}","integration_processing":"{}"}}'


def test_a_delivery_makes_the_requests_of_the_website_in_its_order(bench: PublishingBench) -> None:
    record = bench.run_to_the_end()

    assert record.condition is Condition.DONE
    bench.assert_published_once()
    upload = "upload-1"
    changes = bench.platform.changes
    assert changes[0] == (
        "POST",
        "uploads",
        {"name": NAME, "description": NAME, "type": "VECTOR", "srs": "EPSG:2154"},
    )
    assert changes[1] == (
        "POST",
        f"uploads/{upload}/tags",
        {
            "datasheet_name": DATASHEET,
            "producer": "IGN",
            "production_year": 2026,
            "email_notification": True,
            "created_by": "cartes_gouv_plugin:pub-1",
        },
    )
    assert changes[2] == ("POST", f"uploads/{upload}/data", {"path": f"data/{NAME}.gpkg"})
    assert [path for _method, path, _body in changes[3:5]] == [f"uploads/{upload}/md5", f"uploads/{upload}/close"]
    assert changes[5] == _progress(upload, PROGRESS.format("successful", "in_progress", "waiting"), "1")
    assert changes[6] == _progress(upload, PROGRESS.format("successful", "successful", "waiting"), "2")


def test_an_integration_makes_the_requests_of_the_website_in_its_order(bench: PublishingBench) -> None:
    bench.run_to_the_end()

    upload, execution, stored = "upload-1", "execution-2", "stored-2"
    tree = [{"type": "DIRECTORY", "name": "data", "size": 0, "children": [_file(f"{NAME}.gpkg", len(CONTENT))]}]
    changes = bench.platform.changes
    method, path, body = changes[7]
    assert (method, path) == ("POST", "processings/executions")
    assert body["inputs"] == {"upload": [upload]}
    assert body["output"] == {"stored_data": {"name": NAME, "storage_tags": ["VECTEUR"]}}
    assert body["callback"] == {
        "type": "email",
        "to_address": ["me@example.org"],
        "entity_url": "https://cartes.gouv.fr/tableau-de-bord/entrepots/{{ datastore }}/donnees/{{ output }}/details"
        "?datasheetName=Communes%20de%20l%27%C3%A9t%C3%A9%2C%20100%20%25%20%26%20%23%20%2B%20%27",
    }
    assert changes[8] == ("POST", f"uploads/{upload}/tags", {"vectordb_id": stored, "proc_int_id": execution})
    assert changes[9] == (
        "POST",
        f"stored_data/{stored}/tags",
        {
            "upload_id": upload,
            "proc_int_id": execution,
            "datasheet_name": DATASHEET,
            "producer": "IGN",
            "production_year": "2026",
            "created_by": "cartes_gouv_plugin:pub-1",
        },
    )
    assert changes[10] == ("POST", f"processings/executions/{execution}/launch", None)
    assert changes[11] == _progress(upload, PROGRESS.format("successful", "successful", "in_progress"), "2")
    assert changes[12] == _progress(upload, PROGRESS.format("successful", "successful", "successful"), "3")
    assert changes[13][1] == f"uploads/{upload}/tags"
    kept = json.loads(changes[13][2]["file_tree"])
    assert kept == [*tree, _file(f"{NAME}.gpkg.md5", 32 + 2 + len(f"data/{NAME}.gpkg") + 1)]
    assert changes[14] == ("DELETE", f"uploads/{upload}", None)
    assert len(changes) == CHANGES_OF_A_PUBLICATION


def _file(name: str, size: int) -> dict[str, Any]:
    return {"type": "FILE", "name": name, "size": size}


def _progress(upload: str, text: str, step: str) -> tuple[str, str, dict[str, str]]:
    return "POST", f"uploads/{upload}/tags", {"integration_progress": text, "integration_current_step": step}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(CHANGES_OF_A_PUBLICATION))
def test_killed_at_any_change(bench: PublishingBench, when: str, number: int) -> None:
    changes = itertools.count()

    def kill(call: Call) -> None:
        if call.method != "GET" and next(changes) == number:
            raise Killed

    setattr(bench.platform, when, kill)
    with pytest.raises(Killed):
        bench.run_to_the_end()

    assert bench.run_to_the_end().condition is Condition.DONE
    bench.assert_published_once()
    assert bench.platform.made("uploads") == 1
    assert bench.platform.made("processings/executions") == 1


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moments=st.lists(st.integers(0, 90), min_size=1, max_size=6), late=st.booleans())
def test_killed_at_any_moments(tmp_path_factory: pytest.TempPathFactory, moments: list[int], late: bool) -> None:
    bench = PublishingBench(tmp_path_factory.mktemp("home"))
    calls, fatal = itertools.count(), set(itertools.accumulate(m + 1 for m in moments))

    def kill(_call: Call) -> None:
        if next(calls) in fatal:
            raise Killed

    setattr(bench.platform, "after" if late else "before", kill)
    for _ in range(len(moments) + 1):
        try:
            record = bench.run_to_the_end()
        except Killed:
            continue
        break
    assert record.condition is Condition.DONE
    bench.assert_published_once()
    assert bench.platform.made("uploads") == 1
    assert bench.platform.made("processings/executions") == 1


FAULTS: dict[str, EntrepotError] = {
    "offline": Offline("cut"),
    "rate limited": RateLimited("slow down", retry_after=30.0),
    "server trouble": ServerTrouble("503", status=503),
    "signed out": SignInNeeded("401", status=401),
    "unreadable": ContractBroken("not JSON"),
    "conflict": Conflict("409", status=409),
    "rejected": Rejected("400", status=400),
}


@pytest.mark.parametrize(
    ("fault", "lost"),
    [(fault, False) for fault in FAULTS] + [(fault, True) for fault in FAULTS if fault not in ("conflict", "rejected")],
)
@pytest.mark.parametrize("number", range(CHANGES_OF_A_PUBLICATION))
def test_one_fault_at_any_change(bench: PublishingBench, number: int, fault: str, lost: bool) -> None:
    """`lost`: the change was made, only its answer did not arrive. A refusal is an answer, and is never lost."""
    changes = itertools.count()

    def fail(call: Call) -> None:
        if call.method != "GET" and next(changes) == number:
            raise FAULTS[fault]

    setattr(bench.platform, "after" if lost else "before", fail)

    assert bench.run_to_the_end().condition is Condition.DONE
    bench.assert_published_once()
    assert bench.platform.made("uploads") == 1
    assert bench.platform.made("processings/executions") == 1


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_many_faults_anywhere(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Passing faults on any call, before or after it took effect, in any number: the end is the same."""
    bench = PublishingBench(tmp_path_factory.mktemp("home"))
    passing = [FAULTS[name] for name in ("offline", "rate limited", "server trouble", "signed out", "unreadable")]
    moments = st.dictionaries(st.integers(0, 80), st.sampled_from(passing), max_size=12)
    for when in ("before", "after"):
        setattr(bench.platform, when, _failing(data.draw(moments)))

    assert bench.run_to_the_end().condition is Condition.DONE
    bench.assert_published_once()
    assert bench.platform.made("uploads") == 1
    assert bench.platform.made("processings/executions") == 1


def _failing(faults: dict[int, EntrepotError]) -> Any:
    calls = itertools.count()

    def fail(_call: Call) -> None:
        error = faults.get(next(calls))
        if error is not None:
            raise error

    return fail


@settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(schedule=st.lists(st.sampled_from(["plugin", "site", "platform"]), max_size=60))
def test_website_polls_at_the_same_time(tmp_path_factory: pytest.TempPathFactory, schedule: list[str]) -> None:
    """The website advances whenever it polls, without looking twice: there is one result, whoever was first.

    It may even launch a second integration after ours has ended, from a look that it took long before; ours is then
    given up.
    """
    bench = PublishingBench(tmp_path_factory.mktemp("home"))
    ping = _Pings(bench)
    with bench.process() as desk:
        while not any(u["status"] == "CLOSED" for u in bench.platform.uploads.values()):
            bench.turn(desk)
        for step in schedule:
            if step == "plugin":
                bench.turn(desk)
            elif step == "site":
                ping.step()
            else:
                ping.finish()
                bench.platform.advance()
        ping.finish()
        record = bench.run(desk)
    assert record.condition is Condition.DONE
    bench.assert_one_result()


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(idle=st.integers(0, 30), steps=st.lists(st.integers(0, 3), min_size=10, max_size=60))
def test_website_polls_between_our_requests(
    tmp_path_factory: pytest.TempPathFactory, idle: int, steps: list[int]
) -> None:
    """The finest interleaving: the website goes on by some requests before each of ours."""
    bench = PublishingBench(tmp_path_factory.mktemp("home"))
    remaining, ping = iter([0] * idle + steps), _Pings(bench)

    def between(_call: Call) -> None:
        for _ in range(next(remaining, 0)):
            ping.step()

    with bench.process() as desk:
        while not any(u["status"] == "CLOSED" for u in bench.platform.uploads.values()):
            bench.turn(desk)
        bench.platform.before = between
        record = bench.run(desk)
    assert record.condition is Condition.DONE
    bench.assert_published_once()


class _Pings:
    """One poll of the website after another. Each is shorter than any step of the platform's work."""

    def __init__(self, bench: PublishingBench) -> None:
        self._bench = bench
        self._present: Any = iter(())
        bench.before_work = self.finish

    def step(self) -> None:
        if next(self._present, self) is self:
            self._present = self._bench.platform.website_ping("upload-1")

    def finish(self) -> None:
        for _step in self._present:
            pass


@settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(idle=st.integers(0, 30), rivals=st.lists(st.booleans(), min_size=10, max_size=80))
def test_two_machines_integrate_the_same_delivery(
    tmp_path_factory: pytest.TempPathFactory, idle: int, rivals: list[bool]
) -> None:
    """Two people take over the same delivery: whole turns of one fall between the requests of the other."""
    bench = PublishingBench(tmp_path_factory.mktemp("home"))
    with bench.process() as desk:
        while not any(u["status"] == "CLOSED" for u in bench.platform.uploads.values()):
            bench.turn(desk)
    second = PublishingBench(tmp_path_factory.mktemp("other"), following="upload-1", platform=bench.platform)
    remaining, nested = iter([False] * idle + rivals), []

    with bench.process() as desk, second.process() as other:

        def between(_call: Call) -> None:
            if not nested and next(remaining, False):
                nested.append(True)
                second.turn(other)
                nested.clear()

        bench.platform.before = between
        assert bench.run(desk).condition is Condition.DONE
        assert second.run(other).condition is Condition.DONE
    bench.assert_published_once()


@pytest.mark.parametrize("deletes_files", [True, False])
def test_bytes_lost_by_the_server_are_sent_again_after_a_pause(bench: PublishingBench, deletes_files: bool) -> None:
    lost, moments = iter([10, 20, 30]), []

    def refuse(call: Call) -> None:
        if call.method == "DELETE" and call.path[-1] == "data" and not deletes_files:
            raise Rejected("405", status=405)

    def lose(call: Call) -> None:
        if call.method == "POST" and call.path[-1] == "data":
            moments.append(bench.clock.now)
            files = bench.platform.files["upload-1"]
            files.update({name: next(lost, size) for name, size in files.items()})

    bench.platform.before, bench.platform.after = refuse, lose

    assert bench.run_to_the_end().condition is Condition.DONE
    pauses = [after - before for before, after in zip(moments, moments[1:])]
    assert len(pauses) == 3
    assert pauses == sorted(pauses)
    assert pauses[0] >= 2
    bench.assert_published_once()


def test_offline_for_a_fortnight(bench: PublishingBench) -> None:
    away_until = bench.clock.now + 14 * 86_400

    def away(_call: Call) -> None:
        if bench.clock.now < away_until:
            raise Offline("no network")

    bench.platform.before = away
    with bench.process() as desk:
        record = bench.run(desk, turns=3000)

    assert record.condition is Condition.DONE
    assert sum(bench.platform.calls.values()) < 14 * 144 * 2
    bench.assert_published_once()
    with bench.process() as desk:
        assert len(desk.journal.events(record.id)) < 60
