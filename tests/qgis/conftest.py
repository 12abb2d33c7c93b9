"""Fixtures of the suites that run in QGIS."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Where an export of the test goes; nothing is there yet."""
    return tmp_path / "package.gpkg"
