"""How long stages may take: from publications of about the same size, or from how far a stage is."""

from __future__ import annotations

from pathlib import Path

from cartes_gouv_plugin.core.publication.expectation import expected_seconds, spent_seconds, whole_seconds
from cartes_gouv_plugin.core.publication.publication import Package, Publication, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import PublicationRecord, StageState


def _record(name: str, size: int, seconds: float | None, status: StageStatus = StageStatus.SUCCESSFUL):
    package = Package(Path("p.gpkg"), size, "0", "EPSG:2154", ())
    state = StageState(status, started=100.0, finished=None if seconds is None else 100.0 + seconds)
    stages = {stage: StageState() for stage in Stage}
    stages[Stage.CHECKS] = state
    return PublicationRecord(Publication(name, "d", "f", "t", "EPSG:2154", package=package), stages=stages)


def test_the_nearest_in_size_tell() -> None:
    small = [_record(f"s{n}", 1_000 + n, 10.0) for n in range(5)]
    large = [_record(f"l{n}", 1_000_000_000 + n, 900.0) for n in range(5)]
    assert expected_seconds(_record("a", 2_000, None), Stage.CHECKS, [*large, *small]) == 10.0
    assert expected_seconds(_record("b", 900_000_000, None), Stage.CHECKS, [*small, *large]) == 900.0


def test_nothing_is_expected_from_failures_from_itself_or_from_nothing() -> None:
    mine = _record("a", 1, 5.0)
    failed = _record("f", 1, 5.0, StageStatus.FAILED)
    assert expected_seconds(mine, Stage.CHECKS, [mine, failed]) is None
    assert expected_seconds(mine, Stage.SERVICES, [_record("b", 1, 5.0)]) is None


def test_a_stage_under_way_tells_by_how_far_it_is() -> None:
    sending = StageState(StageStatus.IN_PROGRESS, bytes_done=25, bytes_total=100, rate=5.0, started=100.0)
    assert whole_seconds(sending, 105.0) == 20.0
    assert whole_seconds(StageState(StageStatus.IN_PROGRESS, fraction=0.25, started=100.0), 110.0) == 40.0
    assert whole_seconds(StageState(StageStatus.IN_PROGRESS, started=100.0), 110.0) is None
    assert whole_seconds(StageState(), 110.0) is None
    assert spent_seconds(StageState(started=100.0, finished=103.0)) == 3.0
    assert spent_seconds(StageState(started=100.0), 101.0) == 1.0
