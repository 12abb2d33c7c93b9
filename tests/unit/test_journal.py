"""The journal: what it keeps, who may act, what happens when it is damaged."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.publication import codec, timeline
from cartes_gouv_plugin.core.publication.intake import restore_from_outbox
from cartes_gouv_plugin.core.publication.journal import EVENTS_KEPT, LEASE_S, MIGRATIONS, Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.presence import Presence
from cartes_gouv_plugin.core.publication.publication import (
    Package,
    PackageTable,
    Publication,
    Refs,
    ServiceRequest,
    ServiceType,
    StyleFile,
)
from cartes_gouv_plugin.core.publication.record import Condition, Event, EventKind, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import new_record
from tests.unit.publishing_bench import Clock


def _publication(identifier: str = "p", folder: Path = Path("outbox")) -> Publication:
    path = folder / "package.gpkg"
    table = PackageTable("communes", "Communes d'été", "Polygon", 3, (1.0, 2.0, 3.0, 4.0), ("nom",))
    services = (ServiceRequest(ServiceType.WFS, styles=(StyleFile("communes", "sld", path),), attribution=("a", "b")),)
    package = Package(path, 10, "0" * 32, "EPSG:2154", (table,))
    return Publication(
        identifier, "ds", "Communes", "communes", "EPSG:2154", package, services=services, refs=Refs("u")
    )


def _record(identifier: str = "p") -> PublicationRecord:
    return new_record(_publication(identifier), 1.0)[0]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite")


def test_a_record_comes_back_as_it_was(journal: Journal, tmp_path: Path) -> None:
    record = _record()
    events = (Event(1.0, EventKind.ADDED), Event(2.0, EventKind.TROUBLE, None, "cut"))
    journal.add(record, events)
    journal.close()

    again = Journal(tmp_path / "journal.sqlite")

    assert again.record("p") == record
    assert again.records() == (record,)
    assert again.events("p") == events


def test_the_same_publication_is_not_added_twice(journal: Journal) -> None:
    journal.add(_record())

    with pytest.raises(ValueError, match="already"):
        journal.add(_record())


def test_what_the_user_decided_during_a_turn_holds(journal: Journal) -> None:
    turned = _record()
    journal.add(turned)
    journal.amend("p", lambda record: timeline.stopped(record, 2.0))

    publication = replace(turned.publication, refs=Refs("u", execution="e"))
    settled = journal.settle(replace(turned, publication=publication, due=9.0))

    assert settled is not None
    assert settled.condition is Condition.STOPPED
    assert settled.publication.refs.execution == "e"


def test_a_removed_publication_does_not_come_back(journal: Journal) -> None:
    journal.add(_record(), [Event(1.0, EventKind.ADDED)])
    journal.remove("p")

    assert journal.settle(_record()) is None
    assert journal.records() == ()
    assert journal.events("p") == ()


def test_the_timeline_is_bounded(journal: Journal) -> None:
    journal.add(_record())
    journal.settle(_record(), [Event(float(n), EventKind.EFFECT, None, str(n)) for n in range(EVENTS_KEPT + 50)])

    events = journal.events("p")
    assert len(events) == EVENTS_KEPT
    assert events[-1].text == str(EVENTS_KEPT + 49)


def test_one_window_at_a_time(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path / "journal.sqlite", now=clock)
    journal.add(_record())
    first, second = Presence(tmp_path / "windows"), Presence(tmp_path / "windows")

    assert journal.take("p", first.owner, first.is_alive) is not None
    assert journal.take("p", second.owner, second.is_alive) is None
    assert journal.take("p", first.owner, first.is_alive) is not None
    assert not journal.renew("p", second.owner)

    first.end()
    assert journal.take("p", second.owner, second.is_alive) is not None, "the lease of a window that ended is free"
    assert not journal.renew("p", first.owner)

    third = Presence(tmp_path / "windows")
    clock.now += LEASE_S + 1
    assert journal.take("p", third.owner, third.is_alive) is not None, "so is one that was not renewed"
    journal.release(third.owner)
    assert journal.take("p", second.owner, second.is_alive) is not None


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_journal_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(content)

    journal = Journal(path)

    assert journal.set_aside is not None
    assert journal.set_aside.read_bytes() == content
    journal.add(_record())
    assert journal.records() == (_record(),)


def test_a_page_overwritten_in_the_middle_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path)
    for number in range(200):
        journal.add(_record(str(number)))
    journal.close()
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xa5" * 4096
    path.write_bytes(content)

    assert Journal(path).set_aside is not None


def test_a_lost_journal_is_rebuilt_from_the_outbox(journal: Journal, tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    publication = _publication(folder=outbox.package_path("p").parent)
    outbox.note(publication)

    assert restore_from_outbox(journal, outbox, 5.0) == ("p",)

    record = journal.record("p")
    assert record is not None
    assert (record.publication, record.due) == (publication, 5.0)
    assert restore_from_outbox(journal, outbox, 6.0) == ()


def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path)
    journal.add(_record())
    journal.close()
    later = (*MIGRATIONS, "ALTER TABLE publications ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")

    for _ in range(2):
        journal = Journal(path, migrations=later)
        assert journal.set_aside is None
        assert journal.records() == (_record(),)
        journal.close()

    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    assert db.execute("SELECT colour FROM publications").fetchall() == [("blue",)]


def test_a_failed_migration_leaves_the_journal_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path)
    journal.add(_record())
    journal.close()
    broken = (*MIGRATIONS, "ALTER TABLE publications ADD COLUMN colour TEXT; INSERT INTO nowhere VALUES (1)")

    with pytest.raises(sqlite3.OperationalError):
        Journal(path, migrations=broken)

    assert Journal(path).records() == (_record(),)


def test_the_journal_of_a_later_version_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    Journal(path, migrations=(*MIGRATIONS, "CREATE TABLE more (x)")).close()

    assert Journal(path).set_aside is not None


def test_a_snapshot_of_another_version_is_read(journal: Journal) -> None:
    text = codec.to_text(_record()).replace('"word":', '"weather":')

    assert codec.from_text(text) == _record()


@pytest.mark.parametrize("text", ["", "{}", '{"$":"Mystery"}', '{"$":"Publication"}', "[1"])
def test_what_is_no_snapshot_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        codec.from_text(text)


def test_changes_of_another_window_are_noticed(tmp_path: Path) -> None:
    here, there = Journal(tmp_path / "journal.sqlite"), Journal(tmp_path / "journal.sqlite")
    assert not here.changed_elsewhere()
    there.add(_record())

    assert here.changed_elsewhere()
    assert not here.changed_elsewhere()
