"""The first stage and its accidents: sealed, refused, interrupted, begun again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.errors import Cancelled
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication import sealing
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import Origin, Package, Publication, Refs, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord

PLAIN = Publication("p", "ds", "Communes", "communes", "EPSG:2154")
LEFT = replace(PLAIN, refs=Refs(upload="u", checksum_sent=True), origin=Origin.WEBSITE)


@dataclass
class Report:
    package: Package


class Plan:
    """Writes a file of that content; `ends`: what is raised instead."""

    def __init__(self, content: bytes = b"GPKG", ends: BaseException | None = None) -> None:
        self._content = content
        self._ends = ends

    def run(self, path: Path, _reporter: Reporter) -> Report:
        if self._ends is not None:
            raise self._ends
        path.write_bytes(self._content)
        return Report(Package(path, len(self._content), "0" * 32, "EPSG:4326", ()))


class PowerCut(BaseException):
    """The process ends here."""


class Home:
    """A profile; `record` is what its journal holds, `window` a process that works in it."""

    def __init__(self, folder: Path) -> None:
        self.journal = Journal(folder / "journal.sqlite")
        self.outbox = Outbox(folder)
        self.window = Presence(folder / "windows")

    @property
    def record(self) -> PublicationRecord:
        found = self.journal.record("p")
        assert found is not None
        return found

    def seal(self, plan: Plan) -> None:
        sealing.seal(self.journal, self.outbox, self.window, "p", plan, Reporter(), lambda: 5.0)

    def restart(self) -> None:
        self.window.end()
        self.window = Presence(self.outbox.package_path("p").parents[2] / "windows")
        sealing.recover(self.journal, self.outbox, self.window, lambda: 6.0)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.window.end()
    made.journal.close()


def test_a_new_publication_takes_the_projection_of_its_package(home: Home) -> None:
    home.journal.add(*sealing.begun(PLAIN, 1.0))
    home.seal(Plan())
    assert home.record.publication.srs == "EPSG:4326"
    assert home.record.stage is Stage.UPLOAD
    assert not home.record.publication.refs.resealed


def test_a_delivery_that_exists_keeps_its_projection_and_nothing_it_holds_counts(home: Home) -> None:
    home.journal.add(*sealing.begun(LEFT, 1.0))
    home.seal(Plan())
    publication = home.record.publication
    assert publication.srs == "EPSG:2154"
    assert (publication.refs.resealed, publication.refs.checksum_sent) == (True, False)


def test_an_export_that_ends_with_qgis_says_so_and_can_begin_again(home: Home) -> None:
    home.journal.add(*sealing.begun(LEFT, 1.0))
    with pytest.raises(Cancelled):
        home.seal(Plan(ends=Cancelled("QGIS is closing")))
    assert home.record.condition is Condition.ACTIVE, "only the user stops a publication"

    home.restart()

    assert home.record.failure is not None
    assert home.record.failure.kind == "ExportInterrupted"
    assert sealing.needs_layers(home.record)
    home.journal.amend("p", lambda record: sealing.begun_again(record, LEFT, 7.0))
    assert home.record.stages[Stage.EXPORT].status is StageStatus.IN_PROGRESS
    assert home.record.due is None, "nobody looks at it while its package is written"
    home.seal(Plan())
    assert home.record.stage is Stage.UPLOAD
    assert home.record.publication.refs.upload == "u"


def test_a_crash_in_the_second_export_does_not_send_the_first_package(home: Home) -> None:
    home.journal.add(*sealing.begun(PLAIN, 1.0))
    home.seal(Plan(b"first"))
    home.journal.amend("p", lambda record: sealing.begun_again(record, record.publication, 3.0))
    with pytest.raises(PowerCut):
        home.seal(Plan(ends=PowerCut()))

    home.restart()

    assert sealing.needs_layers(home.record)


def test_an_export_that_was_sealed_goes_on_by_itself(home: Home) -> None:
    home.journal.add(*sealing.begun(PLAIN, 1.0))
    path = home.outbox.package_path("p")
    home.outbox.note(replace(PLAIN, package=Plan().run(path, Reporter()).package))

    home.restart()

    assert home.record.condition is Condition.ACTIVE
    assert home.record.publication.package is not None


def test_what_another_window_exports_is_left_alone(home: Home, tmp_path: Path) -> None:
    other = Presence(tmp_path / "windows")
    home.journal.add(*sealing.begun(PLAIN, 1.0))
    home.journal.take("p", other.owner, other.is_alive)

    sealing.recover(home.journal, home.outbox, home.window, lambda: 6.0)

    assert home.record.condition is Condition.ACTIVE
    other.end()
