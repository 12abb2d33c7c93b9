"""Runs inside QGIS: finds texts that are cut and widgets that lie on each other."""

from __future__ import annotations

from itertools import combinations

from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QLabel, QPushButton, QStackedWidget, QToolButton, QWidget

SLACK = 2
"""Pixels that styles round away."""


def faults(root: QWidget) -> list[str]:
    """One line for each text that does not fit and for each pair of neighbours that overlap; only what is visible."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not _is_scrolled_away(widget, root):
            found += _cut(widget)
            found += _overlaps(widget)
    return found


def _cut(widget: QWidget) -> list[str]:
    text, wanted = _wanted(widget)
    if text and (wanted[0] > widget.width() + SLACK or wanted[1] > widget.height() + SLACK):
        size = f"{widget.width()}×{widget.height()} of {wanted[0]}×{wanted[1]}"
        return [f"cut: {widget.objectName() or type(widget).__name__} “{text[:60]}” has {size}"]
    return []


def _wanted(widget: QWidget) -> tuple[str, tuple[int, int]]:
    """The text of a widget, and the room that it needs; no text for widgets that scroll or elide."""
    if isinstance(widget, QLabel) and widget.text():
        hint = widget.sizeHint()
        if widget.wordWrap():
            return widget.text(), (0, widget.heightForWidth(widget.width()))
        return widget.text(), (hint.width(), hint.height())
    if isinstance(widget, QAbstractButton) and widget.text():
        if isinstance(widget, QToolButton) and not widget.isVisible():
            return "", (0, 0)
        hint = widget.minimumSizeHint()
        return widget.text(), (hint.width(), hint.height())
    if isinstance(widget, QComboBox) and not widget.isEditable():
        return widget.currentText(), (0, widget.minimumSizeHint().height())
    return "", (0, 0)


def _overlaps(parent: QWidget) -> list[str]:
    if isinstance(parent, QStackedWidget):
        return []
    shown = [item for item in _neighbours(parent) if item.isVisible()]
    return [
        f"overlap: {_where(one)} and {_where(other)} in {_where(parent)}"
        for one, other in combinations(shown, 2)
        if not one.geometry().intersected(other.geometry()).isEmpty()
    ]


def _neighbours(parent: QWidget) -> list[QWidget]:
    """What a layout places, and buttons that no layout places."""
    layout = parent.layout()
    placed = [layout.itemAt(position).widget() for position in range(layout.count())] if layout is not None else []
    buttons = [child for child in parent.children() if isinstance(child, QPushButton)]
    return list(dict.fromkeys(item for item in (*placed, *buttons) if item is not None))


def _where(widget: QWidget) -> str:
    place = widget.geometry()
    return f"{widget.objectName()} ({place.x()},{place.y()} {place.width()}×{place.height()})"


def _is_scrolled_away(widget: QWidget, root: QWidget) -> bool:
    return widget.visibleRegion().isEmpty() and widget is not root
