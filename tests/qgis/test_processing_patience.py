"""Runs that nobody watches outlast a platform in trouble from their first question on, over real sockets."""

from __future__ import annotations

import pytest

from tests.emulators import Emulator
from tests.qgis_processes import BORDERS, QgisProcess

QUICK_TRIES = 4
"""How often one GET is sent before anybody waits."""

LONG_S = 6
"""A pause that is asked for, longer than those that are made without a word."""

TROUBLES = {
    "too many": {"status": 429, "retry_after": LONG_S, "count": 1},
    "maintenance": {"status": 503, "retry_after": LONG_S, "count": 1},
    "down": {"status": 503, "count": QUICK_TRIES + 1},
    "cut": {"cut_response_after": 0, "count": QUICK_TRIES + 1},
}


@pytest.fixture
def troubled(emulator: Emulator) -> Emulator:
    yield emulator
    emulator.clear_faults()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_first_question_is_asked_again(qgis_process: QgisProcess, troubled: Emulator, trouble: str) -> None:
    troubled.faults({"method": "GET", "path": "/api/users/me", **TROUBLES[trouble]})
    outcome = qgis_process.run("list_datasheets", troubled)
    assert outcome.succeeded, outcome.said
    assert "is asked again in" in outcome.said


def test_a_whole_life_of_a_datasheet_goes_through_it(qgis_process: QgisProcess, troubled: Emulator) -> None:
    title = "Patiente & tenace"

    def run(algorithm: str, path: str = "/api/users/me", **inputs: object) -> dict:
        troubled.clear_faults()
        troubled.faults({"method": "GET", "path": path, "status": 429, "retry_after": LONG_S, "count": 1})
        outcome = qgis_process.run(algorithm, troubled, **inputs)
        assert outcome.succeeded, outcome.said
        assert "is asked again in" in outcome.said, algorithm
        return outcome.results

    published = run("publish", LAYERS=[BORDERS], DATASHEET=title, SERVICES=[0])
    run("create_service", STORED_DATA=published["STORED_DATA"], TYPE=2)
    run("replace_data", LAYERS=[BORDERS], DATASHEET=title)
    run("resume")
    deleted = run("delete_datasheet", "*/uploads", DATASHEET=title, CONFIRM=title)
    assert int(deleted["DELETED"]) > 0


def test_a_wait_beyond_all_patience_is_not_begun(qgis_process: QgisProcess, troubled: Emulator) -> None:
    troubled.faults({"method": "GET", "path": "/api/users/me", "status": 429, "retry_after": 7200, "count": None})
    outcome = qgis_process.run("list_datasheets", troubled)
    assert not outcome.succeeded
