"""The connection's parts fit together."""

from __future__ import annotations

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient


def test_an_unattended_run_needs_no_sign_in(qgis_app) -> None:
    connection = Connection(
        read_settings({"CARTES_GOUV_ACCESS_TOKEN": "x", "CARTES_GOUV_API_URL": "http://127.0.0.1:9"})
    )
    try:
        assert isinstance(connection.client(), EntrepotClient)
        assert connection.sign_in is None
    finally:
        connection.close()
