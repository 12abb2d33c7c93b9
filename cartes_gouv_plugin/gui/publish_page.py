"""The form that publishes: which layers, under which title, with which services. All defaults are good ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QWidget

from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.bridge.publishing import Choice, plan_of, suggested_technical_name
from cartes_gouv_plugin.core.publication.naming import is_datasheet_name
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.gui import forms, wording, wording_pages
from cartes_gouv_plugin.gui.layer_tree_list import LayerTreeList
from cartes_gouv_plugin.gui.remarks import Remarks

TITLE_MAX = 99


class PublishPage(QWidget):
    """`publish_asked` carries a `Choice` whose datastore is the one set with `set_datastore`."""

    closed = pyqtSignal()
    publish_asked = pyqtSignal(object)

    def __init__(self, layers: Callable[[], list[QgsVectorLayer]], parent: QWidget | None = None) -> None:
        """`layers`: the project's vector layers at the time of the call."""
        super().__init__(parent)
        forms.load("publish_page", self)
        self._project_layers = layers
        self._known: dict[str, QgsVectorLayer] = {}
        self._datastore = ""
        self._obstacle = ""
        self._technical_name_edited = False
        self._list = LayerTreeList(self.layers)
        self._remarks = Remarks(self.remarks)
        self._services = {ServiceType.WFS: self.wfs, ServiceType.WMS_VECTOR: self.wms, ServiceType.TMS: self.tms}
        self._dress()
        self._connect()

    def start(self, chosen: Sequence[QgsVectorLayer], titles: Sequence[str]) -> None:
        """A new form for `chosen`; `titles` are the user's own datasheets, to complete the title with."""
        layers = self._project_layers()
        self._known = {layer.id(): layer for layer in (*layers, *chosen)}
        self._technical_name_edited = False
        self._list.fill(layers, chosen)
        self.datasheet.clear()
        self.datasheet.addItems(titles)
        self.datasheet.setEditText(chosen[0].name() if chosen else "")
        self.projection.setCrs(QgsCoordinateReferenceSystem())
        self._refresh()
        self.datasheet.setFocus()
        self.datasheet.lineEdit().selectAll()

    def set_datastore(self, datastore: str, obstacle: str) -> None:
        """Where to publish; `obstacle`: why nothing can be published now, as a sentence; empty when it can."""
        self._datastore = datastore
        self._obstacle = obstacle
        self._refresh()

    def choice(self) -> Choice:
        crs = self.projection.crs()
        return Choice(
            layers=tuple(self._known[each] for each in self._list.checked_ids()),
            datasheet=self.datasheet.currentText().strip(),
            datastore=self._datastore,
            technical_name=self.technicalName.text().strip(),
            crs=crs.authid() if crs.isValid() else "",
            producer=self.producer.text().strip(),
            production_year=self.year.value(),
            services=tuple(service for service, box in self._services.items() if box.isChecked()),
            selected_only=self.selectedOnly.isChecked(),
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
        self.publish.clicked.connect(lambda: self.publish_asked.emit(self.choice()))
        self.layers.itemChanged.connect(self._refresh)
        self.datasheet.editTextChanged.connect(self._refresh)
        self.technicalName.textEdited.connect(self._keep_technical_name)
        self.projection.crsChanged.connect(self._refresh)
        self.selectedOnly.toggled.connect(self._refresh)

    def _keep_technical_name(self, text: str) -> None:
        self._technical_name_edited = bool(text.strip())

    def _refresh(self, *_ignored: object) -> None:
        choice = self.choice()
        problems = plan_of(choice).problems if choice.layers else ()
        self._remarks.show(problems)
        if not self._technical_name_edited and choice.layers:
            self.technicalName.setText(suggested_technical_name(choice.layers, choice.datasheet))
        remark = bool(choice.datasheet) and not is_datasheet_name(choice.datasheet)
        self.datasheetRemark.setText(wording_pages.remark_on_title() if remark else "")
        self.datasheetRemark.setVisible(remark)
        self._allow(self._reason(choice, problems))

    def _reason(self, choice: Choice, problems: Sequence[Problem]) -> str:
        """Why the button is greyed; empty when it is not."""
        if self._obstacle:
            return self._obstacle
        if not choice.layers:
            return wording_pages.reason_no_layer()
        if not choice.datasheet:
            return wording_pages.reason_no_title()
        if any(problem.level is Level.REFUSAL for problem in problems):
            return wording_pages.reason_refused()
        return ""

    def _allow(self, reason: str) -> None:
        self.publish.setEnabled(not reason)
        self.reason.setText(reason)
