"""The layers of the publish form, as a checklist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qgis.core import QgsIconUtils, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from cartes_gouv_plugin.bridge.row_counts import rows_at_hand
from cartes_gouv_plugin.gui import quantities, wording_options, wording_pages

GEOMETRY, PROJECTION, ROWS, BADGES = 1, 2, 3, 4
TIGHT, ROOM, ROOMY = 48, 58, 68
"""Widths in letters below which columns are left out."""
UNKNOWN = "…"
LAYER_ID = int(Qt.ItemDataRole.UserRole)
FEWEST, MOST = 3, 8
"""Lines shown without scrolling."""
HEADER = 1.5
PADDING = 5


class LayerTreeList(QObject):
    """Fills and reads a tree widget; the checked layers are those to publish. A narrow one leaves columns out."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.installEventFilter(self)
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
        self._show_columns()
        self._tree.setFixedHeight(round(shown * (self._tree.fontMetrics().height() + PADDING)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._show_columns()
        return bool(super().eventFilter(watched, event))

    def _show_columns(self) -> None:
        """The name needs the room first; the icon tells the geometry, and the tool tip all the rest."""
        letters = self._tree.width() / max(1, self._tree.fontMetrics().averageCharWidth())
        badges = any(item.text(BADGES) for item in self._items())
        self._tree.setColumnHidden(BADGES, not badges)
        self._tree.setColumnHidden(GEOMETRY, letters < (ROOMY if badges else ROOM))
        self._tree.setColumnHidden(PROJECTION, letters < TIGHT)

    def show_rows(self, rows: Mapping[str, int]) -> None:
        """What reading the layers told, by layer identifier."""
        blocked = self._tree.blockSignals(True)
        for item in self._items():
            known = rows.get(item.data(0, LAYER_ID))
            if known is not None:
                item.setText(ROWS, quantities.number(known))
        self._tree.blockSignals(blocked)

    def checked_ids(self) -> tuple[str, ...]:
        return tuple(item.data(0, LAYER_ID) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked)

    def _items(self) -> list[QTreeWidgetItem]:
        return [self._tree.topLevelItem(row) for row in range(self._tree.topLevelItemCount())]


def _item(layer: QgsVectorLayer, checked: bool) -> QTreeWidgetItem:
    geometry = QgsWkbTypes.translatedDisplayString(layer.wkbType())
    item = QTreeWidgetItem([layer.name(), geometry, layer.crs().authid(), _rows(layer)])
    item.setData(0, LAYER_ID, layer.id())
    item.setIcon(0, QIcon(QgsIconUtils.iconForLayer(layer)))
    item.setCheckState(0, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    item.setTextAlignment(ROWS, Qt.AlignmentFlag.AlignRight)
    badges = wording_pages.layer_badges(layer.isModified(), bool(layer.subsetString()))
    item.setToolTip(0, "\n".join((layer.name(), f"{geometry}, {layer.crs().authid()}", *badges)))
    if badges:
        item.setText(BADGES, ", ".join(_badges(layer)))
        item.setToolTip(BADGES, "\n".join(badges))
    return item


def _rows(layer: QgsVectorLayer) -> str:
    count = rows_at_hand(layer)
    return UNKNOWN if count is None else quantities.number(count)


def _badges(layer: QgsVectorLayer) -> Iterable[str]:
    if layer.isModified():
        yield wording_options.badge_edited()
    if layer.subsetString():
        yield wording_options.badge_filtered()
