"""The top of the dock: signed in or not, as whom, in which datastore, with how much room left."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QAction, QMenu, QWidget

from cartes_gouv_plugin.bridge.account import Account, Standing
from cartes_gouv_plugin.bridge.auth import SignInStatus
from cartes_gouv_plugin.core.publication import website
from cartes_gouv_plugin.gui import forms, quantities, wording, wording_pages

FULL = 1000


class AccountBar(QWidget):
    """Shows an `Account` and passes clicks on to it. `options_asked`: the options page is wanted."""

    options_asked = pyqtSignal()

    def __init__(self, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("account_bar", self)
        self._account = account
        self._make_menu()
        self.signIn.clicked.connect(account.sign_in)
        self.cancel.clicked.connect(account.abort_sign_in)
        self.join.clicked.connect(self._join)
        self.datastore.activated.connect(self._choose)
        account.changed.connect(self._refresh)
        self._refresh()

    def obstacle(self) -> str:
        """Why this person cannot publish now, empty when they can."""
        if self._account.status is not SignInStatus.SIGNED_IN:
            return wording_pages.reason_signed_out()
        standing = self._account.standing
        if standing is None:
            return wording_pages.reason_loading()
        if standing.destination is None:
            return wording_pages.reason_not_joined()
        return "" if standing.destination.can_publish else wording_pages.reason_no_right()

    def _make_menu(self) -> None:
        menu = QMenu(self)
        self._sign_out = QAction(wording_pages.action_sign_out(), self)
        self._sign_out.triggered.connect(self._account.sign_out)
        self._sign_out_everywhere = QAction(wording_pages.action_sign_out_everywhere(), self)
        self._sign_out_everywhere.triggered.connect(self._leave_website)
        refresh = QAction(QgsApplication.getThemeIcon("/mActionRefresh.svg"), wording_pages.action_refresh(), self)
        refresh.triggered.connect(self._account.refresh)
        options = QAction(QgsApplication.getThemeIcon("/mActionOptions.svg"), wording_pages.action_options(), self)
        options.triggered.connect(self.options_asked)
        menu.addActions([refresh, options, self._sign_out, self._sign_out_everywhere])
        self.menuButton.setMenu(menu)
        self.menuButton.setIcon(QgsApplication.getThemeIcon("/user.svg"))

    def _leave_website(self) -> None:
        page = self._account.sign_out_everywhere()
        if page:
            QDesktopServices.openUrl(QUrl(page))

    def _join(self) -> None:
        QDesktopServices.openUrl(QUrl(website.joining_page()))
        self._account.watch_joining()

    def _choose(self, position: int) -> None:
        self._account.choose(self.datastore.itemData(position))

    def _refresh(self) -> None:
        status, standing = self._account.status, self._account.standing
        signed_in = status is SignInStatus.SIGNED_IN
        self.signIn.setVisible(status in (SignInStatus.SIGNED_OUT, SignInStatus.EXPIRED))
        self.cancel.setVisible(status is SignInStatus.SIGNING_IN)
        self.person.setVisible(signed_in)
        self.join.setVisible(standing is not None and not standing.sandbox_joined)
        self.datastore.setVisible(standing is not None and bool(standing.destinations))
        for action in (self._sign_out, self._sign_out_everywhere):
            action.setVisible(signed_in and self._account.can_sign_out)
        self._show_message(status, standing)
        self._show_standing(standing)

    def _show_message(self, status: SignInStatus, standing: Standing | None) -> None:
        error = self._account.error
        if error is not None:
            text = wording.explain(error).text()
        elif status is SignInStatus.SIGNED_IN and standing is not None and not standing.destinations:
            text = wording_pages.not_joined()
        else:
            text = wording_pages.sign_in_status(status)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _show_standing(self, standing: Standing | None) -> None:
        self.datastore.clear()
        self.quota.setVisible(False)
        if standing is None:
            self.person.setText(wording_pages.connecting())
            return
        self.person.setText(f"{standing.user.first_name} {standing.user.last_name}".strip() or standing.user.email)
        for place in standing.destinations:
            self.datastore.addItem(wording_pages.datastore(place.name, place.sandbox), place.datastore)
        if standing.destination is not None:
            self.datastore.setCurrentIndex(self.datastore.findData(standing.destination.datastore))
        self._show_quota(standing)

    def _show_quota(self, standing: Standing) -> None:
        """The fullest of the datastore's storages: the one that will stop a publication first."""
        storages = standing.datastore.storages if standing.datastore is not None else ()
        limited = [storage for storage in storages if storage.quota]
        if not limited:
            return
        fullest = max(limited, key=lambda storage: storage.use / (storage.quota or 1))
        self.quota.setVisible(True)
        self.quota.setValue(min(FULL, round(FULL * fullest.use / (fullest.quota or 1))))
        self.quota.setFormat(wording_pages.quota(quantities.size(fullest.use), quantities.size(fullest.quota or 0)))
