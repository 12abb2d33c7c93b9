"""What the list says of a publication, and what the top of the dock knows once one has ended."""

# ruff: noqa: F811 - the fixtures are those of the other test of the dock

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import Qt

from cartes_gouv_plugin.gui.workbench import Workbench
from tests.qgis.live_dock import published, wait_until
from tests.qgis.test_dock_pages import bench, borders, write  # noqa: F401

Bench = Callable[..., Workbench]


def used(workbench: Workbench) -> int:
    return sum(storage.use for storage in workbench.account.standing.datastore.storages)


def test_publications_of_one_datasheet_are_told_apart_by_their_technical_names(bench: Bench) -> None:
    workbench = bench()
    page, model = workbench.dock.list_page, workbench.dock.model
    published(workbench, "Une fiche, deux paquets")
    (identifier,) = workbench.tracker.ids()
    name = workbench.tracker.record(identifier).publication.technical_name
    workbench.dock.show_list()
    index = model.index_of(identifier)
    assert name not in index.data()
    assert name in index.data(Qt.ItemDataRole.ToolTipRole)
    assert name in index.data(Qt.ItemDataRole.AccessibleTextRole)
    write(page.search, name)
    assert model.rowCount() == 1
    write(page.search, "_autre")
    assert model.rowCount() == 0


def test_the_room_that_a_publication_takes_is_seen_when_it_ends(bench: Bench) -> None:
    workbench = bench()
    before, said = used(workbench), workbench.dock.bar.quota.text()
    published(workbench, "Une fiche qui prend de la place")
    wait_until(lambda: used(workbench) > before)
    assert workbench.dock.bar.quota.text() != said
