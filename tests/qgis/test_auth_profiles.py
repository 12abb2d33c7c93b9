"""Profiles that keep no session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from cartes_gouv_plugin.bridge import auth_configuration
from cartes_gouv_plugin.bridge.auth import SignIn, SignInStatus
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.bridge.sign_in_problem import Problem, SignInFailed

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
INSIDE = """
import os, sys
from pathlib import Path
from qgis.core import QgsApplication
profile = Path(sys.argv[1])
application = QgsApplication([], True, str(profile))
application.initQgis()
from cartes_gouv_plugin.bridge.auth import SignIn
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.bridge.sign_in_problem import SignInFailed
QgsApplication.authManager().setMasterPassword("cartes-gouv-tests", True)
sign_in = SignIn(Settings("http://127.0.0.1:9/api", "http://127.0.0.1:9/realms/x", profile))
for ask in (sign_in.start, lambda: sign_in.authorization("http://127.0.0.1:9/api")):
    try:
        ask()
    except SignInFailed as error:
        print("told", error.problem.name, error.sentence, flush=True)
print("status", sign_in.status.name, flush=True)
os._exit(0)
"""


def told(profile: Path, **options) -> list[list[str]]:
    own = {"PYTHONPATH": str(ROOT), "HOME": str(profile), "QGIS_CUSTOM_CONFIG_PATH": str(profile)}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **own}
    done = subprocess.run(
        [sys.executable, "-c", INSIDE, str(profile)], env=environment, capture_output=True, text=True,
        timeout=240, check=False, **options,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [line.split(maxsplit=2) for line in done.stdout.splitlines() if line.startswith(("told", "status"))]


def test_an_authentication_system_that_is_off_is_told(qgis_app, tmp_path: Path, monkeypatch) -> None:
    """It is off where QGIS was built or installed without its ciphers, which nothing here can undo."""
    manager = QgsApplication.authManager()
    sign_in = SignIn(Settings("http://127.0.0.1:9/api", "http://127.0.0.1:9/realms/x", tmp_path))
    monkeypatch.setattr(type(manager), "isDisabled", lambda _manager: True)
    monkeypatch.setattr(type(manager), "disabledMessage", lambda _manager: "no ciphers.")
    with pytest.raises(SignInFailed) as refusal:
        sign_in.start()
    assert refusal.value.problem is Problem.DISABLED
    assert "no ciphers." in refusal.value.sentence
    assert sign_in.status is SignInStatus.SIGNED_OUT
    assert not auth_configuration.can_open_silently()


def test_a_profile_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    profile.chmod(0o555)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    options = {}
    if os.geteuid() == 0:
        # Nothing is closed to root.
        options = {"user": NOBODY, "group": NOBODY, "extra_groups": ()}
    try:
        lines = told(profile, **options)
    except PermissionError:
        pytest.skip("this machine does not let a test run as somebody else")
    assert lines[0][1] == "NOT_STORED", lines
    assert str(profile) in lines[0][2]
    assert [line[1] for line in lines[1:]] == ["NEVER_SIGNED_IN", "SIGNED_OUT"]
    assert list(profile.iterdir()) == []
