"""A session: kept, renewed, ended.

These run inside a QGIS window (see `test_trust_sign_in.py`): without one, QGIS opens no browser.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.auth import SignIn, SignInStatus
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed
from cartes_gouv_plugin.core.errors import Offline, SignInNeeded
from tests.e2e.sign_in.browser import Browser
from tests.e2e.sign_in.sessions import CLIENT, in_a_thread, signed_in


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
