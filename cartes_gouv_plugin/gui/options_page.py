"""The plugin's page in QGIS's options."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.settings import (
    CREDENTIALS_PAGE,
    DEFAULT_API_URL,
    DEFAULT_CLIENT_ID,
    DEFAULT_SSO_URL,
    SettingRefused,
    Settings,
    forget_setting,
    read_settings,
    store_setting,
)
from cartes_gouv_plugin.bridge.sign_in_problem import SignInFailed
from cartes_gouv_plugin.gui import colours, forms, wording_pages
from cartes_gouv_plugin.gui.options import OPTIONS_PAGE


class OptionsPage(QgsOptionsPageWidget):
    """Shows what the environment or the administrator decided too; only what differs from it is stored.

    `applied` is called once everything is stored.
    """

    def __init__(self, applied: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(OPTIONS_PAGE)
        self._applied = applied
        self.form = QWidget(self)
        forms.load("options_page", self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.form.apiUrl.setPlaceholderText(DEFAULT_API_URL)
        self.form.ssoUrl.setPlaceholderText(DEFAULT_SSO_URL)
        self.form.clientId.setPlaceholderText(DEFAULT_CLIENT_ID)
        page = wording_pages.client_secret_page()
        colour = colours.link(self.palette()).name()
        self.form.clientKeyPage.setText(f'<a href="{CREDENTIALS_PAGE}" style="color: {colour}">{page}</a>')
        self._shown = self._show()

    def isValid(self) -> bool:
        """Called by QGIS before it closes the window; a refused address keeps it open, with its reason."""
        return not self._store()

    def apply(self) -> None:
        if not self._store():
            self._applied()

    def _show(self) -> Settings | None:
        self.form.problem.hide()
        try:
            settings = read_settings()
        except SettingRefused as error:
            self._complain(error)
            return None
        self.form.apiUrl.setText(settings.api_url)
        self.form.ssoUrl.setText(settings.sso_url)
        self.form.clientId.setText(settings.client_id)
        self.form.port.setValue(settings.redirect_port)
        self.form.staySignedIn.setChecked(settings.stay_signed_in)
        self.form.authcfg.setConfigId(settings.authcfg)
        return settings

    def _store(self) -> bool:
        """Stores what was changed; True when something was refused."""
        for name, value in self._entered().items():
            if self._shown is not None and value == getattr(self._shown, name):
                continue
            try:
                if value == "":
                    forget_setting(name)
                else:
                    store_setting(name, value)
            except SettingRefused as error:
                self._complain(error)
                return True
        return self._key_refused()

    def _key_refused(self) -> bool:
        """Gives the client secret to QGIS's authentication database; nothing of it stays here."""
        entered = self.form.clientKey.text().strip()
        if not entered:
            return False
        try:
            auth_configuration.require_database()
            auth_configuration.store_own_configuration(read_settings(), entered)
        except (SignInFailed, SettingRefused) as error:
            self._complain(error)
            return True
        self.form.clientKey.clear()
        return False

    def _entered(self) -> dict[str, str | int | bool]:
        form = self.form
        return {
            "api_url": form.apiUrl.text().strip(),
            "sso_url": form.ssoUrl.text().strip(),
            "client_id": form.clientId.text().strip(),
            "redirect_port": form.port.value(),
            "stay_signed_in": form.staySignedIn.isChecked(),
            "authcfg": form.authcfg.configId(),
        }

    def _complain(self, error: SettingRefused | SignInFailed) -> None:
        self.form.problem.setText(error.sentence)
        self.form.problem.show()
