"""An export that is decided and not yet done: it can run on any thread, once, whatever becomes of the layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from cartes_gouv_plugin.bridge.export import geopackage, problems, troubles
from cartes_gouv_plugin.bridge.export.counting import shares
from cartes_gouv_plugin.bridge.export.failures import refusing
from cartes_gouv_plugin.bridge.export.filling import PlannedLayer, fill
from cartes_gouv_plugin.bridge.export.options import ExportOptions
from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.bridge.export.projections import common, epsg_of, suggested
from cartes_gouv_plugin.bridge.export.report import ExportReport, LayerReport
from cartes_gouv_plugin.bridge.export.seal import kept_small, refuse, remove, seal
from cartes_gouv_plugin.bridge.export.sources import LayerSource
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.targets import plan_layers
from cartes_gouv_plugin.bridge.export.unpacking import archive_of, laid_open
from cartes_gouv_plugin.bridge.export.weight import estimate, whole
from cartes_gouv_plugin.core.progress import Reporter

_SEALING = 0.1  # share of the time that the verification takes
_UNPACKING = 0.2  # that of a zip


@dataclass(frozen=True)
class ExportPlan:
    """`problems`: known without reading a row, the layers' included. `crs`: `EPSG:<code>`; empty if undecided."""

    layers: tuple[PlannedLayer, ...]
    problems: tuple[Problem, ...]
    crs: str
    options: ExportOptions
    transforms: QgsCoordinateTransformContext

    @property
    def refusals(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level is Level.REFUSAL)

    def run(self, path: Path, reporter: Reporter | None = None) -> ExportReport:
        """Writes the package at `path`, replacing what is there, and seals it.

        Raises `ExportRefused` with whole sentences, or `Cancelled`: nothing is left behind, and `path` is as it was.
        """
        refuse([*self.refusals, *self._overwritten(path)])
        progress = reporter or Reporter()
        working = path.with_name(f"{path.stem}.part.gpkg")
        remove(working)
        try:
            with kept_small(working, progress) as watched:
                return self._write(working, path, watched)
        except BaseException:
            remove(working)
            raise

    def _overwritten(self, path: Path) -> list[Problem]:
        """The layers that are read from the very file that would be replaced."""
        target = path.resolve()
        return [
            troubles.source_is_target(layer.source.name, path)
            for layer in self.layers
            if layer.source.ogr is not None and Path(layer.source.ogr.path).resolve() == target
        ]

    def _write(self, working: Path, path: Path, reporter: Reporter) -> ExportReport:
        sources = [layer.source for layer in self.layers]
        packed = any(archive_of(source) is not None for source in sources)
        unpacking = reporter.part(_UNPACKING if packed else 0.0)
        filling = reporter.part(1 - _SEALING - (_UNPACKING if packed else 0.0))
        with refusing(path.name, path.parent):
            expected = estimate(source for source in sources if whole(source))
            geopackage.create(working, int(self.crs.partition(":")[2]), expected)
        with refusing(path.name, path.parent), laid_open(sources, path.parent, unpacking) as at_hand:
            filled = self._fill(at_hand, working, filling)
        designs = [(design, report.rows_written) for design, report in filled]
        with refusing(path.name, path.parent):
            package = seal(working, path, designs, self.crs, reporter.part(_SEALING))
        return ExportReport(package, tuple(report for _design, report in filled))

    def _fill(
        self, sources: Sequence[LayerSource], working: Path, reporter: Reporter
    ) -> list[tuple[TableDesign, LayerReport]]:
        filled = []
        for layer, source, share in zip(self.layers, sources, shares(sources)):
            with refusing(source.name, working.parent):
                part = reporter.part(share)
                filled.append(fill(replace(layer, source=source), working, self.options, self.transforms, part))
        return filled


def planned(
    sources: tuple[LayerSource, ...],
    noticed: tuple[Problem, ...],
    options: ExportOptions,
    transforms: QgsCoordinateTransformContext,
) -> ExportPlan:
    """The plan for `sources`: one coordinate system, and for each a table with names that the platform keeps."""
    crs, undecided = _decide(sources, options.crs)
    layers = plan_layers(sources, crs, options, transforms)
    known = tuple(problem for layer in layers for problem in layer.problems)
    return ExportPlan(layers, (*noticed, *undecided, *known), crs, options, transforms)


def _decide(sources: tuple[LayerSource, ...], wanted: str) -> tuple[str, tuple[Problem, ...]]:
    """The package's coordinate system: the one wanted, that of the layers, or of most of them; empty if refused."""
    if wanted:
        chosen = epsg_of(QgsCoordinateReferenceSystem(wanted))
        return (chosen, ()) if chosen else ("", (problems.crs_not_taken(wanted),))
    codes = [epsg_of(source.crs) for source in sources]
    crs = common(codes) or (suggested(codes) if any(codes) else "")
    strange = [source for source in sources if source.crs.isValid()]
    if crs or not strange:
        return crs, ()
    return "", (problems.crs_undecided(strange[0].name, strange[0].crs.userFriendlyIdentifier()),)
