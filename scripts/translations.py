"""Keeps `i18n/*.ts` in step with the sources, and compiles them.

    scripts/translations.py            refreshes the .ts files from the sources (sentences no longer used disappear)
    scripts/translations.py compile    writes the .qm files beside them, for running from the source tree

Sources are English; French is complete, English holds what has plural forms. `tests/unit/test_translations.py` checks.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRACTOR = ROOT / ".venv-tools" / "bin" / "pylupdate6"
LANGUAGES = {"fr": "fr_FR", "en": "en_US"}


def source_file(language: str) -> Path:
    return ROOT / "i18n" / f"cartes_gouv_plugin_{language}.ts"


def extract(target: Path, language: str) -> None:
    """Merges the sentences of the sources into `target`; the language attribute decides the plural forms."""
    command = [str(EXTRACTOR), "--no-obsolete", "--exclude", "_vendor", "--ts", str(target), "cartes_gouv_plugin"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    text = target.read_text(encoding="utf-8")
    text = re.sub(
        r'<TS version="2\.1"[^>]*>', f'<TS version="2.1" language="{LANGUAGES[language]}" sourcelanguage="en">', text
    )
    text = re.sub(r"\s*<location [^>]*/>", "", text)
    target.write_text(text, encoding="utf-8")


def compile_into(folder: Path) -> None:
    """Writes `cartes_gouv_plugin_<language>.qm` for every language into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        compiled = folder / f"cartes_gouv_plugin_{language}.qm"
        subprocess.run(
            ["lrelease", "-silent", str(source_file(language)), "-qm", str(compiled)], check=True, capture_output=True
        )


def main() -> None:
    if sys.argv[1:] == ["compile"]:
        compile_into(ROOT / "i18n")
        return
    for language in LANGUAGES:
        extract(source_file(language), language)


if __name__ == "__main__":
    main()
