"""Signing in against the emulator, through QGIS's real OAuth2 method; a thread plays the browser's part.

These run inside a QGIS window (see `test_trust_sign_in.py`): without one, QGIS opens no browser.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.auth import SignIn, SignInStatus
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed
from cartes_gouv_plugin.core.errors import Offline, SignInNeeded
from tests.e2e.sign_in_browser import Browser

CLIENT = "cartes-gouv-plugin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def database():
    """QGIS's authentication database, open and without a configuration."""
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword("cartes-gouv-tests", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("cartes-gouv-tests", True)
    for identifier in manager.configIds():
        auth_configuration.remove_configuration(identifier)
    yield manager
    for identifier in manager.configIds():
        auth_configuration.remove_configuration(identifier)


@pytest.fixture
def settings(emulator, database, tmp_path) -> Settings:
    return Settings(emulator.api_url, emulator.sso_url, tmp_path, client_id=CLIENT, redirect_port=free_port())


def signed_in(settings: Settings, user: str = "alice") -> tuple[SignIn, Browser]:
    sign_in = SignIn(settings)
    with Browser(user=user) as browser:
        sign_in.start()
    return sign_in, browser


def in_a_thread(work) -> object:
    """Runs `work` in a plain thread while the main thread's event loop turns; returns its result or error."""
    outcome: list[object] = []

    def run() -> None:
        try:
            outcome.append(work())
        except Exception as error:  # noqa: BLE001 - handed to the test
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: None if thread.is_alive() else loop.quit())
    timer.start(10)
    loop.exec()
    thread.join()
    return outcome[0]


