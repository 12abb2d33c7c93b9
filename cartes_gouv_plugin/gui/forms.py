"""Loads a page from its `.ui` file; the file lies beside this module and bears the page's name."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import QLabel, QWidget

FOLDER = Path(__file__).resolve().parent


def load(name: str, widget: QWidget) -> None:
    """Fills `widget` from `<name>.ui`: each named child becomes an attribute of it."""
    uic.loadUi(str(FOLDER / f"{name}.ui"), widget)
    for label in widget.findChildren(QLabel):
        if label.wordWrap() and not label.minimumWidth():
            # A long word, an address or a title without spaces, must not make the dock as wide as itself.
            label.setMinimumWidth(1)
