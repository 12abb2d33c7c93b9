"""How heavy sources are, and about how heavy the package becomes, before a row is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness

_OF_A_SHAPEFILE = (".shp", ".dbf")
_OF_ANOTHER = ("", "-wal")  # SQLite's rows that are not in the file yet


def files_of(source: LayerSource) -> frozenset[Path]:
    """The files that hold the rows of `source`; none when it is not a file that stands open on a disk."""
    path = Path(source.ogr.path) if source.ogr is not None else None
    if path is None or not path.is_file():
        return frozenset()
    if path.suffix.lower() == ".shp":
        upper = path.suffix.isupper()
        parts = [path.with_suffix(suffix.upper() if upper else suffix) for suffix in _OF_A_SHAPEFILE]
    else:
        parts = [path.with_name(path.name + suffix) for suffix in _OF_ANOTHER]
    return frozenset(part for part in parts if part.is_file())


def estimate(sources: Iterable[LayerSource]) -> int | None:
    """About as many bytes as the package takes at most: those of the sources' files; None when one is not a file."""
    files: set[Path] = set()
    for source in sources:
        own = files_of(source)
        if not own:
            return None
        files |= own
    return sum(file.stat().st_size for file in files)


def whole(source: LayerSource) -> bool:
    """Whether all rows of the file go, as far as is known without reading."""
    return source.ogr is not None and not source.ogr.subset and Liveness.SELECTION not in source.live
