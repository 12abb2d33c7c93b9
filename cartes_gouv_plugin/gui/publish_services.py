"""The services of the publish form: which are ticked, and the options of each, folded below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QLabel

from cartes_gouv_plugin.bridge.choice import ServiceOptions
from cartes_gouv_plugin.bridge.looks import style_names
from cartes_gouv_plugin.core.entrepot.models import Datastore
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType
from cartes_gouv_plugin.gui import wording_options, wording_pages
from cartes_gouv_plugin.gui.service_options import ServiceOptionsBox
from cartes_gouv_plugin.gui.tile_options import TileOptionsBox


@dataclass(frozen=True)
class ServiceRow:
    """The widgets of one service: whether it is wanted, what it is for, its folded options."""

    box: QCheckBox
    purpose: QLabel
    options: ServiceOptionsBox


class PublishServices(QObject):
    """`changed`: what is published, or how it looks, is different; `name_edited`: a technical name may be another."""

    changed = pyqtSignal()
    name_edited = pyqtSignal()

    def __init__(
        self,
        rows: dict[ServiceType, ServiceRow],
        tiles: TileOptionsBox,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self.tiles = tiles
        self._prefix = ""
        for service, row in rows.items():
            row.box.setText(wording_pages.service_name(service))
            row.box.setAccessibleDescription(wording_options.purpose(service))
            row.purpose.setText(wording_options.purpose(service))
            row.options.dress(service)
            row.box.toggled.connect(self._toggled)
            row.options.changed.connect(self.changed)
            row.options.name_edited.connect(self.name_edited)
        tiles.changed.connect(self.changed)
        self._show_options()

    def ticked(self) -> tuple[ServiceType, ...]:
        return tuple(service for service, row in self._rows.items() if row.box.isChecked())

    def options(self) -> dict[ServiceType, ServiceOptions]:
        return {service: row.options.options() for service, row in self._rows.items()}

    def reset(self, layers: Sequence[QgsVectorLayer]) -> None:
        """A new form for these layers."""
        for row in self._rows.values():
            row.options.reset(style_names(layers))
        self.tiles.reset()

    def offer(self, layers: Sequence[QgsVectorLayer]) -> None:
        """The layers that are ticked now."""
        for row in self._rows.values():
            row.options.blockSignals(True)
            row.options.offer_looks(style_names(layers))
            row.options.blockSignals(False)
        self.tiles.offer(layers)

    def suggest(self, title: str, technical_name: str) -> None:
        for row in self._rows.values():
            row.options.suggest(title, self._prefix, technical_name)

    def set_datastore(self, datastore: Datastore | None, sandbox: bool) -> None:
        """What the services may be, there. None while nobody knows."""
        self._prefix = datastore.layer_name_prefix if datastore is not None else ""
        uses = datastore.endpoints if datastore is not None else ()
        for service, row in self._rows.items():
            restricted = any(use.endpoint.type == service.value and not use.endpoint.open for use in uses)
            row.options.allow_restricted(restricted and not sandbox, sandbox)

    def wanted_names(self) -> dict[ServiceType, str]:
        """The technical names that would be asked for; those of the services that are ticked."""
        return {service: self._rows[service].options.wanted_name() for service in self.ticked()}

    def show_free_name(self, service: ServiceType, base: str, free: str) -> None:
        self._rows[service].options.show_free_name(base, free)

    def show_publication(self, publication: Publication) -> None:
        """The services of a publication that is corrected."""
        asked = {request.type: request for request in publication.services}
        for service, row in self._rows.items():
            row.box.setChecked(service in asked)
            if service in asked:
                row.options.show_request(asked[service])
        if ServiceType.TMS in asked:
            self.tiles.show_request(asked[ServiceType.TMS].tiles)

    def lock(self, locked: bool) -> None:
        for row in self._rows.values():
            row.box.setEnabled(not locked)
            row.options.setEnabled(not locked)

    def reason(self) -> str:
        """Why nothing can be published as it is; empty when it can."""
        said = [self._rows[service].options.reason() for service in self.ticked()]
        if ServiceType.TMS in self.ticked():
            said.append(self.tiles.reason())
        return next((reason for reason in said if reason), "")

    def _toggled(self, *_ignored: object) -> None:
        self._show_options()
        self.changed.emit()
        self.name_edited.emit()

    def _show_options(self) -> None:
        for row in self._rows.values():
            row.options.setVisible(row.box.isChecked())
        self.tiles.setVisible(ServiceType.TMS in self.ticked())
