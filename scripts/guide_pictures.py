"""Takes the pictures that the guide shows from those of `make screenshots`, and makes them small: PNG, 256 colours.

scripts/guide_pictures.py    build/screenshots/<language>-light-100/*.png to docs/pictures/<name>-<language>.png

Runs with the interpreter of `.venv-tools`, which has PyQt6 and numpy.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PyQt6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build" / "screenshots"
PICTURES = ROOT / "docs" / "pictures"
LANGUAGES = ("fr", "en")
SHOWN = {
    "form": 820,
    "published": 820,
    "sending-dock": 320,
    "failed-dock": 693,
    "not-joined-dock": 430,
    "browser-panel": 300,
}
"""The rows of pixels that are kept, from the top: what lies below is empty."""
COLOURS = 256
FREQUENT = 140


def shrink(source: Path, target: Path, rows: int) -> bool:
    """Writes the upper part of `source` with its most frequent colours; False when there is no such picture."""
    picture = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    if picture.isNull():
        return False
    height, width = min(rows, picture.height()), picture.width()
    memory = picture.constBits()
    if memory is None:
        return False
    memory.setsize(picture.sizeInBytes())
    pixels = np.frombuffer(memory, np.uint32).reshape(picture.height(), -1)[:height, :width]
    colours, positions, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    palette = _palette(colours, counts)
    distances = ((_channels(colours)[:, None] - _channels(palette)[None]) ** 2).sum(axis=2)
    indexed = distances.argmin(axis=1).astype(np.uint8)[positions.reshape(height, width)]
    flat = QImage(np.ascontiguousarray(indexed).tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    flat.setColorTable([int(colour) for colour in palette])
    return flat.save(str(target), "PNG", 0)


def _palette(colours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The most frequent colours, and the most frequent one of each kind besides, so that small icons keep theirs."""
    ranked = colours[np.argsort(counts)[::-1]]
    frequent, rest = ranked[:FREQUENT], ranked[FREQUENT:]
    kinds = (_channels(rest) >> 5) @ np.array([64, 8, 1])
    _kinds, first = np.unique(kinds, return_index=True)
    return np.concatenate([frequent, rest[np.sort(first)]])[:COLOURS]


def _channels(colours: np.ndarray) -> np.ndarray:
    """Red, green and blue of colours as Qt packs them."""
    return np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(np.int32)


def main() -> int:
    missing = [
        f"{language}-light-100/{name}.png"
        for language in LANGUAGES
        for name, rows in SHOWN.items()
        if not shrink(SHOTS / f"{language}-light-100" / f"{name}.png", PICTURES / f"{name}-{language}.png", rows)
    ]
    if missing:
        print(f"missing: {', '.join(missing)}; run make screenshots first", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
