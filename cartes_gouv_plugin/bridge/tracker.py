"""The one list of publications: looks after them while QGIS runs, tells readers what changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from qgis.PyQt.QtCore import QObject, pyqtSignal

from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.publication import Package, Publication
from cartes_gouv_plugin.core.publication.record import Event, PublicationRecord

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient


class ExportReport(Protocol):
    package: Package


class ExportPlan(Protocol):
    """What the main thread prepared and any thread may run: see `bridge.export.capture`."""

    def run(self, path: Path, reporter: Reporter) -> Any:
        """Writes and seals the package; returns an `ExportReport`. Raises `ExportRefused` or `Cancelled`."""


class PublicationTracker(QObject):
    """Owns the journal, one single-shot timer and the running tasks; lives on the main thread.

    Signals carry a publication's id; readers fetch the snapshot with `record`. `ended` says that a publication became
    done or failed by itself. All methods return at once; what they start goes on in tasks.
    """

    added = pyqtSignal(str)
    changed = pyqtSignal(str)
    removed = pyqtSignal(str)
    ended = pyqtSignal(str)
    sign_in_needed = pyqtSignal()

    def __init__(
        self,
        home: Path,
        client: Callable[[], EntrepotClient],
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`home`: folder of the journal and the outbox; `client`: an authorised client for the calling thread."""
        super().__init__(parent)

    def start(self) -> None:
        """Opens the journal and looks at everything unfinished."""

    def stop(self) -> None:
        """Ends the tasks and gives the leases back; the publications go on at the next start."""

    def ids(self) -> tuple[str, ...]:
        """Every publication of the journal, newest first."""
        return ()

    def record(self, publication_id: str) -> PublicationRecord | None:
        """The present snapshot (with bytes and rate while a file is being sent), without its events."""
        return None

    def events(self, publication_id: str) -> tuple[Event, ...]:
        """The timeline, oldest first."""
        return ()

    def report(self, publication_id: str) -> str:
        """The support report: the snapshot and the timeline as plain text, without secrets or local paths."""
        return ""

    def publish(self, publication: Publication, plan: ExportPlan) -> None:
        """Adds a publication, seals its package in the outbox, then sends it."""

    def follow_upload(self, datastore: str, upload: str, plan: ExportPlan | None = None) -> None:
        """Takes over a delivery that the website or another machine began; `plan` supplies the file of an open one."""

    def correct(self, publication_id: str, plan: ExportPlan) -> str:
        """Publishes repaired layers in the place of a failed publication; returns the new publication's id.

        The refused delivery is deleted from the platform first.
        """
        return publication_id

    def resume(self, publication_id: str) -> None:
        """Goes on with a stopped or failed publication."""

    def stop_publication(self, publication_id: str) -> None:
        """Stops at once, a sending included; what the server has is kept."""

    def delete(self, publication_id: str) -> None:
        """Stops, deletes the delivery that is still on the platform, and removes the row and its package."""

    def forget(self, publication_id: str) -> None:
        """Removes the row and its package; the platform keeps what it has."""

    def wake(self) -> None:
        """Everything is due now: the user signed in, or the network is back."""
