"""Configurations, secrets and the master password in QGIS's authentication database.

These run inside a QGIS window (see `test_trust_sign_in.py`): without one, QGIS opens no browser.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from qgis.core import Qgis, QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.auth import SignIn, SignInStatus
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed
from tests.e2e.sign_in.browser import Browser
from tests.e2e.sign_in.sessions import in_a_thread, signed_in

FIRST_WITH_CREDENTIALS = 34400
CLIENT_CREDENTIALS = 4


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


def credentials_configuration(emulator, database) -> str:
    """The id of an OAuth2 configuration by client credentials, as an administrator makes one for unattended runs."""
    chosen = QgsAuthMethodConfig("OAuth2")
    chosen.setName("the night's runs")
    token = f"{emulator.sso_url}/protocol/openid-connect/token"
    content = {
        "accessMethod": 0,
        "clientId": "bac-a-sable",
        "clientSecret": "emulated-sandbox-secret",
        "configType": 1,
        "grantFlow": CLIENT_CREDENTIALS,
        "requestTimeout": 30,
        "tokenUrl": token,
        "version": 1,
    }
    chosen.setConfig("oauth2config", json.dumps(content))
    _stored, chosen = database.storeAuthenticationConfig(chosen)
    return chosen.id()


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT < FIRST_WITH_CREDENTIALS, reason="QGIS has client credentials from 3.44 on")
def test_client_credentials_sign_in_without_a_browser(emulator, settings, database) -> None:
    assert auth_configuration.offers_flow(CLIENT_CREDENTIALS)
    connection = Connection(replace(settings, authcfg=credentials_configuration(emulator, database)))
    with Browser() as browser:
        connection.sign_in.start()
        assert connection.sign_in.status is SignInStatus.SIGNED_IN
        me = in_a_thread(lambda: connection.client().me())
    assert browser.opened == []
    assert me.email.startswith("service-")
    connection.close()


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT >= FIRST_WITH_CREDENTIALS, reason="this QGIS has client credentials")
def test_client_credentials_are_refused_in_words_where_qgis_lacks_them(emulator, settings, database) -> None:
    connection = Connection(replace(settings, authcfg=credentials_configuration(emulator, database)))
    with Browser() as browser, pytest.raises(SignInFailed) as refusal:
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


def test_a_server_that_demands_a_secret_gets_the_one_kept_in_qgis(emulator, settings) -> None:
    platform = replace(settings, client_id="qgis", redirect_port=7070)
    auth_configuration.store_own_configuration(platform, "emulated-qgis-secret")
    _sign_in, browser = signed_in(platform)
    asked = parse_qs(urlsplit(browser.opened[0]).query)
    assert asked["redirect_uri"] == ["http://127.0.0.1:7070/"]
    assert "code_challenge" not in asked
