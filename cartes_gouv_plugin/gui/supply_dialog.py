"""Which layers, or which file, a publication that waits for its data gets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from qgis.core import QgsIconUtils, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QListWidgetItem, QWidget

from cartes_gouv_plugin.bridge.export.files import left_out, open_file, without_layers
from cartes_gouv_plugin.gui import forms, wording_pages, wording_takeover

FILE_FILTER = "GeoPackage, zip (*.gpkg *.zip)"


class SupplyDialog(QDialog):
    """Shown with `open()`: it never holds up what runs. `given` carries the layers, and whether only selected rows."""

    given = pyqtSignal(object, bool)

    def __init__(
        self, datasheet: str, remark: str, layers: Iterable[QgsVectorLayer], checked: Collection[str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`checked`: the identifiers of the layers that are proposed."""
        super().__init__(parent)
        forms.load("supply_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offered = {layer.id(): layer for layer in layers}
        self._remark = remark
        self.question.setText(wording_takeover.layers_for(datasheet))
        self.file.setFilter(FILE_FILTER)
        for layer in self._offered.values():
            self.layers.addItem(_item(layer, layer.id() in checked))
        self._ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(wording_takeover.action_resume())
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(wording_pages.action_cancel())
        self.layers.itemChanged.connect(self._changed)
        self.file.fileChanged.connect(self._changed)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)
        self._changed()

    def chosen(self) -> tuple[QgsVectorLayer, ...]:
        """The layers that are ticked, then those of the file."""
        rows = (self.layers.item(row) for row in range(self.layers.count()))
        ticked = [row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() == Qt.CheckState.Checked]
        found = [self._offered[each] for each in ticked if not sip.isdeleted(self._offered[each])]
        path = self.file.filePath()
        return (*found, *(open_file(Path(path)) if path else ()))

    def _changed(self, *_what: object) -> None:
        chosen, path = self.chosen(), self.file.filePath()
        empty = bool(path) and not open_file(Path(path))
        remarks = (self._remark, *(problem.sentence for problem in left_out(chosen)))
        self.remark.setText(without_layers(Path(path)) if empty else "\n".join(filter(None, remarks)))
        self._ok.setEnabled(bool(chosen) and not empty)

    def _give(self) -> None:
        self.given.emit(self.chosen(), self.selectedOnly.isChecked())
        self.accept()


def _item(layer: QgsVectorLayer, checked: bool) -> QListWidgetItem:
    item = QListWidgetItem(QgsIconUtils.iconForLayer(layer), f"{layer.name()} ({layer.crs().authid()})")
    item.setData(Qt.ItemDataRole.UserRole, layer.id())
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    return item
