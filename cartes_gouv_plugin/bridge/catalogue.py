"""The datasheets of the datastore in use: listed in the background, kept until the next listing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.connection import REGISTER_NAME, Connection
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.datasheets import kept_listing
from cartes_gouv_plugin.core.datasheets.listing import DatasheetSummary, glance_at_datasheets, list_datasheets
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.standing import DatasheetState
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import CartesGouvError


@dataclass(frozen=True)
class ListedDatasheet:
    """`mine`: something in it was created from this profile, or is shown to have been made by this user elsewhere."""

    name: str
    publications: int
    mine: bool
    state: DatasheetState = DatasheetState.NOT_PUBLISHED
    by: str = ""
    latest: str = ""


KEPT_NAME = "datasheets.json"
EXAMINED_AT_ONCE = 20
"""Datasheets whose history is asked for after a listing: each costs a request."""


@dataclass(frozen=True)
class _Listing:
    """`at`: when, in seconds since 1970. Not whole: what a first glance showed.

    It stays for as long as QGIS runs, and Python looks at every object that stays whenever it collects its garbage,
    with all threads at rest: one object a datasheet, and nothing of what the platform told besides.
    """

    datastore: str
    lines: tuple[ListedDatasheet, ...]
    at: float
    is_whole: bool = True


@dataclass(frozen=True)
class _Told:
    """What the platform told: the listing, and the summaries from which doubtful datasheets are picked once."""

    listing: _Listing
    sheets: tuple[DatasheetSummary, ...]


class DatasheetCatalogue(QObject):
    """Lives on the main thread. `changed`: another listing, or another `error`."""

    changed = pyqtSignal()

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._register = Register(connection.settings.home / REGISTER_NAME)
        self._work: Work | None = None
        self._examining: Work | None = None
        self._running: set[Work] = set()
        self._asked = ""
        self._kept_path = connection.settings.home / KEPT_NAME
        self._listing: _Listing | None = None
        self._whose: dict[str, bool] = {}
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
    def datastore(self) -> str:
        """The one that the list is of; empty when nothing is listed."""
        return self._listing.datastore if self._listing is not None else ""

    @property
    def is_listing(self) -> bool:
        return self._work is not None

    @property
    def is_glance(self) -> bool:
        """Is only the latest of what there is listed yet?"""
        return self._listing is not None and not self._listing.is_whole

    @property
    def listed_at(self) -> float:
        """When the platform told what is listed, in seconds since 1970; 0 when it never did."""
        return self._listing.at if self._listing is not None else 0.0

    def refresh(self, datastore: str) -> None:
        """Lists again, unless that is under way; what another datastore still answers is let go."""
        if not datastore or (self._work is not None and self._asked == datastore):
            return
        self._asked = datastore
        if self._listing is None or self._listing.datastore != datastore:
            self._recall(datastore)
        client, register = self._connection.client(), self._register
        self._work = self._start(lambda: _list(client, register, datastore), self._done)
        self.changed.emit()

    def recall(self) -> None:
        """Shows what this profile saw the last time, before it is even known who is there; nothing is asked."""
        if self._listing is None and not self._running:
            self._aside(lambda: self._kept(""), self._show_meanwhile)

    def _recall(self, datastore: str) -> None:
        """Shows what was listed the last time while the platform is asked; the first time, what is seen at a glance."""
        self._listing = None
        self._whose.clear()
        self._show()
        client, register = self._connection.client(), self._register
        # One task, ahead of the listing: QGIS has as few threads as there are processors.
        self._aside(lambda: self._kept(datastore) or _glance(client, register, datastore), self._show_meanwhile)

    def _kept(self, datastore: str) -> _Listing | None:
        kept = kept_listing.recall(self._kept_path, self._connection.settings.api_url, datastore)
        return _listing_of(kept.datastore, kept.sheets, kept.mine, kept.at) if kept is not None else None

    def _show_meanwhile(self, listing: _Listing | None) -> None:
        """Until the platform has told everything."""
        if self._listing is None and listing is not None and self._asked in ("", listing.datastore):
            self._listing = listing
            self._show()
            self.changed.emit()

    def _keep(self) -> None:
        """In the background: ten thousand lines take a moment to write."""
        listing, path = self._listing, self._kept_path
        if listing is None:
            return
        listed, server = self._listed, self._connection.settings.api_url
        self._aside(
            lambda: kept_listing.keep(path, server, listing.datastore, listing.at, listed), lambda _nothing: None
        )

    def _aside(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """What may fail without anybody being the worse for it."""
        self._start(job, lambda work: done(work.result) if work.error is None else None)

    def _start(self, job: Callable[[], Any], done: Callable[[Work], None]) -> Work:
        """On a worker thread."""

        def ended(work: Work) -> None:
            self._running.discard(work)
            if not self._closed:
                done(work)

        work = Work(QCoreApplication.translate("CartesGouv", "Listing the datasheets"), HIDDEN, lambda _w: job(), ended)
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)
        return work

    def close(self) -> None:
        """Nothing is told any more; what runs ends by itself."""
        self._closed = True
        end_all(self._running)

    def _done(self, work: Work) -> None:
        if work is not self._work:
            return
        self._work = None
        if isinstance(work.error, CartesGouvError):
            self._error = work.error
        elif work.error is None:
            self._listing, self._error = work.result.listing, None
            self._show()
            self._keep()
            self._examine(work.result)
        self.changed.emit()

    def _examine(self, told: _Told) -> None:
        """After the list is there: a few of those that this profile does not know are asked about."""
        if self._examining is not None:
            return
        client, ownership = self._connection.client(), self._connection.ownership
        known = dict(self._whose)
        self._examining = self._start(
            lambda: _examine(client, ownership, told, known), lambda work: self._examined(work, told.listing.datastore)
        )

    def _examined(self, work: Work, datastore: str) -> None:
        """What could not be found out is asked again after the next listing."""
        self._examining = None
        if work.error is not None or not work.result or datastore != self._asked:
            return
        self._whose.update(work.result)
        if any(work.result.values()):
            self._show()
            self._keep()
            self.changed.emit()

    def _show(self) -> None:
        """Thousands of lines were made on a worker thread; here only those change that turned out to be mine."""
        lines = self._listing.lines if self._listing is not None else ()
        self._listed = tuple(
            replace(line, mine=True) if not line.mine and self._whose.get(line.name) else line for line in lines
        )


def _listing_of(datastore: str, sheets: tuple[DatasheetSummary, ...], mine: frozenset[str], at: float) -> _Listing:
    lines = tuple(
        ListedDatasheet(sheet.name, sheet.publications, sheet.name in mine, sheet.state, sheet.by, sheet.latest)
        for sheet in sheets
    )
    return _Listing(datastore, lines, at)


def _list(client: EntrepotClient, register: Register, datastore: str) -> _Told:
    sheets = list_datasheets(client, datastore)
    return _Told(_listing_of(datastore, sheets, _registered(register, sheets), time.time()), sheets)


def _glance(client: EntrepotClient, register: Register, datastore: str) -> _Listing:
    sheets = glance_at_datasheets(client, datastore)
    return replace(_listing_of(datastore, sheets, _registered(register, sheets), time.time()), is_whole=False)


def _registered(register: Register, sheets: tuple[DatasheetSummary, ...]) -> frozenset[str]:
    """The names of those that this profile is known to have made."""
    known = (
        sheet.name
        for sheet in sheets
        if any(register.has(each) for each in (*sheet.stored_data, *sheet.uploads, *sheet.metadata))
    )
    return frozenset(known)


def _doubtful(told: _Told, user: str, known: Mapping[str, bool]) -> list[DatasheetSummary]:
    """Those that may be this user's all the same: what they touched last first, then the latest of the others."""
    mine = {line.name for line in told.listing.lines if line.mine}
    found = [sheet for sheet in told.sheets if sheet.name not in mine and sheet.name not in known]
    touched = [sheet for sheet in found if user in sheet.touched_by]
    unsigned = [sheet for sheet in found if not sheet.touched_by and sheet.stored_data]
    latest = sorted(unsigned, key=lambda sheet: sheet.latest, reverse=True)
    return [*touched, *latest[:EXAMINED_AT_ONCE]]


def _examine(client: EntrepotClient, ownership: Ownership, told: _Told, known: Mapping[str, bool]) -> dict[str, bool]:
    doubtful = _doubtful(told, client.me().id, known)
    return {
        sheet.name: ownership.is_any_ours(told.listing.datastore, sheet.stored_data, sheet.uploads)
        for sheet in doubtful
    }
