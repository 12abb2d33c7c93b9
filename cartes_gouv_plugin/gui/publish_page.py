"""The form that publishes: which layers, under which title, with which services. All defaults are good ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QWidget

from cartes_gouv_plugin.bridge.account import Standing
from cartes_gouv_plugin.bridge.choice import Choice
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType
from cartes_gouv_plugin.core.publication.record import PublicationRecord
from cartes_gouv_plugin.gui import forms, wording_options, wording_pages
from cartes_gouv_plugin.gui.findings import Findings
from cartes_gouv_plugin.gui.layer_tree_list import LayerTreeList
from cartes_gouv_plugin.gui.publish_names import PublishNames
from cartes_gouv_plugin.gui.publish_services import PublishServices, ServiceRow
from cartes_gouv_plugin.gui.remarks import Remarks


class PublishPage(QWidget):
    """`publish_asked` carries a `Choice` whose datastore is the one set with `set_datastore`.

    `names_wanted`: whether the technical names of `services.wanted_names()` are free may be asked for.
    """

    closed = pyqtSignal()
    publish_asked = pyqtSignal(object)
    names_wanted = pyqtSignal()

    def __init__(
        self, layers: Callable[[], list[QgsVectorLayer]], inspection: Inspection, parent: QWidget | None = None
    ) -> None:
        """`layers`: the project's vector layers at the time of the call."""
        super().__init__(parent)
        forms.load("publish_page", self)
        self._project_layers = layers
        self._corrects = ""
        self._known: dict[str, QgsVectorLayer] = {}
        self._datastore = ""
        self._obstacle = ""
        self._names = PublishNames(self.datasheet, self.datasheetRemark, self.technicalName)
        self._list = LayerTreeList(self.layers)
        rows = {
            ServiceType.WFS: ServiceRow(self.wfs, self.wfsPurpose, self.wfsOptions),
            ServiceType.WMS_VECTOR: ServiceRow(self.wms, self.wmsPurpose, self.wmsOptions),
            ServiceType.TMS: ServiceRow(self.tms, self.tmsPurpose, self.tmsOptions),
        }
        self.services = PublishServices(rows, self.tileOptions, self)
        self._findings = Findings(inspection, Remarks(self.remarks), self)
        self._dress()
        self._connect()

    def correct(self, publication: Publication) -> None:
        """After `start`: what is published takes the place of a failed publication, in the same datasheet."""
        self._corrects = publication.id
        self._names.show_publication(publication)
        self.record.show_publication(publication)
        self.services.show_publication(publication)
        self._lock(True)

    def _lock(self, locked: bool) -> None:
        """Datasheet, names and services of a corrected publication stay what they were."""
        self._names.lock(locked)
        self.record.setEnabled(not locked)
        self.services.lock(locked)

    def start(
        self, chosen: Sequence[QgsVectorLayer], titles: Sequence[str], past: Iterable[PublicationRecord] = ()
    ) -> None:
        """A new form for `chosen`. `titles`: the user's own datasheets; `past`: publications to learn from."""
        self._corrects = ""
        self._lock(False)
        layers = self._project_layers()
        self._known = {layer.id(): layer for layer in (*layers, *chosen)}
        self._findings.learn_from(past)
        self._list.fill(layers, chosen)
        self._names.start(chosen[0].name() if chosen else "", titles)
        self.projection.set_crs(QgsCoordinateReferenceSystem())
        self.selectedOnly.setChecked(False)
        self.withoutHidden.setChecked(False)
        self.invalid.setCurrentIndex(0)
        self.moreGroup.setCollapsed(True)
        self.services.reset(chosen)
        self.record.start(chosen, self._names.title)
        self._layers_changed()
        self.names_wanted.emit()
        self._names.focus()

    def leave(self) -> None:
        """Another page is shown: nothing of the form stays on the map."""
        self.tileOptions.leave()

    def forget(self) -> None:
        """Lets go of the layers; those that were opened from a file must not outlive QGIS's own objects."""
        self._findings.close()
        self.tileOptions.remove()
        self.tileOptions.offer([])
        self.layers.clear()
        self._known.clear()

    def set_standing(self, standing: Standing | None, obstacle: str) -> None:
        """Who publishes, and where; `obstacle`: why nothing can be published now, as a sentence."""
        place = standing.destination if standing is not None else None
        self._datastore = place.datastore if place is not None else ""
        self._obstacle = obstacle
        self.services.set_datastore(
            standing.datastore if standing is not None else None, place is not None and place.sandbox
        )
        if standing is not None:
            name = f"{standing.user.first_name} {standing.user.last_name}".strip()
            self.record.know(name if place is None or place.sandbox else place.name, standing.user.email)
        self._refresh()
        self.names_wanted.emit()

    def choice(self) -> Choice:
        crs = self.projection.crs()
        return Choice(
            layers=tuple(
                self._known[each] for each in self._list.checked_ids() if not sip.isdeleted(self._known[each])
            ),
            datasheet=self._names.title,
            datastore=self._datastore,
            technical_name=self._names.technical_name,
            crs=crs.authid() if crs.isValid() else "",
            producer=self.record.producer.text().strip(),
            production_year=self.record.year.value(),
            services=self.services.ticked(),
            selected_only=self.selectedOnly.isChecked(),
            without_hidden=self.withoutHidden.isChecked(),
            invalid=self.invalid.currentData(),
            corrects=self._corrects,
            options=self.services.options(),
            tiles=self.tileOptions.options(),
            answers=self.record.answers(),
        )

    def _dress(self) -> None:
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.back.setIcon(QgsApplication.getThemeIcon("/mActionArrowLeft.svg"))
        for fate, words in wording_options.invalid_geometries():
            self.invalid.addItem(words, fate)
        forms.tab_as_read(self)
        forms.name_folding_buttons(self)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self.publish.clicked.connect(self._publish)
        self._findings.changed.connect(self._found)
        self.layers.itemChanged.connect(self._layers_changed)
        self._names.changed.connect(self._refresh)
        self.projection.changed.connect(self._layers_changed)
        self.selectedOnly.toggled.connect(self._layers_changed)
        self.withoutHidden.toggled.connect(self._layers_changed)
        self.invalid.currentIndexChanged.connect(self._layers_changed)
        self.services.changed.connect(self._options_changed)
        self.services.name_edited.connect(self._names_changed)

    def _publish(self) -> None:
        self.record.remember()
        self._findings.stop()
        self.publish_asked.emit(self.choice())

    def _layers_changed(self, *_ignored: object) -> None:
        self.services.offer(self.choice().layers)
        self._findings.look_at(self.choice())
        self._refresh()

    def _options_changed(self) -> None:
        self._findings.show_again(self.choice())
        self._refresh()

    def _names_changed(self) -> None:
        self._refresh()
        self.names_wanted.emit()

    def _found(self) -> None:
        self.tileOptions.show_predictions(self._findings.predictions)
        self.tileOptions.show_lacking(self._findings.lacking_in_tiles)
        self._list.show_rows(self._findings.rows)
        self._refresh()

    def _refresh(self, *_ignored: object) -> None:
        choice = self.choice()
        self._names.refresh(choice.layers)
        self.services.suggest(choice.datasheet, self._names.technical_name)
        self.record.suggest(choice.datasheet)
        reason = self._reason(choice)
        self.publish.setEnabled(not reason)
        self.reason.setText(reason or self._findings.estimate(choice))

    def _reason(self, choice: Choice) -> str:
        """Why the button is greyed; empty when it is not."""
        if self._obstacle:
            return self._obstacle
        if not choice.layers:
            return wording_pages.reason_no_layer()
        if not choice.datasheet:
            return wording_pages.reason_no_title()
        return wording_pages.reason_refused() if self._findings.refused else self.services.reason()
