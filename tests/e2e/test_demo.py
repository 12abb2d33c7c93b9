"""The demonstration itself: what a newcomer runs first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
    for name in ("source-and-wfs", "source-and-wms-vector", "source-and-wmts-tms", "dock", "dock-form"):
        assert (folder / f"{name}.png").stat().st_size > 5_000, name
    assert (folder / "project.qgz").exists()
