"""Where a datasheet stands, as far as a list of the platform tells: published, not yet, left half-way, failed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus

_LEFT = (UploadStatus.CREATED.value, UploadStatus.OPEN.value)
"""A delivery that somebody has to go on with: the platform does nothing by itself with it."""


class DatasheetState(Enum):
    PUBLISHED = "published"
    NOT_PUBLISHED = "not published"
    TO_RESUME = "to resume"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Only glanced at: whether it is served is still being asked."""


def state_of(services: int, stored_data: Sequence[str], uploads: Sequence[str]) -> DatasheetState:
    """`services`: those that are open; `stored_data` and `uploads`: the status of each, the latest first."""
    if services:
        return DatasheetState.PUBLISHED
    if StoredDataStatus.GENERATED.value in stored_data:
        return DatasheetState.NOT_PUBLISHED
    if stored_data and stored_data[0] == StoredDataStatus.UNSTABLE.value:
        return DatasheetState.FAILED
    if uploads and uploads[0] == UploadStatus.UNSTABLE.value:
        return DatasheetState.FAILED
    if uploads and uploads[0] in _LEFT and not stored_data:
        return DatasheetState.TO_RESUME
    return DatasheetState.NOT_PUBLISHED
