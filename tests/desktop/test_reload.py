"""Loading and unloading leaves nothing in QGIS's window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.desktop_profile import command, prepare
from tests.qgis_windows import run_in_window

INSIDE = Path(__file__).with_name("reload_plugin.py")
# A quarter of a minute on a machine that does nothing else.
PATIENCE_S = 600
MODULES_AT_START = 50
pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict:
    folder = tmp_path_factory.mktemp("desktop")
    told = folder / "report.json"
    environment = prepare(folder) | {
        "CARTES_GOUV_API_URL": "http://127.0.0.1:9/api",
        "CARTES_GOUV_HOME": str(folder / "home"),
        "RELOAD_REPORT": str(told),
        "QT_QPA_PLATFORM": "xcb",
    }
    line = command(INSIDE, virtual_screen="1200x800")
    said = run_in_window(line, environment, PATIENCE_S)
    assert told.exists(), f"QGIS ended before the plugin was loaded ten times: {said}"
    return json.loads(told.read_text(encoding="utf-8"))


def test_the_plugin_starts_in_a_real_window(report: dict) -> None:
    assert report.get("error") is None
    assert report["loaded"]


def test_the_dock_waits_until_somebody_wants_it(report: dict) -> None:
    assert not report["unasked"]


def test_little_is_imported_before_anybody_uses_the_plugin(report: dict) -> None:
    assert report["imported_at_start"] < MODULES_AT_START


def test_ten_times_loaded_and_unloaded_nothing_is_left(report: dict) -> None:
    assert all(report["filled"])
    assert report["after"] == report["before"]


def test_each_entry_point_is_there_once(report: dict) -> None:
    assert report["entry_points"] == dict.fromkeys(report["entry_points"], 1)
    places = {"layer tree", "web menu", "web toolbar", "project menu", "help menu", "browser panel"}
    assert set(report["entry_points"]) == places
