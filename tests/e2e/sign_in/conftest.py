"""QGIS's authentication database, and settings towards the emulator."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.settings import Settings
from tests.e2e.sign_in.sessions import CLIENT, free_port


@pytest.fixture
def database():
    """QGIS's authentication database, open and without a configuration."""
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword("cartes-gouv-tests", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("cartes-gouv-tests", True)
    _remove_every_configuration()
    yield manager
    _remove_every_configuration()


@pytest.fixture
def settings(emulator, database, tmp_path) -> Settings:
    return Settings(emulator.api_url, emulator.sso_url, tmp_path, client_id=CLIENT, redirect_port=free_port())


def _remove_every_configuration() -> None:
    """QGIS leaves the tokens of a configuration behind."""
    manager = QgsApplication.authManager()
    for identifier in manager.configIds():
        auth_configuration.forget_tokens(identifier)
        manager.removeAuthenticationConfig(identifier)
