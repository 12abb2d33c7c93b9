"""The plugin's sign-in as a configuration of QGIS's authentication database: OAuth2, authorization code with PKCE.

Field names and values are those of QGIS's OAuth2 method (src/auth/oauth2/core/qgsauthoauth2config.h). Grant flow 3 is
PKCE in 3.40 and later. A server that insists on a client secret gets grant flow 0, because QGIS sends no secret with
PKCE; the secret is kept in the authentication database only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import QDir, QObject

from cartes_gouv_plugin.bridge.settings import DEFAULT_REDIRECT_PORT, Settings
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed

NAME = "cartes.gouv.fr"
METHOD = "OAuth2"
AUTHORIZATION_CODE = 0
IMPLICIT = 1
AUTHORIZATION_CODE_PKCE = 3
# In seconds. QGIS waits for the browser five times as long as for the server.
REQUEST_TIMEOUT = 30
WAITS_FOR_THE_BROWSER = 5


@dataclass(frozen=True)
class BrowserLogin:
    """`port`: where QGIS listens for the browser; `patience`: how long, in seconds."""

    port: int
    patience: float


def require_database() -> None:
    """Raises `SignInFailed` when QGIS has no authentication database, or when its master password is not given.

    QGIS asks the user for the master password here if it has to.
    """
    database = QgsApplication.authManager()
    if database.isDisabled():
        raise SignInFailed(Problem.DISABLED, subject=database.disabledMessage())
    if not database.setMasterPassword(True):
        # Only now does QGIS know whether it can have a database at all.
        if not database.authConfigurationStorageRegistry().readyStorages():
            raise SignInFailed(Problem.NOT_STORED, subject=QgsApplication.qgisSettingsDirPath())
        raise SignInFailed(Problem.LOCKED)


def can_open_silently() -> bool:
    """Whether the database opens without asking anything: open already, or its key is in the system's wallet."""
    database = QgsApplication.authManager()
    return not database.isDisabled() and (database.masterPasswordIsSet() or database.passwordHelperEnabled())


def own_configuration(settings: Settings) -> str | None:
    """The id of the plugin's own configuration for this sign-in server, if the profile has one."""
    for identifier, found in QgsApplication.authManager().availableAuthMethodConfigs().items():
        if found.name() == NAME and found.method() == METHOD and found.uri() == settings.sso_url:
            return str(identifier)
    return None


def store_own_configuration(settings: Settings, client_key: str | None = None) -> str:
    """Creates or updates the plugin's own configuration and returns its id. The database must be open.

    `client_key`: the client secret that the server demands; None keeps what is stored, "" forgets it.
    Raises `SignInFailed` when the database refuses.
    """
    database = QgsApplication.authManager()
    identifier = own_configuration(settings)
    stored = _load(identifier) if identifier else QgsAuthMethodConfig(METHOD)
    before = _content(stored)
    wanted = _wanted(settings, before.get("clientSecret", "") if client_key is None else client_key, before)
    if identifier and wanted == before:
        return identifier
    stored.setName(NAME)
    stored.setUri(settings.sso_url)
    stored.setConfig("oauth2config", json.dumps(wanted))
    if identifier:
        accepted = database.updateAuthenticationConfig(stored)
        database.clearCachedConfig(identifier)
    else:
        accepted, stored = database.storeAuthenticationConfig(stored)
    if not accepted or not stored.id():
        raise SignInFailed(Problem.NOT_STORED, subject=QgsApplication.qgisSettingsDirPath())
    return str(stored.id())


def forget_tokens(identifier: str) -> None:
    """Drops a configuration's tokens, in memory and in the profile. Raises `SignInFailed` if their file resists."""
    QgsApplication.authManager().clearCachedConfig(identifier)
    for path in (tokens_file(identifier), _passing_tokens_file(identifier)):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise SignInFailed(Problem.NOT_FORGOTTEN, subject=str(path)) from error


