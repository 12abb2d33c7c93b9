"""The options page gives the client secret to QGIS's authentication database, and keeps nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.settings import CREDENTIALS_PAGE, PREFIX, read_settings
from cartes_gouv_plugin.gui.options_page import OptionsPage

WORD = "mot-convenu-avec-la-plateforme"


@pytest.fixture
def page(qgis_app):
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword("cartes-gouv-tests", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("cartes-gouv-tests", True)
    QgsSettings().remove(PREFIX)
    shown = OptionsPage(lambda: None)
    yield shown
    shown.deleteLater()
    own = auth_configuration.own_configuration(read_settings({}))
    if own:
        manager.removeAuthenticationConfig(own)


def test_the_secret_goes_into_the_authentication_database_only(page: OptionsPage) -> None:
    page.form.clientKey.setText(WORD)
    page.apply()
    assert page.form.clientKey.text() == ""
    own = auth_configuration.own_configuration(read_settings({}))
    stored = QgsAuthMethodConfig()
    QgsApplication.authManager().loadAuthenticationConfig(own, stored, True)
    assert WORD in stored.config("oauth2config")
    assert '"grantFlow": 0' in stored.config("oauth2config")
    QgsSettings().sync()
    for path in Path(QgsApplication.qgisSettingsDirPath()).rglob("*"):
        assert not path.is_file() or WORD.encode() not in path.read_bytes(), path


def test_an_empty_field_keeps_what_is_stored(page: OptionsPage) -> None:
    page.form.clientKey.setText(WORD)
    page.apply()
    page.apply()
    settings = read_settings({})
    own = auth_configuration.store_own_configuration(settings)
    stored = QgsAuthMethodConfig()
    QgsApplication.authManager().loadAuthenticationConfig(own, stored, True)
    assert WORD in stored.config("oauth2config")


def test_the_page_says_where_the_platform_publishes_it(page: OptionsPage) -> None:
    assert CREDENTIALS_PAGE in page.form.clientKeyPage.text()
