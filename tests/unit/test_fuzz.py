"""A short pass of the fuzzer over each of its targets, and what longer passes have found."""

from __future__ import annotations

from pathlib import Path
from xml.parsers.expat import ParserCreate

import pytest

from cartes_gouv_plugin.core.entrepot import answers
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.errors import ContractBroken
from cartes_gouv_plugin.core.services import iso, iso_edit
from scripts import fuzz
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import STAMP, TARGETS

SECONDS = 3
LINK = iso.OnLine("https://x.example/", "OGC:WFS", "couche", offering="o", description="collé\x0c\x00")


@pytest.mark.parametrize("target", TARGETS)
def test_a_short_pass_finds_nothing(target: str, tmp_path: Path) -> None:
    if not fuzz.is_available():
        pytest.skip("Atheris is not installed for this Python and machine")
    outcome = fuzz.fuzz(target, SECONDS, tmp_path, seed=1)
    assert not outcome.trouble, outcome.trouble
    assert outcome.tried > len(seeds()[target])


@pytest.mark.parametrize("target", TARGETS)
def test_the_seeds_keep_the_promises(target: str) -> None:
    for content in seeds()[target]:
        TARGETS[target](content)


@pytest.mark.parametrize("before", ["access_token=Bearer ", "Bearer Bearer ", "code=access_token="])
def test_a_secret_announced_twice_is_hidden(before: str) -> None:
    assert "marked" not in answers.redacted(f"refused: {before}marked")


def test_a_wait_in_odd_digits_is_no_wait() -> None:
    assert answers.retry_after({"retry-after": "\u00b3"}) is None


def test_a_file_name_that_is_no_unicode_can_be_sent() -> None:
    body = Multipart(b"x", filename="donn\udce9es.gpkg")
    assert b'filename="donn?es.gpkg"' in b"".join(body)


def test_a_pasted_control_character_leaves_the_record_readable() -> None:
    record = iso.Record("id", "a\x0b\udce9b", "r", (), "a@b.fr", "", "a@b.fr", "2026-01-01", STAMP, links=(LINK,))
    for written in (iso.write(record), iso_edit.with_links(iso.write(record), STAMP, links=[LINK])):
        ParserCreate().Parse(written, True)
    assert b">ab<" in iso.write(record)


def test_a_record_with_prefixes_of_its_own_gets_links_that_mean_the_same() -> None:
    gmd, gco = iso.NAMESPACES["gmd"], iso.NAMESPACES["gco"]
    other = f'<m:MD_Metadata xmlns:m="{gmd}" xmlns:gco="http://x"><m:dateStamp/></m:MD_Metadata>'.encode()
    changed = iso_edit.with_links(other, STAMP, links=[LINK])
    seen: list[str] = []
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _attributes: seen.append(name)
    parser.Parse(changed, True)
    assert f"{gmd} onLine" in seen
    assert f"{gco} DateTime" in seen
    assert iso_edit.offerings_of(changed) == {"o"}


def test_a_root_of_another_vocabulary_is_no_record() -> None:
    with pytest.raises(ContractBroken):
        iso_edit.offerings_of(b'<MD_Metadata xmlns="http://x"/>')
