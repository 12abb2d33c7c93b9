"""The emulator's own OpenAPI description turned against it by schemathesis: nothing may answer 5xx.

The paths are filled with the ids of real entities, so that requests reach the routes' work and not only their 404;
what deletes comes last.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.emulator.deliveries import endpoint, integrated, new_upload, wfs_body
from tests.emulator.records import record
from tests.emulators import ROOT, Emulator

SCHEMATHESIS = ROOT / ".venv-tools/bin/schemathesis"
SECONDS = 150.0
SLD = (
    '<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" version="1.0.0"><NamedLayer><Name>points</Name>'
    "<UserStyle><FeatureTypeStyle><Rule><PointSymbolizer/></Rule></FeatureTypeStyle></UserStyle></NamedLayer>"
    "</StyledLayerDescriptor>"
)


@pytest.fixture(scope="module")
def target() -> Iterator[Emulator]:
    running = Emulator("--speed", "inf")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def ids(target: Emulator, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One real entity of each sort, by the name of its path parameter."""
    folder, datastore = tmp_path_factory.mktemp("fuzzing"), target.essentielle
    root = f"/datastores/{datastore}"

    def created(path: str, **options: object) -> str:
        answer = target.call("POST", path, **options)
        assert answer.ok, answer.text
        given = answer.json()
        return str((given[0] if isinstance(given, list) else given)["_id"])

    def first(path: str) -> str:
        return str(target.call("GET", f"{root}/{path}").json()[0]["_id"])

    stored = integrated(target, folder, "fuzzing", datastore)["_id"]
    configuration = created(f"{root}/configurations", json=wfs_body(stored, "fuzzing_wfs"))
    wfs = endpoint(target, "WFS", datastore=datastore)
    offering = created(f"{root}/configurations/{configuration}/offerings", json={"endpoint": wfs["_id"], "open": True})
    style = {"type": "GEOSERVER-STYLE", "name": "fuzzing"}
    annexe = {"published": "true", "paths": "/fuzzing.txt"}
    target.settle()
    return {
        "datastore": datastore,
        "community": target.facts["communities"]["atelier"],
        "user": target.facts["users"]["bob"]["_id"],
        "upload": new_upload(target, "fuzzing", datastore=datastore),
        "stored_data": stored,
        "configuration": configuration,
        "offering": offering,
        "endpoint": wfs["_id"],
        "static": created(f"{root}/statics", data=style, files={"file": ("a.sld", SLD.encode())}),
        "annexe": created(f"{root}/annexes", data=annexe, files={"file": ("a.txt", b"x")}),
        "metadata": created(f"{root}/metadata", files={"file": ("a.xml", record("fuzzing"))}),
        "processing": first("processings"),
        "check": first("checks"),
        "execution": first("processings/executions"),
        "key": created("/users/me/keys", json={"name": "fuzzing", "type": "HASH"}),
        "collection": "uploads",
        "entity": stored,
    }


def _attack(target: Emulator, ids: dict[str, str], folder: Path, *options: str) -> None:
    parameters = "".join(f'"path.{name}" = {json.dumps(value)}\n' for name, value in ids.items())
    settings = folder / "schemathesis.toml"
    settings.write_text(f"[parameters]\n{parameters}", "utf-8")
    if not SCHEMATHESIS.exists():
        pytest.fail("schemathesis is not installed: run `make setup`")
    command = [
        str(SCHEMATHESIS), "--config-file", str(settings), "run", target.facts["openapi_url"],
        "--header", f"Authorization: Bearer {target.token('alice')}", "--checks", "not_a_server_error",
        "--phases", "coverage,fuzzing", "--exclude-path-regex", "^/__emulator__",
        "--generation-deterministic", "--warnings", "off", "--no-color", *options,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_reading_and_writing(target: Emulator, ids: dict[str, str], tmp_path: Path) -> None:
    _attack(target, ids, tmp_path, "--max-examples", "12", "--exclude-method", "DELETE")
    answers = [line["status"] for line in target.requests() if line["path"].startswith("/api/")]
    assert sum(200 <= status < 300 for status in answers) > 100, "the requests reached nothing real"
    assert not [status for status in answers if status >= 500]


def test_deleting(target: Emulator, ids: dict[str, str], tmp_path: Path) -> None:
    _attack(target, ids, tmp_path, "--max-examples", "6", "--include-method", "DELETE")
    assert requests.get(f"{target.api_url}/v3/api-docs", timeout=60).status_code == 200
