"""Whatever the guide tells people to type exists: commands, algorithms, parameters, settings, emulator options."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "cartes_gouv_plugin"
LANGUAGES = ("fr", "en")
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")}
EVERYTHING = "\n".join([README, *TEXTS.values()])


def page(language: str, name: str) -> str:
    return TEXTS[ROOT / "docs" / language / f"{name}.md"]


def algorithms() -> set[str]:
    """Read from the sources, which need QGIS to be imported."""
    texts = [path.read_text(encoding="utf-8") for path in (PLUGIN / "processing").glob("*.py")]
    return {name for text in texts for name in re.findall(r'^    NAME = "(\w+)"$', text, re.MULTILINE)}


def targets() -> set[str]:
    (listed,) = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return set(listed.split())


def parameters() -> set[str]:
    """Every text in capitals that the algorithms name."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (PLUGIN / "processing").glob("*.py")]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    models = "".join(path.read_text(encoding="utf-8") for path in (PLUGIN / "models").glob("*.model3"))
    texts |= set(re.findall(r'name="name" value="([A-Z]+)"', models))
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[A-Z_]+", text)}


def emulator_options() -> set[str]:
    return set(re.findall(r'add_argument\(\s*"(--[\w-]+)"', (ROOT / "emulator/cli.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_algorithm_is_explained(language: str) -> None:
    assert len(algorithms()) > 8
    text = page(language, "automation")
    assert {name for name in algorithms() if f"`cartes_gouv:{name}`" not in text} == set()


def test_every_algorithm_and_every_command_is_in_the_readme() -> None:
    assert {name for name in algorithms() if f"`cartes_gouv:{name}`" not in README} == set()
    assert {name for name in targets() if f"`make {name}" not in README} == set()


def test_no_algorithm_and_no_command_is_made_up() -> None:
    assert set(re.findall(r"cartes_gouv:(\w+)", EVERYTHING)) <= algorithms()
    named = set(re.findall(r"(?:`|^|&& )make ([a-z-]+)", EVERYTHING, re.MULTILINE))
    assert named <= targets()
    assert {"demo", "test", "package"} <= named


def test_the_parameters_of_commands_exist() -> None:
    """As `qgis_process` takes them: `--LAYERS=`."""
    named = set(re.findall(r"--([A-Z_]+)=", EVERYTHING))
    assert {"LAYERS", "DATASHEET"} <= named <= parameters()


def test_the_options_of_the_emulator_exist() -> None:
    named = set(re.findall(r"EMULATOR=\"(--[\w-]+)", EVERYTHING))
    for language in LANGUAGES:
        named |= set(re.findall(r"`(--[\w-]+)`", page(language, "platform-changes")))
    assert len(named) > 5
    assert named <= emulator_options()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_explained(language: str) -> None:
    source = (PLUGIN / "bridge/settings.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'_text\("(\w+)"|PREFIX \+ "(\w+)"|_number\("(\w+)"', source))
    read = {key for found in keys for key in found if key}
    text = page(language, "administrators")
    told = set(re.findall(r"cartes_gouv_plugin\\(\w+)=|`(\w+)`", text))
    assert read, "the settings are read in another way now"
    assert read <= {key for found in told for key in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_environment_variable_is_explained(language: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in PLUGIN.rglob("*.py") if "_vendor" not in path.parts)
    read = set(re.findall(r'"(CARTES_GOUV_[A-Z_]+)"', sources))
    assert "CARTES_GOUV_HOME" in read
    assert {name for name in read if f"`{name}`" not in page(language, "automation")} == set()


@pytest.mark.parametrize("name", ["architecture", "platform-changes"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_that_it_sends_newcomers_to_exist(language: str, name: str) -> None:
    """Folders, and files by their path or by their name alone; `outbox/` is a folder of the profile."""
    folders = [ROOT / name for name in ("cartes_gouv_plugin", "tests", "scripts", "emulator", "i18n")]
    there = [f"{path}" for folder in folders for path in (folder, *folder.rglob("*"))]
    named = set(re.findall(r"`([\w/.]+(?:\.py|/))`", page(language, name))) - {"outbox/"}
    assert len(named) > 8
    assert [each for each in named if not any(path.endswith(f"/{each.rstrip('/')}") for path in there)] == []
