"""The preflight of what is chosen now, in the background: a newer choice replaces an older one."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.preflight import Preflight, inspect
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.progress import Reporter


class Inspection(QObject):
    """Lives on the main thread. `inspected` carries the `Preflight` of the plan that was given last."""

    inspected = pyqtSignal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """`folder`: where the package would be written; its disk has to have the room."""
        super().__init__(parent)
        self._folder = folder
        self._latest: Work | None = None
        self._running: set[Work] = set()

    def start(self, plan: ExportPlan) -> None:
        self.stop()

        def job(work: Work) -> Preflight:
            return inspect(plan, self._folder, Reporter(cancelled=work.isCanceled))

        title = QCoreApplication.translate("CartesGouv", "Looking at the layers")
        work = Work(title, HIDDEN, job, self._done)
        self._latest = work
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)

    def stop(self) -> None:
        """Nothing more is told of what was given before."""
        self._latest = None
        for work in tuple(self._running):
            work.cancel()

    def close(self) -> None:
        self._latest = None
        end_all(self._running)

    def _done(self, work: Work) -> None:
        self._running.discard(work)
        if work is self._latest and work.error is None and work.result is not None:
            self.inspected.emit(work.result)
