"""What the platform serves now, on the detail page: its services, its datasheet, and what is being changed."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel

from cartes_gouv_plugin.bridge.live_datasheet import LiveServices
from cartes_gouv_plugin.core.entrepot.statuses import OfferingStatus
from cartes_gouv_plugin.core.errors import CartesGouvError, NotFound
from cartes_gouv_plugin.core.publication.publication import ServedLayer
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.services.live import LiveDatasheet, LiveService
from cartes_gouv_plugin.core.services.words import ServiceWords
from cartes_gouv_plugin.gui import wording, wording_live
from cartes_gouv_plugin.gui.datasheet_tab import DatasheetTab
from cartes_gouv_plugin.gui.services_tab import ServicesTab


class LiveView(QObject):
    """`ownership_known`: the datasheet was read, and whether something in it is ours."""

    ownership_known = pyqtSignal(bool)

    def __init__(self, services: ServicesTab, datasheet: DatasheetTab, state: QLabel, parent: QObject) -> None:
        """`state`: the line for what is being changed, or could not be."""
        super().__init__(parent)
        self._services_tab = services
        self._datasheet_tab = datasheet
        self._state = state
        self._live: LiveServices | None = None
        self._place = ("", "")
        self._remembered: tuple[ServedLayer, ...] = ()
        self._failure = ""
        self._seen: tuple[tuple[ServedLayer, ...], Condition] | None = None
        self._state.hide()

    def follow(self, live: LiveServices) -> None:
        self._live = live
        live.changed.connect(self._show)
        live.done.connect(self._forget_failure)
        live.failed.connect(self._keep_failure)

    def begin(self, datastore: str, name: str, remembered: tuple[ServedLayer, ...]) -> None:
        """`remembered`: what this profile knows of it until the platform answers."""
        if (datastore, name) != self._place:
            self._seen = None
        self._place, self._remembered, self._failure = (datastore, name), remembered, ""
        if self._live is not None:
            self._live.look(datastore, name)
        self._show()

    def follow_publication(self, record: PublicationRecord) -> None:
        """The publication on the page may have changed what is served."""
        seen = (record.publication.served, record.condition)
        if self._seen is not None and seen != self._seen:
            self.begin(*self._place, record.publication.served)
        self._seen = seen

    @property
    def datastore(self) -> str:
        """Where the datasheet that is shown is; empty before any."""
        return self._place[0]

    def sheet(self) -> LiveDatasheet | None:
        """The latest reading, if it is of the datasheet on the page."""
        sheet = self._live.shown if self._live is not None else None
        return sheet if sheet is not None and (sheet.datastore, sheet.name) == self._place else None

    def served(self) -> tuple[ServedLayer, ...]:
        return tuple(service.served for service in self._services())

    def _services(self) -> tuple[LiveService, ...]:
        sheet = self.sheet()
        if sheet is not None:
            return sheet.services
        return tuple(LiveService(each, OfferingStatus.PUBLISHED, ServiceWords(each.title)) for each in self._remembered)

    def _show(self) -> None:
        sheet = self.sheet()
        self._services_tab.show_services(self._services(), self._message(sheet))
        self._datasheet_tab.show_datasheet(sheet)
        activity = self._live.activity if self._live is not None else ""
        text = activity or self._failure
        self._state.setText(text)
        self._state.setVisible(bool(text))
        self._services_tab.set_busy(bool(activity))
        self._datasheet_tab.set_busy(bool(activity))
        if sheet is not None:
            self.ownership_known.emit(sheet.is_ours)

    def _message(self, sheet: LiveDatasheet | None) -> str:
        error = self._live.error if self._live is not None else None
        if isinstance(error, NotFound) and not self._remembered:
            return wording_live.not_there_yet()
        if error is not None:
            return wording.explain(error).text()
        if sheet is None:
            return "" if self._remembered else wording_live.looking()
        if not sheet.services:
            return wording_live.no_service()
        return "" if sheet.is_ours else wording_live.read_only()

    def _forget_failure(self) -> None:
        self._failure = ""

    def _keep_failure(self, error: CartesGouvError) -> None:
        self._failure = wording.explain(error).text()
