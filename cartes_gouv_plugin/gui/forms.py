"""Loads a page from its `.ui` file; the file lies beside this module and bears the page's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGroupBox, QLabel, QLayout, QScrollArea, QToolButton, QWidget

FOLDER = Path(__file__).resolve().parent


def load(name: str, widget: QWidget) -> None:
    """Fills `widget` from `<name>.ui`: each named child becomes an attribute of it."""
    uic.loadUi(str(FOLDER / f"{name}.ui"), widget)
    for label in widget.findChildren(QLabel):
        if label.wordWrap() and not label.minimumWidth():
            # A long word, an address or a title without spaces, must not make the dock as wide as itself.
            label.setMinimumWidth(1)


def tab_as_read(page: QWidget) -> None:
    """The Tab key goes through `page` in the order of its layouts, through the forms inside it too.

    The order in a `.ui` file does not reach into the forms that the page holds: Qt would leave them for the end.
    """
    stops = [each for each in _as_laid_out(page) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in zip(stops, stops[1:]):
        QWidget.setTabOrder(before, after)


def name_folding_buttons(page: QWidget) -> None:
    """QGIS's own buttons that fold a group say nothing to a screen reader: they get the group's title."""
    for group in page.findChildren(QGroupBox):
        for button in _folding_buttons(group):
            button.setAccessibleName(group.title().replace("&", ""))


def _folding_buttons(group: QGroupBox) -> list[QToolButton]:
    """QGIS puts it in no layout."""
    return group.findChildren(QToolButton, "collapseButton", Qt.FindChildOption.FindDirectChildrenOnly)


def _as_laid_out(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QGroupBox):
        yield from _folding_buttons(widget)
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _as_laid_out(inner)
    elif widget.layout() is not None:
        yield from _in_layout(widget.layout())


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for position in range(layout.count()):
        item = layout.itemAt(position)
        if item.widget() is not None:
            yield from _as_laid_out(item.widget())
        elif item.layout() is not None:
            yield from _in_layout(item.layout())
