"""Logs and the support report, as people read them; the outbox, kept small."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.errors import DiskFull
from cartes_gouv_plugin.core.publication import outbox as outbox_module
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import Package, Publication, Refs, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import (
    Condition,
    Event,
    EventKind,
    Failure,
    PublicationRecord,
    Retry,
    StageState,
)
from cartes_gouv_plugin.core.publication.reports import readable
from cartes_gouv_plugin.core.publication.support_report import support_report

LOG = [
    "2026-07-24 00:12:00,900INFO||cli||1||Début",
    "2026-07-24 00:12:00,981ERROR||checks_ogr||342||Le SRS du layer luminaire est différent de celui déclaré",
    "2026-07-24 00:12:00,982WARNING||checks_ogr||342||Géométries invalides",
    "2026-07-24 00:12:00,990 ERROR||cli||255||Résultat | avec des barres || et encore",
    "",
    "une ligne libre",
]


def test_errors_come_first_without_time_and_module() -> None:
    assert readable(LOG) == (
        "Le SRS du layer luminaire est différent de celui déclaré",
        "Résultat | avec des barres || et encore",
        "Géométries invalides",
        "Début",
        "une ligne libre",
    )


def test_a_long_log_is_bounded() -> None:
    assert len(readable([LOG[1]] * 5000)) == 200


def _record(tmp_path: Path, **fields: object) -> PublicationRecord:
    path = Outbox(tmp_path).package_path("p")
    path.write_bytes(b"GPKG")
    package = Package(path, 4, "0" * 32, "EPSG:2154", ())
    publication = Publication("p", "ds", "Communes", "communes", "EPSG:2154", package, refs=Refs("upload-1"))
    return replace(PublicationRecord(publication), **fields)


def test_support_report_says_what_happened_and_nothing_secret(tmp_path: Path) -> None:
    failure = Failure(Stage.CHECKS, "ChecksFailed", "refused", Retry.BY_USER, ("Bearer abc.def.ghi",), ("SRS",))
    events = (Event(0.0, EventKind.TROUBLE, Stage.UPLOAD, "POST: access_token=secret refused"),)

    text = support_report(_record(tmp_path, failure=failure, events=events, condition=Condition.FAILED))

    assert "upload: upload-1" in text
    assert "failure: checks, ChecksFailed: refused" in text
    assert "1970-01-01 00:00:00  upload" in text
    for secret in ("abc.def.ghi", "secret", str(tmp_path)):
        assert secret not in text


def test_the_package_goes_once_the_platform_has_accepted_it(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    record = _record(tmp_path)
    path = outbox.package_path("p")

    outbox.tidy(record)
    assert path.exists()
    done = StageState(StageStatus.SUCCESSFUL)
    outbox.tidy(replace(record, stages={**record.stages, Stage.CHECKS: done}))
    assert not path.exists()
    assert path.parent.exists(), "styles are still needed by the services"
    outbox.tidy(replace(record, condition=Condition.DONE))
    assert not path.parent.exists()


def test_half_written_files_are_swept_and_known_ones_stay(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    kept = outbox.package_path("known")
    kept.write_bytes(b"GPKG")
    part = kept.with_suffix(".gpkg.part")
    part.write_bytes(b"half")
    stray = outbox.package_path("unknown")

    outbox.sweep(["known"])

    assert kept.exists()
    assert not part.exists()
    assert not stray.parent.exists()


def test_a_short_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_module, "SPARE_BYTES", 10**18)

    with pytest.raises(DiskFull) as caught:
        Outbox(tmp_path).require_room()

    assert caught.value.needed > caught.value.free > 0
