"""The snapshots that the tracker's readers see: those of the journal, with what the running tasks told since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from cartes_gouv_plugin.bridge.tasks import Sent
from cartes_gouv_plugin.core.publication.publication import Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import PublicationRecord


class News(Enum):
    """What a snapshot is to the readers."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


class TrackedRecords:
    """One snapshot a publication. For the main thread."""

    def __init__(self) -> None:
        self._records: dict[str, PublicationRecord] = {}
        self._sent: dict[str, Sent] = {}
        self._exported: dict[str, float] = {}

    def __iter__(self) -> Iterator[PublicationRecord]:
        """The journal's snapshots; they may be changed meanwhile."""
        return iter(tuple(self._records.values()))

    def __getitem__(self, publication_id: str) -> PublicationRecord:
        return self._records[publication_id]

    def __contains__(self, publication_id: str) -> bool:
        return publication_id in self._records

    def get(self, publication_id: str) -> PublicationRecord | None:
        return self._records.get(publication_id)

    def ids(self) -> tuple[str, ...]:
        """Newest first."""
        newest = sorted(self._records.values(), key=lambda record: record.created, reverse=True)
        return tuple(record.id for record in newest)

    def keep(self, record: PublicationRecord) -> News:
        before = self._records.get(record.id)
        self._records[record.id] = record
        if before is None:
            return News.NEW
        return News.KNOWN if before == record else News.CHANGED

    def drop(self, publication_id: str) -> None:
        self._records.pop(publication_id, None)

    def without(self, present: Iterable[str]) -> tuple[str, ...]:
        """The ids that are kept here and are not among `present`."""
        return tuple(set(self._records) - set(present))

    def tell_sent(self, publication_id: str, sent: Sent) -> None:
        self._sent[publication_id] = sent

    def tell_exported(self, publication_id: str, fraction: float) -> None:
        self._exported[publication_id] = fraction

    def forget_progress(self, publication_id: str) -> None:
        """Its task is over: the journal says everything."""
        self._sent.pop(publication_id, None)
        self._exported.pop(publication_id, None)

    def shown(self, publication_id: str) -> PublicationRecord | None:
        """The snapshot, with bytes, rate and fraction while a file is being sent or written."""
        record = self._records.get(publication_id)
        sent, exported = self._sent.get(publication_id), self._exported.get(publication_id)
        if record is None or (sent is None and exported is None):
            return record
        stages = dict(record.stages)
        if exported is not None:
            stages[Stage.EXPORT] = replace(stages[Stage.EXPORT], fraction=exported)
        if sent is not None:
            stages[Stage.UPLOAD] = replace(
                stages[Stage.UPLOAD],
                status=StageStatus.IN_PROGRESS,
                fraction=sent.done / sent.total if sent.total else None,
                bytes_done=sent.done,
                bytes_total=sent.total,
                rate=sent.rate,
            )
        return replace(record, stages=stages, waiting=None)
