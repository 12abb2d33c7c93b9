"""The platform's official Python client, unmodified, run as its users run it: by its command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

from tests.emulators import ROOT, Emulator

PYTHON = ROOT / ".venv-tools/bin/python"
CLIENT_ID = "gpf-warehouse"
_SECONDS = 120.0
_ID_IN_TABLE = re.compile(r"^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s", re.MULTILINE)


class ClientFailure(AssertionError):
    """The official client ended with an error; the message is everything it wrote."""


class OfficialClient:
    """`sdk-entrepot-gpf` configured for one datastore of one emulator, working in its own folder."""

    def __init__(self, emulator: Emulator, datastore: str, folder: Path, login: str = "alice") -> None:
        self.folder = folder
        secret = next(item["client_secret"] for item in emulator.facts["clients"] if item["client_id"] == CLIENT_ID)
        self._settings = folder / "client.ini"
        self._settings.write_text(
            f"""[store_authentification]
token_url={emulator.facts["token_url"]}
client_id={CLIENT_ID}
client_secret={secret}
login={login}
password={login}
nb_attempts=1
[store_api]
root_url={emulator.api_url}
datastore={datastore}
nb_attempts=1
[upload]
nb_sec_between_check_updates=1
[processing_execution]
nb_sec_between_check_updates=1
[miscellaneous]
tmp_workdir={folder}
""",
            "utf-8",
        )

    def run(self, *arguments: str) -> str:
        """What the client wrote; raises ClientFailure when it ended badly or said « ERREUR FATALE »."""
        if not PYTHON.exists():
            raise ClientFailure("the official client is not installed: run `make setup`")
        done = subprocess.run(
            [str(PYTHON), "-m", "sdk_entrepot_gpf", "--ini", str(self._settings), *arguments],
            cwd=self.folder, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
        if done.returncode != 0 or "ERREUR FATALE" in done.stdout:
            raise ClientFailure(f"{' '.join(arguments)} ({done.returncode})\n{done.stdout}")
        return done.stdout

    def ids(self, entity: str, *infos: str, tags: tuple[str, ...] = ()) -> list[str]:
        """The ids that listing the entity shows, filtered by ``name=value``."""
        filters = [("--infos", item) for item in infos] + [("--tags", item) for item in tags]
        return _ID_IN_TABLE.findall(self.run(entity, *(word for pair in filters for word in pair)))

    def deliver(self, descriptor: dict[str, object]) -> str:
        """Deliver what the descriptor says (datasets, static, metadata, annexe)."""
        path = self.folder / "descriptor.json"
        path.write_text(json.dumps(descriptor), "utf-8")
        return self.run("delivery", str(path))

    def step(self, workflow: Path, name: str) -> str:
        """Run one step of a workflow file."""
        return self.run("workflow", "--file", str(workflow), "--step", name)

    def delete(self, entity: str, identifier: str) -> str:
        """Delete the entity and all that depends on it."""
        return self.run(entity, identifier, "--delete", "--cascade", "--force")
