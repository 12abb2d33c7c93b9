"""The datasheets of the datastore in use: listed in the background, kept until the next listing."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.connection import REGISTER_NAME, Connection
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.datasheets.listing import DatasheetSummary, list_datasheets
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import CartesGouvError


@dataclass(frozen=True)
class ListedDatasheet:
    """`mine`: something in it was created from this profile. What one made on the website alone is not known here."""

    name: str
    publications: int
    mine: bool


class DatasheetCatalogue(QObject):
    """Lives on the main thread. `changed`: another listing, or another `error`."""

    changed = pyqtSignal()

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._register = Register(connection.settings.home / REGISTER_NAME)
        self._work: Work | None = None
        self._listed: tuple[ListedDatasheet, ...] = ()
        self._error: CartesGouvError | None = None
        self._closed = False

    @property
    def listed(self) -> tuple[ListedDatasheet, ...]:
        """In the order of their names; the last listing that succeeded."""
        return self._listed

    @property
    def error(self) -> CartesGouvError | None:
        """Why the last listing did not succeed."""
        return self._error

    @property
    def is_listing(self) -> bool:
        return self._work is not None

    def refresh(self, datastore: str) -> None:
        """Lists again, unless a listing is under way."""
        if self._work is not None or not datastore:
            return
        client, register = self._connection.client(), self._register
        title = QCoreApplication.translate("CartesGouv", "Listing the datasheets")
        self._work = Work(title, HIDDEN, lambda _work: _list(client, register, datastore), self._done)
        QgsApplication.taskManager().addTask(self._work)
        self.changed.emit()

    def close(self) -> None:
        """Nothing is told any more; what runs ends by itself."""
        self._closed = True
        if self._work is not None:
            end_all([self._work])

    def _done(self, work: Work) -> None:
        self._work = None
        if self._closed:
            return
        if isinstance(work.error, CartesGouvError):
            self._error = work.error
        elif work.error is None:
            self._listed, self._error = work.result, None
        self.changed.emit()


def _list(client: EntrepotClient, register: Register, datastore: str) -> tuple[ListedDatasheet, ...]:
    return tuple(
        ListedDatasheet(sheet.name, sheet.publications, _is_mine(register, sheet))
        for sheet in list_datasheets(client, datastore)
    )


def _is_mine(register: Register, sheet: DatasheetSummary) -> bool:
    return any(register.has(each) for each in (*sheet.stored_data, *sheet.uploads, *sheet.metadata))
