"""Layers for a publication that waits for them: its export was interrupted, or the website left its delivery open.

They are captured on the main thread, before anybody has asked the platform which projection the delivery has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qgis.core import QgsMapLayer, QgsProject

from cartes_gouv_plugin.bridge.choice import Choice
from cartes_gouv_plugin.bridge.export.options import Invalid
from cartes_gouv_plugin.bridge.export.plan import ExportPlan, planned
from cartes_gouv_plugin.bridge.export.sources import Liveness
from cartes_gouv_plugin.bridge.publishing import prepare
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import (
    ChosenLayers,
    MetadataRequest,
    Publication,
    ServiceRequest,
    ServiceType,
    StyleFile,
)

_ANY_CRS = "EPSG:4326"
"""Stands for the projection that is not known yet: the names of tables and columns do not depend on it."""


@dataclass(frozen=True)
class Supply:
    """What the layers would make of a publication, and the plan of their export. Any thread may use it, once."""

    template: Publication
    plan: ExportPlan
    outbox: Outbox

    def __call__(self, publication: Publication) -> tuple[Publication, ExportPlan]:
        """The publication as these layers make it, and the plan of their export in its projection.

        It is a delivery taken over, or one that waits for its layers; the services of the supply are opened as well.
        """
        plan = _in_projection(self.plan, publication.srs)
        if self.template.layers == publication.layers and not self.template.services:
            self.discard()
            return publication, plan
        return replace(
            publication,
            services=self._services(publication),
            metadata=self._record(publication),
            layers=self.template.layers,
        ), plan

    def discard(self) -> None:
        """It will not be used: nothing of it stays on the disk."""
        self.outbox.remove(self.template.id)

    def _record(self, publication: Publication) -> MetadataRequest | None:
        """What was answered for the publication; what these layers say, where only the people were known."""
        answered, said = publication.metadata, self.template.metadata
        if answered is None or said is None or answered.title or answered.abstract:
            return answered or said
        return replace(
            said,
            contact_email=said.contact_email or answered.contact_email,
            organisation=said.organisation or answered.organisation,
            organisation_email=said.organisation_email or answered.organisation_email,
        )

    def _services(self, publication: Publication) -> tuple[ServiceRequest, ...]:
        """What was asked for, with the tables, looks and levels of these layers."""
        self.outbox.hand_over(self.template.id, publication.id)
        asked = {request.type: request for request in publication.services}
        return tuple(
            replace(
                asked.get(fresh.type, fresh),
                tables=fresh.tables,
                styles=tuple(self._handed_over(style, publication.id) for style in fresh.styles),
                tiles=fresh.tiles,
            )
            for fresh in self.template.services
        )

    def _handed_over(self, style: StyleFile, publication_id: str) -> StyleFile:
        before = self.outbox.folder(self.template.id)
        after = self.outbox.folder(publication_id)
        images = tuple(after / image.relative_to(before) for image in style.images if before in image.parents)
        kept = tuple(image for image in style.images if before not in image.parents)
        return replace(style, path=after / style.path.relative_to(before), images=(*images, *kept))


def _in_projection(plan: ExportPlan, crs: str) -> ExportPlan:
    """The same export in another projection; what was known of the layers themselves stands."""
    sources = tuple(replace(layer.source, live=layer.source.live - {Liveness.REPROJECTED}) for layer in plan.layers)
    about_layers = {problem for layer in plan.layers for problem in layer.problems}
    refused = tuple(problem for problem in plan.problems if problem not in about_layers)
    return planned(sources, refused, replace(plan.options, crs=crs), plan.transforms)


def layers_at_hand(publication: Publication, project: QgsProject) -> tuple[QgsMapLayer, ...]:
    """The layers that it was made of, if the project has them all; none otherwise.

    None either when only their selected rows were wanted: nobody knows any more which these were.
    """
    found = [project.mapLayer(identifier) for identifier in publication.layers.ids]
    whole = not publication.layers.selected_only and all(layer is not None and layer.isValid() for layer in found)
    return tuple(found) if whole else ()


def supply_of(
    layers: Sequence[QgsMapLayer],
    outbox: Outbox,
    services: Sequence[ServiceType] = (),
    *,
    selected_only: bool = False,
    as_before: ChosenLayers | None = None,
) -> Supply:
    """Main thread. The looks of the layers are put into the outbox, for the services that show them.

    `as_before`: how the publication's own layers were exported the first time; the same holds again.
    """
    before = as_before or ChosenLayers()
    choice = Choice(
        tuple(layers),
        datasheet="",
        datastore="",
        crs=_ANY_CRS,
        services=tuple(services),
        selected_only=selected_only,
        without_hidden=before.without_hidden,
        invalid=Invalid.REPAIRED if before.repaired else Invalid.LEFT,
    )
    return Supply(*prepare(choice, outbox), outbox)
