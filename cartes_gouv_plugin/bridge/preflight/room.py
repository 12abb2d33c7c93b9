"""How large the package will be, and whether there is room for it: on the platform and on the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from cartes_gouv_plugin.bridge.export import troubles
from cartes_gouv_plugin.bridge.export.problems import Problem
from cartes_gouv_plugin.bridge.export.seal import MAX_BYTES
from cartes_gouv_plugin.bridge.export.sources import LayerSource

_SHAPEFILE_PARTS = (".shp", ".dbf")


def estimate(sources: Iterable[LayerSource]) -> int | None:
    """Bytes that the package takes at most, by the size of the sources' files; None when one is not a file."""
    files: set[Path] = set()
    for source in sources:
        path = Path(source.ogr.path) if source.ogr is not None else None
        if path is None or not path.is_file():
            return None
        parts = {path.with_suffix(suffix) for suffix in _SHAPEFILE_PARTS} if path.suffix.lower() == ".shp" else {path}
        files |= {part for part in parts if part.is_file()}
    return sum(file.stat().st_size for file in files)


def about(size: int | None, folder: Path) -> list[Problem]:
    """What stands against writing `size` bytes into `folder`."""
    existing = next((parent for parent in (folder, *folder.parents) if parent.is_dir()), None)
    if existing is None or not os.access(existing, os.W_OK):
        return [troubles.folder_read_only(folder)]
    if size is None:
        return []
    found = [troubles.maybe_too_large(size, MAX_BYTES)] if size > MAX_BYTES else []
    free = shutil.disk_usage(existing).free
    return [*found, troubles.little_room(folder, size, free)] if free < size else found
