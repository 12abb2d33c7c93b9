"""The package: same sources, same bytes; what the plugin site refuses is refused here first."""

from __future__ import annotations

import hashlib
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from scripts import gate, package, vendored
from scripts.changelog import metadata_value
from scripts.site_rules import metadata_problems, problems_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    return package.build(tmp_path_factory.mktemp("dist"))


def _copy(archive: Path, target: Path, change) -> Path:
    """A copy of the package with its entries passed through `change(name, content)`; None leaves an entry out."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            changed = change(entry.filename, source.read(entry))
            if changed is not None:
                copy.writestr(entry, changed)
    return target


def test_the_same_sources_give_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    again = package.build(tmp_path)
    assert hashlib.sha256(again.read_bytes()).hexdigest() == hashlib.sha256(archive.read_bytes()).hexdigest()


def test_the_package_keeps_the_site_s_rules(archive: Path) -> None:
    assert problems_of(archive) == []


def test_the_package_holds_what_qgis_reads_and_nothing_of_the_workshop(archive: Path) -> None:
    names = zipfile.ZipFile(archive).namelist()
    assert names[0] == "cartes_gouv_plugin/__init__.py"
    inside = {name.removeprefix("cartes_gouv_plugin/") for name in names}
    assert {"metadata.txt", "LICENSE", "i18n/cartes_gouv_plugin_fr.qm", "_vendor/bridgestyle/LICENSE.md"} <= inside
    assert not [name for name in inside if name.startswith(("tests", "docs", "emulator", "scripts"))]


def test_the_metadata_tells_what_changed_in_the_version(archive: Path) -> None:
    metadata = ConfigParser()
    metadata.read_string(zipfile.ZipFile(archive).read("cartes_gouv_plugin/metadata.txt").decode())
    told = metadata["general"]["changelog"].splitlines()
    assert told[:2] == [metadata["general"]["version"], "Added:"]
    assert all(line.startswith("- ") or line.endswith(":") for line in told[1:])


def test_a_changelog_gives_the_section_of_the_version() -> None:
    text = (
        "# Changelog\n\n## [Unreleased]\n\n### Added\n\n#### Export\n\n- 50 %\n  more\n\n"
        "## [1.2.3] - 2026-11-23\n\n### Fixed\n\n- a\n"
    )
    assert metadata_value(text, "1.2.3") == "1.2.3\n    Fixed:\n    - a"
    assert metadata_value(text, "1.2.4") == "1.2.4\n    Added:\n    Export:\n    - 50 %% more"


def test_the_scanners_of_the_site_find_nothing(archive: Path) -> None:
    assert gate.findings_of(archive) == []


PLANTED = {
    "secret": 'access_password = "hunter2-hunter2"\n',
    "asserting": "assert True\n",
    "swallowed": "try:\n    pass\nexcept Exception:\n    pass\n",
    "loosened_tls": 'import requests\nrequests.get("https://x.example", verify=False, timeout=3)\n',
}


@pytest.fixture(scope="module")
def planted_findings(archive: Path, tmp_path_factory) -> list[str]:
    """The scanners take seconds to start: they are run once, over the package with every planted file."""
    planted = _copy(archive, tmp_path_factory.mktemp("planted") / "planted.zip", lambda name, content: content)
    with zipfile.ZipFile(planted, "a") as content:
        for name, code in PLANTED.items():
            content.writestr(f"cartes_gouv_plugin/planted_{name}.py", code)
    return gate.findings_of(planted)


@pytest.mark.parametrize("name", PLANTED)
def test_the_scanners_are_really_run(planted_findings: list[str], name: str) -> None:
    assert [line for line in planted_findings if f"planted_{name}.py" in line]


def test_the_scanners_find_nothing_else_beside_what_is_planted(planted_findings: list[str]) -> None:
    assert [line for line in planted_findings if "planted_" not in line] == []


BROKEN = {
    "no licence": lambda name, content: None if name.endswith("/LICENSE") else content,
    "no metadata": lambda name, content: None if name.endswith("metadata.txt") else content,
    "no icon": lambda name, content: None if name.endswith("icon.svg") else content,
    "a first entry elsewhere": lambda name, content: None if name.endswith("gin/__init__.py") else content,
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_package_that_the_site_refuses_is_refused(archive: Path, tmp_path: Path, change) -> None:
    assert problems_of(_copy(archive, tmp_path / "broken.zip", change))


@pytest.mark.parametrize(
    "name",
    ["../evil.py", "/evil.py", "cartes_gouv_plugin\\evil.py", "other/__init__.py", "cartes_gouv_plugin/a.pyc",
     "cartes_gouv_plugin/__pycache__/a.py", "cartes_gouv_plugin/.hidden", "cartes_gouv_plugin/tool.exe"],
)  # fmt: skip
def test_an_entry_that_the_site_refuses_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    planted = _copy(archive, tmp_path / "planted.zip", lambda _name, content: content)
    with zipfile.ZipFile(planted, "a") as content:
        content.writestr(name, "x")
    assert any(name.replace("\\", "/") in problem.replace("\\", "/") for problem in problems_of(planted))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("author=", "author=a / b "),
        ("homepage=https://", "homepage=file://"),
        ("about=", "about=100 % "),
        ("version=0.1.0", "version=0.1.0-rc1"),
        ("qgisMaximumVersion=4.99", "qgisMaximumVersion=3.99"),
        ("category=Web", "category=Cloud"),
        ("repository=", "elsewhere="),
    ],
)
def test_metadata_that_the_site_refuses_is_refused(before: str, after: str) -> None:
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    assert metadata_problems(text) == []
    assert before in text
    assert metadata_problems(text.replace(before, after, 1))


def test_a_library_that_was_not_reviewed_is_not_carried(tmp_path: Path, monkeypatch) -> None:
    other = vendored.Library("bridgestyle", "0.1.9", "0" * 64, "licenses/LICENSE.md", (), (), ())
    monkeypatch.setattr(vendored, "LIBRARIES", (other,))
    with pytest.raises(vendored.VendoringRefused):
        vendored.copy_vendored(tmp_path / "_vendor")
