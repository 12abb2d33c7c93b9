"""The demonstration itself: what a newcomer runs first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts.demo_looks import LOOKS
from scripts.translations import ROOT


def test_the_demonstration_succeeds_and_leaves_its_pictures(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    finished = subprocess.run(
        [sys.executable, "scripts/demo.py", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr[-3000:]
    services = ("wfs", "wms-vector", "wmts-tms")
    sheets = [f"{look.name}-{service}" for look in LOOKS for service in services]
    for name in (*sheets, "dock", *(f"dock-form-{look.name}" for look in LOOKS)):
        assert (folder / f"{name}.png").stat().st_size > 5_000, name
    assert (folder / "project.qgz").exists()
    assert "propagateSizeHints" not in finished.stderr
