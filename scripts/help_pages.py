"""Turns `docs/` into the pages that the installed plugin opens from its Help menu: plain HTML, no network needed.

scripts/help_pages.py FOLDER    writes FOLDER/fr, FOLDER/en and FOLDER/pictures

Runs with the interpreter of `.venv-tools`, which has markdown-it.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin

DOCS = Path(__file__).resolve().parent.parent / "docs"
sys.path.insert(0, str(DOCS))

from french import spaced  # noqa: E402 - the folder above must be known first

LANGUAGES = ("fr", "en")
# Only Sphinx understands these blocks; a reader of one page needs none of them.
_DIRECTIVE = re.compile(r"^```\{.*?^```\n", re.DOTALL | re.MULTILINE)
_PAGE_LINK = re.compile(r'href="([\w-]+)\.md(#[^"]*)?"')
_PICTURE = re.compile(r"\]\(\.\./pictures/([\w.-]+)\)")
_MODEL = re.compile(r'href="\.\./\.\./cartes_gouv_plugin/(models/[\w.]+)"')
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_STYLE = """
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
img { max-width: 100%; } table { border-collapse: collapse; } pre { overflow-x: auto; padding: .7rem; }
td, th { border: 1px solid; padding: .3rem .6rem; text-align: left; vertical-align: top; }
:root { color-scheme: light dark; }
"""


def page(source: str, language: str) -> str:
    """One HTML page from the Markdown `source`; links to other pages follow."""
    reader = MarkdownIt("commonmark").enable("table").use(anchors_plugin, max_level=3)
    text = _DIRECTIVE.sub("", source)
    html = reader.render(spaced(text) if language == "fr" else text)
    html = _PAGE_LINK.sub(r'href="\1.html\2"', html)
    html = _MODEL.sub(r'href="../../\1"', html)
    title = _TITLE.search(source)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title[1] if title else 'cartes.gouv.fr'}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{html}</body>\n</html>\n"
    )


def write(folder: Path) -> None:
    """All pages of both languages, and the pictures that they show."""
    shown: set[str] = set()
    for language in LANGUAGES:
        target = folder / language
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted((DOCS / language).glob("*.md")):
            source = path.read_text(encoding="utf-8")
            shown.update(_PICTURE.findall(source))
            (target / f"{path.stem}.html").write_text(page(source, language), encoding="utf-8")
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for name in sorted(shown):
        shutil.copyfile(DOCS / "pictures" / name, folder / "pictures" / name)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
