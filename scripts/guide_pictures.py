"""Takes the pictures that the guide shows from those of `make screenshots`, made small: 256 colours, PNG.

scripts/guide_pictures.py    build/screenshots/<language>-light-100/*.png to docs/pictures/<name>-<language>.png

Runs with the interpreter of `.venv-tools`, which has PyQt6.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build" / "screenshots"
PICTURES = ROOT / "docs" / "pictures"
SHOWN = ("form", "published", "sending-dock", "failed-dock", "not-joined-dock")
LANGUAGES = ("fr", "en")


def shrink(source: Path, target: Path) -> bool:
    """Writes `source` with a palette; False when it is not there or cannot be written."""
    picture = QImage(str(source))
    if picture.isNull():
        return False
    flat = picture.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither)
    return flat.save(str(target), "PNG", 0)


def main() -> int:
    wanted = [(language, name) for language in LANGUAGES for name in SHOWN]
    missing = [
        f"{language}-light-100/{name}.png"
        for language, name in wanted
        if not shrink(SHOTS / f"{language}-light-100" / f"{name}.png", PICTURES / f"{name}-{language}.png")
    ]
    if missing:
        print(f"missing: {', '.join(missing)}; run make screenshots first", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
