"""Runs tippecanoe with the options the platform gives it."""

from __future__ import annotations

import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

ALLOWED_OPTION = re.compile(
    r"-(?:[ap][A-Za-z]+|[SDdmbg]\d+(?:\.\d+)?|r(?:\d+(?:\.\d+)?|g\d*)|[MO]\d+|[yxY][A-Za-z_]\w*(?::\w+)?|X)"
    r"|--(?:simplification|low-detail|minimum-detail|buffer|drop-rate|gamma|maximum-tile-bytes|maximum-tile-features)"
    r"=\d+(?:\.\d+)?"
    r"|--(?:drop|coalesce)-(?:densest|fraction|smallest)-as-needed"
    r"|--(?:coalesce|reorder|hilbert|reverse|grid-low-zooms|detect-shared-borders|visvalingam|generate-ids)"
    r"|--no-(?:simplification-of-shared-nodes|line-simplification|tiny-polygon-reduction|feature-limit|tile-size-limit)"
)
"""Generalisation only: nothing that reads, writes or runs something else than the tables asked for."""

FIXED_OPTIONS = ("--no-progress-indicator", "--no-tile-compression", "--full-detail=10", "--quiet")
"""As the platform's tool 4ALAMO calls it (rok4/pregeneration, ``FOURALAMO::Shell``)."""


class TippecanoeFailure(Exception):
    """tippecanoe refused the options or could not make a tile; the message is its own."""


@dataclass(frozen=True)
class Source:
    """One layer of the tiles."""

    layer: str
    file: Path
    """Line-delimited GeoJSON in EPSG:4326."""


def options_from(text: str) -> list[str]:
    """The generalisation options as arguments; raises TippecanoeFailure on one that is not about generalisation."""
    try:
        options = shlex.split(text)
    except ValueError as error:
        raise TippecanoeFailure(f"options tippecanoe illisibles : {text}") from error
    for option in options:
        if not ALLOWED_OPTION.fullmatch(option):
            raise TippecanoeFailure(f"option tippecanoe non autorisée : {option}")
    return options


def run(sources: list[Source], options: list[str], levels: range, base: int, target: Path) -> None:
    """Cut the sources into ``{z}/{x}/{y}.pbf`` of a new folder, for consecutive levels; raises TippecanoeFailure.

    ``base`` is the level from which no object is dropped any more: the platform gives the top of the pyramid.
    """
    command = [
        "tippecanoe",
        *FIXED_OPTIONS,
        *options,
        f"--base-zoom={base}",
        f"--minimum-zoom={levels[0]}",
        f"--maximum-zoom={levels[-1]}",
        f"--output-to-directory={target}",
        *(f"--named-layer={source.layer}:{source.file}" for source in sources),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise TippecanoeFailure(f"tippecanoe ne peut pas être lancé : {error}") from error
    if done.returncode != 0:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise TippecanoeFailure("; ".join(lines[-3:]) or f"code de retour {done.returncode}")
