"""What a style language can say by itself; the rest is drawn otherwise, or announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Language:
    """`shapes`: simple markers that it draws itself; the others become pictures.

    `marks_anywhere`: whether those may also stand along lines and in the middle of areas.
    `offsets`: whether a line may be drawn beside its geometry.
    `says`: whether it has words for an expression, given as bridgestyle's lists.
    """

    shapes: frozenset[str]
    marks_anywhere: bool
    offsets: bool
    says: Callable[[Any], bool]
