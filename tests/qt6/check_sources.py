"""Every name, attribute chain and comparison of the plugin's sources holds on PyQt6."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.qt6.reading import enum_methods, findings

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "cartes_gouv_plugin").rglob("*.py") if "_vendor" not in path.parts)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_source_holds_on_pyqt6(path: Path) -> None:
    assert findings(path.read_text(encoding="utf-8"), path.name) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("from qgis.PyQt.QtCore import QRegExp", "PyQt6.QtCore has no QRegExp"),
        ("from PyQt5.QtCore import Qt", "only qgis.PyQt"),
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.AlignLeft", "PyQt6 has no Qt.AlignLeft"),
        ("from qgis.PyQt.QtCore import Qt as Q\nx = Q.UserRole", "PyQt6 has no Q.UserRole"),
        ("from qgis.PyQt.QtNetwork import QNetworkReply as R\nx = R.NoError", "PyQt6 has no R.NoError"),
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.CheckState.Checked == 2", "no integer"),
        ("from qgis.PyQt.QtCore import Qt\nx = int(Qt.CheckState.Checked)", "int(Qt.CheckState.Checked)"),
        ("x = item.checkState() == 2", "no integer"),
        ("if item.checkState():\n    pass", "always true"),
        ("dialog.exec_()", "exec()"),
    ],
)
def test_what_breaks_on_pyqt6_is_found(line: str, told: str) -> None:
    assert any(told in finding for finding in findings(line)), findings(line)


@pytest.mark.parametrize(
    "line",
    [
        "from qgis.PyQt.QtCore import Qt\nx = int(Qt.ItemDataRole.UserRole) + 1",
        "from qgis.PyQt.QtWidgets import QAction, QShortcut",
        "from qgis.PyQt.QtCore import Qt\nif item.checkState() == Qt.CheckState.Checked:\n    dialog.exec()",
    ],
)
def test_what_holds_is_left_alone(line: str) -> None:
    assert findings(line) == []


def test_methods_that_give_enumerations_are_known() -> None:
    assert {"checkState", "networkError", "echoMode"} & enum_methods()
