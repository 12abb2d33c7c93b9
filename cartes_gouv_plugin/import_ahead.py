"""Imports in the background, once QGIS has started, what the first click needs: else the window would stand still."""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress

from qgis.PyQt.QtCore import QObject, QTimer

START_AFTER_MS = 1_000
"""QGIS's own start goes first."""
_NEARLY_ALL = "cartes_gouv_plugin.opening"


class ImportAhead(QObject):
    """Starts by itself; `end` before the plugin's modules go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = threading.Thread(target=_import, name="cartes_gouv imports", daemon=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._thread.start)
        self._timer.start(START_AFTER_MS)

    def end(self) -> None:
        """Waits for what is being imported: less than a second."""
        self._timer.stop()
        if self._thread.ident is not None:
            self._thread.join()


def _import() -> None:
    with suppress(ImportError):  # the first click meets it again, where QGIS can tell of it
        importlib.import_module(_NEARLY_ALL)
