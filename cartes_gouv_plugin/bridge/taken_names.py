"""Whether technical names of services are free in a datastore: asked in the background while somebody writes them."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.services import layer_names

REST_MS = 400


class TakenNames(QObject):
    """Lives on the main thread. `known` carries the service, the name asked about, and the one that is free.

    What cannot be found out is not told: the publication finds a free name all the same.
    """

    known = pyqtSignal(object, str, str)

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._wanted: tuple[str, Mapping[ServiceType, str]] = ("", {})
        self._found: dict[tuple[str, ServiceType, str], str] = {}
        self._running: set[Work] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(self._look)

    def ask(self, datastore: str, names: Mapping[ServiceType, str]) -> None:
        """What is known already is told at once; the rest is asked for when nothing else is asked for a moment."""
        self._wanted = (datastore, names)
        if datastore and any(not self._tell(datastore, service, name) for service, name in names.items()):
            self._later.start()

    def close(self) -> None:
        self._later.stop()
        end_all(self._running)

    def _tell(self, datastore: str, service: ServiceType, name: str) -> bool:
        free = self._found.get((datastore, service, name))
        if free is None:
            return False
        self.known.emit(service, name, free)
        return True

    def _look(self) -> None:
        datastore, names = self._wanted
        unknown = {kind: name for kind, name in names.items() if (datastore, kind, name) not in self._found}
        client = self._connection.client()
        work = Work("cartes.gouv.fr", HIDDEN, lambda _work: _free_names(client, datastore, unknown), self._looked)
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)

    def _looked(self, work: Work) -> None:
        self._running.discard(work)
        if work.error is None and work.result is not None:
            self._found.update(work.result)
            datastore, names = self._wanted
            for service, name in names.items():
                self._tell(datastore, service, name)


def _free_names(
    client: EntrepotClient, datastore: str, names: Mapping[ServiceType, str]
) -> dict[tuple[str, ServiceType, str], str]:
    found = {}
    for service, name in names.items():
        listed = client.configurations(datastore, type=service.value, layer_name=f"{name}%")
        found[datastore, service, name] = layer_names.free(name, (item.layer_name for item in listed))
    return found
