"""Which layer of the project goes with which table: one line a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qgis.core import QgsIconUtils, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout

from cartes_gouv_plugin.core.publication.naming import table_names

SHORTEST = 12
"""Characters of a layer's name that are always shown."""


class TableLayers(QObject):
    """Fills a form layout. `changed`: another layer was chosen."""

    changed = pyqtSignal()

    def __init__(self, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._boxes: dict[str, QComboBox] = {}
        self._layers: dict[str, QgsVectorLayer] = {}

    def fill(self, tables: Iterable[str], layers: Sequence[QgsVectorLayer], nothing: str, chosen: str = "") -> None:
        """`nothing`: what it means to choose no layer; `chosen`: the layer for a table that is alone."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self._layers = {layer.id(): layer for layer in layers}
        self._boxes = {table: self._box(table, nothing) for table in tables}
        if len(self._boxes) == 1 and chosen in self._layers:
            box = next(iter(self._boxes.values()))
            if not box.currentData():
                box.setCurrentIndex(box.findData(chosen))

    def chosen(self) -> Mapping[str, QgsVectorLayer]:
        found = {table: self._layers.get(box.currentData()) for table, box in self._boxes.items()}
        return {table: layer for table, layer in found.items() if layer is not None and not sip.isdeleted(layer)}

    def tables(self) -> tuple[str, ...]:
        return tuple(self._boxes)

    def choose(self, table: str, layer_id: str) -> None:
        box = self._boxes[table]
        box.setCurrentIndex(box.findData(layer_id))

    def _box(self, table: str, nothing: str) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(SHORTEST)
        box.addItem(nothing, "")
        for layer in self._layers.values():
            box.addItem(QIcon(QgsIconUtils.iconForLayer(layer)), layer.name(), layer.id())
        box.setCurrentIndex(max(0, box.findData(like(table, list(self._layers.values())))))
        box.currentIndexChanged.connect(self.changed)
        self._form.addRow(table, box)
        return box


def like(table: str, layers: Sequence[QgsVectorLayer]) -> str:
    """The identifier of the layer whose name becomes that table's; empty without one."""
    names = [next(iter(table_names([layer.name()]))) for layer in layers]
    return next((layer.id() for layer, name in zip(layers, names) if name == table), "")
