"""The datasheets of the datastore in use: listed in the background, kept until the next listing."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.connection import REGISTER_NAME, Connection
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.datasheets.listing import DatasheetSummary, list_datasheets
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import CartesGouvError


@dataclass(frozen=True)
class ListedDatasheet:
    """`mine`: something in it was created from this profile, or is shown to have been made by this user elsewhere."""

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
        client, register, ownership = self._connection.client(), self._register, self._connection.ownership
        title = QCoreApplication.translate("CartesGouv", "Listing the datasheets")
        self._work = Work(title, HIDDEN, lambda _work: _list(client, register, ownership, datastore), self._done)
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


def _list(
    client: EntrepotClient, register: Register, ownership: Ownership, datastore: str
) -> tuple[ListedDatasheet, ...]:
    sheets = list_datasheets(client, datastore)
    mine = {sheet.name for sheet in sheets if _is_registered(register, sheet)}
    me = client.me().id
    mine.update(
        sheet.name
        for sheet in sheets
        # Asked only of what this user touched last: it costs requests, once for each.
        if sheet.name not in mine
        and me in sheet.touched_by
        and ownership.is_any_ours(datastore, sheet.stored_data, sheet.uploads)
    )
    return tuple(ListedDatasheet(sheet.name, sheet.publications, sheet.name in mine) for sheet in sheets)


def _is_registered(register: Register, sheet: DatasheetSummary) -> bool:
    return any(register.has(each) for each in (*sheet.stored_data, *sheet.uploads, *sheet.metadata))
