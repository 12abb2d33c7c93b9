"""The status words of the API (CG:assets/@types/entrepot.ts). A word that we do not know is `UNKNOWN`: wait, and show
it.
"""

from __future__ import annotations

from enum import Enum
from typing import Any


class _Tolerant(Enum):
    """An enumeration of the API that may grow: a word that it does not have is its `UNKNOWN`."""

    @classmethod
    def _missing_(cls, value: object) -> Any:  # noqa: ARG003 - the signature is the enum protocol's
        return cls["UNKNOWN"]


class UploadStatus(_Tolerant):
    CREATED = "CREATED"
    OPEN = "OPEN"
    CLOSED = "CLOSED"
    CHECKING = "CHECKING"
    GENERATING = "GENERATING"
    MODIFYING = "MODIFYING"
    UNSTABLE = "UNSTABLE"
    DELETED = "DELETED"
    UNKNOWN = "UNKNOWN"


class CheckStatus(_Tolerant):
    WAITING = "WAITING"
    PROGRESS = "PROGRESS"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    UNKNOWN = "UNKNOWN"


class ExecutionStatus(_Tolerant):
    CREATED = "CREATED"
    WAITING = "WAITING"
    PROGRESS = "PROGRESS"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    ABORTED = "ABORTED"
    UNKNOWN = "UNKNOWN"


class StoredDataStatus(_Tolerant):
    CREATED = "CREATED"
    GENERATING = "GENERATING"
    MODIFYING = "MODIFYING"
    GENERATED = "GENERATED"
    DELETED = "DELETED"
    UNSTABLE = "UNSTABLE"
    UNKNOWN = "UNKNOWN"


class ConfigurationStatus(_Tolerant):
    UNPUBLISHED = "UNPUBLISHED"
    PUBLISHED = "PUBLISHED"
    SYNCHRONIZING = "SYNCHRONIZING"
    UNKNOWN = "UNKNOWN"


class OfferingStatus(_Tolerant):
    PUBLISHING = "PUBLISHING"
    MODIFYING = "MODIFYING"
    PUBLISHED = "PUBLISHED"
    UNPUBLISHING = "UNPUBLISHING"
    UNPUBLISHED = "UNPUBLISHED"
    UNSTABLE = "UNSTABLE"
    UNKNOWN = "UNKNOWN"