def test_a_click_signs_in_with_pkce_and_the_platform_knows_who(settings) -> None:
    statuses: list[SignInStatus] = []
    connection = Connection(settings)
    connection.sign_in.changed.connect(lambda: statuses.append(connection.sign_in.status))
    with Browser() as browser:
        connection.sign_in.start()
    asked = parse_qs(urlsplit(browser.opened[0]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["client_id"] == [CLIENT]
    assert "client_secret" not in asked
    assert statuses == [SignInStatus.SIGNING_IN, SignInStatus.SIGNED_IN]
    assert connection.client().me().email == "alice@exemple.fr"
    assert in_a_thread(lambda: connection.client().me().email) == "alice@exemple.fr"
    connection.close()


def test_nobody_is_signed_in_before_the_click_and_no_browser_opens(settings) -> None:
    sign_in = SignIn(settings)
    with Browser() as browser, pytest.raises(SignInFailed) as refusal:
        sign_in.authorization(settings.api_url)
    assert refusal.value.problem is Problem.NEVER_SIGNED_IN
    assert browser.opened == []


def test_the_session_is_there_at_the_next_start(settings) -> None:
    signed_in(settings)
    QgsApplication.authManager().clearAllCachedConfigs()
    again = SignIn(settings)
    assert again.status is SignInStatus.SIGNED_IN
    with Browser() as browser:
        assert again.authorization(settings.api_url).startswith("Bearer ")
    assert browser.opened == []


def test_signing_out_leaves_nothing_behind(settings) -> None:
    sign_in, _browser = signed_in(settings)
    identifier = auth_configuration.own_configuration(settings)
    assert auth_configuration.tokens_file(identifier).is_file()
    sign_in.sign_out()
    assert not auth_configuration.tokens_file(identifier).exists()
    assert sign_in.status is SignInStatus.SIGNED_OUT
    with pytest.raises(SignInNeeded):
        sign_in.authorization(settings.api_url)
    assert SignIn(settings).status is SignInStatus.SIGNED_OUT
    with Browser() as browser:
        sign_in.start()
    assert len(browser.opened) == 1, "the next sign-in asks the person again"


def test_somebody_else_may_sign_in_afterwards(settings) -> None:
    connection = Connection(settings)
    for user in ("alice", "bob"):
        with Browser(user=user):
            connection.sign_in.start()
        assert connection.client().me().email == f"{user}@exemple.fr"
        connection.sign_in.sign_out()
    connection.close()


def test_the_page_that_ends_the_session_on_the_server_is_the_server_s_own(settings) -> None:
    address = SignIn(settings).end_session_address()
    assert address.startswith(settings.sso_url)
    assert address.endswith(f"?client_id={CLIENT}")


def test_a_session_that_must_not_outlive_qgis_leaves_no_file_in_the_profile(settings) -> None:
    passing = replace(settings, stay_signed_in=False)
    sign_in, _browser = signed_in(passing)
    identifier = auth_configuration.own_configuration(passing)
    assert sign_in.authorization(settings.api_url)
    assert not auth_configuration.tokens_file(identifier).exists()
    sign_in.sign_out()
    leftovers = list(Path("/tmp").glob(f"oauth2-cache/authcfg-{identifier}*"))
    assert leftovers == []


def test_a_refusal_on_the_page_is_told_at_once(settings) -> None:
    sign_in = SignIn(settings)
    with Browser("cancel") as browser, pytest.raises(SignInFailed) as refusal:
        sign_in.start()
    assert "error=access_denied" in browser.came_back[0]
    assert refusal.value.problem is Problem.REFUSED
    assert sign_in.status is SignInStatus.SIGNED_OUT


def test_a_closed_browser_is_left_by_cancelling(settings) -> None:
    sign_in = SignIn(settings)
    QTimer.singleShot(700, sign_in.abort)
    with Browser("close"), pytest.raises(SignInFailed) as refusal:
        sign_in.start()
    assert refusal.value.problem is Problem.ABANDONED
    assert sign_in.status is SignInStatus.SIGNED_OUT
    with Browser():
        sign_in.start()
    assert sign_in.status is SignInStatus.SIGNED_IN


def test_the_browser_is_not_waited_for_without_end(settings, monkeypatch) -> None:
    monkeypatch.setattr(auth_configuration, "REQUEST_TIMEOUT", 1)
    sign_in = SignIn(settings)
    with Browser("close"), pytest.raises(SignInFailed) as refusal:
        sign_in.start()
    assert refusal.value.problem is Problem.TIMED_OUT


def test_a_busy_port_is_told_before_any_page_opens(settings) -> None:
    with socket.socket() as other:
        other.bind(("0.0.0.0", settings.redirect_port))
        other.listen(1)
        with Browser() as browser, pytest.raises(SignInFailed) as refusal:
            SignIn(settings).start()
    assert refusal.value.problem is Problem.PORT_BUSY
    assert str(settings.redirect_port) in refusal.value.sentence
    assert browser.opened == []


def test_a_server_that_is_not_there_is_told_before_any_page_opens(settings) -> None:
    away = replace(settings, sso_url=f"http://127.0.0.1:{free_port()}/realms/geoplateforme")
    with Browser() as browser, pytest.raises(SignInFailed) as refusal:
        SignIn(away).start()
    assert refusal.value.problem is Problem.UNREACHABLE
    assert browser.opened == []


def test_a_client_that_the_server_does_not_know_is_refused(settings) -> None:
    sign_in = SignIn(replace(settings, client_id="unknown"))
    QTimer.singleShot(1500, sign_in.abort)
    with Browser("close"), pytest.raises(SignInFailed):
        sign_in.start()


def test_a_server_that_demands_a_secret_gets_the_one_kept_in_qgis(emulator, settings) -> None:
    platform = replace(settings, client_id="qgis", redirect_port=7070)
    auth_configuration.store_own_configuration(platform, "emulated-qgis-secret")
    _sign_in, browser = signed_in(platform)
    asked = parse_qs(urlsplit(browser.opened[0]).query)
    assert asked["redirect_uri"] == ["http://127.0.0.1:7070/"]
    assert "code_challenge" not in asked


def test_a_session_renews_itself_without_the_browser(start_emulator, settings) -> None:
    short = start_emulator("--token-lifetime", "2")
    here = replace(settings, api_url=short.api_url, sso_url=short.sso_url)
    sign_in, _browser = signed_in(here)
    first = sign_in.authorization(here.api_url)
    time.sleep(2.1)
    with Browser("close") as browser:
        second = in_a_thread(lambda: sign_in.authorization(here.api_url))
    assert second != first
    assert browser.opened == []
    assert sign_in.status is SignInStatus.SIGNED_IN


def test_a_session_that_cannot_be_renewed_ends_without_opening_a_browser(start_emulator, settings) -> None:
    short = start_emulator("--token-lifetime", "2")
    here = replace(settings, api_url=short.api_url, sso_url=short.sso_url)
    sign_in, _browser = signed_in(here)
    short.clock(advance=1_000_000)
    time.sleep(2.1)
    outcome = in_a_thread(lambda: sign_in.authorization(here.api_url))
    assert isinstance(outcome, SignInFailed)
    assert outcome.problem is Problem.EXPIRED
    assert sign_in.status is SignInStatus.EXPIRED
    with Browser():
        sign_in.start()
    assert sign_in.status is SignInStatus.SIGNED_IN


def test_a_session_survives_a_renewal_that_finds_no_server(start_emulator, settings, tmp_path) -> None:
    state = tmp_path / "state"
    short = start_emulator("--token-lifetime", "100", state=state)
    here = replace(settings, api_url=short.api_url, sso_url=short.sso_url)
    sign_in, _browser = signed_in(here)
    short.stop()
    with pytest.raises(Offline):
        sign_in.authorization(here.api_url)
    assert sign_in.status is SignInStatus.SIGNED_IN
    assert auth_configuration.tokens_file(auth_configuration.own_configuration(here)).is_file()


def test_a_token_that_the_platform_refuses_ends_the_session(emulator, settings) -> None:
    connection = Connection(settings)
    with Browser():
        connection.sign_in.start()
    emulator.faults({"path": "*/users/me", "expired_token": True})
    outcome = in_a_thread(lambda: connection.client().me())
    assert isinstance(outcome, SignInNeeded)
    QgsApplication.processEvents()
    assert connection.sign_in.status is SignInStatus.EXPIRED
    connection.close()


def test_a_configuration_chosen_by_the_user_gives_its_header(emulator, settings, database) -> None:
    chosen = QgsAuthMethodConfig("APIHeader")
    chosen.setName("key of the town hall")
    chosen.setConfigMap({"Authorization": f"Bearer {emulator.token('carole')}"})
    _stored, chosen = database.storeAuthenticationConfig(chosen)
    connection = Connection(replace(settings, authcfg=chosen.id()))
    assert connection.sign_in.status is SignInStatus.SIGNED_IN
    assert in_a_thread(lambda: connection.client().me().email) == "carole@exemple.fr"
    connection.close()


def test_a_configuration_without_the_header_is_told(settings, database) -> None:
    chosen = QgsAuthMethodConfig("APIHeader")
    chosen.setName("another key")
    chosen.setConfigMap({"X-Key": "value"})
    _stored, chosen = database.storeAuthenticationConfig(chosen)
    with pytest.raises(SignInFailed) as refusal:
        SignIn(replace(settings, authcfg=chosen.id())).start()
    assert refusal.value.problem is Problem.NO_HEADER


def test_client_credentials_sign_in_without_a_browser_where_qgis_offers_them(emulator, settings, database) -> None:
    chosen = QgsAuthMethodConfig("OAuth2")
    chosen.setName("the night's runs")
    token = f"{emulator.sso_url}/protocol/openid-connect/token"
    content = {"grantFlow": 4, "clientId": "bac-a-sable", "clientSecret": "emulated-sandbox-secret", "tokenUrl": token,
               "requestTimeout": 30, "configType": 1, "accessMethod": 0, "version": 1}  # fmt: skip
    chosen.setConfig("oauth2config", json.dumps(content))
    _stored, chosen = database.storeAuthenticationConfig(chosen)
    connection = Connection(replace(settings, authcfg=chosen.id()))
    with Browser() as browser:
        if auth_configuration.offers_flow(auth_configuration.CLIENT_CREDENTIALS):
            connection.sign_in.start()
            assert in_a_thread(lambda: connection.client().me().id)
        else:
            with pytest.raises(SignInFailed) as refusal:
                connection.sign_in.start()
            assert refusal.value.problem is Problem.NO_HEADER
    assert browser.opened == []
    connection.close()


def test_qgis_is_asked_which_flows_it_offers(database) -> None:
    assert auth_configuration.offers_flow(2), "the resource owner's password, of every QGIS"
    assert not auth_configuration.offers_flow(99)
    assert not auth_configuration.offers_flow(None)


def test_a_configuration_that_is_not_in_this_profile_is_told(settings) -> None:
    with pytest.raises(SignInFailed) as refusal:
        SignIn(replace(settings, authcfg="abcdefg")).start()
    assert refusal.value.problem is Problem.UNKNOWN_CONFIGURATION


def test_the_main_thread_that_waits_for_a_worker_is_not_waited_for_in_turn(settings, monkeypatch) -> None:
    monkeypatch.setattr("cartes_gouv_plugin.bridge.auth.MAIN_THREAD_PATIENCE", 0.3)
    sign_in, _browser = signed_in(settings)
    outcome: list[object] = []

    def ask() -> None:
        try:
            sign_in.authorization(settings.api_url)
        except Offline as error:
            outcome.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(10)
    assert len(outcome) == 1


def test_no_secret_and_no_token_is_in_the_stored_configuration_in_clear(settings, database) -> None:
    signed_in(settings)
    identifier = auth_configuration.own_configuration(settings)
    content = json.dumps({k: v for k, v in vars(settings).items() if k != "home"})
    profile = Path(QgsApplication.qgisSettingsDirPath())
    header = SignIn(settings).authorization(settings.api_url).partition(" ")[2]
    assert header not in content
    for path in (*profile.rglob("*.ini"), *profile.rglob("*.db")):
        assert header.encode() not in path.read_bytes(), path
    assert identifier


def test_a_master_password_that_is_refused_is_told_and_asked_again_at_the_next_click(settings, database) -> None:
    database.setPasswordHelperEnabled(False)
    database.clearMasterPassword()
    refused: list[str] = []

    def refuse() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            refused.append(type(dialog).__name__)
            dialog.reject()

    timer = QTimer()
    timer.timeout.connect(refuse)
    timer.start(100)
    sign_in = SignIn(settings)
    try:
        with Browser() as browser, pytest.raises(SignInFailed) as refusal:
            sign_in.start()
    finally:
        timer.stop()
        database.setMasterPassword("cartes-gouv-tests", True)
        database.setPasswordHelperEnabled(True)
    assert refused, "QGIS asked"
    assert refusal.value.problem is Problem.LOCKED
    assert browser.opened == []
    with Browser():
        sign_in.start()
    assert sign_in.status is SignInStatus.SIGNED_IN


def test_nobody_is_asked_for_the_master_password_in_the_background(settings, database) -> None:
    sign_in, _browser = signed_in(settings)
    database.setPasswordHelperEnabled(False)
    database.clearMasterPassword()
    try:
        with pytest.raises(SignInFailed) as refusal:
            sign_in.authorization(settings.api_url)
    finally:
        database.setMasterPassword("cartes-gouv-tests", True)
        database.setPasswordHelperEnabled(True)
    assert refusal.value.problem is Problem.LOCKED
    assert sign_in.authorization(settings.api_url)


def test_a_profile_that_takes_nothing_is_told(settings) -> None:
    with closing(sqlite3.connect(Path(QgsApplication.qgisSettingsDirPath()) / "qgis-auth.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with Browser() as browser, pytest.raises(SignInFailed) as refusal:
            SignIn(settings).start()
        other.rollback()
    assert refusal.value.problem in (Problem.NOT_STORED, Problem.LOCKED)
    assert browser.opened == []
