"""Deleting a datasheet in the background: first what would go, then, once confirmed, the deletion itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.tasks import HIDDEN, VISIBLE, Work, end_all
from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan, carry_out, plan_removal
from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.services import capabilities


class DatasheetRemoval(QObject):
    """Lives on the main thread. `planned` carries a `RemovalPlan`, `removed` the one that was carried out."""

    planned = pyqtSignal(object)
    removed = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._running: set[Work] = set()
        self._closed = False

    def plan(self, datastore: str, datasheet: str) -> None:
        """Asks the platform what is ours in the datasheet; nothing is changed."""
        client, ownership = self._connection.client(), self._connection.ownership
        title = QCoreApplication.translate("CartesGouv", "Looking at {name}").format(name=datasheet)
        self._start(title, HIDDEN, lambda _work: plan_removal(client, ownership, datastore, datasheet), self.planned)

    def carry_out(self, plan: RemovalPlan) -> None:
        client = self._connection.client()

        def job(work: Work) -> RemovalPlan:
            sink = Reporter(lambda fraction: work.setProgress(100 * fraction), work.isCanceled)
            carry_out(plan, client, sink)
            capabilities.refresh(client, plan.datastore)
            return plan

        title = QCoreApplication.translate("CartesGouv", "Deleting {name}").format(name=plan.datasheet)
        self._start(title, VISIBLE, job, self.removed)

    def close(self) -> None:
        """Nothing is told any more; what is cancelled half-way leaves a smaller datasheet."""
        self._closed = True
        end_all(self._running)

    def _start(self, title: str, flags: Any, job: Callable[[Work], Any], told: Any) -> None:
        def done(work: Work) -> None:
            self._running.discard(work)
            if self._closed:
                return
            if isinstance(work.error, CartesGouvError):
                self.failed.emit(work.error)
            elif work.error is None and work.result is not None:
                told.emit(work.result)

        work = Work(title, flags, job, done)
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)
