"""A live datasheet in the dock, for tests: published, read again, its dialogs."""

from __future__ import annotations

from collections.abc import Callable

from pytest_qgis.utils import wait_until as wait_a_while_for
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox

from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.gui.workbench import Workbench
from tests.qgis.test_dock_pages import PATIENCE_MS, click, ended, publish

DialogClass = type[QDialog]


def wait_until(seen: Callable[[], bool]) -> None:
    """Fails when it does not come to that."""
    wait_a_while_for(seen, timeout_milliseconds=PATIENCE_MS)
    assert seen()


def opened(workbench: Workbench, kind: DialogClass) -> QDialog:
    found: list[QDialog] = []

    def is_there() -> bool:
        found[:] = [each for each in workbench.dock.findChildren(kind) if each.isVisible()]
        return bool(found)

    wait_until(is_there)
    return found[0]


def ok(dialog: QDialog) -> None:
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    wait_until(button.isEnabled)
    click(button)


def read(workbench: Workbench) -> None:
    live = workbench.live.live
    wait_until(lambda: not (live.is_looking or live.activity))
    assert live.error is None, live.error


def published(workbench: Workbench, title: str) -> None:
    identifier = publish(workbench, title)
    wait_until(lambda: ended(workbench, identifier))
    assert workbench.tracker.record(identifier).condition is Condition.DONE
    read(workbench)


def choose(workbench: Workbench, kind: str) -> None:
    tree = workbench.dock.detail_page.services
    (item,) = tree.findItems(kind, Qt.MatchFlag.MatchExactly, 0)
    tree.setCurrentItem(item)


def configuration(workbench: Workbench, kind: str) -> object:
    sheet = workbench.live.live.shown
    client = workbench.connection.client()
    (service,) = [each for each in sheet.services if each.served.type.value == kind]
    return client.configuration(sheet.datastore, service.served.configuration)
