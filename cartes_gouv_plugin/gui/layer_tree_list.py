"""The layers of the publish form, as a checklist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsIconUtils, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from cartes_gouv_plugin.gui import quantities, wording_pages

LAYER_ID = int(Qt.ItemDataRole.UserRole)
FEWEST, MOST = 3, 8
"""Lines shown without scrolling."""
HEADER = 1.5
PADDING = 5


class LayerTreeList:
    """Fills and reads a tree widget; the checked layers are those to publish."""

    def __init__(self, tree: QTreeWidget) -> None:
        self._tree = tree
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, tree.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def fill(self, layers: Iterable[QgsVectorLayer], checked: Sequence[QgsVectorLayer]) -> None:
        """`checked` come first, then the others in their order."""
        chosen = {layer.id() for layer in checked}
        self._tree.clear()
        for layer in (*checked, *(layer for layer in layers if layer.id() not in chosen)):
            self._tree.addTopLevelItem(_item(layer, layer.id() in chosen))
        shown = min(max(FEWEST, self._tree.topLevelItemCount()), MOST) + HEADER
        self._tree.setFixedHeight(round(shown * (self._tree.fontMetrics().height() + PADDING)))

    def checked_ids(self) -> tuple[str, ...]:
        return tuple(item.data(0, LAYER_ID) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked)

    def _items(self) -> list[QTreeWidgetItem]:
        return [self._tree.topLevelItem(row) for row in range(self._tree.topLevelItemCount())]


def _item(layer: QgsVectorLayer, checked: bool) -> QTreeWidgetItem:
    rows = quantities.number(layer.featureCount()) if layer.featureCount() >= 0 else "?"
    geometry = QgsWkbTypes.translatedDisplayString(layer.wkbType())
    item = QTreeWidgetItem([layer.name(), geometry, layer.crs().authid(), rows])
    item.setData(0, LAYER_ID, layer.id())
    item.setIcon(0, QIcon(QgsIconUtils.iconForLayer(layer)))
    item.setCheckState(0, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight)
    item.setToolTip(
        0, ", ".join(wording_pages.layer_badges(layer.isModified(), bool(layer.subsetString()))) or layer.name()
    )
    return item
