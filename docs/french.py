"""French spacing: double punctuation and guillemets never begin or end a line. The pages have plain spaces."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
# Code is left alone: fenced blocks, then what stands between backquotes.
_CODE = re.compile(r"(^```.*?^```$|`[^`\n]*`)", re.DOTALL | re.MULTILINE)


def spaced(text: str) -> str:
    """Markdown `text` with the spaces that must not break replaced by no-break ones."""
    parts = _CODE.split(text)
    for index in range(0, len(parts), 2):
        parts[index] = re.sub(r"(?<=\S) (?=[:;?!»])|(?<=«) ", NO_BREAK, parts[index])
    return "".join(parts)