def tokens_file(identifier: str) -> Path:
    """Where QGIS's OAuth2 method keeps the tokens between two starts; removing the configuration leaves it behind."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "oauth2-cache" / f"authcfg-{identifier}.ini"


def _passing_tokens_file(identifier: str) -> Path:
    """Where QGIS keeps the tokens of a session that is not to outlive it."""
    return Path(QDir.tempPath()) / "oauth2-cache" / f"authcfg-{identifier}.ini"


def method_of(identifier: str) -> str:
    """The method of a configuration, "" when the profile has no such configuration."""
    found = QgsApplication.authManager().availableAuthMethodConfigs().get(identifier)
    return str(found.method()) if found is not None else ""


def browser_login_of(identifier: str) -> BrowserLogin | None:
    """How this configuration uses the browser; None when it needs none. The database must be open."""
    if method_of(identifier) != METHOD:
        return None
    content = _content(_load(identifier))
    port, timeout = content.get("redirectPort"), content.get("requestTimeout")
    if content.get("grantFlow") not in (AUTHORIZATION_CODE, IMPLICIT, AUTHORIZATION_CODE_PKCE):
        return None
    return BrowserLogin(
        port=port if isinstance(port, int) else DEFAULT_REDIRECT_PORT,
        patience=WAITS_FOR_THE_BROWSER * (timeout if isinstance(timeout, int) else REQUEST_TIMEOUT),
    )


def require_known_flow(identifier: str) -> None:
    """Raises `SignInFailed` for an OAuth2 configuration of a kind that this QGIS lacks, such as client credentials.

    QGIS would take it for an authorization code, and open a browser. The database must be open.
    """
    if method_of(identifier) == METHOD and not offers_flow(_content(_load(identifier)).get("grantFlow", 0)):
        raise SignInFailed(Problem.NO_HEADER, subject=identifier)


def offers_flow(grant_flow: object) -> bool:
    """Whether QGIS's OAuth2 method knows this grant flow: its own form is asked, since no version number tells."""
    if grant_flow in (AUTHORIZATION_CODE, IMPLICIT, AUTHORIZATION_CODE_PKCE):
        return True
    form = QgsApplication.authManager().authMethodEditWidget(METHOD, None)
    flows = form.findChild(QObject, "cmbbxGrantFlow") if form is not None else None
    offered = flows is not None and flows.findData(grant_flow) >= 0
    if form is not None:
        form.deleteLater()
    return bool(offered)


def _wanted(settings: Settings, client_key: str, before: dict[str, Any]) -> dict[str, Any]:
    """The platform's OpenID endpoints are Keycloak's."""
    endpoint = f"{settings.sso_url}/protocol/openid-connect"
    content = dict(before)
    content.update(
        {
            "accessMethod": 0,
            "clientId": settings.client_id,
            "configType": 1,
            "grantFlow": AUTHORIZATION_CODE if client_key else AUTHORIZATION_CODE_PKCE,
            "name": NAME,
            "persistToken": settings.stay_signed_in,
            "redirectHost": "127.0.0.1",
            "redirectPort": settings.redirect_port,
            "redirectUrl": settings.redirect_path,
            "refreshTokenUrl": f"{endpoint}/token",
            "requestTimeout": REQUEST_TIMEOUT,
            "requestUrl": f"{endpoint}/auth",
            "scope": "openid",
            "tokenUrl": f"{endpoint}/token",
            "version": 1,
        }
    )
    content["clientSecret"] = client_key
    return content


def _load(identifier: str) -> QgsAuthMethodConfig:
    loaded = QgsAuthMethodConfig()
    answer = QgsApplication.authManager().loadAuthenticationConfig(identifier, loaded, True)
    accepted, loaded = answer if isinstance(answer, tuple) else (answer, loaded)
    if not accepted:
        raise SignInFailed(Problem.UNKNOWN_CONFIGURATION, subject=identifier)
    return loaded


def _content(configuration: QgsAuthMethodConfig) -> dict[str, Any]:
    try:
        content = json.loads(configuration.config("oauth2config") or "{}")
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
