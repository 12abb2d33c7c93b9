"""Is there anything to go on with? The answer decides whether a start of QGIS sets the plugin going by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cartes_gouv_plugin.core.publication import sealing
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.core.publication.unfinished import JOURNAL_NAME, has_unfinished


def journal_with(home: Path, condition: Condition) -> None:
    journal = Journal(home / JOURNAL_NAME)
    publication = Publication(id="p", datasheet="F", datastore="d", technical_name="t", srs="EPSG:2154")
    record, events = sealing.new_record(publication, 0.0)
    journal.add(replace(record, condition=condition), events)
    journal.close()


def test_nobody_has_used_the_plugin(tmp_path: Path) -> None:
    assert not has_unfinished(tmp_path)
    assert not list(tmp_path.iterdir()), "nothing is made by asking"


def test_a_publication_under_way(tmp_path: Path) -> None:
    journal_with(tmp_path, Condition.ACTIVE)
    assert has_unfinished(tmp_path)


def test_all_is_done(tmp_path: Path) -> None:
    journal_with(tmp_path, Condition.DONE)
    assert not has_unfinished(tmp_path)


def test_a_damaged_journal_and_a_lost_one(tmp_path: Path) -> None:
    (tmp_path / JOURNAL_NAME).write_bytes(b"not a database at all, and long enough to be seen as one" * 20)
    assert has_unfinished(tmp_path)
    (tmp_path / JOURNAL_NAME).unlink()
    (tmp_path / "outbox" / "p").mkdir(parents=True)
    (tmp_path / "outbox" / "p" / "package.gpkg").write_bytes(b"")
    assert has_unfinished(tmp_path)
