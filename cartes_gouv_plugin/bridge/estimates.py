"""How long a publication will take: as the former ones did, else by guesses that are said to be about right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from cartes_gouv_plugin.core.publication.publication import ServiceType, Stage
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord

EXPORT_RATE = 20e6
"""Bytes a second that are written and read back, on a slow disk."""
UPLOAD_RATE = 1.5e6
"""Bytes a second of an office's line, until a publication has told."""
SERVER_RATE = 5e6
SERVER_STAGES_S = {Stage.CHECKS: 30.0, Stage.INTEGRATION: 60.0, Stage.SERVICES: 30.0}
TILES_S = 120.0
LATEST = 5
"""Former publications that count: lines and servers change."""


def expected_seconds(size: int, services: Sequence[ServiceType], past: Iterable[PublicationRecord]) -> float:
    """Of a package of `size` bytes, until its `services` answer. `past`: newest first."""
    done = [record for record in past if record.condition is Condition.DONE and record.publication.package][:LATEST]
    seconds = size / EXPORT_RATE + size / (_upload_rate(done) or UPLOAD_RATE)
    stages = [Stage.CHECKS, Stage.INTEGRATION, *([Stage.SERVICES] if services else [])]
    for stage in stages:
        known = [spent for record in done if (spent := _spent(record, stage)) is not None]
        seconds += median(known) if known else SERVER_STAGES_S[stage] + size / SERVER_RATE
    return seconds + (TILES_S if ServiceType.TMS in services and not _tiled(done) else 0.0)


def _upload_rate(done: Sequence[PublicationRecord]) -> float | None:
    rates = []
    for record in done:
        spent, package = _spent(record, Stage.UPLOAD), record.publication.package
        if spent and package is not None:
            rates.append(package.size / spent)
    return median(rates) if rates else None


def _spent(record: PublicationRecord, stage: Stage) -> float | None:
    state = record.stages[stage]
    if state.started is None or state.finished is None:
        return None
    return max(0.0, state.finished - state.started)


def _tiled(done: Sequence[PublicationRecord]) -> bool:
    return any(request.type is ServiceType.TMS for record in done for request in record.publication.services)
