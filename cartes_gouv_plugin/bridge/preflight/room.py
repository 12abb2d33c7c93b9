"""Whether there is room for the package: on the platform and on the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cartes_gouv_plugin.bridge.export import troubles
from cartes_gouv_plugin.bridge.export.halves import may_be_halved
from cartes_gouv_plugin.bridge.export.problems import Problem
from cartes_gouv_plugin.bridge.export.seal import MAX_BYTES
from cartes_gouv_plugin.bridge.export.sources import LayerSource
from cartes_gouv_plugin.bridge.export.unpacking import archive_of, size_unpacked
from cartes_gouv_plugin.bridge.export.weight import estimate
from cartes_gouv_plugin.core.errors import ExportRefused


@dataclass(frozen=True)
class Weight:
    """Bytes. `least`: what the package takes in any case; `most`: what it takes at most, None when nobody can tell;
    `beside`: what stands beside it for a while."""

    least: int
    most: int | None
    beside: int

    @property
    def needed(self) -> int:
        """What the disk must have."""
        return max(self.least, self.most or 0) + self.beside


def weigh(sources: Iterable[LayerSource], geometries: int) -> Weight:
    """`geometries`: bytes that the geometries of all layers take at least."""
    chosen = tuple(sources)
    # The second half of a long layer is written apart, then joined and deleted before the next layer.
    halved = [estimate([source]) or 0 for source in chosen if may_be_halved(source)]
    archives = {archive for archive in map(archive_of, chosen) if archive is not None}
    unpacked = sum(map(_unpacked, archives))
    return Weight(geometries, estimate(chosen), max(halved, default=0) // 2 + unpacked)


def _unpacked(archive: Path) -> int:
    """0 for an archive that is not unpacked: its layer is refused already."""
    try:
        return size_unpacked(archive)
    except ExportRefused:
        return 0


def about(weight: Weight, folder: Path) -> list[Problem]:
    """What stands against writing a package of that weight into `folder`."""
    existing = next((parent for parent in (folder, *folder.parents) if parent.is_dir()), None)
    if existing is None or not os.access(existing, os.W_OK):
        return [troubles.folder_read_only(folder)]
    if weight.least > MAX_BYTES:
        return [troubles.surely_too_large(weight.least, MAX_BYTES)]
    found = []
    if weight.most is not None and weight.most > MAX_BYTES:
        found.append(troubles.maybe_too_large(weight.most, MAX_BYTES))
    free = shutil.disk_usage(existing).free
    return [*found, troubles.little_room(folder, weight.needed, free)] if free < weight.needed else found
