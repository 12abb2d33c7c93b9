"""Signing out of the server too, from the account's menu."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QAction

from cartes_gouv_plugin.bridge.account import Account
from cartes_gouv_plugin.bridge.auth import SignInStatus
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed
from cartes_gouv_plugin.gui import wording_pages
from cartes_gouv_plugin.gui.account_bar import AccountBar
from tests.waiting import wait_until


class Desktop(QObject):
    """Takes the addresses that would go to the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @pyqtSlot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def desktop(qgis_app):
    taker = Desktop()
    QDesktopServices.setUrlHandler("http", taker, "take")
    yield taker
    QDesktopServices.unsetUrlHandler("http")


@pytest.fixture
def settings(qgis_app, emulator, tmp_path):
    """Signed in with a header that somebody stored in QGIS."""
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword("cartes-gouv-tests", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("cartes-gouv-tests", True)
    chosen = QgsAuthMethodConfig("APIHeader")
    chosen.setName("key")
    chosen.setConfigMap({"Authorization": f"Bearer {emulator.token('alice')}"})
    _stored, chosen = manager.storeAuthenticationConfig(chosen)
    yield Settings(emulator.api_url, emulator.sso_url, tmp_path, client_id="cartes-gouv-plugin", authcfg=chosen.id())
    manager.removeAuthenticationConfig(chosen.id())


def leave(settings: Settings) -> Account:
    connection = Connection(settings)
    account = Account(connection)
    assert account.status is SignInStatus.SIGNED_IN
    bar = AccountBar(account)
    wanted = wording_pages.action_sign_out_everywhere()
    next(action for action in bar.findChildren(QAction) if action.text() == wanted).trigger()
    account.close()
    connection.close()
    return account


def test_the_server_s_own_page_is_opened_and_the_session_closed(settings, desktop) -> None:
    account = leave(settings)
    assert account.status is SignInStatus.SIGNED_OUT
    assert len(desktop.opened) == 1
    assert desktop.opened[0].startswith(settings.sso_url)
    assert account.error is None


def test_an_answer_that_comes_after_signing_out_is_about_nobody(settings, emulator) -> None:
    emulator.faults({"path": "*/users/me", "latency": 1.0})
    connection = Connection(settings)
    account = Account(connection)
    account.refresh()
    account.sign_out()
    wait_until(lambda: not account._running, timeout_milliseconds=30_000)
    assert account.status is SignInStatus.SIGNED_OUT
    assert account.standing is None
    account.close()
    connection.close()


def test_a_server_that_is_away_is_told_and_the_session_closed_all_the_same(settings, desktop) -> None:
    account = leave(replace(settings, sso_url="http://127.0.0.1:9/realms/x"))
    assert account.status is SignInStatus.SIGNED_OUT
    assert desktop.opened == []
    assert isinstance(account.error, SignInFailed)
    assert account.error.problem is Problem.UNREACHABLE
