"""The datasheet on the detail page, as it is on the platform: read and changed in the background, one by one."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal
from qgis.PyQt.QtGui import QImage

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.live_styles import TakenLook, take_looks
from cartes_gouv_plugin.bridge.tasks import HIDDEN, VISIBLE, Work, end_all, foreseen
from cartes_gouv_plugin.bridge.thumbnail import png_of
from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan, carry_out
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import CartesGouvError, NotOurs
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.services import capabilities, documents
from cartes_gouv_plugin.core.services.document_list import Document
from cartes_gouv_plugin.core.services.editing import draw_again
from cartes_gouv_plugin.core.services.live import LiveDatasheet, LiveService, read_live
from cartes_gouv_plugin.core.services.record_refresh import refresh_record
from cartes_gouv_plugin.core.services.styles import ChooseStyle, RemoveStyle, change_styles, put_style
from cartes_gouv_plugin.core.services.thumbnails import set_thumbnail
from cartes_gouv_plugin.core.services.unpublishing import plan_service_removal
from cartes_gouv_plugin.core.services.words import ServiceWords, rewrite


class Change(Enum):
    """What was done, for those who put it into a sentence."""

    WORDS = "words"
    LOOK = "look"
    DEFAULT_STYLE = "default style"
    STYLE_REMOVED = "style removed"
    UNPUBLISHED = "unpublished"
    THUMBNAIL = "thumbnail"
    DOCUMENT_ADDED = "document added"
    DOCUMENT_REMOVED = "document removed"


Job = Callable[[Work, EntrepotClient], Any]


class LiveServices(QObject):
    """Lives on the main thread; every method returns at once.

    `changed`: another `shown`, `error` or `activity`. `done(Change)` and `failed(CartesGouvError)` close each change;
    `planned(RemovalPlan)` answers `plan_unpublishing`. After a change the datasheet is read again.
    """

    changed = pyqtSignal()
    done = pyqtSignal(object)
    failed = pyqtSignal(object)
    planned = pyqtSignal(object)

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._place = ("", "")
        self._shown: LiveDatasheet | None = None
        self._error: CartesGouvError | None = None
        self._looking: Work | None = None
        self._running: set[Work] = set()
        self._waiting: deque[tuple[str, Job, Callable[[Any], None]]] = deque()
        self._activity = ""
        self._closed = False

    # what readers ask ------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> LiveDatasheet | None:
        """The latest reading of the datasheet that was asked for; None before the first."""
        return self._shown

    @property
    def error(self) -> CartesGouvError | None:
        """Why the latest reading did not succeed."""
        return self._error

    @property
    def is_looking(self) -> bool:
        return self._looking is not None

    @property
    def activity(self) -> str:
        """The change under way, as a sentence; empty without one."""
        return self._activity

    # what users ask --------------------------------------------------------------------------------------------------

    def look(self, datastore: str, datasheet: str) -> None:
        """Reads a datasheet; what was shown of the same one stays until then."""
        if (datastore, datasheet) != self._place:
            self._place, self._shown, self._error = (datastore, datasheet), None, None
        self._look()

    def rewrite(self, service: LiveService, words: ServiceWords) -> None:
        ds, configuration = self._place[0], service.served.configuration

        def job(_work: Work, client: EntrepotClient) -> None:
            rewrite(client, ds, configuration, words)
            capabilities.refresh(client, ds)

        self._change(Change.WORDS, job)

    def take_looks(self, service: LiveService, chosen: Mapping[str, QgsVectorLayer]) -> tuple[TakenLook, Any]:
        """The looks, as files, with the temporary folder that holds them: keep it as long as they are needed."""
        folder = tempfile.TemporaryDirectory(prefix="cartes_gouv_")
        return take_looks(service.served.type, chosen, Path(folder.name)), folder

    def put_look(self, service: LiveService, name: str, look: TakenLook, folder: Any, *, default: bool = True) -> None:
        """Adds a style or replaces the one of that name; a WMS-Vecteur, which has no names, is drawn anew."""
        ds, configuration = self._place[0], service.served.configuration

        def job(_work: Work, client: EntrepotClient) -> None:
            with folder:
                if service.served.type is ServiceType.WMS_VECTOR:
                    draw_again(client, ds, configuration, look.files)
                else:
                    change = put_style(configuration, name, look.files, current=default)
                    change_styles(client, ds, configuration, change)

        self._change(Change.LOOK, job)

    def choose_style(self, service: LiveService, technical_name: str) -> None:
        self._style(Change.DEFAULT_STYLE, service, ChooseStyle(technical_name))

    def remove_style(self, service: LiveService, technical_name: str) -> None:
        self._style(Change.STYLE_REMOVED, service, RemoveStyle(technical_name))

    def plan_unpublishing(self, service: LiveService) -> None:
        """Asks the platform what would go; nothing is changed."""
        ownership, ds, configuration = self._connection.ownership, self._place[0], service.served.configuration
        job: Job = lambda _work, client: plan_service_removal(client, ownership, ds, configuration)  # noqa: E731
        title = QCoreApplication.translate("CartesGouv", "Looking at {name}").format(name=service.served.title)
        self._queue(title, job, self.planned.emit)

    def unpublish(self, plan: RemovalPlan) -> None:
        def job(work: Work, client: EntrepotClient) -> None:
            carry_out(plan, client, Reporter(lambda fraction: work.setProgress(100 * fraction), work.isCanceled))
            capabilities.refresh(client, plan.datastore)

        self._change(Change.UNPUBLISHED, job)

    def set_thumbnail(self, image: QImage) -> None:
        ds, sheet = self._place
        ownership = self._connection.ownership
        self._change(Change.THUMBNAIL, lambda _work, client: set_thumbnail(client, ds, sheet, png_of(image), ownership))

    def add_file(self, path: Path, description: str = "") -> None:
        ds, sheet = self._place

        def job(_work: Work, client: EntrepotClient) -> None:
            documents.add_file(client, ds, sheet, path.name, path.read_bytes(), description=description)

        self._change(Change.DOCUMENT_ADDED, job)

    def add_link(self, name: str, url: str, description: str = "") -> None:
        ds, sheet = self._place
        self._change(
            Change.DOCUMENT_ADDED, lambda _work, client: documents.add_link(client, ds, sheet, name, url, description)
        )

    def remove_document(self, document: Document) -> None:
        ds, sheet = self._place
        self._change(Change.DOCUMENT_REMOVED, lambda _work, client: documents.remove(client, ds, sheet, document))

    def close(self) -> None:
        """Nothing is told any more. A change that is cut may be made again: it comes to the same."""
        self._closed = True
        self._waiting.clear()
        end_all(self._running)

    # the works -------------------------------------------------------------------------------------------------------

    def _style(self, change: Change, service: LiveService, asked: ChooseStyle | RemoveStyle) -> None:
        ds, configuration = self._place[0], service.served.configuration
        self._change(change, lambda _work, client: change_styles(client, ds, configuration, asked))

    def _change(self, change: Change, job: Job) -> None:
        """The record follows what was changed, unless it is somebody else's."""
        place, ownership = self._place, self._connection.ownership

        def whole(work: Work, client: EntrepotClient) -> None:
            ownership.require_datasheet(*place)
            job(work, client)
            try:
                refresh_record(client, *place)
            except NotOurs:
                return

        def over(_result: Any) -> None:
            self.done.emit(change)
            self._look()

        title = QCoreApplication.translate("CartesGouv", "Changing {name}").format(name=place[1])
        self._queue(title, whole, over)

    def _queue(self, title: str, job: Job, over: Callable[[Any], None]) -> None:
        self._waiting.append((title, job, over))
        self._next()

    def _next(self) -> None:
        if self._activity or not self._waiting or self._closed:
            return
        title, job, over = self._waiting.popleft()
        client = self._connection.client()

        def done(work: Work) -> None:
            self._running.discard(work)
            if self._closed:
                return
            self._activity = ""
            error = foreseen(work.error)
            if error is not None:
                self.failed.emit(error)
                self._look()
            else:
                over(work.result)
            self.changed.emit()
            self._next()

        self._activity = title
        self._start(Work(title, VISIBLE, lambda work: job(work, client), done))
        self.changed.emit()

    def _look(self) -> None:
        """A newer look replaces the one under way: its answer is not waited for."""
        place, client, ownership = self._place, self._connection.client(), self._connection.ownership
        if self._closed or not all(place):
            return

        def done(work: Work) -> None:
            self._running.discard(work)
            if self._closed or work is not self._looking:
                return
            self._looking = None
            self._error = foreseen(work.error)
            if self._error is None:
                self._shown = work.result
            self.changed.emit()

        title = QCoreApplication.translate("CartesGouv", "Looking at {name}").format(name=place[1])
        self._looking = Work(title, HIDDEN, lambda _work: read_live(client, ownership, *place), done)
        self._start(self._looking)
        self.changed.emit()

    def _start(self, work: Work) -> None:
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)
