"""`cartes_gouv:resume` after QGIS ended in the middle of an export: nothing is lost without a word."""

from __future__ import annotations

import time
import uuid

from cartes_gouv_plugin.core.errors import ExportRefused
from cartes_gouv_plugin.core.publication import sealing, timeline
from cartes_gouv_plugin.core.publication.decision import Fail
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.publication import Publication, Stage
from tests.emulators import Emulator
from tests.qgis_processes import BORDERS, QgisProcess


def _begun(process: QgisProcess, emulator: Emulator, title: str, *, at: float, refused: bool = False) -> str:
    """A publication whose package was being written when its QGIS ended."""
    name = f"interrompue_{uuid.uuid4().hex[:8]}"
    publication = Publication(str(uuid.uuid4()), emulator.datastore, title, name, "EPSG:4326")
    process.home.mkdir(parents=True, exist_ok=True)
    journal = Journal(process.home / "journal.sqlite")
    try:
        record, events = sealing.begun(publication, at)
        if refused:
            record, events = timeline.fails(record, Fail(Stage.EXPORT, ExportRefused("no rows")), at)
        journal.add(record, events)
    finally:
        journal.close()
    return publication.id


def test_an_export_that_ended_with_qgis_is_told_and_goes_on_with_its_layers(
    qgis_process: QgisProcess, emulator: Emulator
) -> None:
    title = "Interrompue & reprise"
    waiting = _begun(qgis_process, emulator, title, at=time.time())

    alone = qgis_process.run("resume", emulator)
    assert not alone.succeeded
    assert title in alone.said
    assert f"PUBLICATION={waiting}" in alone.said

    with_layers = qgis_process.run("resume", emulator, PUBLICATION=waiting, LAYERS=[BORDERS])
    assert with_layers.succeeded, with_layers.said
    assert qgis_process.run("resume", emulator).succeeded


def test_one_that_was_published_again_or_refused_waits_for_nobody(
    qgis_process: QgisProcess, emulator: Emulator
) -> None:
    title = "Interrompue puis publiée"
    _begun(qgis_process, emulator, title, at=1.0)
    _begun(qgis_process, emulator, "Refusée", at=time.time(), refused=True)
    published = qgis_process.run("publish", emulator, LAYERS=[BORDERS], DATASHEET=title)
    assert published.succeeded, published.said
    resumed = qgis_process.run("resume", emulator)
    assert resumed.succeeded, resumed.said
