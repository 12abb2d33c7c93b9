"""A QGIS desktop with the plugin loaded, connected to an emulator that runs as long as the window is open.

Sign in as alice, bob or carole: the password is the name. David has not joined the sandbox yet.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.desktop_profile import command, prepare  # noqa: E402 - the folder above must be known first
from scripts.emulated import emulator  # noqa: E402


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="cartes_gouv_desktop_") as folder, emulator("--seed", "40") as running:
        environment = prepare(Path(folder)) | running.environment(Path(folder) / "home", user=None)
        environment.pop("QT_QPA_PLATFORM", None)
        print(f"The emulator's page: {running.facts['page_url']}")
        return subprocess.run(command(), env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
