"""The publications as a Qt model: a reader of the tracker, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.gui import wording

RECORD = int(Qt.ItemDataRole.UserRole) + 1
ORDER = (Condition.ACTIVE, Condition.FAILED, Condition.STOPPED, Condition.DONE)


class Publications(Protocol):
    """The part of `PublicationTracker` that is read here; the signals are Qt's."""

    added: Any
    changed: Any
    removed: Any

    def ids(self) -> tuple[str, ...]: ...

    def record(self, publication_id: str) -> PublicationRecord | None: ...


class PublicationsModel(QAbstractListModel):
    """Publications under way first, then those that need somebody, then those that are done; newest first in each.

    `search` keeps those whose title and technical name hold every word of the text.
    """

    def __init__(self, publications: Publications, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._publications = publications
        self._records: list[PublicationRecord] = []
        self._words: tuple[str, ...] = ()
        publications.added.connect(self._reload)
        publications.removed.connect(self._reload)
        publications.changed.connect(self._refresh)
        self._reload()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: QModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._records):
            return None
        record = self._records[index.row()]
        if role == RECORD:
            return record
        if role == Qt.ItemDataRole.DisplayRole:
            return record.publication.datasheet
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{record.publication.technical_name}\n{wording.summary(record)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            publication = record.publication
            return f"{publication.datasheet}. {publication.technical_name}. {wording.summary(record)}"
        return None

    def search(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._reload()

    def titles(self) -> list[str]:
        """The datasheets that were published to, each once, in alphabetical order."""
        return sorted({record.publication.datasheet for record in self._records}, key=str.casefold)

    def index_of(self, publication_id: str) -> QModelIndex:
        """The index of a publication, invalid when it is not shown."""
        row = next((row for row, record in enumerate(self._records) if record.id == publication_id), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def _reload(self, _publication_id: str = "") -> None:
        self.beginResetModel()
        self._records = self._ordered([self._publications.record(each) for each in self._publications.ids()])
        self.endResetModel()

    def _refresh(self, publication_id: str) -> None:
        """A change that leaves the order alone repaints one row and keeps the selection."""
        index = self.index_of(publication_id)
        record = self._publications.record(publication_id)
        if not index.isValid() or record is None or record.condition is not self._records[index.row()].condition:
            self._reload()
            return
        self._records[index.row()] = record
        self.dataChanged.emit(index, index)

    def _ordered(self, records: Sequence[PublicationRecord | None]) -> list[PublicationRecord]:
        shown = [record for record in records if record is not None and self._matches(record)]
        return sorted(shown, key=lambda record: (ORDER.index(record.condition), -record.created))

    def _matches(self, record: PublicationRecord) -> bool:
        names = f"{record.publication.datasheet} {record.publication.technical_name}".casefold()
        return all(word in names for word in self._words)
