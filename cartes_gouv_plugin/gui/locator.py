"""Finds one's datasheets from QGIS's locator bar (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorFilter, QgsLocatorResult
from qgis.PyQt.QtGui import QIcon

from cartes_gouv_plugin.gui import wording_menus
from cartes_gouv_plugin.installation import RESOURCES

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.catalogue import ListedDatasheet

MOST = 30

Listed = Callable[[], "tuple[ListedDatasheet, ...]"]
Describe = Callable[["ListedDatasheet"], str]


class DatasheetLocator(QgsLocatorFilter):
    """`listed`: the datasheets known now, and `describe`: a line about one; both are called from any thread.

    `show`: what choosing one does, with its name.
    """

    def __init__(self, listed: Listed, describe: Describe, show: Callable[[str], None]) -> None:
        super().__init__()
        self._listed = listed
        self._describe = describe
        self._show = show

    def name(self) -> str:
        return "cartes_gouv_datasheets"

    def displayName(self) -> str:
        return wording_menus.locator_name()

    def prefix(self) -> str:
        return "fiche"

    def clone(self) -> DatasheetLocator:
        return DatasheetLocator(self._listed, self._describe, self._show)

    def fetchResults(self, text: str, _context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        """Runs on a worker thread: the listing is a tuple that nobody changes."""
        words = text.casefold().split()
        found = 0
        for sheet in self._listed() if words else ():
            if feedback.isCanceled() or found >= MOST:
                return
            if sheet.mine and all(word in sheet.name.casefold() for word in words):
                found += 1
                self.resultFetched.emit(self._result(sheet))

    def triggerResult(self, result: QgsLocatorResult) -> None:
        self._show(result.displayString)

    def _result(self, sheet: ListedDatasheet) -> QgsLocatorResult:
        result = QgsLocatorResult()
        result.filter = self
        result.displayString = sheet.name
        result.description = self._describe(sheet)
        result.icon = QIcon(str(RESOURCES / "datasheet.svg"))
        return result
