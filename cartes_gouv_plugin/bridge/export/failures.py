"""What the layers below raise, turned into refusals that say what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cartes_gouv_plugin.bridge.export import troubles
from cartes_gouv_plugin.bridge.export.problems import Problem
from cartes_gouv_plugin.bridge.export.translate_lane import TranslationFailed
from cartes_gouv_plugin.bridge.export.write_lane import OutOfReach, WritingFailed
from cartes_gouv_plugin.core.errors import ExportRefused

_LONGEST = 300  # characters of somebody else's words in a sentence
_FULL = ("disk is full", "no space left", "disk i/o error")
_LOCKED = ("database is locked", "database table is locked", "busy")
_SHARED_NUMBERS = ("unique constraint failed", "not null constraint failed")
_NO_ACCESS = ("readonly database", "unable to open database file", "permission denied", "read-only")


@contextmanager
def refusing(layer: str, folder: Path) -> Iterator[None]:
    """Raises `ExportRefused` for whatever disk, SQLite, GDAL or QGIS refuse while `layer` is written into `folder`."""
    try:
        yield
    except OutOfReach as error:
        raise ExportRefused((troubles.out_of_reach(layer, error.row).sentence,)) from error
    except (OSError, sqlite3.Error, TranslationFailed, WritingFailed) as error:
        raise ExportRefused((explained(error, layer, folder).sentence,)) from error


def explained(error: Exception, layer: str, folder: Path) -> Problem:
    """The problem behind a low-level error."""
    words = str(error).lower()
    if getattr(error, "errno", None) == errno.ENOSPC or any(word in words for word in _FULL):
        return troubles.disk_full(folder)
    if any(word in words for word in _LOCKED):
        return troubles.locked(layer, str(error))
    if any(word in words for word in _SHARED_NUMBERS):
        return troubles.rows_share_a_number(layer)
    if isinstance(error, OSError) or (any(word in words for word in _NO_ACCESS) and not os.access(folder, os.W_OK)):
        return troubles.no_access(folder, str(error))
    return troubles.unreadable(layer, textwrap.shorten(str(error), _LONGEST))
