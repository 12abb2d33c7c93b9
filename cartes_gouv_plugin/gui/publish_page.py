"""The form that publishes: which layers, under which title, with which services. All defaults are good ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsSettings, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QWidget

from cartes_gouv_plugin.bridge.choice import Choice
from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.bridge.looks import lost_looks
from cartes_gouv_plugin.bridge.preflight import Preflight
from cartes_gouv_plugin.bridge.publishing import plan_of, suggested_technical_name
from cartes_gouv_plugin.bridge.settings import PREFIX
from cartes_gouv_plugin.core.publication.naming import is_datasheet_name
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType
from cartes_gouv_plugin.gui import forms, quantities, wording, wording_pages
from cartes_gouv_plugin.gui.layer_tree_list import LayerTreeList
from cartes_gouv_plugin.gui.remarks import Remarks

TITLE_MAX = 99
PRODUCER_KEY = PREFIX + "producer"


class PublishPage(QWidget):
    """`publish_asked` carries a `Choice` whose datastore is the one set with `set_datastore`."""

    closed = pyqtSignal()
    publish_asked = pyqtSignal(object)

    def __init__(
        self, layers: Callable[[], list[QgsVectorLayer]], inspection: Inspection, parent: QWidget | None = None
    ) -> None:
        """`layers`: the project's vector layers at the time of the call."""
        super().__init__(parent)
        forms.load("publish_page", self)
        self._project_layers = layers
        self._corrects = ""
        self._inspection = inspection
        self._problems: tuple[Problem, ...] = ()
        self._looks: tuple[Problem, ...] = ()
        self._size: int | None = None
        self._known: dict[str, QgsVectorLayer] = {}
        self._datastore = ""
        self._obstacle = ""
        self._technical_name_edited = False
        self._list = LayerTreeList(self.layers)
        self._remarks = Remarks(self.remarks)
        self._services = {ServiceType.WFS: self.wfs, ServiceType.WMS_VECTOR: self.wms, ServiceType.TMS: self.tms}
        self._dress()
        self._connect()

    def correct(self, publication: Publication) -> None:
        """After `start`: what is published takes the place of a failed publication, in the same datasheet."""
        self._corrects = publication.id
        self.datasheet.setEditText(publication.datasheet)
        self.technicalName.setText(publication.technical_name)
        self._technical_name_edited = True
        self.producer.setText(publication.producer)
        self.year.setValue(publication.production_year or self.year.value())
        for service, box in self._services.items():
            box.setChecked(any(request.type is service for request in publication.services))
        self._lock(True)

    def _lock(self, locked: bool) -> None:
        """Datasheet, names and services of a corrected publication stay what they were."""
        boxes = self._services.values()
        for widget in (self.datasheet, self.technicalName, self.producer, self.year, *boxes):
            widget.setEnabled(not locked)

    def start(self, chosen: Sequence[QgsVectorLayer], titles: Sequence[str]) -> None:
        """A new form for `chosen`; `titles` are the user's own datasheets, to complete the title with."""
        self._corrects = ""
        self._lock(False)
        layers = self._project_layers()
        self._known = {layer.id(): layer for layer in (*layers, *chosen)}
        self._technical_name_edited = False
        self._list.fill(layers, chosen)
        self.datasheet.clear()
        self.datasheet.addItems(titles)
        self.datasheet.setEditText(chosen[0].name() if chosen else "")
        self.projection.setCrs(QgsCoordinateReferenceSystem())
        self.producer.setText(str(QgsSettings().value(PRODUCER_KEY, "") or ""))
        self._layers_changed()
        self.datasheet.setFocus()
        self.datasheet.lineEdit().selectAll()

    def forget(self) -> None:
        """Lets go of the layers; those that were opened from a file must not outlive QGIS's own objects."""
        self._inspection.close()
        self.layers.clear()
        self._known.clear()

    def set_datastore(self, datastore: str, obstacle: str) -> None:
        """Where to publish; `obstacle`: why nothing can be published now, as a sentence; empty when it can."""
        self._datastore = datastore
        self._obstacle = obstacle
        self._refresh()

    def choice(self) -> Choice:
        crs = self.projection.crs()
        return Choice(
            layers=tuple(
                self._known[each] for each in self._list.checked_ids() if not sip.isdeleted(self._known[each])
            ),
            datasheet=self.datasheet.currentText().strip(),
            datastore=self._datastore,
            technical_name=self.technicalName.text().strip(),
            crs=crs.authid() if crs.isValid() else "",
            producer=self.producer.text().strip(),
            production_year=self.year.value(),
            services=tuple(service for service, box in self._services.items() if box.isChecked()),
            selected_only=self.selectedOnly.isChecked(),
            corrects=self._corrects,
        )

    def _dress(self) -> None:
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.back.setIcon(QgsApplication.getThemeIcon("/mActionArrowLeft.svg"))
        self.datasheet.lineEdit().setMaxLength(TITLE_MAX)
        self.year.setRange(1, date.today().year)
        self.year.setValue(date.today().year)
        for service, box in self._services.items():
            box.setText(wording.service(service))
        self.projection.setOptionVisible(self.projection.CrsOption.CrsNotSet, True)
        self.projection.setNotSetText(wording_pages.projection_of_layers())

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self.publish.clicked.connect(self._publish)
        self._inspection.inspected.connect(self._inspected)
        self.layers.itemChanged.connect(self._layers_changed)
        self.datasheet.editTextChanged.connect(self._refresh)
        self.technicalName.textEdited.connect(self._keep_technical_name)
        self.projection.crsChanged.connect(self._layers_changed)
        self.selectedOnly.toggled.connect(self._layers_changed)
        for box in self._services.values():
            box.toggled.connect(self._layers_changed)

    def _keep_technical_name(self, text: str) -> None:
        self._technical_name_edited = bool(text.strip())

    def _publish(self) -> None:
        QgsSettings().setValue(PRODUCER_KEY, self.producer.text().strip())
        self._inspection.stop()
        self.publish_asked.emit(self.choice())

    def _layers_changed(self, *_ignored: object) -> None:
        """What is known without reading a row comes at once, the rest when the rows have been read."""
        choice = self.choice()
        self._size = None
        self._problems = ()
        self._looks = ()
        self._inspection.stop()
        if choice.layers:
            plan = plan_of(choice)
            self._problems = plan.problems
            self._looks = lost_looks(choice, plan)
            self._inspection.start(plan)
        self._remarks.show((*self._problems, *self._looks))
        self._refresh()

    def _inspected(self, preflight: Preflight) -> None:
        self._problems, self._size = preflight.problems, preflight.size
        self._remarks.show((*self._problems, *self._looks))
        self._refresh()

    def _refresh(self, *_ignored: object) -> None:
        choice = self.choice()
        if not self._technical_name_edited and choice.layers:
            self.technicalName.setText(suggested_technical_name(choice.layers, choice.datasheet))
        remark = bool(choice.datasheet) and not is_datasheet_name(choice.datasheet)
        self.datasheetRemark.setText(wording_pages.remark_on_title() if remark else "")
        self.datasheetRemark.setVisible(remark)
        self._allow(self._reason(choice))

    def _reason(self, choice: Choice) -> str:
        """Why the button is greyed; empty when it is not."""
        if self._obstacle:
            return self._obstacle
        if not choice.layers:
            return wording_pages.reason_no_layer()
        if not choice.datasheet:
            return wording_pages.reason_no_title()
        if any(problem.level is Level.REFUSAL for problem in self._problems):
            return wording_pages.reason_refused()
        return ""

    def _allow(self, reason: str) -> None:
        self.publish.setEnabled(not reason)
        size = wording_pages.estimated_size(quantities.size(self._size)) if self._size else ""
        self.reason.setText(reason or size)
