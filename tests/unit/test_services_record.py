"""The metadata record: valid, readable by the website's editor, and changed without touching what others wrote."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from cartes_gouv_plugin.core.errors import ContractBroken
from cartes_gouv_plugin.core.services import iso, iso_edit

ROOT = Path(__file__).resolve().parents[2]
GMD, GCO = iso.NAMESPACES["gmd"], iso.NAMESPACES["gco"]
WFS = iso.OnLine("https://data.geopf.fr/wfs", "OGC:WFS", "SANDBOX.x_wfs:communes", "off-1")
FULL = iso.Record(
    identifier="SANDBOX.communes",
    title="Communes d'été & autres",
    abstract="Résumé **en Markdown** <b>",
    themes=("environment", "farming"),
    contact_email="contact@example.org",
    organisation="Commune d'Été",
    organisation_email="mairie@example.org",
    creation_date="2026-01-02",
    date_stamp="2026-11-23T10:00:00Z",
    inspire_keywords=("Occupation des terres",),
    free_keywords=("libre",),
    genealogy="Levés de terrain",
    resolution=25_000,
    extent=(-61.5, -21.4, -0.0000001, 16.5),
    srs="EPSG:2154",
    thumbnail="https://data.geopf.fr/annexes/sandbox/thumbnail/1.png",
    links=(WFS,),
)
BARE = replace(FULL, inspire_keywords=(), free_keywords=(), genealogy="", resolution=0, extent=None, srs="",
               thumbnail="", links=())  # fmt: skip


def _judged(*records: bytes, folder: Path) -> list[list[str]]:
    paths = []
    for number, record in enumerate(records):
        path = folder / f"{number}.xml"
        path.write_bytes(record)
        paths.append(str(path))
    command = [str(ROOT / ".venv-tools/bin/python"), str(Path(__file__).with_name("iso_schemas.py")), *paths]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return json.loads(answer.stdout)


def test_records_are_valid_before_and_after_every_change(tmp_path: Path) -> None:
    bare = iso.write(BARE)
    linked = iso_edit.with_links(bare, "2026-11-24T10:00:00Z", links=[WFS])
    moved = iso_edit.with_links(iso.write(FULL), "2026-11-24T10:00:00Z", gone=["off-1"], extent=(1, 2, 3, 4))

    assert _judged(iso.write(FULL), bare, linked, moved, folder=tmp_path) == [[], [], [], []]


def test_the_schemas_would_object(tmp_path: Path) -> None:
    (said,) = _judged(iso.write(FULL).replace(b"gmd:abstract", b"gmd:summary"), folder=tmp_path)
    assert said


def test_what_the_website_s_editor_needs_is_there() -> None:
    text = iso.write(FULL).decode()
    root = fromstring(text)

    assert 'xmlns:gmx="' in text
    assert 'xmlns:xlink="' in text
    assert text.count("<gmd:MD_Metadata") == 1
    assert root.findtext(f"{{{GMD}}}fileIdentifier/{{{GCO}}}CharacterString") == "SANDBOX.communes"
    language = root.find(f"{{{GMD}}}language/{{{GMD}}}LanguageCode")
    assert language is not None
    assert language.get("codeListValue") == "fre"
    keywords = root.findall(f".//{{{GMD}}}MD_Keywords")
    assert [block.find(f"{{{GMD}}}thesaurusName") is not None for block in keywords] == [True, False]
    (link,) = root.iter(f"{{{GMD}}}onLine")
    assert link.attrib == {"type": "offering", "offeringId": "off-1", "offeringOpen": "1"}


def test_bounds_west_of_greenwich_and_south_of_the_equator_stay_there() -> None:
    root = fromstring(iso.write(FULL))
    bounds = {
        side: root.findtext(f".//{{{GMD}}}{side}/{{{GCO}}}Decimal")
        for side in ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")
    }
    assert bounds == {
        "westBoundLongitude": "-61.5",
        "eastBoundLongitude": "0",
        "southBoundLatitude": "-21.4",
        "northBoundLatitude": "16.5",
    }


def test_a_change_keeps_what_somebody_else_wrote() -> None:
    foreign = (
        '<gmd:onLine type="document"><gmd:CI_OnlineResource><gmd:linkage><gmd:URL>https://x/d.pdf</gmd:URL>'
        "</gmd:linkage></gmd:CI_OnlineResource></gmd:onLine><!-- note du site -->"
    )
    edited = iso.write(FULL).decode().replace("<gmd:onLine", f"{foreign}<gmd:onLine", 1).replace("Résumé", "Corrigé")
    second = replace(WFS, offering="off-2", name="SANDBOX.x_wfs:routes")

    changed = iso_edit.with_links(edited.encode(), "2027-01-01T00:00:00Z", links=[second]).decode()

    assert "https://x/d.pdf" in changed
    assert "note du site" in changed
    assert "Corrigé" in changed
    assert iso_edit.offerings_of(changed.encode()) == {"off-1", "off-2"}
    assert "2027-01-01T00:00:00Z" in changed
    assert "2026-11-23T10:00:00Z" not in changed


def test_links_of_the_same_service_are_replaced_not_doubled() -> None:
    content = iso.write(FULL)
    for _ in range(3):
        content = iso_edit.with_links(content, "2027-01-01T00:00:00Z", links=[WFS])
    assert content.count(b"offeringId") == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a/>",
        b"not xml",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
        b"<gmd:MD_Metadata>",
        b'<?xml version="1.0" encoding="no-such-code"?><a/>',
        b'<?xml version="1.0" encoding="shift_jis"?><a/>',
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
)
def test_what_is_not_a_record_is_refused(content: bytes) -> None:
    with pytest.raises(ContractBroken):
        iso_edit.offerings_of(content)


@pytest.mark.parametrize("record", [FULL, BARE])
def test_another_picture_takes_the_place_of_the_first(record: iso.Record) -> None:
    address = "https://data.geopf.fr/annexes/sandbox/thumbnail/2.png"

    content = iso_edit.with_thumbnail(iso.write(record), "2026-12-01T00:00:00Z", address)

    assert iso_edit.thumbnail_of(content) == address
    assert content.count(b"MD_BrowseGraphic>") == 2
    expected = iso.write(replace(record, thumbnail=address, date_stamp="2026-12-01T00:00:00Z"))
    assert [element.tag for element in fromstring(content).iter()] == [e.tag for e in fromstring(expected).iter()]
