"""Sphinx settings of both languages; `scripts/docs` builds each from its own folder."""

from __future__ import annotations

import configparser
import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).resolve().parent))

from french import spaced

_metadata = configparser.ConfigParser()
_metadata.read(Path(__file__).resolve().parent.parent / "metadata.txt", encoding="utf-8")

project = "cartes_gouv_plugin"
author = _metadata["general"]["author"]
release = version = _metadata["general"]["version"]
project_copyright = f"2026, {author}"
html_title = f"cartes_gouv_plugin {release}"
html_theme = "furo"
html_show_sphinx = False
html_copy_source = False
extensions = ["myst_parser"]
myst_heading_anchors = 3
nitpicky = True
# Pages that only the live platform serves: checked by `make docs LINKS=1`, which needs the network.
linkcheck_timeout = 15
linkcheck_retries = 2
linkcheck_ignore = [r"http://(127\.0\.0\.1|localhost)"]


def setup(application: Sphinx) -> None:
    application.connect("source-read", _space)


def _space(application: Sphinx, _page: str, source: list[str]) -> None:
    if application.config.language == "fr":
        source[0] = spaced(source[0])
