"""A running emulator for scripts: started for a block, ended after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Emulated:
    """Where the emulator answers. `facts`: everything that it announces."""

    facts: dict[str, Any]

    def environment(self, home: Path, user: str | None = "alice") -> dict[str, str]:
        """The plugin's environment towards this emulator; without `user`, somebody has to sign in."""
        variables = {
            "CARTES_GOUV_API_URL": self.facts["api_url"],
            "CARTES_GOUV_SSO_URL": self.facts["sso_url"],
            "CARTES_GOUV_HOME": str(home),
        }
        if user is not None:
            variables["CARTES_GOUV_ACCESS_TOKEN"] = self.facts["tokens"][user]
        return variables


@contextmanager
def emulator(*options: str) -> Iterator[Emulated]:
    """`options` are those of `python -m emulator`."""
    command = [sys.executable, "-m", "emulator", "--port", "0", "--json", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environment, text=True)
    try:
        line = process.stdout.readline() if process.stdout is not None else ""
        if not line:
            raise RuntimeError(f"the emulator did not start (exit code {process.wait()})")
        yield Emulated(json.loads(line))
    finally:
        process.terminate()
        process.wait(timeout=30)
