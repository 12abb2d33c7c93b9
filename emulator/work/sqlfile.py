"""Delivered SQL files: statements that create or alter tables of a schema, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

ALLOWED = re.compile(
    r"(create\s+(or\s+replace\s+)?(unique\s+)?(table|view|index|sequence)|alter\s+(table|sequence))\b", re.IGNORECASE
)
"""What a delivered SQL file may do (DOC: livraison, « SQL »)."""
_LITERALS_AND_COMMENTS = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
_GEOMETRY = re.compile(r"\bgeometry\b", re.IGNORECASE)
_QUALIFIED = re.compile(r"\b(?:table|view|index|sequence|from|join|on|references)\s+[\w\"]+\.[\w\"]+", re.IGNORECASE)


def refused_statements(path: Path) -> list[str]:
    """The beginnings of the statements the platform does not allow."""
    parts = (part.strip() for part in _bare(path).split(";"))
    return [part.splitlines()[0][:80] for part in parts if part and not _is_allowed(part)]


def geometry_columns(path: Path) -> int:
    """How many geometry columns the file speaks of."""
    return len(_GEOMETRY.findall(_bare(path)))


def _is_allowed(statement: str) -> bool:
    return bool(ALLOWED.match(statement)) and not _QUALIFIED.search(statement)


def _bare(path: Path) -> str:
    """The text without what its quotes and comments hold."""
    text = path.read_text("utf-8", errors="replace")
    return _LITERALS_AND_COMMENTS.sub(lambda found: "''" if found[0].startswith("'") else " ", text)
