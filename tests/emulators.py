"""Emulators for the tests: started as people start them, spoken to over HTTP only."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[1]
_START_SECONDS = 60.0


class Emulator:
    """A running emulator. Close it with `stop()`, or let `kill()` end it as a power cut would."""

    def __init__(self, *options: str, state: Path | None = None) -> None:
        command = [sys.executable, "-m", "emulator", "--port", "0", "--json", *options]
        self._throw_away = state is None and "--state" not in options
        if state is not None:
            command += ["--state", str(state)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environment, text=True)
        self.facts: dict = json.loads(self._first_line())
        self.base_url: str = self.facts["base_url"]
        self.api_url: str = self.facts["api_url"]
        self.sso_url: str = self.facts["sso_url"]
        self.datastore: str = self.facts["datastores"]["sandbox"]
        self.essentielle: str = self.facts["datastores"]["atelier"]
        self._http = requests.Session()

    def _first_line(self) -> str:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], _START_SECONDS)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.process.kill()
            raise RuntimeError(f"the emulator did not start (exit code {self.process.wait()})")
        return line

    def token(self, user: str = "alice") -> str:
        """A ready-made access token of this person."""
        return self.facts["tokens"][user]

    def call(self, method: str, path: str, user: str | None = "alice", **options: object) -> requests.Response:
        """A request below the API's address, signed by this person (None: by nobody)."""
        headers = dict(options.pop("headers", None) or {})
        if user is not None:
            headers.setdefault("Authorization", f"Bearer {self.token(user)}")
        return self._http.request(method, f"{self.api_url}{path}", headers=headers, timeout=60, **options)

    def control(self, method: str, path: str, **options: object) -> requests.Response:
        answer = self._http.request(method, f"{self.base_url}/__emulator__/{path}", timeout=60, **options)
        answer.raise_for_status()
        return answer

    def faults(self, *rules: dict) -> list[dict]:
        """Puts these faults in force (see `emulator/faults.py`)."""
        return self.control("POST", "faults", json=list(rules)).json()

    def clear_faults(self) -> None:
        self.control("DELETE", "faults")

    def requests(self, since: int = 0) -> list[dict]:
        """The request log, oldest first; `since`: what came after the request of this number."""
        return self.control("GET", "requests", params={"since": since}).json()

    def last_request(self) -> int:
        """The number of the newest request. (The log forgets the oldest: its length does not grow for ever.)"""
        return max((request["id"] for request in self.requests()), default=0)

    def clock(self, advance: float = 0.0) -> str:
        """Moves the emulated time by so many seconds; returns it."""
        return self.control("POST", "clock", json={"advance": advance}).json()["now"]

    def join(self, user: str) -> None:
        """This person joins the sandbox, as by the website."""
        self.control("POST", f"people/{user}/join")

    def clean(self) -> dict:
        """The sandbox's quarterly deletion."""
        return self.control("POST", "clean").json()

    def reset(self) -> None:
        """Back to the beginning; tokens stay valid."""
        self.control("POST", "reset")

    def settle(self, seconds: float = 60.0) -> None:
        """Waits until no emulated work is left."""
        end = time.monotonic() + seconds
        while self.control("GET", "state").json()["jobs"]:
            if time.monotonic() > end:
                raise TimeoutError("the emulator is still at work")
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self._release()

    def kill(self) -> None:
        self.process.kill()
        self._release()

    def _release(self) -> None:
        self.process.wait()
        if self._throw_away:  # a killed emulator leaves it behind
            shutil.rmtree(self.facts["state"], ignore_errors=True)
        self._http.close()
        if self.process.stdout is not None:
            self.process.stdout.close()
