"""A whole publication from the built package, at debug level: the access token stays out of what is written or said."""

from __future__ import annotations

import os
import subprocess
import threading
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts import package
from tests.e2e.sandbox_world import world
from tests.emulators import Emulator
from tests.qgis_processes import BORDERS, COUNTRIES

# Everything that Python and its libraries have to say goes into a file of the installation.
TALKATIVE = """
import http.client, logging, os
logging.basicConfig(level=logging.DEBUG, filename=os.environ["CARTES_GOUV_TEST_LOG"])
"""


@dataclass
class Installation:
    """The package, unpacked into an empty profile."""

    folder: Path
    environment: dict[str, str]
    said: list[str] = field(default_factory=list)
    command_lines: set[str] = field(default_factory=set)

    def call(self, *words: str, user_token: str = "") -> int:
        """Runs `qgis_process`; keeps what it says and, while it runs, every command line on this machine."""
        environment = {**self.environment, **({"CARTES_GOUV_ACCESS_TOKEN": user_token} if user_token else {})}
        running = subprocess.Popen(
            ["qgis_process", *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        watch = threading.Thread(target=self._watch, args=(running,))
        watch.start()
        self.said.append(running.communicate(timeout=240)[0])
        watch.join()
        return running.returncode

    def _watch(self, running: subprocess.Popen[str]) -> None:
        while running.poll() is None:
            for entry in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    self.command_lines.add(entry.read_bytes().decode("utf-8", "replace"))
                except OSError:
                    continue
            time.sleep(0.1)


@pytest.fixture(scope="module")
def installation(tmp_path_factory, emulator: Emulator) -> Installation:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(package.build(folder / "dist")) as content:
        content.extractall(folder / "plugins")
    (folder / "python").mkdir()
    (folder / "python" / "sitecustomize.py").write_text(TALKATIVE)
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("CARTES_GOUV_")},
        "QGIS_PLUGINPATH": str(folder / "plugins"),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "config"),
        "QGIS_DEBUG": "9",
        "QGIS_LOG_FILE": str(folder / "qgis.log"),
        "QT_LOGGING_RULES": "qt.network.*=true",
        "QT_QPA_PLATFORM": "offscreen",
        "CPL_DEBUG": "ON",
        "PYTHONPATH": str(folder / "python"),
        "CARTES_GOUV_HOME": str(folder / "home"),
        "CARTES_GOUV_API_URL": emulator.api_url,
        "CARTES_GOUV_SSO_URL": emulator.sso_url,
        "CARTES_GOUV_TEST_LOG": str(folder / "python.log"),
    }
    made = Installation(folder, environment)
    assert made.call("plugins", "enable", "cartes_gouv_plugin") == 0, made.said
    return made


def test_a_publication_from_the_package_goes_and_comes_without_a_trace_of_the_token(
    installation: Installation, emulator: Emulator
) -> None:
    before = world(emulator)
    mark = emulator.token("alice")
    name = "DATASHEET=Sans trace"
    layers = [f"LAYERS={COUNTRIES}", f"LAYERS={BORDERS}"]
    services = ["SERVICES=0", "SERVICES=1", "SERVICES=2"]
    publish = ("run", "cartes_gouv:publish", "--", *layers, name, *services)
    assert installation.call(*publish, user_token=mark) == 0, installation.said[-1][-3000:]
    created = {key.partition("/")[0] for key in set(world(emulator)) - set(before)}
    assert {"stored_data", "configurations", "offerings", "statics", "annexes"} <= created

    emulator.faults(
        {"path": "*/uploads", "method": "POST", "count": None, "status": 400, "body": f"refused: Bearer {mark}"}
    )
    assert installation.call(*publish, user_token=mark) != 0, installation.said[-1][-3000:]
    emulator.clear_faults()
    emulator.faults({"path": "*/users/me", "expired_token": True, "count": None})
    assert installation.call("run", "cartes_gouv:list_datasheets", user_token=mark) != 0
    emulator.clear_faults()

    delete = ("run", "cartes_gouv:delete_datasheet", "--", name, "CONFIRM=Sans trace")
    assert installation.call(*delete, user_token=mark) == 0, installation.said[-1][-3000:]
    assert {key: value for key, value in world(emulator).items() if key not in before} == {}
    assert world(emulator) == before

    _, payload, signature = mark.split(".")
    for piece in (mark, payload, signature):
        assert not [said for said in installation.said if piece in said]
        assert not [line for line in installation.command_lines if piece in line]
        written = [path for path in installation.folder.rglob("*") if path.is_file()]
        assert not [path for path in written if piece.encode() in path.read_bytes()]
    names = {path.name for path in written}
    assert {"journal.sqlite", "created.txt", "python.log"} <= names, "something was written, and it was looked at"
