"""Rows that QGIS missed for a moment are read again.

QGIS reads a GeoPackage without locks. Another layer of the same file that is filtered or edited turns the file to
SQLite's write-ahead mode, which needs them: until the file is turned back, QGIS finds no row, or not all of them, and
says so in its log only.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from cartes_gouv_plugin.bridge.export.sources import LayerSource
from cartes_gouv_plugin.core.progress import Reporter

_PAUSES = (0.2, 0.4, 0.8, 1.6)  # seconds before each new attempt
_LOOK = 0.1  # seconds between two looks at whether it was cancelled
_SUFFIX = ".gpkg"

Found = TypeVar("Found")


def may_miss_rows(source: LayerSource) -> bool:
    """Whether the layer is of a file that QGIS reads without locks."""
    return source.ogr is not None and source.ogr.path.lower().endswith(_SUFFIX)


def read_patiently(
    source: LayerSource, once: Callable[[], Found], is_whole: Callable[[Found], bool], reporter: Reporter
) -> Found:
    """What `once` returns, asked for again while it is not whole and `source` may be whole in a moment."""
    found = once()
    for pause in _PAUSES if may_miss_rows(source) else ():
        if is_whole(found):
            break
        _wait(pause, reporter)
        found = once()
    return found


def _wait(seconds: float, reporter: Reporter) -> None:
    never, left = threading.Event(), seconds
    while left > 0:
        reporter.check()
        never.wait(min(left, _LOOK))
        left -= _LOOK
