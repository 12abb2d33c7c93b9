"""Zoom levels and generalisation of vector tiles: what to suggest, and what would overflow. Pure.

Levels are those of the « PM » tile matrix set: web mercator, one tile of 256 pixels at level 0.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MAX_LEVEL = 18
AS_SUGGESTED = (1, 0)
"""Top and bottom of `TableLevels` that leave the zoom levels to the suggestion."""
OBJECTS_PER_TILE = 5000
"""More than that in one tile is the first cause of a failed pyramid, says the platform's documentation."""

_SCALE_AT_LEVEL_0 = 559_082_264.03
"""Scale denominator of level 0, for pixels of 0.28 mm."""
_COMFORTABLE = 100
"""Objects in the heaviest tile below which going deeper teaches the reader little."""
_CLUSTERING = 4
"""How much fuller than the average tile the fullest one is taken to be."""
_TILES_ACROSS = 32
"""The deepest suggested level cuts the extent into about that many tiles, so that outlines stay precise."""
_MAX_LATITUDE = 85.0511287798

Extent = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True)
class Generalisation:
    """One of the website's presets (CG:assets/data/tippecanoe_options.ts), by a key of ours.

    `thins`: objects are merged or dropped; `attributes_max`: more of them would leave nothing to merge, 0 for no limit.
    """

    key: str
    options: str
    thins: bool = False
    attributes_max: int = 0


GENERALISATIONS: tuple[Generalisation, ...] = (
    Generalisation("mixed", "-S10"),
    Generalisation("network", "-pn -S15"),
    Generalisation("lines", "-an -S15", thins=True),
    Generalisation("outlined_areas", "-aL -D8 -S15"),
    Generalisation("selected_areas", "-ac -aD -an -S15", thins=True, attributes_max=3),
    Generalisation("merged_areas", "-ac -an -S10 ", thins=True, attributes_max=3),
    Generalisation("shared_borders", "-ab -S20"),
)


def generalisation_of(options: str) -> Generalisation | None:
    """The preset with those tippecanoe options, blanks around them aside; None for options of one's own."""
    return next((preset for preset in GENERALISATIONS if preset.options.strip() == options.strip()), None)


@dataclass(frozen=True)
class Load:
    """The fullest tile of one level, as counted from the objects' extents."""

    level: int
    objects: int

    @property
    def overflows(self) -> bool:
        return self.objects > OBJECTS_PER_TILE


@dataclass(frozen=True)
class Levels:
    """`top` is the smallest scale, `bottom` the largest; both included."""

    top: int
    bottom: int


def level_of_scale(denominator: float) -> int:
    """The level whose tiles are drawn at about 1:`denominator`; 0 or less means no limit, the deepest level."""
    if denominator <= 0:
        return MAX_LEVEL
    return _clamp(round(math.log2(_SCALE_AT_LEVEL_0 / denominator)))


def heaviest_tile(extents: Iterable[Extent], level: int) -> Load:
    """The fullest tile at `level`. An object counts in every tile that its extent touches."""
    counts: Counter[tuple[int, int]] = Counter()
    for west, south, east, north in extents:
        left, top = _tile(west, north, level)
        right, bottom = _tile(east, south, level)
        if (left, top) == (right, bottom):
            counts[left, top] += 1
            continue
        counts.update((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
    return Load(level, max(counts.values(), default=0))


def suggest_levels(
    extents: Sequence[Extent], *, minimum_scale: float = 0.0, maximum_scale: float = 0.0, thins: bool = False
) -> Levels:
    """Levels that suit the data.

    `minimum_scale` and `maximum_scale` are the layer's scale limits as QGIS names them (denominators; the minimum is
    the zoomed-out one; 0: none). With `thins`, the generalisation lightens the tiles, so density does not limit `top`.
    """
    wide = _level_of_extent(extents)
    top = level_of_scale(minimum_scale) if minimum_scale > 0 else wide
    bottom = level_of_scale(maximum_scale) if maximum_scale > 0 else _deepest_useful(extents, wide)
    if not thins:
        while top < MAX_LEVEL and heaviest_tile(extents, top).overflows:
            top += 1
    return Levels(top, max(top, bottom))


def suggest_from_counts(
    extent: Extent | None, rows: int, *, minimum_scale: float = 0.0, maximum_scale: float = 0.0
) -> Levels:
    """Levels when only the extent and the number of objects are known. Scales as in `suggest_levels`."""
    extents = [extent] if extent is not None else []
    levels = suggest_levels(extents, minimum_scale=minimum_scale, maximum_scale=maximum_scale)
    crowded = crowded_levels(extent, rows, Levels(levels.top, MAX_LEVEL))
    top = min(MAX_LEVEL, max(crowded) + 1) if crowded else levels.top
    return Levels(top, max(top, levels.bottom))


def crowded_levels(extent: Extent | None, rows: int, levels: Levels) -> list[int]:
    """Levels of `levels` where the fullest tile is expected to hold more than 5 000 objects, from the total."""
    wide = _level_of_extent([extent] if extent is not None else [])
    tiles = {level: 4 ** max(0, level - wide) for level in range(levels.top, levels.bottom + 1)}
    return [
        level
        for level, count in tiles.items()
        if rows * (_CLUSTERING if level > wide else 1) > OBJECTS_PER_TILE * count
    ]


def _deepest_useful(extents: Sequence[Extent], wide: int) -> int:
    level = _clamp(wide + round(math.log2(_TILES_ACROSS)))
    while level < MAX_LEVEL and heaviest_tile(extents, level).objects > _COMFORTABLE:
        level += 1
    return level


def _level_of_extent(extents: Sequence[Extent]) -> int:
    """The level at which everything fits in about one tile."""
    if not extents:
        return 0
    west, south = min(e[0] for e in extents), min(e[1] for e in extents)
    east, north = max(e[2] for e in extents), max(e[3] for e in extents)
    x0, y0 = _fraction(west, north)
    x1, y1 = _fraction(east, south)
    side = max(x1 - x0, y1 - y0)
    return MAX_LEVEL - 4 if side <= 0 else _clamp(math.floor(-math.log2(side)), highest=MAX_LEVEL - 4)


def _tile(longitude: float, latitude: float, level: int) -> tuple[int, int]:
    last = 2**level - 1
    x, y = _fraction(longitude, latitude)
    return min(last, max(0, int(x * 2**level))), min(last, max(0, int(y * 2**level)))


def _fraction(longitude: float, latitude: float) -> tuple[float, float]:
    """Position in the web mercator square, 0 to 1 eastwards and southwards."""
    latitude = min(_MAX_LATITUDE, max(-_MAX_LATITUDE, latitude))
    angle = math.radians(latitude)
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(angle)) / math.pi) / 2


def _clamp(level: int, *, highest: int = MAX_LEVEL) -> int:
    return max(0, min(highest, level))
