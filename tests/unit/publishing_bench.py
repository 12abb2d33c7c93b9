"""A publication on the platform model: one process after another in the same home, under a clock that we turn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.publication.intake import publication_of_upload
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Origin, Package, PackageTable, Publication
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import new_record
from cartes_gouv_plugin.core.publication.turn import Desk, Sending, take_turn
from tests.unit.platform_model import DS, PlatformModel

CONTENT = b"GPKG" * 1000
NAME = "communes_23-11-2026"
DATASHEET = "Communes de l'été, 100 % & # + '"


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class PublishingBench:
    """`following`: a delivery that exists already, taken over as one of the website."""

    def __init__(self, home: Path, *, following: str = "", platform: PlatformModel | None = None) -> None:
        self.home = home
        self.clock = Clock()
        self.platform = platform or PlatformModel()
        self.before_work: Callable[[], None] = lambda: None
        self.publication = self._publication()
        if following:
            begun = publication_of_upload(EntrepotClient(self.platform), DS, following)
            self.publication = replace(begun, id="pub-2", origin=Origin.WEBSITE)
        with self.process() as desk:
            desk.journal.add(*new_record(self.publication, self.clock()))

    def supply(self, content: bytes) -> None:
        """The user gives a file for a delivery that waits for one."""
        package = self._package("pub-2", content)
        refs = replace(self.publication.refs, resealed=True)
        self.publication = replace(self.publication, package=package, refs=refs)
        with self.process() as desk:
            desk.journal.amend("pub-2", lambda record: (replace(record, publication=self.publication), ()))

    def _package(self, publication_id: str, content: bytes) -> Package:
        path = Outbox(self.home).package_path(publication_id)
        path.write_bytes(content)
        md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
        return Package(path, len(content), md5, "EPSG:2154", (PackageTable("communes", "Communes", "Polygon", 3),))

    def _publication(self) -> Publication:
        package = self._package("pub-1", CONTENT)
        return Publication(
            "pub-1", DS, DATASHEET, NAME, "EPSG:2154", package, "IGN", production_year=2026, email_notification=True
        )

    @contextmanager
    def process(self) -> Iterator[Desk]:
        """A process that ends without a word, as a killed one does: its leases stay, its lock is released."""
        journal = Journal(self.home / "journal.sqlite", now=self.clock)
        presence = Presence(self.home / "windows")
        try:
            yield Desk(journal, presence, EntrepotClient(self.platform), self.clock, lambda: 0.5)
        finally:
            presence.end()
            journal.close()

    def turn(self, desk: Desk) -> PublicationRecord:
        """One turn; when nothing is due, time passes and the platform works."""
        record = take_turn(desk, self.publication.id, Sending())
        assert record is not None
        if record.condition is Condition.ACTIVE and record.due is not None and record.due > self.clock.now:
            self.clock.now = record.due
            self.before_work()
            self.platform.advance()
        return record

    def run(self, desk: Desk, turns: int = 200) -> PublicationRecord:
        for _ in range(turns):
            record = self.turn(desk)
            if record.condition is not Condition.ACTIVE:
                return record
        raise AssertionError(f"no end in sight: {record}")

    def run_to_the_end(self) -> PublicationRecord:
        with self.process() as desk:
            return self.run(desk)

    def assert_published_once(self) -> None:
        self.assert_one_result()
        platform = self.platform
        assert len(platform.launched()) == 1, platform.executions
        alive = [e for e in platform.executions.values() if e["status"] != "ABORTED"]
        assert len(alive) == 1, platform.executions

    def assert_one_result(self) -> None:
        platform = self.platform
        assert [upload["status"] for upload in platform.uploads.values()] == ["DELETED"]
        assert [stored["status"] for stored in platform.stored_data.values()] == ["GENERATED"]
        upload, stored = next(iter(platform.uploads.values())), next(iter(platform.stored_data.values()))
        assert upload["tags"]["vectordb_id"] == stored["_id"]
        assert upload["tags"]["integration_current_step"] == "3"
        assert {"upload_id", "proc_int_id", "datasheet_name"} <= set(stored["tags"])
