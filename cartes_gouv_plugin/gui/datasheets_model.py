"""The datasheets as a Qt model over the catalogue: mine, or everybody's; searched; thousands of rows."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QIcon

from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue, ListedDatasheet
from cartes_gouv_plugin.gui import wording_pages
from cartes_gouv_plugin.installation import RESOURCES

DATASHEET = int(Qt.ItemDataRole.UserRole) + 1


class DatasheetsModel(QAbstractListModel):
    def __init__(self, catalogue: DatasheetCatalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._icon = QIcon(str(RESOURCES / "datasheet.svg"))
        self._shown: list[ListedDatasheet] = []
        self._words: tuple[str, ...] = ()
        self._everybody = False
        catalogue.changed.connect(self._reload)
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
            return f"{sheet.name}\n{wording_pages.datasheet_state(sheet.publications, sheet.mine)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon
        if role == Qt.ItemDataRole.ToolTipRole:
            return sheet.name
        return None

    def search(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._reload()

    def show_everybody(self, everybody: bool) -> None:
        self._everybody = everybody
        self._reload()

    def _reload(self) -> None:
        self.beginResetModel()
        self._shown = [sheet for sheet in self._catalogue.listed if self._matches(sheet)]
        self.endResetModel()

    def _matches(self, sheet: ListedDatasheet) -> bool:
        name = sheet.name.casefold()
        return (self._everybody or sheet.mine) and all(word in name for word in self._words)
