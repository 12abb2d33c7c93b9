"""Pictures of the real QGIS window with the plugin in its states, on a virtual screen, against an emulator.

    scripts/screenshots.py [VARIANT…]    default: all; a variant is language-theme-scale, such as fr-light-100

They go to build/screenshots/<variant>/. The exit code is not 0 when a state could not be reached.
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

FOLDER = ROOT / "build" / "screenshots"
TOUR = ROOT / "scripts" / "screenshot_tour.py"
VARIANTS = tuple(
    f"{language}-{theme}-{scale}" for language in ("fr", "en") for theme in ("light", "dark") for scale in (100, 200)
)
PERSONS = {"nobody": None, "david": "david", "alice": "alice"}
"""Who is signed in; David has not joined the sandbox."""
SCREENS = {"100": "1366x820", "200": "2732x1640"}
PATIENCE_S = 240


def main() -> int:
    wanted = sys.argv[1:] or VARIANTS
    failed = [variant for variant in wanted if not take(variant)]
    if failed:
        print(f"incomplete: {', '.join(failed)}")
    return 1 if failed else 0


def take(variant: str) -> bool:
    """One variant: a fresh emulator and profile for each person."""
    language, theme, scale = variant.split("-")
    target = FOLDER / variant
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.png"):
        old.unlink()
    complete = True
    for person, user in PERSONS.items():
        with tempfile.TemporaryDirectory(prefix="cartes_gouv_pictures_") as folder, emulator("--seed", "12") as running:
            environment = prepare(Path(folder), language, theme)
            environment |= running.environment(Path(folder) / "home", user)
            environment |= {
                "TOUR_ROOT": str(ROOT),
                "TOUR_PERSON": person,
                "TOUR_FOLDER": str(target),
                "TOUR_CONTROL": f"{running.facts['base_url']}/__emulator__",
                "QT_SCALE_FACTOR": str(int(scale) / 100),
                "QT_QPA_PLATFORM": "xcb",
            }
            line = command(TOUR, virtual_screen=SCREENS[scale])
            outcome = subprocess.run(line, env=environment, timeout=PATIENCE_S, capture_output=True, check=False)
            if outcome.returncode != 0:
                complete = False
                print(f"{variant}, {person}: {outcome.stdout.decode()[-2000:]}{outcome.stderr.decode()[-2000:]}")
    print(f"{variant}: {len(list(target.glob('*.png')))} pictures")
    return complete


if __name__ == "__main__":
    sys.exit(main())
