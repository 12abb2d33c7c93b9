"""Puts the plugin together as it is installed: one folder with package, metadata, licence, translations and help.

scripts/plugin_tree.py [FOLDER]    makes FOLDER/cartes_gouv_plugin (default: build/plugins)
"""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.changelog import metadata_value  # noqa: E402 - the folder above must be known first
from scripts.translations import compile_into  # noqa: E402
from scripts.vendored import copy_vendored  # noqa: E402

SUFFIXES = {".py", ".ui", ".svg", ".png", ".qml", ".json", ".html", ".txt", ".md", ".model3"}


def package_files(package: Path) -> list[Path]:
    """The files of `package` that are installed, sorted."""
    return sorted(
        path
        for path in package.rglob("*")
        if path.suffix in SUFFIXES and "__pycache__" not in path.parts and "_vendor" not in path.parts
    )


def write_help(folder: Path) -> None:
    """The guide's pages as HTML; they are written by the interpreter that reads Markdown."""
    reader = ROOT / ".venv-tools" / "bin" / "python"
    subprocess.run([reader, ROOT / "scripts" / "help_pages.py", folder], check=True)


def version() -> str:
    """That of metadata.txt, the only place where it is written."""
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def write_metadata(path: Path) -> None:
    """metadata.txt with what CHANGELOG.md says of its version."""
    changelog = metadata_value((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version())
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()}\nchangelog={changelog}\n", encoding="utf-8")


def assemble(folder: Path) -> Path:
    """Makes `folder`/cartes_gouv_plugin anew and returns it."""
    target = folder / "cartes_gouv_plugin"
    shutil.rmtree(target, ignore_errors=True)
    source = ROOT / "cartes_gouv_plugin"
    for path in package_files(source):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    shutil.copy2(ROOT / "LICENSE", target / "LICENSE")
    write_metadata(target / "metadata.txt")
    compile_into(target / "i18n")
    write_help(target / "help")
    copy_vendored(target / "_vendor")
    return target


if __name__ == "__main__":
    print(assemble(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "plugins"))
