"""A platform that does not take the look of a service: the service is open all the same, and nothing is left behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.publication.record import Condition, EventKind, PublicationRecord
from tests.e2e.publication_bench import run
from tests.e2e.services_bench import client_of, integrated_publication
from tests.e2e.test_services_styles import sealed_sld
from tests.emulators import Emulator

FULL = {"method": "POST", "path": "*/annexes", "status": 403, "body": "Quota d'annexes atteint", "count": None}
NO_RIGHT = {"method": "POST", "path": "*/annexes", "status": 403, "body": "Droit ANNEX manquant", "count": None}


def _without_effect(path: str) -> dict[str, object]:
    """Accepted, and forgotten."""
    return {"method": "PATCH", "path": path, "status": 200, "body": {}, "count": None}


def _styled(emulator: Emulator, folder: Path, *kinds: ServiceType) -> Publication:
    requests = [ServiceRequest(kind, styles=(sealed_sld(folder),)) for kind in kinds]
    publication = integrated_publication(emulator, folder, *requests)
    return replace(publication, refs=replace(publication.refs, upload="u", delivered=True))


def _files(emulator: Emulator, publication: Publication) -> list[str]:
    """The paths of the style files that the configurations or nobody name; other tests share the emulator."""
    client = client_of(emulator)
    return [path for annexe in client.annexes(publication.datastore) for path in annexe.paths if "/style/" in path]


def _told(record: PublicationRecord) -> list[EventKind]:
    return [event.kind for event in record.events if event.text.startswith("without its look")]


@pytest.mark.parametrize(
    "fault", [FULL, NO_RIGHT, _without_effect("*/annexes/*"), _without_effect("*/configurations/*")]
)
def test_a_wfs_is_served_without_the_style_that_the_platform_does_not_keep(
    emulator: Emulator, tmp_path: Path, fault: dict[str, object]
) -> None:
    publication = _styled(emulator, tmp_path, ServiceType.WFS)
    before = _files(emulator, publication)
    emulator.faults(fault)

    record = run(tmp_path, client_of(emulator), publication)
    emulator.clear_faults()

    assert record.condition is Condition.DONE, record.failure
    assert _told(record) == [EventKind.TROUBLE]
    assert _files(emulator, publication) == before
    served = client_of(emulator).configuration(publication.datastore, record.publication.served[0].configuration)
    assert served.status_word == "PUBLISHED"
    assert not served.extra.get("styles")


@pytest.mark.parametrize("fault", [FULL, _without_effect("*/annexes/*")])
def test_a_wms_whose_pictures_are_refused_has_a_plain_style(
    emulator: Emulator, tmp_path: Path, fault: dict[str, object]
) -> None:
    publication = _styled(emulator, tmp_path, ServiceType.WMS_VECTOR)
    before = _files(emulator, publication)
    emulator.faults(fault)

    record = run(tmp_path, client_of(emulator), publication)
    emulator.clear_faults()

    assert record.condition is Condition.DONE, record.failure
    assert _files(emulator, publication) == before
    client = client_of(emulator)
    served = client.configuration(publication.datastore, record.publication.served[0].configuration)
    static = served.type_infos["used_data"][0]["relations"][0]["style"]
    assert b"pixel.png" not in client.static_file(publication.datastore, static)


def test_a_style_that_keeps_its_first_name_is_drawn_all_the_same(emulator: Emulator, tmp_path: Path) -> None:
    publication = _styled(emulator, tmp_path, ServiceType.WMS_VECTOR)
    emulator.faults(_without_effect("*/statics/*"))

    record = run(tmp_path, client_of(emulator), publication)
    emulator.clear_faults()

    assert record.condition is Condition.DONE, record.failure
    assert _told(record) == [EventKind.TROUBLE]
    assert record.publication.served[0].offering
