"""Files sealed beside the package, read when they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cartes_gouv_plugin.core.errors import PackageMissing


def content_of(source: Path, substitutions: Mapping[str, str]) -> bytes:
    """The file's bytes, with those texts replaced. Raises `PackageMissing` when it cannot be read."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise PackageMissing(f"a style file cannot be read: {source.name}: {error.strerror}") from error
    for text, replacement in substitutions.items():
        content = content.replace(text.encode(), replacement.encode())
    return content
