"""What goes on from here although it was begun elsewhere, or waits for its layers: shown, asked for, set going."""

from __future__ import annotations

from collections.abc import Callable, Collection

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QWidget

from cartes_gouv_plugin.bridge.account import Account
from cartes_gouv_plugin.bridge.interrupted import InterruptedExports
from cartes_gouv_plugin.bridge.supply import supply_of
from cartes_gouv_plugin.bridge.tracker import PublicationTracker
from cartes_gouv_plugin.bridge.unfinished import UnfinishedDeliveries
from cartes_gouv_plugin.core.publication.left_deliveries import LeftDelivery
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType
from cartes_gouv_plugin.gui import wording_takeover
from cartes_gouv_plugin.gui.left_panel import LeftPanel
from cartes_gouv_plugin.gui.supply_dialog import SupplyDialog

Given = Callable[[tuple[QgsVectorLayer, ...], bool], None]


class TakeOver(QObject):
    """Keeps `panel` in step with the platform, and asks for layers when a publication needs them.

    `taken` carries the id of a publication that was just taken over.
    """

    taken = pyqtSignal(str)

    def __init__(
        self,
        tracker: PublicationTracker,
        deliveries: UnfinishedDeliveries,
        account: Account,
        outbox: Outbox,
        project_layers: Callable[[], list[QgsVectorLayer]],
        window: QWidget,
    ) -> None:
        """`window`: what dialogs belong to."""
        super().__init__(window)
        self._tracker = tracker
        self._deliveries = deliveries
        self._account = account
        self._outbox = outbox
        self._project_layers = project_layers
        self._window = window
        self._awaited: set[str] = set()
        self.panel = LeftPanel(window)
        self.exports = InterruptedExports(tracker, outbox, self)
        self.panel.resume_asked.connect(self.take_over)
        deliveries.changed.connect(self._show)
        tracker.added.connect(self._added)
        tracker.removed.connect(self._show)
        tracker.layers_needed.connect(self.give_layers)
        account.changed.connect(self._account_changed)
        QApplication.instance().applicationStateChanged.connect(self._application_changed)

    def look(self) -> None:
        """Asks the platform what the website left, in the datastore in use."""
        standing = self._account.standing
        if standing is not None and standing.destination is not None:
            self._deliveries.look(standing.destination.datastore)

    def take_over(self, delivery: LeftDelivery) -> None:
        """On the user's click: at once if the platform has the data, else the data is asked for."""
        if not delivery.needs_file:
            self._awaited.add(delivery.id)
            self._tracker.follow_upload(delivery.datastore, delivery.id)
            return

        def given(layers: tuple[QgsVectorLayer, ...], selected_only: bool) -> None:
            self._awaited.add(delivery.id)
            supply = supply_of(layers, self._outbox, selected_only=selected_only)
            self._tracker.follow_upload(delivery.datastore, delivery.id, supply)

        self._ask(delivery.datasheet, wording_takeover.delivered_in(delivery.srs), (), given)

    def give_layers(self, publication_id: str) -> None:
        """Its own layers if the project has them, and nothing was found against them; else they are asked for."""
        record = self._tracker.record(publication_id)
        if record is None:
            return
        refused = record.failure is not None and record.failure.kind == "ExportRefused"
        if not refused and self.exports.begin_again(publication_id):
            return
        publication = record.publication

        def given(layers: tuple[QgsVectorLayer, ...], selected_only: bool) -> None:
            supply = supply_of(
                layers,
                self._outbox,
                _services(publication),
                selected_only=selected_only,
                as_before=publication.layers,
            )
            self._tracker.supply(publication_id, supply)

        exists = publication.refs.upload is not None
        remark = (wording_takeover.delivered_in if exists else wording_takeover.prepared_in)(publication.srs)
        self._ask(publication.datasheet, remark, publication.layers.ids, given, publication.layers.selected_only)

    def close(self) -> None:
        QApplication.instance().applicationStateChanged.disconnect(self._application_changed)
        self.exports.close()
        self._deliveries.close()

    def _ask(
        self, datasheet: str, remark: str, checked: Collection[str], given: Given, selected_only: bool = False
    ) -> None:
        dialog = SupplyDialog(datasheet, remark, self._project_layers(), checked, self._window)
        dialog.selectedOnly.setChecked(selected_only)
        dialog.given.connect(given)
        dialog.open()

    def _added(self, publication_id: str) -> None:
        record = self._tracker.record(publication_id)
        upload = record.publication.refs.upload if record is not None else None
        if upload in self._awaited:
            self._awaited.discard(upload)
            self.taken.emit(publication_id)
        self._show()

    def _account_changed(self) -> None:
        if self._account.standing is None:
            self._deliveries.forget()
        self.look()

    def _application_changed(self, state: Qt.ApplicationState) -> None:
        """Who comes back from the browser may have left something there."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _show(self, *_id: str) -> None:
        self.panel.show_deliveries(self._deliveries.found)


def _services(publication: Publication) -> tuple[ServiceType, ...]:
    return tuple(request.type for request in publication.services)
