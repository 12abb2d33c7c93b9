"""From what somebody chose to a publication and the plan of its export. Main thread; nothing is written or sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from qgis.core import QgsMapLayer

from cartes_gouv_plugin.bridge.export.capture import capture
from cartes_gouv_plugin.bridge.export.options import ExportOptions
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.core.publication.naming import technical_name
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType


@dataclass(frozen=True)
class Choice:
    """What is to be published, and where. Empty texts mean: the suggestion."""

    layers: tuple[QgsMapLayer, ...]
    datasheet: str
    datastore: str
    technical_name: str = ""
    crs: str = ""
    producer: str = ""
    production_year: int | None = None
    services: tuple[ServiceType, ...] = ()
    selected_only: bool = False


def suggested_technical_name(layers: tuple[QgsMapLayer, ...], datasheet: str) -> str:
    """The layer's name, or the datasheet's when there are several layers, with today's date."""
    return technical_name(layers[0].name() if len(layers) == 1 else datasheet, date.today())


def prepare(choice: Choice) -> tuple[Publication, ExportPlan]:
    """The plan may hold refusals: running it then raises `ExportRefused`."""
    plan = capture(choice.layers, ExportOptions(crs=choice.crs, selected_only=choice.selected_only))
    publication = Publication(
        id=str(uuid.uuid4()),
        datastore=choice.datastore,
        datasheet=choice.datasheet,
        technical_name=choice.technical_name or suggested_technical_name(choice.layers, choice.datasheet),
        srs=plan.crs,
        producer=choice.producer,
        production_year=choice.production_year,
        services=tuple(ServiceRequest(service) for service in choice.services),
    )
    return publication, plan
