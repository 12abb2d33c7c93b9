"""`qgis_process` as people start it: an installed plugin, an empty profile, the emulator in the environment."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from scripts.plugin_tree import assemble
from tests.emulators import Emulator

WORLD = "/usr/share/qgis/resources/data/world_map.gpkg"
COUNTRIES = f"{WORLD}|layername=countries"
BORDERS = f"{WORLD}|layername=disputed_borders"


class QgisProcess:
    """An installation in `folder` that all runs share; `home` holds the journal."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        assemble(folder / "plugins")
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("CARTES_GOUV_")},
            "QGIS_PLUGINPATH": str(folder / "plugins"),
            "QGIS_CUSTOM_CONFIG_PATH": str(folder / "config"),
            "CARTES_GOUV_HOME": str(self.home),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
        }
        self._call(["plugins", "enable", "cartes_gouv_plugin"], {}, 60)

    def run(self, algorithm: str, emulator: Emulator | None = None, user: str = "alice", **inputs: Any) -> Outcome:
        """`inputs` by parameter name. Without an emulator nothing can be sent anywhere."""
        environment = {"CARTES_GOUV_API_URL": "http://127.0.0.1:9/api"}
        if emulator is not None:
            environment = {
                "CARTES_GOUV_API_URL": emulator.api_url,
                "CARTES_GOUV_SSO_URL": emulator.sso_url,
                "CARTES_GOUV_ACCESS_TOKEN": emulator.token(user),
            }
        request = json.dumps({"inputs": inputs})
        return Outcome(self._call(["run", f"cartes_gouv:{algorithm}", "-"], environment, 240, request))

    def help(self, algorithm: str) -> dict[str, Any]:
        """What `qgis_process help` tells, as JSON."""
        return json.loads(self._call(["--json", "help", f"cartes_gouv:{algorithm}"], {}, 60).stdout)

    def algorithms(self) -> set[str]:
        listed = json.loads(self._call(["--json", "list"], {}, 60).stdout)
        return set(listed["providers"]["cartes_gouv"]["algorithms"])

    def _call(
        self, words: list[str], environment: dict[str, str], patience: float, given: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["qgis_process", *words],
            env={**self._environment, **environment},
            input=given,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )


class Outcome:
    """One run: `results` is empty when it failed; `said` is everything that was told on the way."""

    def __init__(self, finished: subprocess.CompletedProcess[str]) -> None:
        self.succeeded = finished.returncode == 0
        self.said = finished.stdout + finished.stderr
        begin = finished.stdout.find("{")
        told = json.loads(finished.stdout[begin:]) if begin >= 0 else {}
        self.results: dict[str, Any] = told.get("results", {})
        self.log: str = json.dumps(told.get("log", {}), ensure_ascii=False)
