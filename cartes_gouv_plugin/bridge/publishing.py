"""From what somebody chose to a publication and the plan of its export. Main thread; nothing is sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from qgis.core import QgsMapLayer, QgsProject

from cartes_gouv_plugin.bridge.descriptions import described
from cartes_gouv_plugin.bridge.export.capture import capture
from cartes_gouv_plugin.bridge.export.options import ExportOptions
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, SLD, CapturedStyle, PublishedNames, capture_styles
from cartes_gouv_plugin.bridge.tiling import Prediction, predict
from cartes_gouv_plugin.core.publication.naming import technical_name
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import (
    Publication,
    ServiceRequest,
    ServiceType,
    StyleFile,
    TileRequest,
)

FORMATS_SHOWN = {ServiceType.WFS: SLD, ServiceType.WMS_VECTOR: SLD, ServiceType.TMS: MAPBOX}
"""The format of the look that a service shows; that of a WFS is for the website's own map."""
_DRAWN = frozenset({ServiceType.WMS_VECTOR, ServiceType.TMS})


@dataclass(frozen=True)
class Choice:
    """What is to be published, and where. Empty texts mean: the suggestion.

    `corrects`: the failed publication whose place this one takes; its services are then asked for again.
    `sample_area`: tiles of that part only, as `tiling.sample_area` writes it.
    """

    layers: tuple[QgsMapLayer, ...]
    datasheet: str
    datastore: str
    technical_name: str = ""
    crs: str = ""
    producer: str = ""
    production_year: int | None = None
    services: tuple[ServiceType, ...] = ()
    selected_only: bool = False
    corrects: str = ""
    sample_area: str = ""


def suggested_technical_name(layers: tuple[QgsMapLayer, ...], datasheet: str) -> str:
    """The layer's name, or the datasheet's when there are several layers, with today's date."""
    return technical_name(layers[0].name() if len(layers) == 1 else datasheet, date.today())


def plan_of(choice: Choice) -> ExportPlan:
    """The plan may hold refusals: running it then raises `ExportRefused`."""
    return capture(choice.layers, ExportOptions(crs=choice.crs, selected_only=choice.selected_only))


def prepare(choice: Choice, outbox: Outbox) -> tuple[Publication, ExportPlan]:
    """The looks of the layers are put into the outbox, for the services that show them; nothing else is written."""
    plan = plan_of(choice)
    identifier = str(uuid.uuid4())
    styles = outbox.package_path(identifier).with_name("styles")
    said = described(choice.layers, QgsProject.instance())
    publication = Publication(
        id=identifier,
        datastore=choice.datastore,
        datasheet=choice.datasheet,
        technical_name=choice.technical_name or suggested_technical_name(choice.layers, choice.datasheet),
        srs=plan.crs,
        producer=choice.producer,
        production_year=choice.production_year,
        services=tuple(
            ServiceRequest(
                service,
                styles=_styles(choice, plan, styles, service),
                abstract=said.abstract,
                themes=said.themes,
                keywords=said.free_keywords,
                tiles=_tiles(choice, plan) if service is ServiceType.TMS else TileRequest(),
            )
            for service in choice.services
        ),
        metadata=said,
    )
    return publication, plan


def lost_looks(choice: Choice, plan: ExportPlan) -> tuple[Problem, ...]:
    """What the services asked for cannot show of the layers' looks, symbol by symbol; each sentence once."""
    found: dict[Problem, None] = {}
    with TemporaryDirectory() as folder:
        for wanted in dict.fromkeys(FORMATS_SHOWN[service] for service in choice.services if service in _DRAWN):
            for layer, captured in _captured(choice, plan, Path(folder), wanted):
                said = [Problem(Code.LOOK, Level.WARNING, layer.name(), sentence) for sentence in captured.warnings]
                found.update(dict.fromkeys(said))
    return tuple(replace(problem, sentence=f"{problem.layer}: {problem.sentence}") for problem in found)


def predictions(choice: Choice, plan: ExportPlan) -> tuple[Prediction, ...]:
    """The levels that tiles would have, and those that would overflow; nothing of layers whose rows are not counted."""
    if choice.selected_only:
        return ()
    tables = {layer.source.id: layer.design.name for layer in plan.layers}
    found = (predict(layer, tables[layer.id()]) for layer in choice.layers if layer.id() in tables)
    return tuple(prediction for prediction in found if prediction is not None)


def _tiles(choice: Choice, plan: ExportPlan) -> TileRequest:
    return TileRequest(tuple(found.levels for found in predictions(choice, plan)), area=choice.sample_area)


def _styles(choice: Choice, plan: ExportPlan, folder: Path, service: ServiceType) -> tuple[StyleFile, ...]:
    return tuple(captured.style for _layer, captured in _captured(choice, plan, folder, FORMATS_SHOWN[service]))


def _captured(choice: Choice, plan: ExportPlan, folder: Path, wanted: str) -> list[tuple[QgsMapLayer, CapturedStyle]]:
    if plan.refusals:
        return []
    names = {
        layer.source.id: PublishedNames(
            layer.design.name, {column.original: column.name for column in layer.design.columns}
        )
        for layer in plan.layers
    }
    shown = [layer for layer in choice.layers if layer.id() in names]
    return list(zip(shown, capture_styles(shown, names, folder, (wanted,))))
