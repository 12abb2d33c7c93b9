"""From the layer tree to the served layer in a real window: three clicks publish, a fourth brings the services back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.desktop_profile import command, prepare
from tests.emulators import ROOT, Emulator
from tests.qgis_windows import run_in_window

INSIDE = Path(__file__).with_name("walk_to_service.py")
# Less than a minute on a machine that does nothing else.
PATIENCE_S = 300
SEEDED = 300
pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict:
    folder = tmp_path_factory.mktemp("walk")
    emulator = Emulator("--speed", "inf", "--seed", str(SEEDED))
    told = folder / "report.json"
    environment = prepare(folder, "en") | {
        "CARTES_GOUV_API_URL": emulator.api_url,
        "CARTES_GOUV_ACCESS_TOKEN": emulator.token(),
        "CARTES_GOUV_HOME": str(folder / "home"),
        "WALK_REPORT": str(told),
        "TOUR_ROOT": str(ROOT),
        "QT_QPA_PLATFORM": "xcb",
    }
    try:
        said = run_in_window(command(INSIDE, virtual_screen="1366x820"), environment, PATIENCE_S)
    finally:
        emulator.stop()
    assert told.exists(), f"QGIS ended before the walk did: {said}"
    return json.loads(told.read_text(encoding="utf-8"))


def test_three_clicks_publish_with_all_defaults(report: dict) -> None:
    assert report.get("error") is None
    assert report["clicks_to_publish"] == 3
    assert report["condition"] == "done", report["failure"]


def test_one_more_brings_the_services_into_the_map(report: dict) -> None:
    assert len(report["clicks"]) == 4
    assert report["served"]
    assert all(report["served"])


def test_everybodys_datasheets_are_listed(report: dict) -> None:
    assert report["datasheets"] == SEEDED


def test_no_connection_is_opened_on_the_main_thread(report: dict) -> None:
    assert report["connections"] == []
