"""What the user, the administrator or the environment decided: addresses, sign-in, home folder.

No secret is ever stored here.

Each value comes from the environment if it is there (unattended runs), else from QGIS's settings under
`plugins/cartes_gouv_plugin/` (which an administrator may pre-deploy), else it is the platform's default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.errors import CartesGouvError

PREFIX = "plugins/cartes_gouv_plugin/"
DEFAULT_API_URL = "https://data.geopf.fr/api"
DEFAULT_SSO_URL = "https://sso.geopf.fr/realms/geoplateforme"
DEFAULT_CLIENT_ID = "qgis"
DEFAULT_REDIRECT_PORT = 7070
LOOPBACK = ("localhost", "127.0.0.1", "::1")
CREDENTIALS_PAGE = (
    "https://cartes.gouv.fr/aide/fr/guides-developpeur/tutoriels/controle-des-acces/service-de-diffusion/cle/"
)


class SettingRefused(CartesGouvError):
    """A setting that cannot be used. `name`: the variable or key; `sentence`: why, for the user."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"{name}: {sentence}")
        self.name = name
        self.sentence = sentence


@dataclass(frozen=True)
class Settings:
    """One reading of the settings. Addresses have no trailing slash.

    `authcfg`: the QGIS authentication configuration to use, "" for the plugin's own sign-in.
    `access_token`: given by the environment for an unattended run, in memory only.
    `stay_signed_in`: whether QGIS keeps the session in a file of the profile between two starts.
    """

    api_url: str
    sso_url: str
    home: Path
    client_id: str = DEFAULT_CLIENT_ID
    redirect_port: int = DEFAULT_REDIRECT_PORT
    redirect_path: str = ""
    authcfg: str = ""
    stay_signed_in: bool = True
    access_token: str | None = field(default=None, repr=False)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of now. Raises `SettingRefused` for an address that is not safe or not an address."""
    given = os.environ if environment is None else environment
    return Settings(
        api_url=safe_address(
            "CARTES_GOUV_API_URL", given.get("CARTES_GOUV_API_URL") or _text("api_url", DEFAULT_API_URL)
        ),
        sso_url=safe_address(
            "CARTES_GOUV_SSO_URL", given.get("CARTES_GOUV_SSO_URL") or _text("sso_url", DEFAULT_SSO_URL)
        ),
        home=_home(given.get("CARTES_GOUV_HOME") or _text("home", "")),
        client_id=_text("client_id", DEFAULT_CLIENT_ID),
        redirect_port=_port(_text("redirect_port", str(DEFAULT_REDIRECT_PORT))),
        redirect_path=_text("redirect_path", "").lstrip("/"),
        authcfg=_text("authcfg", ""),
        stay_signed_in=bool(QgsSettings().value(PREFIX + "stay_signed_in", True, type=bool)),
        access_token=given.get("CARTES_GOUV_ACCESS_TOKEN") or None,
    )


def store_setting(name: str, value: str | int | bool) -> None:
    """Stores one field of `Settings` in the profile. `access_token` and unknown names are refused with ValueError."""
    if name not in Settings.__dataclass_fields__ or name == "access_token":
        raise ValueError(f"{name} is not a setting that is stored")
    if name in ("api_url", "sso_url"):
        value = safe_address(name, str(value))
    if name == "redirect_port":
        value = _port(str(value))
    QgsSettings().setValue(PREFIX + name, value)


def forget_setting(name: str) -> None:
    """Back to the administrator's value, or to the default."""
    QgsSettings().remove(PREFIX + name)


def safe_address(name: str, address: str) -> str:
    """`address` without its trailing slash. Raises `SettingRefused` unless https, or http towards this machine."""
    try:
        parts = urlsplit(address.strip())
        host, _port_number = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host:
        raise SettingRefused(name, _translated_not_an_address().format(address=address))
    if parts.username is not None or parts.query or parts.fragment:
        raise SettingRefused(name, _translated_too_much())
    if parts.scheme == "http" and host not in LOOPBACK:
        raise SettingRefused(name, _translated_cleartext().format(host=host))
    return address.strip().rstrip("/")


def _text(key: str, default: str) -> str:
    value = QgsSettings().value(PREFIX + key, default)
    return str(value).strip() if value else default


def _home(folder: str) -> Path:
    return Path(folder).expanduser() if folder else Path(QgsApplication.qgisSettingsDirPath()) / "cartes_gouv"


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        port = 0
    if not 1024 <= port <= 65535:
        sentence = QCoreApplication.translate(
            "CartesGouv", "“{text}” is not a port: a number from 1024 to 65535 is needed."
        )
        raise SettingRefused("redirect_port", sentence.format(text=text))
    return port


def _translated_not_an_address() -> str:
    return QCoreApplication.translate("CartesGouv", "“{address}” is not the address of a server: https://… is needed.")


def _translated_too_much() -> str:
    return QCoreApplication.translate(
        "CartesGouv", "The address must name the server only: no user name, no “?”, no “#”."
    )


def _translated_cleartext() -> str:
    return QCoreApplication.translate(
        "CartesGouv",
        "Your access would travel unprotected to “{host}”: http is for this machine only, use https.",
    )
