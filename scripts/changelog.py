"""What CHANGELOG.md says of a version, in the form of metadata.txt, which the plugin manager shows."""

from __future__ import annotations

import re

UNRELEASED = "Unreleased"


def section(text: str, name: str) -> str:
    """The part of the changelog under `## [name]`, empty when there is none."""
    found = re.search(rf"^## \[{re.escape(name)}\][^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def metadata_value(text: str, version: str) -> str:
    """The value of `changelog=`: of the version, else of what is not released yet. Lines but the first are indented.

    Markdown stays readable as it is; a percent sign has to be doubled, since the site reads with interpolation.
    """
    lines: list[str] = []
    for line in (section(text, version) or section(text, UNRELEASED)).splitlines():
        if line.startswith("###"):
            lines.append(f"{line.lstrip('# ')}:")
        elif line.startswith("- ") or not lines:
            lines.append(line)
        elif line.strip():
            lines[-1] += f" {line.strip()}"
    return "\n    ".join([version, *lines]).replace("%", "%%")
