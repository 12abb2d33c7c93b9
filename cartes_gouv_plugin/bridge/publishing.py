"""From what somebody chose to a publication and the plan of its export. Main thread; nothing is sent."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject

from cartes_gouv_plugin.bridge.choice import Choice
from cartes_gouv_plugin.bridge.descriptions import answered, described, themes_of
from cartes_gouv_plugin.bridge.export.capture import capture
from cartes_gouv_plugin.bridge.export.options import ExportOptions, Invalid
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Problem
from cartes_gouv_plugin.bridge.looks import seal_looks
from cartes_gouv_plugin.bridge.row_counts import rows_at_hand
from cartes_gouv_plugin.bridge.tile_attributes import kept_attributes
from cartes_gouv_plugin.bridge.tiling import Prediction, crowded, predict
from cartes_gouv_plugin.core.publication.naming import technical_name
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import (
    ChosenLayers,
    MetadataRequest,
    Publication,
    ServiceRequest,
    ServiceType,
    TableLevels,
    TileRequest,
)
from cartes_gouv_plugin.core.services.tiling import AS_SUGGESTED


def suggested_technical_name(layers: tuple[QgsMapLayer, ...], datasheet: str) -> str:
    """The layer's name, or the datasheet's when there are several layers, with today's date."""
    return technical_name(layers[0].name() if len(layers) == 1 else datasheet, date.today())


def plan_of(choice: Choice) -> ExportPlan:
    """The plan may hold refusals: running it then raises `ExportRefused`."""
    options = ExportOptions(choice.crs, choice.selected_only, choice.without_hidden, choice.invalid)
    return capture(choice.layers, options)


def prepare(choice: Choice, outbox: Outbox) -> tuple[Publication, ExportPlan]:
    """The looks of the layers are put into the outbox, for the services that show them; nothing else is written."""
    plan = plan_of(choice)
    identifier = str(uuid.uuid4())
    styles = outbox.package_path(identifier).with_name("styles")
    said = answered(described(choice.layers, QgsProject.instance()), choice.answers, choice.producer)
    said = replace(said, themes=themes_of(choice.layers, choice.datasheet, said))
    publication = Publication(
        id=identifier,
        datastore=choice.datastore,
        datasheet=choice.datasheet,
        technical_name=choice.technical_name or suggested_technical_name(choice.layers, choice.datasheet),
        srs=plan.crs,
        producer=choice.producer,
        production_year=choice.production_year,
        services=tuple(_request(choice, plan, said, service, styles) for service in choice.services),
        metadata=said,
        layers=ChosenLayers(
            tuple(layer.id() for layer in choice.layers),
            choice.selected_only,
            choice.without_hidden,
            choice.invalid is Invalid.REPAIRED,
        ),
    )
    return publication, plan


def _request(
    choice: Choice, plan: ExportPlan, said: MetadataRequest, service: ServiceType, styles: Path
) -> ServiceRequest:
    options = choice.options_of(service)
    return ServiceRequest(
        service,
        title=options.title,
        layer_name=options.layer_name,
        is_open=options.is_open,
        styles=seal_looks(choice, plan, service, styles / service.name.lower()),
        abstract=said.abstract,
        themes=said.themes,
        keywords=said.free_keywords,
        tiles=_tiles(choice, plan) if service is ServiceType.TMS else TileRequest(),
    )


def predictions(
    choice: Choice, plan: ExportPlan, rows: Mapping[str, int] | None = None
) -> tuple[tuple[str, Prediction], ...]:
    """The levels that tiles would have, by layer identifier; nothing of layers whose rows are not counted.

    `rows`: those of layers that have been read, by layer identifier.
    """
    if choice.selected_only:
        return ()
    tables = {layer.source.id: layer.design.name for layer in plan.layers}
    found = []
    for layer in choice.layers:
        identifier = layer.id()
        counted = (rows or {}).get(identifier, rows_at_hand(layer))
        if identifier in tables and counted is not None:
            levels = choice.tiles.levels.get(identifier)
            found.append((identifier, predict(layer, tables[identifier], counted, levels, choice.tiles.area)))
    return tuple((layer, prediction) for layer, prediction in found if prediction is not None)


def crowded_tiles(choice: Choice, predicted: Iterable[tuple[str, Prediction]]) -> tuple[Problem, ...]:
    """Of each layer whose tiles would hold too much, the sentence that says so before anything is computed."""
    names = {layer.id(): layer.name() for layer in choice.layers}
    found = (
        crowded(names[layer], prediction, choice.tiles.generalisation)
        for layer, prediction in predicted
        if layer in names
    )
    return tuple(problem for problem in found if problem is not None)


def _tiles(choice: Choice, plan: ExportPlan) -> TileRequest:
    """Levels that are neither chosen nor predicted are suggested once the package's rows are counted."""
    suggested = {found.levels.table: found.levels for _layer, found in predictions(choice, plan)}
    levels = []
    for layer in plan.layers:
        table, wanted = layer.design.name, choice.tiles.levels.get(layer.source.id)
        attributes = kept_attributes(choice, plan, layer.source.id)
        known = TableLevels(table, wanted.top, wanted.bottom) if wanted is not None else suggested.get(table)
        if known is not None or attributes:
            top, bottom = (known.top, known.bottom) if known is not None else AS_SUGGESTED
            levels.append(TableLevels(table, top, bottom, attributes))
    return TileRequest(tuple(levels), choice.tiles.generalisation, choice.tiles.area)
