"""Every module of the plugin can be imported on PyQt6, and every form can be built."""

from __future__ import annotations

import importlib
import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.qt6 import qgis_stand_in

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
qgis_stand_in.install()

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cartes_gouv_plugin"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if "_vendor" not in path.parts and path.name != "__init__.py"
)
FORMS = sorted(PACKAGE.rglob("*.ui"))


@pytest.fixture(scope="module")
def application() -> Iterator[object]:
    from PyQt6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])


@pytest.mark.parametrize("name", MODULES)
def test_module_is_imported(name: str) -> None:
    importlib.import_module(name)


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_form_is_built(form: Path, application: object) -> None:
    from PyQt6 import QtWidgets, uic

    root = ElementTree.parse(form).getroot().find("widget")
    assert root is not None
    widget = getattr(QtWidgets, root.get("class", ""), QtWidgets.QWidget)()
    uic.loadUi(str(form), widget)
    named = [node.get("name", "") for node in root.iter("widget")][1:]
    assert named
    assert [name for name in named if not isinstance(getattr(widget, name, None), QtWidgets.QWidget)] == []
