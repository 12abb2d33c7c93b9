"""One layer into one table: the lane is chosen, rows are poured, and what came out is settled."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from qgis.core import QgsCoordinateTransformContext, QgsWkbTypes

from cartes_gouv_plugin.bridge.export import found, geopackage, problems, troubles
from cartes_gouv_plugin.bridge.export.census import Census, count_geometries, promote
from cartes_gouv_plugin.bridge.export.computed import completable, complete
from cartes_gouv_plugin.bridge.export.copy_lane import CopySource, copy, copyable
from cartes_gouv_plugin.bridge.export.counting import count_rows
from cartes_gouv_plugin.bridge.export.dates import has_odd_dates
from cartes_gouv_plugin.bridge.export.filtered import copy_filtered
from cartes_gouv_plugin.bridge.export.options import ExportOptions, Invalid, Lane
from cartes_gouv_plugin.bridge.export.overlay import overlay, overlayable
from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.bridge.export.report import LayerReport
from cartes_gouv_plugin.bridge.export.rereading import read_patiently
from cartes_gouv_plugin.bridge.export.seal import refuse
from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.translate_lane import translatable, translate
from cartes_gouv_plugin.bridge.export.write_lane import write
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.naming import GEOMETRY_COLUMN


@dataclass(frozen=True)
class PlannedLayer:
    """A layer and the table it becomes. `problems`: what is known about it without reading a row."""

    source: LayerSource
    design: TableDesign
    dropped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def lane_of(layer: PlannedLayer, first: Lane) -> Lane:
    """The fastest lane that sees what QGIS shows, `first` being the fastest allowed. Any thread; looks at the file."""
    if first is Lane.COPY and copyable(layer.source, layer.design) is not None:
        return Lane.COPY
    if first is not Lane.WRITE and translatable(layer.source):
        return Lane.TRANSLATE
    return Lane.WRITE


def fill(
    layer: PlannedLayer,
    package: Path,
    options: ExportOptions,
    transforms: QgsCoordinateTransformContext,
    reporter: Reporter,
) -> tuple[TableDesign, LayerReport]:
    """Adds the layer's table to `package`. The design returned has the geometry type that the rows have."""
    started = time.monotonic()
    refuse([problems.source_missing(layer.source.name)] if layer.source.is_gone else [])
    filled = _Filling(layer, lane_of(layer, options.first_lane), package, options, transforms)
    read, counted = filled.pour(reporter)
    unannounced = (counted.curved or counted.measured) and Liveness.CURVED not in layer.source.live
    if unannounced or (counted.odd and filled.lane is not Lane.WRITE) or filled.has_odd_dates():
        # Only QGIS straightens what a layer does not announce, or reads what is not quite the format's: made again.
        filled.discard()
        source = replace(layer.source, live=layer.source.live | {Liveness.CURVED})
        filled = replace(filled, layer=replace(layer, source=source), lane=Lane.WRITE)
        read, counted = filled.pour(reporter)
    refuse([problems.empty(layer.source.name)] if counted.rows == read == 0 else [])
    design = filled.settle(counted)
    refuse([troubles.count_differs(design.title, read, counted.rows)] if read != counted.rows else [])
    report = LayerReport(
        source=layer.source.name,
        table=design.name,
        lane=filled.lane,
        rows_read=read,
        rows_written=counted.rows,
        renamed=design.renames,
        dropped=layer.dropped,
        problems=(*layer.problems, *filled.found),
        seconds=time.monotonic() - started,
    )
    return design, report


@dataclass(frozen=True)
class _Filling:
    """The filling of one table; `found` grows with what was met on the way."""

    layer: PlannedLayer
    lane: Lane
    package: Path
    options: ExportOptions
    transforms: QgsCoordinateTransformContext
    found: list[Problem] = field(default_factory=list)

    def pour(self, reporter: Reporter) -> tuple[int, Census]:
        """Fills the table; returns the rows counted in the source, and the census of the table."""
        source, design = self.layer.source, self.layer.design
        origin = copyable(source, design) if self.lane is Lane.COPY else None
        if origin is not None:
            written, counted = copy(origin, design, self.package, reporter)
            return counted.rows, replace(counted, rows=written)
        if self.lane is Lane.TRANSLATE and self.options.first_lane is Lane.COPY:
            filtered = copy_filtered(source, design, self.package, reporter)
            if filtered is not None:
                return filtered
        read = self._translate_or_write(reporter)
        with geopackage.opened(self.package) as connection:
            return read, count_geometries(connection, design.name, GEOMETRY_COLUMN)

    def _translate_or_write(self, reporter: Reporter) -> int:
        source, design = self.layer.source, self.layer.design
        if self.lane is Lane.TRANSLATE:
            return translate(source, design, self.package, reporter)
        expected = count_rows(source, reporter)
        origin = completable(source, design)

        def once() -> int:
            self.discard()
            return self._read_by_qgis(origin, expected, reporter)

        read = read_patiently(source, once, lambda rows: rows == expected, reporter)
        refuse([troubles.count_differs(source.name, expected, read)] if read != expected else [])
        return read

    def _read_by_qgis(self, origin: CopySource | None, expected: int, reporter: Reporter) -> int:
        source, design = self.layer.source, self.layer.design
        if origin is not None:
            return complete(source, origin, design, self.package, expected, reporter)
        if overlayable(source):
            return overlay(source, design, self.package, self.transforms, reporter)
        repair = self.options.invalid is Invalid.REPAIRED
        read, reshaping = write(source, design, self.package, self.transforms, expected, repair, reporter)
        if read == expected and reshaping.repaired:
            self.found.append(found.repaired(source.name, reshaping.repaired))
        if read == expected and reshaping.unrepairable:
            self.found.append(found.unrepairable(source.name, reshaping.unrepairable))
        return read

    def discard(self) -> None:
        with geopackage.opened(self.package, writable=True) as connection:
            geopackage.drop_table(connection, self.layer.design.name)

    def has_odd_dates(self) -> bool:
        with geopackage.opened(self.package) as connection:
            return has_odd_dates(connection, self.layer.design)

    def settle(self, counted: Census) -> TableDesign:
        """Makes the declared type true: what is multi in one row is multi in all."""
        design = self.layer.design
        about = found.about_census(design.title, counted, design.geometry)
        refuse([problem for problem in about if problem.level is Level.REFUSAL])
        self.found.extend(about)
        geometry = counted.fitting(design.geometry)
        design = replace(design, geometry=geometry)
        with geopackage.opened(self.package, writable=True) as connection:
            if QgsWkbTypes.isMultiType(geometry) and counted.single_rows:
                promoted = promote(connection, design.name, GEOMETRY_COLUMN)
                self.found.append(found.promoted(design.title, promoted))
            if geometry != self.layer.design.geometry or counted.uneven:
                geopackage.describe_table(connection, design, uneven=counted.uneven)
                geopackage.redeclare(connection, design, self.layer.design.geometry)
        return design
