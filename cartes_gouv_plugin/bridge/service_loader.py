"""Brings services back into the project without freezing QGIS: providers ask the server when a layer is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from qgis.core import QgsApplication, QgsMapLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from cartes_gouv_plugin.bridge import layers
from cartes_gouv_plugin.bridge.dressing import dress
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer, ServiceType
from cartes_gouv_plugin.core.services.reader_styles import CurrentStyle, read_current_style

ATTEMPTS = 4
PAUSE_MS = 2_000
"""A service that has just been opened may take a moment to answer."""


@dataclass(frozen=True)
class Wanted:
    """A service to be added. `publication`: the one of this profile that made it, which knows its tables' titles.

    `above`: the layer of the project that the served one is compared with; empty: it is simply added.
    """

    datastore: str
    served: ServedLayer
    publication: Publication | None = None
    above: str = ""


@dataclass(frozen=True)
class Brought:
    """The layers of a service, not dressed yet. `style`: None when the platform did not tell it."""

    made: list[QgsMapLayer]
    style: CurrentStyle | None = field(default_factory=CurrentStyle)

    @property
    def is_whole(self) -> bool:
        """Whether the service has answered."""
        return bool(self.made) and all(layer.isValid() for layer in self.made)


class ServiceLoader(QObject):
    """Lives on the main thread. `loaded` carries valid layers, `failed` the `ServedLayer` that never answered.

    `compared` carries the identifier of a project's layer, and the served layers that go above it. `undressed`: the
    `ServedLayer` whose style could not be read; its layers are there all the same, and come after.
    """

    loaded = pyqtSignal(object)
    compared = pyqtSignal(str, object)
    failed = pyqtSignal(object)
    undressed = pyqtSignal(object)

    def __init__(self, client: Callable[[], EntrepotClient], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._running: set[Work] = set()
        self._closed = False

    def load(self, wanted: Wanted, attempts: int = ATTEMPTS) -> None:
        if self._closed:
            return
        client, served = self._client(), wanted.served

        def done(work: Work) -> None:
            self._running.discard(work)
            if self._closed:
                return
            brought = work.result
            if brought is not None and brought.is_whole:
                self._tell(wanted, brought)
            elif attempts > 1:
                QTimer.singleShot(PAUSE_MS, lambda: self.load(wanted, attempts - 1))
            else:
                self.failed.emit(served)

        work = Work(served.title or served.layer_name, HIDDEN, lambda _work: bring(client, wanted), done)
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)

    def _tell(self, wanted: Wanted, brought: Brought) -> None:
        if not dress_brought(wanted.served, brought):
            self.undressed.emit(wanted.served)
        if wanted.above:
            self.compared.emit(wanted.above, brought.made)
        else:
            self.loaded.emit(brought.made)

    def close(self) -> None:
        self._closed = True
        end_all(self._running)


def bring(client: EntrepotClient, wanted: Wanted) -> Brought:
    """Asks the service. Any thread: the layers then belong to the main one."""
    made = layers.load(wanted.publication, wanted.served)
    for layer in made:
        layer.moveToThread(QCoreApplication.instance().thread())
    return Brought(made, _style_of(client, wanted))


def _style_of(client: EntrepotClient, wanted: Wanted) -> CurrentStyle | None:
    """The other services draw themselves, or name their style in their address."""
    if wanted.served.type is not ServiceType.WFS:
        return CurrentStyle()
    try:
        return read_current_style(client, wanted.datastore, wanted.served.configuration)
    except CartesGouvError:
        return None


def dress_brought(served: ServedLayer, brought: Brought) -> bool:
    """Main thread. The layers of a WFS come in the order of its tables. False when a style could not be read."""
    if brought.style is None:
        return False
    whole = not brought.style.unreadable
    for table, layer in zip(served.tables, brought.made):
        style = brought.style.files.get(table)
        if style is not None and isinstance(layer, QgsVectorLayer):
            whole = dress(layer, style) and whole
    return whole
