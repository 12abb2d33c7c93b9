"""Exports that ended with QGIS begin again by themselves, as soon as the project has their layers."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject

from cartes_gouv_plugin.bridge.supply import layers_at_hand, supply_of
from cartes_gouv_plugin.bridge.tracker import PublicationTracker
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord


class InterruptedExports(QObject):
    """Looks at once, and at every project that is opened. Lives on the main thread."""

    def __init__(self, tracker: PublicationTracker, outbox: Outbox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tracker = tracker
        self._outbox = outbox
        self._project = QgsProject.instance()
        self._project.readProject.connect(self._look)
        self._look()

    def begin_again(self, publication_id: str) -> bool:
        """With the layers that the publication was made of; False when the project does not have them all."""
        record = self._tracker.record(publication_id)
        layers = layers_at_hand(record.publication, self._project) if record is not None else ()
        if not layers:
            return False
        self._tracker.supply(publication_id, supply_of(layers, self._outbox, as_before=record.publication.layers))
        return True

    def close(self) -> None:
        self._project.readProject.disconnect(self._look)

    def _look(self, *_document: object) -> None:
        for publication_id in self._tracker.ids():
            if _was_interrupted(self._tracker.record(publication_id)):
                self.begin_again(publication_id)


def _was_interrupted(record: PublicationRecord | None) -> bool:
    failed = record is not None and record.condition is Condition.FAILED and record.failure is not None
    return failed and record.failure.kind == "ExportInterrupted"
