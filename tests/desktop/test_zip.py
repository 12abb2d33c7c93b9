"""The zip in an empty profile: installed by QGIS's own plugin manager, used against the emulator, removed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from scripts.desktop_profile import command
from scripts.package import build
from tests.emulators import ROOT, Emulator
from tests.qgis_windows import run_in_window

INSIDE = Path(__file__).with_name("install_zip.py")
# Half a minute on a machine that does nothing else.
PATIENCE_S = 600
pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profiles")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, profiles: Path, emulator: Emulator) -> dict:
    folder = tmp_path_factory.mktemp("zip")
    told = folder / "report.json"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("CARTES_GOUV_", "QGIS_"))}
    environment = inherited | {
        "CARTES_GOUV_API_URL": emulator.api_url,
        "CARTES_GOUV_SSO_URL": emulator.sso_url,
        "CARTES_GOUV_ACCESS_TOKEN": emulator.token(),
        "CARTES_GOUV_HOME": str(folder / "home"),
        "ZIP_SCRIPTS": str(ROOT / "scripts"),
        "ZIP_ARCHIVE": str(build(folder)),
        "ZIP_REPORT": str(told),
        "LANG": "fr_FR.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
    }
    line = [*command(INSIDE, virtual_screen="1200x800"), "--profiles-path", str(profiles)]
    said = run_in_window(line, environment, PATIENCE_S)
    assert told.exists(), f"QGIS ended before the plugin was installed: {said}"
    found = json.loads(told.read_text(encoding="utf-8"))
    assert not found.get("error"), found["error"]
    return found


def test_it_is_installed_into_the_profile_that_was_empty(report: dict, profiles: Path) -> None:
    assert not report["before"]
    assert Path(report["where"]).is_relative_to(profiles)
    assert Path(report["help"]).is_relative_to(profiles)
    assert report["algorithms"]


def test_it_publishes_through_the_panel(report: dict) -> None:
    assert (report["condition"], report["failure"]) == ("done", "")
    assert report["served"]


def test_what_it_published_is_back_in_the_project(report: dict) -> None:
    assert len(report["layers"]) > 1
    assert all(report["layers"].values())


def test_it_goes_without_leaving_anything(report: dict) -> None:
    assert "cartes_gouv" not in report["providers"]
    assert not report["left"]
