"""Widgets beside each other, going on in the next line where the width ends: the buttons of a narrow dock."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem, QWidget

SPACE = 6


def flow(row: QWidget) -> FlowLayout:
    """Lays out the children that `row` has, in the order in which they were made."""
    layout = FlowLayout(row)
    for child in row.children():
        if isinstance(child, QWidget):
            layout.addWidget(child)
    return layout


class FlowLayout(QLayout):
    """As narrow as its widest item. What is hidden takes no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, position: int) -> QLayoutItem | None:
        return self._items[position] if 0 <= position < len(self._items) else None

    def takeAt(self, position: int) -> QLayoutItem | None:
        return self._items.pop(position) if 0 <= position < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() + SPACE for size in sizes) - SPACE
        return QSize(max(0, width), max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least.expandedTo(QSize(0, 0))

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, move: bool) -> int:
        """The height that the lines need; `move`: the items go to their places."""
        left, top, line = area.left(), area.top(), 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, area.width()), item.sizeHint().height()))
            if left > area.left() and left + size.width() > area.left() + area.width():
                left, top, line = area.left(), top + line + SPACE, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + SPACE
            line = max(line, size.height())
        return top + line - area.top()
