"""Joined and virtual fields on top of a file: QGIS computes only these, the file's own columns go by SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Callable

from qgis.core import QgsFeatureRequest

from cartes_gouv_plugin.bridge.export import geopackage
from cartes_gouv_plugin.bridge.export.copy_lane import (
    CopySource,
    copyable,
    instructions_per_row,
    read_only,
    take_extent,
)
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.sources import FieldKind, LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.tables import Column, TableDesign
from cartes_gouv_plugin.bridge.export.watching import StatementWatch
from cartes_gouv_plugin.core.progress import Reporter

_COMPUTING = 0.7  # share of the time that QGIS takes
_LOOK_EVERY = 500
_PLAIN_VALUES = (str, int, float, bool)
_PLAIN = (FieldKind.INTEGER, FieldKind.LONG, FieldKind.REAL, FieldKind.TEXT, FieldKind.BOOLEAN)


def completable(source: LayerSource, design: TableDesign) -> CopySource | None:
    """The table that holds all but the computed fields, when those are of plain types; None for another way."""
    if not source.live or not source.live <= {Liveness.JOINED, Liveness.VIRTUAL}:
        return None
    computed = {field.index for field in source.described if field.computed}
    if any(column.kind not in _PLAIN for column in design.columns if column.source in computed):
        return None
    stored = tuple(field for field in source.described if not field.computed)
    columns = tuple(column for column in design.columns if column.source not in computed)
    return copyable(replace(source, live=frozenset(), described=stored), replace(design, columns=columns))


def complete(
    source: LayerSource, origin: CopySource, design: TableDesign, package: Path, expected: int, reporter: Reporter
) -> int:
    """Fills the new table of `package` from `origin` and from what QGIS computes; returns the rows that QGIS read."""
    computed = {field.index for field in source.described if field.computed}
    columns = [column for column in design.columns if column.source in computed]
    with geopackage.opened(package, writable=True) as connection:
        geopackage.create_table(connection, design)
        connection.execute("ATTACH DATABASE ? AS origin", (read_only(origin.path),))
        connection.execute("BEGIN")
        read = _compute(connection, source, columns, expected, reporter.part(_COMPUTING))
        statement = _merging(origin, design, columns)
        instructions = read * instructions_per_row(connection, statement)
        with StatementWatch(connection, instructions, reporter.part(1 - _COMPUTING)):
            connection.execute(statement)
        take_extent(connection, origin, design)
        connection.execute("COMMIT")
    return read


def _compute(
    connection: sqlite3.Connection, source: LayerSource, columns: list[Column], expected: int, reporter: Reporter
) -> int:
    """A table of the computed values by row number, for the time of the connection; returns the rows that QGIS read.

    A row without a value, as a join leaves many, is not in it: the merging finds null for it all the same.
    """
    names = ", ".join(f"v{position}" for position in range(len(columns)))
    connection.execute(f"CREATE TEMP TABLE computed (number INTEGER PRIMARY KEY, {names})")
    places = ", ".join("?" * (len(columns) + 1))
    values = _Values(source, columns, lambda rows: reporter.update(rows / expected if expected else 0.0))
    connection.executemany(f"INSERT INTO temp.computed VALUES ({places})", values)  # nosec B608: question marks only
    return values.read


class _Values:
    """Number and computed values of each row that has one. `read`: rows read until now."""

    def __init__(self, source: LayerSource, columns: list[Column], told: Callable[[int], None]) -> None:
        self._source, self._told = source, told
        self._indexes = [column.source for column in columns]
        self.read = 0

    def __iter__(self) -> Iterator[list[object]]:
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(self._indexes)
        for feature in self._source.features.getFeatures(request):
            self.read += 1
            if self.read % _LOOK_EVERY == 0:
                self._told(self.read)
            values = [feature.attribute(index) for index in self._indexes]
            # Of plain types everything else is null, as QGIS writes it; that is quicker than to compare with it.
            plain = [value if isinstance(value, _PLAIN_VALUES) else None for value in values]
            if any(value is not None for value in plain):
                yield [feature.id(), *plain]


def _merging(origin: CopySource, design: TableDesign, columns: list[Column]) -> str:
    number = next(name for name, target in origin.columns if target == design.key)
    targets = [quoted(target) for _name, target in origin.columns] + [quoted(column.name) for column in columns]
    taken = [f"o.{quoted(name)}" for name, _target in origin.columns]
    taken += [f"c.v{position}" for position in range(len(columns))]
    return (
        f"INSERT INTO main.{quoted(design.name)} ({', '.join(targets)})"  # nosec B608: quoted
        f" SELECT {', '.join(taken)} FROM origin.{quoted(origin.table)} o"
        f" LEFT JOIN temp.computed c ON c.number = o.{quoted(number)}"
    )
