"""Loads a page from its `.ui` file; the file lies beside this module and bears the page's name."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import QWidget

FOLDER = Path(__file__).resolve().parent


def load(name: str, widget: QWidget) -> None:
    """Fills `widget` from `<name>.ui`: each named child becomes an attribute of it."""
    uic.loadUi(str(FOLDER / f"{name}.ui"), widget)
