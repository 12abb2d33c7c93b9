"""What is wanted of an export, and whether the measures show it. Speeds are told of the largest number of rows only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ENOUGH = 1_000_000
_STATES = ("filtered", "edited", "joined")


@dataclass(frozen=True)
class Target:
    """`most`: whether `wanted` is the greatest that will do, rather than the least."""

    geometry: str
    formats: tuple[str, ...]
    works: tuple[str, ...]
    measure: str
    wanted: float
    most: bool = False

    def about(self, result: dict[str, object]) -> bool:
        return (
            self.geometry in ("", result["geometry"])
            and result["format"] in self.formats
            and result["work"] in self.works
        )


_ANY = ("gpkg", "fgb", "shp", "memory")
_OURS = ("plugin", *(f"plugin:{state}" for state in _STATES), "preflight")
TARGETS = (
    Target("points", ("gpkg",), ("plugin",), "ratio", 20),
    Target("points", ("gpkg",), ("plugin",), "bytes_ratio", 0.80, most=True),
    Target("polygons", ("gpkg",), ("plugin",), "ratio", 10),
    Target("points", ("shp", "fgb"), ("plugin",), "ratio", 4),
    Target("", ("gpkg",), tuple(f"plugin:{state}" for state in _STATES), "ratio", 2.5),
    Target("polygons", ("gpkg",), ("preflight",), "seconds", 3, most=True),
    Target("polygons", ("gpkg",), ("preflight",), "memory", 50_000_000, most=True),
    Target("", _ANY, _OURS, "gap", 0.050, most=True),
)


def verdicts(results: Sequence[dict[str, object]]) -> Iterator[dict[str, object]]:
    """For each measure that a target is about: what was wanted, what came out; `met` is None with too few rows."""
    largest = max((int(str(result["rows"])) for result in results), default=0)
    for target in TARGETS:
        for result in results:
            if result["rows"] != largest or not target.about(result):
                continue
            value = result[target.measure]
            if isinstance(value, float):
                met = value <= target.wanted if target.most else value >= target.wanted
                yield {
                    "target": f"{result['work']}, {largest} {result['geometry']}, {result['format']}: {target.measure}",
                    "wanted": f"{'≤' if target.most else '≥'} {target.wanted:g}",
                    "measured": value,
                    "met": met if largest >= _ENOUGH else None,
                }
