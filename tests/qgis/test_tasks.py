"""Tasks that are ended while they still wait for a thread: QGIS has as few threads as there are processors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QThreadPool

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.bridge.unfinished import UnfinishedDeliveries
from cartes_gouv_plugin.core.errors import Cancelled
from tests.emulators import Emulator
from tests.waiting import wait_until


@pytest.fixture
def busy_threads(qgis_app: object) -> Iterator[threading.Event]:
    """Every thread of QGIS has something to do until the event is set: what is added waits."""
    free = threading.Event()
    begun = threading.Semaphore(0)

    def job(_work: Work) -> None:
        begun.release()
        free.wait(60)

    over: list[Work] = []
    works = [Work("busy", HIDDEN, job, over.append) for _ in range(QThreadPool.globalInstance().maxThreadCount())]
    for work in works:
        QgsApplication.taskManager().addTask(work)
    assert all(begun.acquire(timeout=30) for _ in works)
    yield free
    free.set()
    wait_until(lambda: len(over) == len(works), timeout_milliseconds=30_000)


def waiting_work(ended: list[Work]) -> Work:
    work = Work("waiting", HIDDEN, lambda _work: "done", ended.append)
    QgsApplication.taskManager().addTask(work)
    return work


def test_what_is_cancelled_before_it_begins_ends_as_cancelled(busy_threads: threading.Event) -> None:
    ended: list[Work] = []
    work = waiting_work(ended)
    work.cancel()
    assert ended == [work]
    assert isinstance(work.error, Cancelled)


def test_nobody_is_told_of_what_ends_with_its_owner(busy_threads: threading.Event) -> None:
    ended: list[Work] = []
    work = waiting_work(ended)
    end_all([work])
    assert ended == []


def test_what_has_ended_can_be_ended_again(qgis_app: object) -> None:
    """QGIS deletes a task once it has ended; its owner, who was told nothing, still has it."""
    work = waiting_work([])
    end_all([work])
    wait_until(lambda: sip.isdeleted(work), timeout_milliseconds=30_000)
    assert sip.isdeleted(work)
    work.cancel()
    end_all([work])


def test_closing_before_the_look_for_deliveries_began_tells_nothing(
    busy_threads: threading.Event, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARTES_GOUV_API_URL", emulator.api_url)
    monkeypatch.setenv("CARTES_GOUV_ACCESS_TOKEN", emulator.token("alice"))
    monkeypatch.setenv("CARTES_GOUV_HOME", str(tmp_path))
    connection = Connection(read_settings())
    deliveries = UnfinishedDeliveries(connection, tuple)
    told: list[object] = []
    deliveries.changed.connect(lambda: told.append(deliveries.found))
    deliveries.look(emulator.datastore)
    deliveries.close()
    connection.close()
    assert told == []
    assert deliveries.found == ()
