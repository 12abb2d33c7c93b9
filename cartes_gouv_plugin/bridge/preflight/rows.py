"""What the rows of a layer told: how many, with which geometries, where, and which of them are odd."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from qgis.core import QgsFeature, QgsGeometry, QgsRectangle

from cartes_gouv_plugin.bridge.export.census import Census
from cartes_gouv_plugin.bridge.export.coordinates import broken
from cartes_gouv_plugin.bridge.export.sources import FieldKind
from cartes_gouv_plugin.bridge.export.tables import Column, TableDesign


@dataclass
class Tally:
    """How many rows, and the number of the first one (0 when there is none)."""

    count: int = 0
    first: int = 0

    def add(self, row: int) -> None:
        if not self.count:
            self.first = row
        self.count += 1


@dataclass
class Oddities:
    """`broken`: rows with coordinates that are not numbers. `astray`: rows far from the area of their system.

    `nameless` and `infinite`: by field, values that are not a number at all, and infinite ones.
    """

    broken: Tally = field(default_factory=Tally)
    astray: Tally = field(default_factory=Tally)
    nameless: Counter[str] = field(default_factory=Counter)
    infinite: Counter[str] = field(default_factory=Counter)

    def look_at(self, row: int, geometry: QgsGeometry, area: QgsRectangle | None) -> QgsRectangle | None:
        """The place of a geometry that is not empty; None when it has none. `area`: where it is not astray."""
        if broken(geometry):
            self.broken.add(row)
            return None
        box = geometry.boundingBox()
        if area is not None and not area.intersects(box):
            self.astray.add(row)
        return box

    def look_at_values(self, feature: QgsFeature, columns: tuple[Column, ...]) -> None:
        for column in columns:
            value = feature.attribute(column.source)
            if isinstance(value, float) and not math.isfinite(value):
                (self.nameless if math.isnan(value) else self.infinite)[column.original] += 1


@dataclass(frozen=True)
class Reading:
    """`invalid`: numbers of the features that GEOS refuses, when that was asked. `elsewhere`: all is far from the area
    that the layer's coordinate system is made for. `corners`: minimum x and y, then maximum x and y, where known."""

    census: Census
    counted_by_reading: bool = False
    invalid: tuple[int, ...] = ()
    elsewhere: bool = False
    corners: tuple[float | None, ...] = ()
    odd: Oddities = field(default_factory=Oddities)


def real_columns(design: TableDesign) -> tuple[Column, ...]:
    """The columns whose values may be something else than a number or null."""
    return tuple(column for column in design.columns if column.kind is FieldKind.REAL)
