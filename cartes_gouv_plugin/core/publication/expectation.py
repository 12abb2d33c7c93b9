"""How long a stage may take, from how long it took for other publications. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from cartes_gouv_plugin.core.publication.publication import Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import PublicationRecord, StageState

NEAREST = 5


def expected_seconds(record: PublicationRecord, stage: Stage, others: Iterable[PublicationRecord]) -> float | None:
    """The median of the packages nearest in size; None when there is nothing to compare with."""
    size = _size(record)
    known = [(abs(_size(other) - size), spent) for other in others if other.id != record.id
             for spent in (spent_seconds(other.stages[stage]),)
             if spent is not None and other.stages[stage].status is StageStatus.SUCCESSFUL]  # fmt: skip
    nearest = sorted(known)[:NEAREST]
    return median(spent for _distance, spent in nearest) if nearest else None


def whole_seconds(state: StageState, now: float) -> float | None:
    """How long a stage under way will have taken in all, from how far it is; None when nobody knows."""
    if state.started is None or state.finished is not None:
        return None
    elapsed = now - state.started
    if state.seconds_left is not None:
        return elapsed + state.seconds_left
    return elapsed / state.fraction if state.fraction else None


def spent_seconds(state: StageState, now: float | None = None) -> float | None:
    """`now`: for a stage that is under way."""
    end = state.finished if state.finished is not None else now
    return None if state.started is None or end is None else max(0.0, end - state.started)


def _size(record: PublicationRecord) -> int:
    return record.publication.package.size if record.publication.package is not None else 0
