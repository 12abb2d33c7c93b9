"""The click: through QGIS's real OAuth2 method against the emulator; a thread plays the browser's part.

These run inside a QGIS window (see `test_trust_sign_in.py`): without one, QGIS opens no browser.
"""

from __future__ import annotations

import socket
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from qgis.PyQt.QtCore import QTimer

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.auth import SignIn, SignInStatus
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed
from tests.e2e.sign_in.browser import Browser
from tests.e2e.sign_in.sessions import CLIENT, free_port, in_a_thread


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
