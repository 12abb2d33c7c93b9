"""Pictures of the emulator's page, one per service and language: build/screenshots/emulator-<language>-<service>.png

    scripts/emulator_page.py

Chromium draws them without a window, against an emulator started for the purpose; the exit code is not 0 on failure.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.browser import chromium  # noqa: E402 - the folder above must be known first
from tests.emulator.showcase import three_services  # noqa: E402
from tests.emulators import Emulator  # noqa: E402

FOLDER = ROOT / "build" / "screenshots"
NAMES = {"WFS": "wfs", "WMS-VECTOR": "wms", "WMTS-TMS": "tms"}


def main() -> int:
    emulator = Emulator("--speed", "inf", "--seed", "6")
    try:
        with tempfile.TemporaryDirectory() as folder:
            offerings = three_services(emulator, Path(folder))
        with chromium() as browser:
            for kind, offering in offerings.items():
                for language in ("fr", "en"):
                    url = f"{emulator.base_url}/?lang={language}#{offering}"
                    browser.open(url, f"document.body?.dataset.drawn === '{offering}'")
                    path = FOLDER / f"emulator-{language}-{NAMES[kind]}.png"
                    browser.picture(path)
                    print(path.relative_to(ROOT))
    finally:
        emulator.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
