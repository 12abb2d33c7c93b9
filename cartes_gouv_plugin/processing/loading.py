"""Services that an algorithm has opened, as layers of the project: made on its thread, handed over at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.service_loader import Brought
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
    from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer

LOAD = "LOAD"


def parameter() -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterBoolean(
        LOAD, QCoreApplication.translate("CartesGouv", "Add the services to the project"), False, optional=True
    )


def is_wanted(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> bool:
    return bool(algorithm.parameterAsBoolean(parameters, LOAD, context))


@dataclass(frozen=True)
class Loaded:
    """A service and its layers, which belong to the main thread already."""

    served: ServedLayer
    brought: Brought


def bring_services(client: EntrepotClient, publication: Publication) -> list[Loaded]:
    """Asks the services of a publication for what they are. Any thread."""
    from cartes_gouv_plugin.bridge.service_loader import Wanted, bring

    wanted = (Wanted(publication.datastore, served, publication) for served in publication.served)
    return [Loaded(each.served, bring(client, each)) for each in wanted]


def hand_over(loaded: Iterable[Loaded], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
    """Main thread. Whoever runs the algorithm puts the layers into the project; what did not answer is told."""
    from cartes_gouv_plugin.bridge.service_loader import dress_brought

    for each in loaded:
        if not each.brought.is_whole:
            text = QCoreApplication.translate("CartesGouv", "“{title}” does not answer yet: it is not added.")
            feedback.pushWarning(text.format(title=each.served.title or each.served.layer_name))
            continue
        dress_brought(each.served, each.brought)
        for layer in each.brought.made:
            context.temporaryLayerStore().addMapLayer(layer)
            details = QgsProcessingContext.LayerDetails(layer.name(), context.project(), LOAD)
            context.addLayerToLoadOnCompletion(layer.id(), details)
