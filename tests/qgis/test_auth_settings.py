"""The settings: what counts first, and which addresses are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsSettings

from cartes_gouv_plugin.bridge.settings import (
    DEFAULT_API_URL,
    PREFIX,
    SettingRefused,
    forget_setting,
    read_settings,
    safe_address,
    store_setting,
)


@pytest.fixture(autouse=True)
def _no_stored_setting(qgis_app):
    QgsSettings().remove(PREFIX)
    yield
    QgsSettings().remove(PREFIX)


def test_the_platform_is_the_default() -> None:
    settings = read_settings({})
    assert settings.api_url == DEFAULT_API_URL
    assert settings.sso_url == "https://sso.geopf.fr/realms/geoplateforme"
    assert settings.home.name == "cartes_gouv"
    assert settings.access_token is None


def test_the_environment_counts_before_the_profile() -> None:
    store_setting("api_url", "https://profile.example/api/")
    assert read_settings({}).api_url == "https://profile.example/api"
    environment = {"CARTES_GOUV_API_URL": "http://127.0.0.1:9/api", "CARTES_GOUV_HOME": "/somewhere"}
    settings = read_settings(environment)
    assert settings.api_url == "http://127.0.0.1:9/api"
    assert settings.home == Path("/somewhere")
    forget_setting("api_url")
    assert read_settings({}).api_url == DEFAULT_API_URL


def test_the_access_is_neither_shown_nor_stored() -> None:
    settings = read_settings({"CARTES_GOUV_ACCESS_TOKEN": "marked-value"})
    assert settings.access_token == "marked-value"
    assert "marked-value" not in repr(settings)
    with pytest.raises(ValueError, match="not a setting"):
        store_setting("access_token", "marked-value")
    QgsSettings().sync()
    stored = Path(QgsSettings().fileName())
    assert not stored.exists() or "marked-value" not in stored.read_text()


@pytest.mark.parametrize(
    "address",
    [
        "http://data.geopf.fr/api",
        "http://127.0.0.1.evil.example/api",
        "http://localhost.evil.example/api",
        "http://user@127.0.0.1/api",
        "https://user:word@data.geopf.fr/api",
        "https://data.geopf.fr/api?next=http://evil.example",
        "https://data.geopf.fr/api#x",
        "ftp://127.0.0.1/",
        "https://data.geopf.fr:99999/api",
        "//data.geopf.fr",
        "data.geopf.fr",
        "",
    ],
)
def test_an_address_that_is_not_safe_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(SettingRefused) as refusal:
        safe_address("api_url", address)
    assert refusal.value.sentence.endswith((".", "needed."))


@pytest.mark.parametrize("address", ["https://data.geopf.fr/api", "http://localhost:1/a", "http://[::1]:8/a"])
def test_a_safe_address_loses_only_its_last_slash(address: str) -> None:
    assert safe_address("api_url", address + "/") == address


@pytest.mark.parametrize("port", ["0", "80", "70000", "x", "-1"])
def test_a_port_that_cannot_be_used_is_refused(port: str) -> None:
    with pytest.raises(SettingRefused):
        store_setting("redirect_port", port)
