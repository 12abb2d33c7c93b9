"""Pictures of a sign-in, step by step: QGIS, the browser, QGIS again, and a session that has ended.

    scripts/sign_in_pictures.py [LANGUAGE]    default: fr

They go to build/screenshots/sign-in-<language>/. The exit code is not 0 when a step was not reached.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.desktop_profile import command, prepare  # noqa: E402 - the folder above must be known first
from scripts.emulated import emulator  # noqa: E402

TOUR = ROOT / "scripts" / "sign_in_tour.py"
TOKEN_SECONDS = 20
PATIENCE_S = 120
CLIENT = "[plugins]\ncartes_gouv_plugin\\client_id=cartes-gouv-plugin\ncartes_gouv_plugin\\redirect_port={port}\n"


def main() -> int:
    language = sys.argv[1] if len(sys.argv) > 1 else "fr"
    target = ROOT / "build" / "screenshots" / f"sign-in-{language}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    options = ("--token-lifetime", str(TOKEN_SECONDS))
    with tempfile.TemporaryDirectory(prefix="cartes_gouv_sign_in_") as folder, emulator(*options) as running:
        environment = prepare(Path(folder), language, "light")
        settings = Path(folder) / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        settings.write_text(settings.read_text(encoding="utf-8") + CLIENT.format(port=_free_port()), encoding="utf-8")
        environment |= running.environment(Path(folder) / "home", None)
        environment |= {"TOUR_FOLDER": str(target), "TOUR_ROOT": str(ROOT), "QT_QPA_PLATFORM": "xcb"}
        line = command(TOUR, virtual_screen="1366x820")
        with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as window:
            _end_the_session_when_asked(window, target, f"{running.facts['base_url']}/__emulator__/clock")
            said = window.communicate(timeout=PATIENCE_S)[0]
    pictures = sorted(path.name for path in target.glob("*.png"))
    print("\n".join(pictures) if window.returncode == 0 else said.decode()[-3000:])
    return window.returncode


def _end_the_session_when_asked(window: subprocess.Popen[bytes], target: Path, clock: str) -> None:
    """The tour asks by a file; the emulator's clock then goes on until nothing of the session is left."""
    asked = target / "end-the-session"
    while window.poll() is None:
        if asked.exists():
            body = json.dumps({"advance": 10_000_000}).encode()
            headers = {"Content-Type": "application/json"}
            urllib.request.urlopen(urllib.request.Request(clock, body, headers), timeout=10).close()
            time.sleep(TOKEN_SECONDS)
            asked.unlink()
            return
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
