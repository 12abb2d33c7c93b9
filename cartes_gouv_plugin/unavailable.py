"""What is loaded when the plugin itself cannot be: it says why, and does nothing else."""

from __future__ import annotations

import traceback

from qgis.core import Qgis, QgsMessageLog
from qgis.gui import QgisInterface


class UnavailablePlugin:
    """Stands in for the plugin. Not translated: the translations may be what is missing."""

    def __init__(self, iface: QgisInterface | None, error: Exception) -> None:
        self._iface = iface
        self._reason = f"{type(error).__name__}: {error}"
        trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        QgsMessageLog.logMessage(trace, "cartes.gouv.fr", Qgis.MessageLevel.Critical, notifyUser=False)

    def initProcessing(self) -> None:
        """Offers no algorithm."""

    def initGui(self) -> None:
        if self._iface is not None:
            self._iface.messageBar().pushMessage(
                "cartes.gouv.fr",
                f"L'extension n'a pas pu démarrer / the plugin could not start ({self._reason}).",
                Qgis.MessageLevel.Critical,
                0,
            )

    def unload(self) -> None:
        """Has nothing to remove."""
