"""The datasheets as a Qt model over the catalogue: mine, or everybody's; searched, sorted; thousands of rows."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QIcon

from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue, ListedDatasheet
from cartes_gouv_plugin.core.datasheets.standing import DatasheetState
from cartes_gouv_plugin.gui import wording_datasheets
from cartes_gouv_plugin.gui.wording_datasheets import Order
from cartes_gouv_plugin.installation import RESOURCES

DATASHEET = int(Qt.ItemDataRole.UserRole) + 1
STATES = (
    DatasheetState.FAILED,
    DatasheetState.TO_RESUME,
    DatasheetState.NOT_PUBLISHED,
    DatasheetState.PUBLISHED,
    DatasheetState.UNKNOWN,
)
"""Those that need somebody first."""


class DatasheetsModel(QAbstractListModel):
    def __init__(self, catalogue: DatasheetCatalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._icons = {
            DatasheetState.PUBLISHED: QIcon(str(RESOURCES / "service.svg")),
            DatasheetState.NOT_PUBLISHED: QIcon(str(RESOURCES / "datasheet.svg")),
            DatasheetState.UNKNOWN: QIcon(str(RESOURCES / "datasheet.svg")),
            DatasheetState.TO_RESUME: QIcon(str(RESOURCES / "resume.svg")),
            DatasheetState.FAILED: QgsApplication.getThemeIcon("/mIconWarning.svg"),
        }
        self._listed: tuple[ListedDatasheet, ...] = ()
        self._shown: list[ListedDatasheet] = []
        self._words: tuple[str, ...] = ()
        self._everybody = False
        self._order = Order.NAME
        catalogue.changed.connect(self._follow)
        self._reload()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        sheet = self._shown[index.row()]
        if role == DATASHEET:
            return sheet
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{sheet.name}\n{wording_datasheets.line(sheet)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[sheet.state]
        if role == Qt.ItemDataRole.ToolTipRole:
            return sheet.name
        return None

    def search(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._reload()

    def show_everybody(self, everybody: bool) -> None:
        self._everybody = everybody
        self._reload()

    def sort_by(self, order: Order) -> None:
        self._order = order
        self._reload()

    def _follow(self) -> None:
        """The catalogue tells of its questions too: a list that is the same keeps its place and its selection."""
        if self._catalogue.listed is not self._listed:
            self._reload()

    def _reload(self) -> None:
        self.beginResetModel()
        self._listed = self._catalogue.listed
        self._shown = self._ordered([sheet for sheet in self._listed if self._matches(sheet)])
        self.endResetModel()

    def _ordered(self, sheets: list[ListedDatasheet]) -> list[ListedDatasheet]:
        """The catalogue's order is that of the names."""
        if self._order is Order.LATEST:
            return sorted(sheets, key=lambda sheet: sheet.latest, reverse=True)
        if self._order is Order.STATE:
            return sorted(sheets, key=lambda sheet: STATES.index(sheet.state))
        return sheets

    def _matches(self, sheet: ListedDatasheet) -> bool:
        if not (self._everybody or sheet.mine):
            return False
        name = sheet.name.casefold() if self._words else ""
        return all(word in name for word in self._words)
