"""The page for people: what it says, what it draws, and that nothing comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from scripts.browser import chromium
from tests.emulator.showcase import NAME, three_services
from tests.emulators import ROOT, Emulator


@pytest.fixture(scope="module")
def shown() -> Iterator[Emulator]:
    running = Emulator("--speed", "inf", "--seed", "3")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def offerings(shown: Emulator, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return three_services(shown, tmp_path_factory.mktemp("page"))


def test_the_page_and_its_library_come_from_here_alone(shown: Emulator) -> None:
    page = requests.get(f"{shown.base_url}/", timeout=30)
    assert page.status_code == 200
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert address.startswith(("/__emulator__/", "data:")), address
        if address.startswith("/"):
            assert requests.get(f"{shown.base_url}{address}", timeout=30).status_code == 200
    own = "".join(path.read_text("utf-8") for path in (ROOT / "emulator" / "page").iterdir())
    assert "https://" not in own
    assert requests.get(f"{shown.base_url}/__emulator__/page/../app.py", timeout=30).status_code == 404


def test_the_overview_tells_datasheets_states_services_people_and_requests(
    shown: Emulator, offerings: dict[str, str]
) -> None:
    overview = requests.get(f"{shown.base_url}/__emulator__/overview", timeout=30).json()
    sheet = next(item for item in overview["datasheets"] if item["name"] == NAME)
    services = {service["type"]: service for stored in sheet["stored_data"] for service in stored["services"]}
    assert {kind: service["_id"] for kind, service in services.items()} == offerings
    assert services["WFS"]["names"] == ["SANDBOX.communes_wfs:points"]
    assert services["WFS"]["status"] == "PUBLISHED"
    west, south, east, north = services["WMS-VECTOR"]["bbox"]
    assert (round(west, 3), round(south, 3), round(east, 3), round(north, 3)) == (2.0, 48.0, 2.2, 48.0)
    alice = next(person for person in overview["people"] if person["login"] == "alice")
    assert alice["seen"]
    assert overview["requests"][0]["path"].startswith("/api/")
    assert len([item for item in overview["datasheets"] if item["name"].endswith((" 1", " 2", " 3"))]) == 3


def test_a_browser_draws_each_service(shown: Emulator, offerings: dict[str, str], tmp_path: Path) -> None:
    pictures = set()
    with chromium() as browser:
        for kind, offering in offerings.items():
            browser.open(f"{shown.base_url}/?lang=en#{offering}", f"document.body?.dataset.drawn === '{offering}'")
            assert kind in browser.evaluate("document.querySelector('#service').textContent")
            assert browser.evaluate("document.title") == "Emulated Géoplateforme"
            browser.picture(tmp_path / "page.png")
            pictures.add((tmp_path / "page.png").read_bytes())
        browser.evaluate("document.querySelector('[data-lang=fr]').click()")
        assert browser.evaluate("document.querySelector('h1').textContent") == "Géoplateforme émulée"
    assert len(pictures) == 3
