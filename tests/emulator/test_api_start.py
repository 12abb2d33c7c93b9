"""The start: what is announced, what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import requests

from tests.emulators import ROOT, Emulator


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "emulator", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_announcement_is_for_scripts_and_for_people(emulator: Emulator) -> None:
    facts = emulator.facts
    assert {"alice", "bob", "carole", "david", "admin"} <= set(facts["users"])
    assert facts["users"]["david"]["sandbox"] is None
    assert requests.get(facts["page_url"], timeout=30).status_code == 200
    assert requests.get(facts["openapi_url"], timeout=30).json()["openapi"]
    assert requests.get(f"{facts['sso_url']}/.well-known/openid-configuration", timeout=30).status_code == 200
    clients = {client["client_id"]: client for client in facts["clients"]}
    assert clients["cartes-gouv-plugin"]["client_secret"] is None
    command = [sys.executable, "-m", "emulator", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    lines = []
    while not lines or not lines[-1].startswith("{"):
        lines.append(process.stdout.readline())
    process.terminate()
    assert process.wait(20) == 0
    process.stdout.close()
    told = json.loads(lines[-1])
    text = "".join(lines[:-1])
    for word in (told["api_url"], told["tokens"]["alice"], "emulated-warehouse-secret", "carole"):
        assert word in text
    assert not Path(told["state"]).exists()


def test_options_without_sense_are_refused_in_one_sentence(emulator: Emulator, tmp_path: Path) -> None:
    port = emulator.base_url.rsplit(":", 1)[1]
    taken = run("--port", port)
    assert taken.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in taken.stderr
    assert "Traceback" not in taken.stderr
    assert run("--speed", "0").returncode == 2
    assert run("--auto-login", "nobody").returncode == 2
    faults = tmp_path / "faults.json"
    for text in ("[{]", "{}", '[{"colour": 1}]'):
        faults.write_text(text, "utf-8")
        refused = run("--faults", str(faults))
        assert refused.returncode == 2
        assert "Traceback" not in refused.stderr


def test_a_state_folder_serves_one_emulator(start_emulator: Callable[..., Emulator], tmp_path: Path) -> None:
    state = tmp_path / "state"
    start_emulator(state=state)
    second = run("--port", "0", "--state", str(state))
    assert second.returncode == 1
    assert "another emulator uses" in second.stderr
