"""The tasks of the tracker: looks, sendings, exports, withdrawals. One at a time for a publication, one file in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.tasks import HIDDEN, VISIBLE, Sent, Speedometer, Work, end_all, foreseen
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.destination import destinations
from cartes_gouv_plugin.core.publication.intake import publication_of_upload, restore_from_platform
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import ExportPlan, seal
from cartes_gouv_plugin.core.publication.shared_lists import SharedLists
from cartes_gouv_plugin.core.publication.turn import Desk, Sending, take_turn
from cartes_gouv_plugin.core.publication.withdrawal import withdraw

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

_TURNS_A_TASK = 20
"""Effects follow each other at once; a task that makes many gives the thread back now and then."""
_RESTORING = "restoring"


class TrackerJobs(QObject):
    """Signals are emitted on worker threads and arrive on the main thread. `ended(id, error)` closes each task."""

    turned = pyqtSignal(object)
    ended = pyqtSignal(str, object)
    sent = pyqtSignal(str, object)
    exported = pyqtSignal(str, float)

    def __init__(
        self,
        journal: Journal,
        outbox: Outbox,
        presence: Presence,
        client: Callable[[], EntrepotClient],
        now: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._outbox = outbox
        self._presence = presence
        self._client = client
        self._now = now
        # A task without a Python reference never reports its end.
        self._running: dict[str, Work] = {}
        self._sending: str | None = None
        self._lists = SharedLists()
        self._then: dict[str, Callable[[], None]] = {}

    def is_busy(self, publication_id: str) -> bool:
        return publication_id in self._running

    def is_sending(self) -> bool:
        """Is a file on its way?"""
        return self._sending is not None

    def expect(self, records: Iterable[PublicationRecord]) -> None:
        """These are waiting: what several of them look at is asked for once."""
        self._lists.expect(records)

    def look(self, publication: Publication) -> None:
        title = QCoreApplication.translate("CartesGouv", "Following {name}").format(name=publication.datasheet)
        self._start(publication.id, Work(title, HIDDEN, lambda work: self._turns(work, publication.id), self._over))

    def send(self, publication: Publication) -> None:
        title = QCoreApplication.translate("CartesGouv", "Sending {name}").format(name=publication.datasheet)
        self._sending = publication.id
        self._start(publication.id, Work(title, VISIBLE, lambda work: self._send(work, publication.id), self._over))

    def export(self, publication: Publication, plan: ExportPlan) -> None:
        title = QCoreApplication.translate("CartesGouv", "Preparing {name}").format(name=publication.datasheet)
        job = Work(title, VISIBLE, lambda work: self._export(work, publication.id, plan), self._over)
        self._start(publication.id, job)

    def withdraw(self, publication: Publication, done: Callable[[str, Any], None]) -> None:
        """Deletes the delivery once nothing works on it any more; then `done(id, error or None)`."""
        if self.is_busy(publication.id):
            self._then[publication.id] = lambda: self.withdraw(publication, done)
            return

        def over(work: Work) -> None:
            self._running.pop(publication.id, None)
            done(publication.id, work.error)

        title = QCoreApplication.translate("CartesGouv", "Deleting the delivery of {name}")
        job = Work(title.format(name=publication.datasheet), HIDDEN, lambda _work: self._withdraw(publication), over)
        self._start(publication.id, job)

    def find_upload(
        self,
        datastore: str,
        upload: str,
        found: Callable[[Publication], None],
        refused: Callable[[str, object], None],
    ) -> None:
        def over(work: Work) -> None:
            self._running.pop(upload, None)
            if work.error is None:
                found(work.result)
            else:
                refused(upload, work.error)

        title = QCoreApplication.translate("CartesGouv", "Looking for a delivery")
        job = Work(title, HIDDEN, lambda _work: publication_of_upload(self._client(), datastore, upload), over)
        self._start(upload, job)

    def remove_files(self, publication_id: str) -> None:
        """Removes the package of a publication, once nothing reads it any more."""
        if self.is_busy(publication_id):
            self._then[publication_id] = lambda: self.remove_files(publication_id)
            return
        title = QCoreApplication.translate("CartesGouv", "Removing a package")
        job = Work(title, HIDDEN, lambda _work: self._outbox.remove(publication_id), self._over)
        self._start(publication_id, job)

    def restore(self, done: Callable[[], None]) -> None:
        """Rows for what the platform still holds of a journal that was lost; silent when it cannot be reached."""

        def over(_work: Work) -> None:
            self._running.pop(_RESTORING, None)
            done()

        title = QCoreApplication.translate("CartesGouv", "Looking for what a lost journal held")
        self._start(_RESTORING, Work(title, HIDDEN, lambda _work: self._restore(), over))

    def cancel(self, publication_id: str) -> None:
        work = self._running.get(publication_id)
        if work is not None:
            work.cancel()

    def end(self) -> None:
        """Cancels everything and waits until no job touches the journal any more."""
        self._then.clear()
        end_all(self._running.values())

    # on the worker thread --------------------------------------------------------------------------------------------

    def _desk(self) -> Desk:
        return Desk(self._journal, self._presence, self._client(), self._now, lists=self._lists)

    def _turns(self, work: Work, publication_id: str) -> None:
        desk = self._desk()
        for _ in range(_TURNS_A_TASK):
            work.check()
            record = self._turn(desk, publication_id, None)
            if record is None or not self._is_due(record):
                return

    def _send(self, work: Work, publication_id: str) -> None:
        def on_bytes(done: int, total: int) -> None:
            work.check()
            speed.count(done, total)

        def tell(sent: Sent) -> None:
            work.setProgress(100.0 * sent.done / sent.total if sent.total else 0.0)
            self.sent.emit(publication_id, sent)

        speed = Speedometer(tell)
        self._turn(self._desk(), publication_id, Sending(on_bytes, work.stop_with))

    def _turn(self, desk: Desk, publication_id: str, sending: Sending | None) -> PublicationRecord | None:
        record = take_turn(desk, publication_id, sending)
        if record is not None:
            # Here and not on the main thread: removing a file of gigabytes takes a while.
            self._outbox.tidy(record)
            self.turned.emit(record)
        return record

    def _is_due(self, record: PublicationRecord) -> bool:
        return record.condition is Condition.ACTIVE and record.due is not None and record.due <= self._now()

    def _export(self, work: Work, publication_id: str, plan: ExportPlan) -> None:
        def tell(fraction: float) -> None:
            work.setProgress(100.0 * fraction)
            self.exported.emit(publication_id, fraction)

        reporter = Reporter(tell, work.isCanceled)
        record = seal(self._journal, self._outbox, self._presence, publication_id, plan, reporter, self._now)
        if record is not None:
            self.turned.emit(record)

    def _withdraw(self, publication: Publication) -> None:
        withdraw(self._client(), publication)

    def _restore(self) -> None:
        client = self._client()
        for destination in destinations(client.me()):
            restore_from_platform(client, destination.datastore, self._journal, self._now())

    # on the main thread ----------------------------------------------------------------------------------------------

    def _start(self, key: str, work: Work) -> None:
        self._running[key] = work
        QgsApplication.taskManager().addTask(work)

    def _over(self, work: Work) -> None:
        key = next((key for key, running in self._running.items() if running is work), "")
        self._running.pop(key, None)
        if self._sending == key:
            self._sending = None
        # An error that nobody foresaw must not be repeated at full speed: it waits like a server's trouble.
        self.ended.emit(key, foreseen(work.error))
        then = self._then.pop(key, None)
        if then is not None:
            then()
