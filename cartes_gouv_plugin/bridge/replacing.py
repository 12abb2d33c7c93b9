"""Newer data for the services of a datasheet: which layer takes the place of which table. Main thread."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from qgis.core import QgsVectorLayer

from cartes_gouv_plugin.bridge.export.capture import capture
from cartes_gouv_plugin.bridge.export.options import ExportOptions
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.publishing import suggested_technical_name
from cartes_gouv_plugin.core.publication.publication import Publication


@dataclass(frozen=True)
class Replacement:
    """`database`: the stored data to replace; `layers`: the layer that each of its tables is made from now."""

    datastore: str
    datasheet: str
    database: str
    layers: Mapping[str, QgsVectorLayer]


def plan_replacement(chosen: Replacement) -> ExportPlan:
    """The tables keep their names, whatever the layers are called. The plan may hold refusals."""
    tables = tuple((layer.id(), table) for table, layer in chosen.layers.items())
    return capture(tuple(chosen.layers.values()), ExportOptions(tables=tables))


def prepare_replacement(chosen: Replacement) -> tuple[Publication, ExportPlan]:
    """What the tracker publishes: it has no services of its own, those of the older data turn to it."""
    plan = plan_replacement(chosen)
    publication = Publication(
        id=str(uuid.uuid4()),
        datastore=chosen.datastore,
        datasheet=chosen.datasheet,
        technical_name=suggested_technical_name(tuple(chosen.layers.values()), chosen.datasheet),
        srs=plan.crs,
        replaces=chosen.database,
    )
    return publication, plan
