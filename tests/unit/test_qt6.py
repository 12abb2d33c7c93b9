"""What can be known about Qt 6 without a QGIS 4: `tests/qt6`, run by the interpreter that has PyQt6."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_plugin_holds_on_pyqt6() -> None:
    ran = subprocess.run(
        [ROOT / ".venv-tools" / "bin" / "python", "-m", "pytest", "-c", "tests/qt6/pytest.ini", "tests/qt6"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-2000:]
