"""Every sentence is translated, into whole sentences with the same placeholders, and none is left behind."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from scripts.translations import LANGUAGES, ROOT, compile_into, extract, source_file

PLACEHOLDER = re.compile(r"\{\w*\}|%n")
PACKAGE = ROOT / "cartes_gouv_plugin"


def messages(path: Path) -> list[tuple[str, ElementTree.Element]]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        found += [(f"{name}: {message.findtext('source')}", message) for message in context.iter("message")]
    return found


def forms(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    plural = [form.text or "" for form in translation.iter("numerusform")]
    return plural or [translation.text or ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_declared_because_plurals_depend_on_it(language: str) -> None:
    assert ElementTree.parse(source_file(language)).getroot().get("language") == LANGUAGES[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    left = [
        key
        for key, message in messages(source_file(language))
        if message.find("translation").get("type") is not None or not all(forms(message))
    ]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    different = [
        key
        for key, message in messages(source_file(language))
        for form in forms(message)
        if sorted(PLACEHOLDER.findall(message.findtext("source") or "")) != sorted(PLACEHOLDER.findall(form))
    ]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_both_forms(language: str) -> None:
    plurals = [message for _key, message in messages(source_file(language)) if message.get("numerus")]
    assert plurals
    assert all(len(forms(message)) == 2 for message in plurals)


def test_the_files_hold_the_sentences_of_the_sources_and_no_other(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    extract(fresh, "fr")
    wanted = {key for key, _message in messages(fresh)}
    for language in LANGUAGES:
        assert {key for key, _message in messages(source_file(language))} == wanted, "run scripts/translations.py"


def test_french_typography_keeps_its_signs_together() -> None:
    loose = [
        form
        for _key, message in messages(source_file("fr"))
        for form in forms(message)
        if re.search(r" [;:!?»]|« ", form) and "- . _ ~" not in form
    ]
    assert loose == []


def test_only_literals_are_translated() -> None:
    """Anything else cannot be found by the extractor, and would stay English."""
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "translate":
                whole = len(node.args) >= 2 and all(isinstance(each, ast.Constant) for each in node.args[:2])
                if isinstance(node.func.value, ast.Name) and node.func.value.id == "QCoreApplication" and not whole:
                    wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []


@pytest.mark.skipif(shutil.which("lrelease") is None, reason="lrelease comes with Qt's tools")
def test_they_compile(tmp_path: Path) -> None:
    compile_into(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cartes_gouv_plugin_en.qm",
        "cartes_gouv_plugin_fr.qm",
    ]
