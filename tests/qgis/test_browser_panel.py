"""The platform in QGIS's browser panel: the real browser model, on the emulator."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsBrowserModel, QgsDataItem, QgsMimeDataUtils, QgsVectorLayer
from qgis.gui import QgsDataItemGuiContext
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QMenu

from cartes_gouv_plugin.bridge.account import Account
from cartes_gouv_plugin.bridge.browser_items import NAME, BrowserItems, Face, SignInItem
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.gui.browser_actions import BrowserActions
from tests.emulator.showcase import NAME as SHEET
from tests.emulator.showcase import three_services
from tests.emulators import Emulator
from tests.waiting import wait_until

PATIENCE_MS = 30_000


@dataclass
class Session:
    account: Account
    connection: Connection


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """One that serves a datasheet."""
    running = Emulator("--speed", "inf")
    three_services(running, tmp_path_factory.mktemp("served"))
    yield running
    running.stop()


@pytest.fixture
def items(qgis_app: object, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """`items(user)`: the provider, registered; without `user` nobody is signed in."""
    registry = QgsApplication.dataItemProviderRegistry()
    made: list[tuple[BrowserItems, Session]] = []

    def register(user: str | None = "alice") -> BrowserItems:
        monkeypatch.setenv("CARTES_GOUV_API_URL", emulator.api_url)
        monkeypatch.setenv("CARTES_GOUV_SSO_URL", emulator.sso_url)
        monkeypatch.setenv("CARTES_GOUV_HOME", str(tmp_path))
        if user is not None:
            monkeypatch.setenv("CARTES_GOUV_ACCESS_TOKEN", emulator.token(user))
        connection = Connection(read_settings())
        session = Session(Account(connection), connection)
        provider = BrowserItems(lambda: session, Face(lambda error: type(error).__name__, QIcon(), QIcon()))
        registry.addProvider(provider)
        made.append((provider, session))
        return provider

    yield register
    for provider, session in made:
        if not sip.isdeleted(provider):
            registry.removeProvider(provider)
        session.account.close()
        session.connection.close()


class Panel:
    """A browser model as the panel has it."""

    def __init__(self) -> None:
        self.model = QgsBrowserModel()
        self.model.initialize()

    def nodes(self, name: str = NAME) -> list[QModelIndex]:
        rows = (self.model.index(row, 0) for row in range(self.model.rowCount()))
        return [index for index in rows if self.model.dataItem(index).name() == name]

    def open(self, index: QModelIndex) -> list[QgsDataItem]:
        """The children, once QGIS has fetched them."""
        item = self.model.dataItem(index)
        self.model.fetchMore(index)
        wait_until(lambda: item.state() == item.State.Populated, timeout_milliseconds=PATIENCE_MS)
        gc.collect()
        return [self.model.dataItem(self.model.index(row, 0, index)) for row in range(self.model.rowCount(index))]

    def sandbox(self, root: QModelIndex) -> QModelIndex:
        """The first in the panel, which sorts by `sortKey`; the model sorts by name."""
        places = [self.model.index(row, 0, root) for row in range(self.model.rowCount(root))]
        return min(places, key=lambda index: self.model.dataItem(index).sortKey())

    def index(self, item: QgsDataItem) -> QModelIndex:
        return self.model.findItem(item)


def test_from_the_datastore_to_a_layer_in_the_project(items: object) -> None:
    items()
    panel = Panel()
    (root,) = panel.nodes()
    (waiting,) = panel.open(root)
    assert not waiting.needed
    wait_until(lambda: panel.model.rowCount(root) == 2, timeout_milliseconds=PATIENCE_MS)
    sheets = panel.open(panel.sandbox(root))
    sheet = next(each for each in sheets if each.name() == SHEET)
    layers = panel.open(panel.index(sheet))
    assert {layer.providerKey() for layer in layers} == {"WFS", "wms", "vectortile"}
    wfs = next(layer for layer in layers if layer.providerKey() == "WFS")
    dragged = panel.model.mimeData([panel.index(wfs)])
    (uri,) = QgsMimeDataUtils.decodeUriList(dragged)
    layer, _valid = uri.vectorLayer("")
    assert isinstance(layer, QgsVectorLayer)
    assert layer.isValid()
    assert layer.featureCount() > 0


def test_a_datasheet_offers_its_pages_and_a_service_its_addresses(items: object, emulator: Emulator) -> None:
    items()
    panel = Panel()
    (root,) = panel.nodes()
    panel.open(root)
    wait_until(lambda: panel.model.rowCount(root) == 2, timeout_milliseconds=PATIENCE_MS)
    sheets = panel.open(panel.sandbox(root))
    sheet = next(each for each in sheets if each.name() == SHEET)
    shown: list[tuple[str, str]] = []
    actions = BrowserActions(lambda datastore, name: shown.append((datastore, name)))
    menu = QMenu()
    actions.populateContextMenu(sheet, menu, [sheet], QgsDataItemGuiContext())
    menu.actions()[0].trigger()
    assert shown == [(emulator.datastore, SHEET)]
    (service, *_others) = panel.open(panel.index(sheet))
    menu = QMenu()
    actions.populateContextMenu(service, menu, [service], QgsDataItemGuiContext())
    menu.actions()[0].trigger()
    assert QgsApplication.clipboard().text().startswith("http://127.0.0.1")


def test_without_a_session_the_node_says_so_and_offers_to_sign_in(
    items: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CARTES_GOUV_ACCESS_TOKEN", raising=False)
    items(user=None)
    panel = Panel()
    (root,) = panel.nodes()
    (only,) = panel.open(root)
    assert isinstance(only, SignInItem)
    assert only.needed
    menu = QMenu()
    BrowserActions(lambda *_sheet: None).populateContextMenu(only, menu, [only], QgsDataItemGuiContext())
    assert len(menu.actions()) == 1


def test_a_platform_that_fails_says_why_in_the_node(items: object, emulator: Emulator) -> None:
    items()
    panel = Panel()
    (root,) = panel.nodes()
    panel.open(root)
    wait_until(lambda: panel.model.rowCount(root) == 2, timeout_milliseconds=PATIENCE_MS)
    emulator.faults({"path": "*/uploads", "method": "GET", "status": 403, "count": None})
    try:
        (told,) = panel.open(panel.sandbox(root))
    finally:
        emulator.clear_faults()
    assert told.name() == "Forbidden"


def test_removed_with_the_provider(items: object) -> None:
    provider = items()
    panel = Panel()
    assert len(panel.nodes()) == 1
    QgsApplication.dataItemProviderRegistry().removeProvider(provider)
    assert not panel.nodes()
