"""The layers of the publish form: a checklist with what the preflight found under each layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsApplication, QgsIconUtils, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.gui import quantities, wording_pages

LAYER_ID = int(Qt.ItemDataRole.UserRole)
ICONS = {
    Level.REPAIR: "/mIconInfo.svg",
    Level.WARNING: "/mIconWarning.svg",
    Level.REFUSAL: "/mIconCritical.svg",
}


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

    def checked_ids(self) -> tuple[str, ...]:
        return tuple(item.data(0, LAYER_ID) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Under the layer that each is about; those about the whole are left to the caller."""
        found = list(problems)
        for item in self._items():
            item.takeChildren()
            if item.checkState(0) != Qt.CheckState.Checked:
                continue
            for problem in found:
                if problem.layer == item.text(0):
                    self._add_problem(item, problem)

    def _items(self) -> list[QTreeWidgetItem]:
        return [self._tree.topLevelItem(row) for row in range(self._tree.topLevelItemCount())]

    def _add_problem(self, item: QTreeWidgetItem, problem: Problem) -> None:
        child = QTreeWidgetItem(item, [wording_pages.problem(problem.sentence, problem.repair)])
        child.setIcon(0, QgsApplication.getThemeIcon(ICONS[problem.level]))
        child.setFlags(Qt.ItemFlag.ItemIsEnabled)
        child.setToolTip(0, child.text(0))
        child.setFirstColumnSpanned(True)
        item.setExpanded(True)


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
