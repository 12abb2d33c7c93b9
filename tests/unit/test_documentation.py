"""The guide says what the code says: every problem and failure is there, in both languages; every link leads on."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from cartes_gouv_plugin.core import errors
from scripts.release import problems_of_changelog, problems_of_contact, problems_of_copy, problems_of_version

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("fr", "en")
PAGES = sorted(path for language in LANGUAGES for path in (DOCS / language).glob("*.md"))
SOURCES = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def values_of(source: str, enumeration: str) -> list[str]:
    """The values of an enumeration, read from the syntax tree: these files need QGIS to be imported."""
    tree = ast.parse((ROOT / "cartes_gouv_plugin" / source).read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == enumeration)
    assigned = [node.value for node in body if isinstance(node, ast.Assign)]
    return [value.value for value in assigned if isinstance(value, ast.Constant)]


def failures(root: type[errors.CartesGouvError] = errors.CartesGouvError) -> Iterator[str]:
    """The classes that a failed publication can bear."""
    for each in root.__subclasses__():
        ours = each.__module__ == errors.__name__  # other rooms add classes, with sentences of their own
        if ours and each not in (errors.EntrepotError, errors.PublicationError, errors.Cancelled):
            yield each.__name__
        yield from failures(each)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("preparation", values_of("bridge/export/problems.py", "Code")),
        ("platform", values_of("bridge/sign_in_problem.py", "Problem")),
        ("platform", sorted(failures())),
    ],
    ids=["problems", "sign-in", "failures"],
)
def test_everything_that_can_go_wrong_is_in_the_guide(language: str, page: str, words: list[str]) -> None:
    text = (DOCS / language / f"{page}.md").read_text(encoding="utf-8")
    assert len(words) > 10
    assert [word for word in words if f"(`{word}`)" not in text] == []


def test_the_guide_names_no_problem_that_does_not_exist() -> None:
    known = {*values_of("bridge/export/problems.py", "Code"), "CARTES_GOUV_HOME"}
    for language in LANGUAGES:
        named = set(re.findall(r"\(`([^`]+)`\)", (DOCS / language / "preparation.md").read_text(encoding="utf-8")))
        assert named <= known


def test_both_languages_have_the_same_pages_and_the_same_sections() -> None:
    french, english = (sorted(path.name for path in (DOCS / language).glob("*.md")) for language in LANGUAGES)
    assert french == english
    for name in french:
        levels = [re.findall(r"^(#+) ", _plain(DOCS / language / name), re.MULTILINE) for language in LANGUAGES]
        assert levels[0] == levels[1], name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_and_pictures_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", _plain(path)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _hash, anchor = unquote(target).partition("#")
        page = (path.parent / name).resolve() if name else path
        assert page.exists(), target
        assert not anchor or anchor in _anchors(page), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_files_that_the_guide_names_exist(path: Path) -> None:
    named = set(re.findall(r"`((?:core|bridge|gui|tests|scripts|emulator|processing)/[\w./*]*\w\.py)`", _plain(path)))
    roots = (ROOT, ROOT / "cartes_gouv_plugin")
    assert [name for name in named if not any(list(root.glob(name)) for root in roots)] == []


def test_the_help_pages_are_whole(tmp_path: Path) -> None:
    """As they are installed: in the folder `help` of the package."""
    folder = tmp_path / "help"
    subprocess.run([ROOT / ".venv-tools/bin/python", ROOT / "scripts/help_pages.py", folder], check=True)
    for page in PAGES:
        html = (folder / page.parent.name / f"{page.stem}.html").read_text(encoding="utf-8")
        assert "```" not in html
        for target in re.findall(r'(?:src|href)="(?!https?:)([^"#]+)', html):
            installed = (folder / page.parent.name / target).resolve()
            packaged = ROOT / "cartes_gouv_plugin" / installed.relative_to(tmp_path)
            assert installed.exists() or packaged.exists(), target


def test_the_version_is_written_in_one_place() -> None:
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    written = re.compile(rf"""version["']?\s*[=:]\s*["']{re.escape(metadata["general"]["version"])}["']""")
    folders = ("cartes_gouv_plugin", "emulator", "scripts", "docs")
    files = [ROOT / "pyproject.toml", *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    assert [path for path in files if written.search(path.read_text(encoding="utf-8"))] == []


def test_a_release_is_held_up_by_what_is_missing() -> None:
    ready = "## [Unreleased]\n\n## [1.2.3] - 2026-11-23\n\n- something\n"
    assert problems_of_changelog(ready, "1.2.3") == []
    assert len(problems_of_changelog("## [Unreleased]\n\n- something\n", "1.2.3")) == 2
    assert problems_of_version("1.2.3", ["v1.2.2"]) == []
    assert problems_of_version("1.2.3", ["v1.2.3"])
    assert problems_of_version("1.2.3-rc1", [])
    assert problems_of_contact("email=contact@example.org\n")
    assert problems_of_contact("name=x\n")
    assert problems_of_contact("email=equipe@mairie.fr\n") == []
    assert problems_of_copy(" M README.md\n")
    assert problems_of_copy("") == []


def _plain(path: Path) -> str:
    """The text without its code blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def _anchors(page: Path) -> set[str]:
    """The headings' anchors, as GitHub and Sphinx make them."""
    titles = re.findall(r"^#+ (.+)$", _plain(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower().replace("`", "")).replace(" ", "-") for title in titles}
