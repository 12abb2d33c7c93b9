"""The connection's parts fit together."""

from __future__ import annotations

import pytest

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import SignInNeeded


def test_an_unattended_run_needs_no_sign_in(qgis_app) -> None:
    connection = Connection(
        read_settings({"CARTES_GOUV_ACCESS_TOKEN": "x", "CARTES_GOUV_API_URL": "http://127.0.0.1:9"})
    )
    try:
        assert isinstance(connection.client(), EntrepotClient)
        assert connection.sign_in is None
    finally:
        connection.close()


def test_the_access_of_the_environment_is_the_person_s(qgis_app, emulator, tmp_path) -> None:
    environment = {"CARTES_GOUV_API_URL": emulator.api_url, "CARTES_GOUV_HOME": str(tmp_path)}
    connection = Connection(read_settings({**environment, "CARTES_GOUV_ACCESS_TOKEN": emulator.token("bob")}))
    assert connection.client().me().email == "bob@exemple.fr"
    connection.close()


def test_an_access_that_has_ended_is_told_without_a_word_of_it(qgis_app, emulator, tmp_path) -> None:
    environment = {"CARTES_GOUV_API_URL": emulator.api_url, "CARTES_GOUV_HOME": str(tmp_path)}
    connection = Connection(read_settings({**environment, "CARTES_GOUV_ACCESS_TOKEN": "marked-value"}))
    with pytest.raises(SignInNeeded) as refusal:
        connection.client().me()
    assert "marked-value" not in f"{refusal.value!r}{refusal.value.__cause__!r}"
    connection.close()
