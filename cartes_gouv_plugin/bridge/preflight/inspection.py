"""The inspection of a plan: what is known without reading, then what the rows, the files and the disk say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cartes_gouv_plugin.bridge.export import found, problems, troubles
from cartes_gouv_plugin.bridge.export.failures import refusing
from cartes_gouv_plugin.bridge.export.filling import PlannedLayer, lane_of
from cartes_gouv_plugin.bridge.export.options import Invalid, Lane
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.bridge.export.unpacking import archive_of, size_unpacked
from cartes_gouv_plugin.bridge.preflight import room
from cartes_gouv_plugin.bridge.preflight.reach import first_out_of_reach
from cartes_gouv_plugin.bridge.preflight.reading import read
from cartes_gouv_plugin.bridge.preflight.rows import Reading
from cartes_gouv_plugin.core.errors import ExportRefused
from cartes_gouv_plugin.core.progress import Reporter


@dataclass(frozen=True)
class LayerPreflight:
    """One layer: `id` as QGIS knows it; `rows` and the `lane` of its export are None when it cannot be read.

    `geometries`: bytes that its geometries take in the package at least.
    """

    id: str
    name: str
    table: str
    rows: int | None
    lane: Lane | None
    problems: tuple[Problem, ...]
    geometries: int = 0


@dataclass(frozen=True)
class Preflight:
    """`problems`: all of them, the layers' included, in the order of the layers. `size`: bytes, None if unknown."""

    layers: tuple[LayerPreflight, ...]
    problems: tuple[Problem, ...]
    crs: str
    size: int | None

    def at(self, level: Level) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level is level)

    @property
    def refused(self) -> bool:
        return bool(self.at(Level.REFUSAL))


def inspect(plan: ExportPlan, folder: Path, reporter: Reporter | None = None) -> Preflight:
    """Reads every layer once. `folder`: where the package would be written.

    Raises `Cancelled`, and nothing else: what cannot be read is a problem like another.
    """
    progress = reporter or Reporter()
    share = 1 / max(1, len(plan.layers))
    layers = tuple(_layer(layer, plan, progress.part(share)) for layer in plan.layers)
    weight = room.weigh((layer.source for layer in plan.layers), sum(layer.geometries for layer in layers))
    of_layers = {problem for layer in plan.layers for problem in layer.problems}
    whole = [problem for problem in plan.problems if problem not in of_layers]
    whole += room.about(weight, folder)
    return Preflight(
        layers, (*whole, *(problem for layer in layers for problem in layer.problems)), plan.crs, weight.most
    )


def _layer(layer: PlannedLayer, plan: ExportPlan, reporter: Reporter) -> LayerPreflight:
    source = layer.source
    if source.is_gone:
        gone = problems.source_missing(source.name)
        return LayerPreflight(source.id, source.name, layer.design.name, None, None, (*layer.problems, gone))
    rows, lane, told, size = None, None, list(layer.problems), 0
    try:
        with refusing(source.name, Path(source.ogr.path).parent if source.ogr else Path()):
            archive = archive_of(source)
            if archive is not None:
                size_unpacked(archive)
            check_validity = plan.options.invalid is Invalid.COUNTED
            reading = read(source, layer.design, check_validity=check_validity, reporter=reporter)
            lost = first_out_of_reach(source, layer.design.srs, plan.transforms, reading.corners, reporter)
            lane = _lane(layer, plan, packed=archive is not None)
        told += [] if lost is None else [troubles.out_of_reach(source.name, lost)]
        rows, size = reading.census.rows, reading.census.least_size
        told += _about_rows(layer, reading)
    except ExportRefused as refusal:
        told += [problems.source_unreadable(source.name, reason) for reason in refusal.reasons]
    return LayerPreflight(source.id, source.name, layer.design.name, rows, lane, tuple(told), size)


def _lane(layer: PlannedLayer, plan: ExportPlan, *, packed: bool) -> Lane:
    """What is packed in a zip is laid open first, and is then a file like another."""
    source, first = layer.source, plan.options.first_lane
    plain = source.ogr is not None and not source.ogr.subset and source.key is not None
    return Lane.COPY if packed and plain and first is Lane.COPY else lane_of(layer, first)


def _about_rows(layer: PlannedLayer, reading: Reading) -> list[Problem]:
    name, census = layer.source.name, reading.census
    if census.rows == 0:
        return [problems.empty(name)]
    told = found.about_census(name, census, layer.source.geometry)
    if census.single_rows and census.has_multi:
        told.append(found.promoted(name, census.single_rows))
    if reading.counted_by_reading:
        told.append(found.count_unknown(name, census.rows))
    if reading.invalid:
        told.append(found.invalid(name, len(reading.invalid), reading.invalid[0]))
    if census.curved and not any(problem.code is problems.Code.GEOMETRY_CURVED for problem in layer.problems):
        told.append(problems.curved(name))
    if reading.elsewhere:
        told.append(found.wrong_place(name, layer.source.crs.userFriendlyIdentifier()))
    elif reading.odd.astray.count:
        crs, astray = layer.source.crs.userFriendlyIdentifier(), reading.odd.astray
        told.append(found.astray(name, crs, astray.count, astray.first))
    return [*told, *_about_numbers(name, reading)]


def _about_numbers(name: str, reading: Reading) -> list[Problem]:
    odd = reading.odd
    told = [found.broken_coordinates(name, odd.broken.count, odd.broken.first)] if odd.broken.count else []
    told += [found.not_numbers(name, field, count) for field, count in odd.nameless.items()]
    return told + [found.infinite(name, field, count) for field, count in odd.infinite.items()]
