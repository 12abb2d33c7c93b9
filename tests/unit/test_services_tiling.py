"""Levels and the 5 000 objects a tile."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cartes_gouv_plugin.core.services import tiling

PARIS = (2.3, 48.8, 2.3, 48.8)
_DEGREES = st.tuples(
    st.floats(-180, 180, allow_nan=False), st.floats(-85, 85, allow_nan=False)
)  # fmt: skip


def test_scales_and_levels() -> None:
    assert tiling.level_of_scale(559_082_264) == 0
    assert tiling.level_of_scale(25_000) == 14
    assert tiling.level_of_scale(1) == tiling.MAX_LEVEL
    assert tiling.level_of_scale(0) == tiling.MAX_LEVEL


def test_an_object_counts_in_every_tile_that_it_touches() -> None:
    world = (-179.0, -80.0, 179.0, 80.0)
    assert tiling.heaviest_tile([world, PARIS], 0).objects == 2
    assert tiling.heaviest_tile([world], 3).objects == 1
    assert tiling.heaviest_tile([], 3).objects == 0


def test_overflow_is_predicted_level_by_level() -> None:
    crowd = [(x / 1000, 48.0, x / 1000, 48.0) for x in range(8000)]
    extent = (0.0, 48.0, 8.0, 48.0)
    levels = tiling.Levels(2, 10)
    assert [level for level in range(2, 11) if tiling.heaviest_tile(crowd, level).overflows] == [2, 3, 4, 5, 6]
    assert tiling.crowded_levels(extent, 8000, levels) == [2, 3, 4, 5, 6]
    assert tiling.crowded_levels(extent, 5000, tiling.Levels(2, 5)) == []
    assert tiling.suggest_levels(crowd).top == 7


def test_a_generalisation_that_thins_lets_crowded_levels_in() -> None:
    crowd = [(x / 1000, 48.0, x / 1000, 48.0) for x in range(8000)]
    assert tiling.suggest_levels(crowd, thins=True).top < tiling.suggest_levels(crowd).top


def test_the_layer_s_scale_limits_are_obeyed() -> None:
    levels = tiling.suggest_levels([(2.0, 48.0, 3.0, 49.0)], minimum_scale=1_000_000, maximum_scale=10_000)
    assert (levels.top, levels.bottom) == (9, 16)


def test_counts_alone_suggest_levels_too() -> None:
    assert tiling.suggest_from_counts(None, 0) == tiling.Levels(0, 5)
    few = tiling.suggest_from_counts((2.0, 48.0, 3.0, 49.0), 100)
    many = tiling.suggest_from_counts((2.0, 48.0, 3.0, 49.0), 1_000_000)
    assert few.top < many.top <= many.bottom


@given(st.lists(_DEGREES, max_size=30))
def test_levels_are_always_ones_that_the_platform_takes(points: list[tuple[float, float]]) -> None:
    extents = [(x, y, x, y) for x, y in points]
    levels = tiling.suggest_levels(extents)
    assert 0 <= levels.top <= levels.bottom <= tiling.MAX_LEVEL
    loads = [tiling.heaviest_tile(extents, level).objects for level in range(6)]
    assert loads == sorted(loads, reverse=True)


def test_the_presets_are_the_website_s() -> None:
    assert [preset.options for preset in tiling.GENERALISATIONS] == [
        "-S10", "-pn -S15", "-an -S15", "-aL -D8 -S15", "-ac -aD -an -S15", "-ac -an -S10 ", "-ab -S20"
    ]  # fmt: skip
