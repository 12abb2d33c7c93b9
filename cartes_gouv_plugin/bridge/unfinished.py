"""The website's deliveries that wait for somebody, in the datastore in use: looked for in the background."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.publication.left_deliveries import LeftDelivery, left_deliveries

REST_S = 30.0
"""A page that is shown again and again does not make the platform look again and again."""


class UnfinishedDeliveries(QObject):
    """Lives on the main thread. `changed`: other deliveries, or none any more.

    Silent when the platform cannot be reached: what was found before stays.
    """

    changed = pyqtSignal()

    def __init__(
        self, connection: Connection, followed: Callable[[], Collection[str]], parent: QObject | None = None
    ) -> None:
        """`followed`: the uploads that the tracker looks after, asked on the main thread."""
        super().__init__(parent)
        self._connection = connection
        self._followed = followed
        self._found: tuple[LeftDelivery, ...] = ()
        self._foreign: set[str] = set()
        self._looked = ("", float("-inf"))
        self._next = ""
        self._work: Work | None = None

    @property
    def found(self) -> tuple[LeftDelivery, ...]:
        """Newest first, without what is followed by now."""
        followed = self._followed()
        return tuple(delivery for delivery in self._found if delivery.id not in followed)

    def look(self, datastore: str) -> None:
        """Looks again, unless it was just done; what is being done is ended first."""
        where, when = self._looked
        if not datastore or (where == datastore and time.monotonic() - when < REST_S):
            return
        if self._work is not None:
            self._next = datastore
            return
        self._looked = (datastore, time.monotonic())
        client, followed = self._connection.client(), tuple(self._followed())
        title = QCoreApplication.translate("CartesGouv", "Looking for unfinished deliveries")

        def job(_work: Work) -> tuple[LeftDelivery, ...]:
            return left_deliveries(client, datastore, followed, lambda upload: self._is_ours(datastore, upload))

        self._work = Work(title, HIDDEN, job, self._done)
        QgsApplication.taskManager().addTask(self._work)

    def forget(self) -> None:
        """Another user may be there now."""
        self._foreign.clear()
        self._looked, self._next = ("", float("-inf")), ""
        self._tell(())

    def close(self) -> None:
        """Nothing is told any more; what runs ends by itself."""
        if self._work is not None:
            end_all([self._work])

    def _is_ours(self, datastore: str, upload: str) -> bool:
        """On the worker thread. Who created a delivery never changes: strangers' are asked about once."""
        if upload in self._foreign:
            return False
        ours = self._connection.ownership.is_ours(Target(datastore, Kind.UPLOAD, upload))
        if not ours:
            self._foreign.add(upload)
        return ours

    def _done(self, work: Work) -> None:
        self._work = None
        if work.error is None and self._looked[0]:
            self._tell(work.result)
        datastore, self._next = self._next, ""
        self.look(datastore)

    def _tell(self, found: tuple[LeftDelivery, ...]) -> None:
        if found != self._found:
            self._found = found
            self.changed.emit()
