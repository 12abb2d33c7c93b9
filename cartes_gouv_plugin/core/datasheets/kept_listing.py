"""The last listing of a datastore, kept on disk: what is shown at once at the next start, and without a connection."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cartes_gouv_plugin.core.datasheets.listing import DatasheetSummary
from cartes_gouv_plugin.core.datasheets.standing import DatasheetState

_VERSION = 1


@dataclass(frozen=True)
class KeptListing:
    """`at`: seconds since 1970; `mine`: names. The datasheets are without identifiers: they are only shown."""

    datastore: str
    at: float
    sheets: tuple[DatasheetSummary, ...]
    mine: frozenset[str]


class Listed(Protocol):
    """What is kept of a datasheet."""

    name: str
    publications: int
    state: DatasheetState
    by: str
    latest: str
    mine: bool


def keep(path: Path, server: str, datastore: str, at: float, listed: Iterable[Listed]) -> None:
    """`server`: the address of its API. A disk that takes nothing leaves things as they were."""
    lines = [[each.name, each.publications, each.state.value, each.by, each.latest, each.mine] for each in listed]
    origin = f"{server} {datastore}"
    text = json.dumps({"version": _VERSION, "origin": origin, "at": at, "sheets": lines}, ensure_ascii=False)
    part = path.with_suffix(".part")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)


def recall(path: Path, server: str, datastore: str = "") -> KeptListing | None:
    """None when nothing was kept from there, or what was cannot be read. Without `datastore`: the one listed last."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        origin, _, listed = kept["origin"].partition(" ")
        if (kept["version"], origin) != (_VERSION, server) or datastore not in ("", listed):
            return None
        sheets = tuple(
            DatasheetSummary(name=name, publications=services, state=DatasheetState(state), by=by, latest=latest)
            for name, services, state, by, latest, _mine in kept["sheets"]
        )
        return KeptListing(listed, float(kept["at"]), sheets, frozenset(line[0] for line in kept["sheets"] if line[5]))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
