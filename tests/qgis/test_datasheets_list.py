"""The list of datasheets: where each stands and whose it is, sorted, kept for the next start and for a time offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.core.datasheets.standing import DatasheetState
from cartes_gouv_plugin.core.errors import Offline
from cartes_gouv_plugin.gui.datasheets_model import DATASHEET
from cartes_gouv_plugin.gui.datasheets_page import DatasheetsPage
from cartes_gouv_plugin.gui.wording_datasheets import Order
from tests.emulators import Emulator
from tests.waiting import wait_until

SEEDED = 40
PATIENCE_MS = 30_000

Start = Callable[[], DatasheetsPage]


@pytest.fixture
def start(
    qgis_app: object, start_emulator: Callable[..., Emulator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Emulator, Start]]:
    """`start()`: the page of a new start of QGIS, with everybody's datasheets shown."""
    emulator = start_emulator("--seed", str(SEEDED))
    monkeypatch.setenv("CARTES_GOUV_API_URL", emulator.api_url)
    monkeypatch.setenv("CARTES_GOUV_ACCESS_TOKEN", emulator.token())
    monkeypatch.setenv("CARTES_GOUV_HOME", str(tmp_path))
    made: list[tuple[DatasheetCatalogue, Connection, DatasheetsPage]] = []

    def new() -> DatasheetsPage:
        connection = Connection(read_settings())
        catalogue = DatasheetCatalogue(connection)
        page = DatasheetsPage(catalogue)
        page.everybody.setChecked(True)
        made.append((catalogue, connection, page))
        catalogue.refresh(emulator.datastore)
        return page

    yield emulator, new
    for catalogue, connection, page in made:
        catalogue.close()
        connection.close()
        page.deleteLater()


def shown(page: DatasheetsPage) -> list:
    return [page.model.index(row).data(DATASHEET) for row in range(page.model.rowCount())]


def wait_for_list(page: DatasheetsPage) -> None:
    """Whole: a glance, or the list of the last time, may come before."""
    wait_until(lambda: page.model.rowCount() == SEEDED and not is_glance(page), timeout_milliseconds=PATIENCE_MS)


def is_glance(page: DatasheetsPage) -> bool:
    return any(sheet.state is DatasheetState.UNKNOWN for sheet in shown(page))


def wait_for_tasks() -> None:
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout_milliseconds=PATIENCE_MS)


def test_each_datasheet_says_where_it_stands_and_whose_it_is(start: tuple[Emulator, Start]) -> None:
    page = start[1]()
    wait_for_list(page)
    lines = [page.model.index(row).data() for row in range(page.model.rowCount())]
    assert all("\n" in line and "read-only" in line for line in lines)
    assert any("Published (" in line for line in lines)
    assert any("Not published" in line for line in lines)
    assert all(sheet.by for sheet in shown(page)), "everybody else's bear their owner"
    assert not any(sheet.mine for sheet in shown(page))


def test_the_order_is_the_readers(start: tuple[Emulator, Start]) -> None:
    page = start[1]()
    wait_for_list(page)
    names = [sheet.name for sheet in shown(page)]
    plain = [name.replace("É", "E").replace("â", "a") for name in names]
    assert plain == sorted(plain, key=str.casefold)
    assert plain != names
    page.order.setCurrentIndex(list(Order).index(Order.LATEST))
    page.order.activated.emit(page.order.currentIndex())
    dates = [sheet.latest for sheet in shown(page)]
    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) > 1


def test_without_a_connection_the_last_list_is_shown_as_such(start: tuple[Emulator, Start]) -> None:
    emulator, new = start
    first = new()
    wait_for_list(first)
    wait_for_tasks()
    told = [(sheet.name, sheet.state, sheet.by) for sheet in shown(first)]
    emulator.stop()
    again = new()
    wait_for_list(again)
    wait_for_tasks()
    assert [(sheet.name, sheet.state, sheet.by) for sheet in shown(again)] == told
    assert isinstance(again._catalogue.error, Offline)
    assert again.message.isVisibleTo(again)
    assert "This is the list of" in again.message.text()


def test_a_damaged_list_is_passed_over(start: tuple[Emulator, Start], tmp_path: Path) -> None:
    page = start[1]()
    wait_for_list(page)
    wait_for_tasks()
    kept = tmp_path / "datasheets.json"
    assert kept.is_file()
    kept.write_text('{"version": 1, "origin"', encoding="utf-8")
    again = start[1]()
    wait_for_list(again)
    assert again._catalogue.error is None


def test_a_first_start_shows_the_latest_at_a_glance_while_the_rest_is_asked(start: tuple[Emulator, Start]) -> None:
    emulator, new = start
    emulator.faults({"path": "*/configurations", "latency": 3.0, "count": None})
    page = new()
    wait_until(lambda: page.model.rowCount() > 0, timeout_milliseconds=PATIENCE_MS)
    assert is_glance(page)
    assert "State being asked" in page.model.index(0).data()
    assert page.message.isVisibleTo(page), "there is more to come"
    wait_for_list(page)
    wait_until(lambda: not page.message.isVisibleTo(page), timeout_milliseconds=PATIENCE_MS)


def test_the_list_of_the_last_time_is_there_before_anybody_is_known(start: tuple[Emulator, Start]) -> None:
    emulator, new = start
    wait_for_list(new())
    wait_for_tasks()
    emulator.stop()
    page = new()
    page._catalogue.close()
    fresh = DatasheetCatalogue(page._catalogue._connection)
    try:
        fresh.recall()
        wait_until(lambda: len(fresh.listed) == SEEDED, timeout_milliseconds=PATIENCE_MS)
        assert not fresh.is_listing
    finally:
        fresh.close()
