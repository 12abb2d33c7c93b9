"""Brings services back into the project without freezing QGIS: providers ask the server when a layer is made."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsMapLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from cartes_gouv_plugin.bridge import layers
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer

ATTEMPTS = 4
PAUSE_MS = 2_000
"""A service that has just been opened may take a moment to answer."""


class ServiceLoader(QObject):
    """Lives on the main thread. `loaded` carries valid layers, `failed` the `ServedLayer` that never answered.

    `compared` carries the identifier of a project's layer, and the served layers that go above it.
    """

    loaded = pyqtSignal(object)
    compared = pyqtSignal(str, object)
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[Work] = set()
        self._closed = False

    def load(
        self, publication: Publication | None, served: ServedLayer, attempts: int = ATTEMPTS, above: str = ""
    ) -> None:
        """`above`: the layer of the project that the served one is compared with; empty: it is simply added."""
        if self._closed:
            return

        def job(_work: Work) -> list[QgsMapLayer]:
            made = layers.load(publication, served)
            for layer in made:
                layer.moveToThread(QCoreApplication.instance().thread())
            return made

        def done(work: Work) -> None:
            self._running.discard(work)
            if self._closed:
                return
            made = work.result or []
            if made and all(layer.isValid() for layer in made):
                self._tell(above, made)
            elif attempts > 1:
                QTimer.singleShot(PAUSE_MS, lambda: self.load(publication, served, attempts - 1, above))
            else:
                self.failed.emit(served)

        work = Work(served.title or served.layer_name, HIDDEN, job, done)
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)

    def _tell(self, above: str, made: list[QgsMapLayer]) -> None:
        if above:
            self.compared.emit(above, made)
        else:
            self.loaded.emit(made)

    def close(self) -> None:
        self._closed = True
        end_all(self._running)
