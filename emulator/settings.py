"""What the command line decides, and how long the emulated work lasts."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

# Seconds at speed 1: short enough for a course, long enough for each state to be seen.
_SECONDS = {
    "check_queue": 1.0,
    "check_run": 3.0,
    "processing_queue": 2.0,
    "processing_run": 6.0,
    "publication": 3.0,
    "synchronization": 2.0,
    "unpublication": 2.0,
}


@dataclass(frozen=True)
class Variants:
    """Where the known clients disagree, or where only the live platform could tell: either behaviour, on demand.

    `offering_delete`: `twice` (the platform since 2026-09-23: the first DELETE leaves the offering UNPUBLISHED, the
    second removes it, and only then can the configuration go; DOC:2026-09-ajout-unpublished-offre), `once` (before it),
    `either` (as `twice`, but deleting the configuration takes an UNPUBLISHED offering along: all known clients pass).
    `deleted_uploads`: whether lists show deleted entities when no status is asked for.
    `dialect`: `openapi` (records, GeoJSON Feature) or `tutorial` (lists, GeoJSON geometry, singular storage keys).
    `same_file`: what a second POST of the same path does. `static_in_use`: what DELETE of a used static does.
    `reopen_unstable`: whether an UNSTABLE upload can be opened again. `storage_labels`: whether the sandbox's storages
    bear labels (without them, `storage_tags` is refused there). `strict`: tags must be strings, and processings are
    listed by name only.
    """

    offering_delete: str = "either"
    deleted_uploads: str = "hidden"
    dialect: str = "openapi"
    same_file: str = "replace"
    static_in_use: str = "refuse"
    reopen_unstable: bool = True
    storage_labels: bool = True
    strict: bool = False


@dataclass(frozen=True)
class Settings:
    """`state` None means a throw-away folder; `speed` divides every emulated duration (`inf`: none at all)."""

    port: int = 8765
    host: str = "127.0.0.1"
    state: Path | None = None
    speed: float = 1.0
    seed: int = 0
    database: str | None = None
    auto_login: str | None = None
    token_lifetime: int = 43_200
    rate_limit: float = 0.0
    variants: Variants = field(default_factory=Variants)

    def duration(self, name: str) -> float:
        return 0.0 if math.isinf(self.speed) else _SECONDS[name] / self.speed
