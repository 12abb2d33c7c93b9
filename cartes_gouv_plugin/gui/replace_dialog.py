"""Newer data for the services of a datasheet: a layer for each of its tables, looked at before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.bridge.preflight import Preflight
from cartes_gouv_plugin.bridge.replacing import Replacement, plan_replacement
from cartes_gouv_plugin.bridge.service_needs import ServiceNeeds, lacking, not_compared
from cartes_gouv_plugin.core.services.inheritance import Needs
from cartes_gouv_plugin.core.services.live import LiveDatasheet
from cartes_gouv_plugin.gui import forms, wording_live, wording_pages
from cartes_gouv_plugin.gui.remarks import Remarks
from cartes_gouv_plugin.gui.table_layers import TableLayers


class ReplaceDialog(QDialog):
    """Shown with `open()`. `asked` carries a `Replacement`. `folder`: where the package would be written.

    `needs`: tells what the services need, and is closed with the dialog.
    """

    asked = pyqtSignal(object)

    def __init__(
        self,
        sheet: LiveDatasheet,
        layers: Sequence[QgsVectorLayer],
        folder: Path,
        needs: ServiceNeeds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        forms.load("replace_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = sheet
        self._layers = list(layers)
        self._problems: tuple[Problem, ...] = ()
        self._lacking: tuple[Problem, ...] = ()
        self._plan: ExportPlan | None = None
        self._service_needs = needs
        self._needs: dict[str, Needs | None] = {}
        self._tables = TableLayers(self.tables, self)
        self._remarks = Remarks(self.remarks)
        self._inspection = Inspection(folder, self)
        self.explanation.setText(wording_live.replacing(sheet.name))
        mine = [data for data in sheet.databases if data.is_ours]
        # Those that serve come first: it is their data that people wait for.
        for data in sorted(mine, key=lambda data: not sheet.served_tables(data.id)):
            self.database.addItem(data.name, data.id)
        self.databaseLine.setVisible(len(mine) > 1)
        self._connect()
        self._show_tables()

    def replacement(self) -> Replacement:
        return Replacement(
            self._sheet.datastore, self._sheet.name, self.database.currentData() or "", self._tables.chosen()
        )

    def _connect(self) -> None:
        confirm = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        confirm.setText(wording_live.action_replace_now())
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(wording_pages.action_cancel())
        self.database.currentIndexChanged.connect(self._show_tables)
        self._tables.changed.connect(self._look)
        self._inspection.inspected.connect(self._inspected)
        self._service_needs.known.connect(self._needs_known)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.asked.emit(self.replacement()))
        self.finished.connect(self._inspection.close)
        self.finished.connect(self._service_needs.close)

    def _show_tables(self) -> None:
        chosen = next((data for data in self._sheet.databases if data.id == self.database.currentData()), None)
        alone = self._layers[0].id() if len(self._layers) == 1 else ""
        if chosen is not None and chosen.id not in self._needs:
            self._service_needs.ask(chosen.id)
        self._tables.fill(chosen.tables if chosen is not None else (), self._layers, wording_live.left_out(), alone)
        self._look()

    def _look(self) -> None:
        """What is known without reading a row comes at once, the rest when the rows have been read."""
        self._inspection.stop()
        self._problems = ()
        chosen = self.replacement()
        self._plan = plan_replacement(chosen) if chosen.layers else None
        if self._plan is not None:
            self._problems = self._plan.problems
            self._inspection.start(self._plan)
        self._compare()

    def _needs_known(self, database: str, needs: Needs | None) -> None:
        self._needs[database] = needs
        self._compare()

    def _compare(self) -> None:
        """What the services show, with what the layers would bring; a table left out has a reason of its own."""
        needs = self._needs.get(self.database.currentData(), {})
        self._lacking = ()
        if needs is None:
            self._lacking = (not_compared(),)
        elif self._plan is not None:
            chosen = {table: needs[table] for table in needs if table in self._tables.chosen()}
            self._lacking = lacking(self._plan, chosen)
        self._tell()

    def _inspected(self, preflight: Preflight) -> None:
        self._problems = preflight.problems
        self._tell()

    def _tell(self) -> None:
        self._remarks.show((*self._problems, *self._lacking))
        reason = self._reason(self.replacement())
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not reason)

    def _reason(self, chosen: Replacement) -> str:
        """Why nothing can be replaced now; empty when it can."""
        served = self._sheet.served_tables(chosen.database)
        missing = next((table for table in served if table not in chosen.layers), "")
        if missing:
            return wording_live.reason_missing_table(missing)
        if not chosen.layers:
            return wording_live.reason_no_layer_chosen()
        if len({layer.id() for layer in chosen.layers.values()}) < len(chosen.layers):
            return wording_live.reason_same_layer_twice()
        if any(problem.level is Level.REFUSAL for problem in (*self._problems, *self._lacking)):
            return wording_pages.reason_refused()
        if chosen.database not in self._needs:
            return wording_live.reason_looking_at_services()
        return ""
