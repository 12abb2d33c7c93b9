"""The texts of a live service, to be changed."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableWidgetItem, QWidget

from cartes_gouv_plugin.core.services.words import ServiceWords, TableWords
from cartes_gouv_plugin.gui import forms, wording_pages

TABLE, TITLE, ABSTRACT, KEYWORDS = range(4)


class WordsDialog(QDialog):
    """Shown with `open()`. `written` carries the new `ServiceWords`, when they differ."""

    written = pyqtSignal(object)

    def __init__(self, words: ServiceWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("words_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = words
        self.serviceTitle.setText(words.title)
        self.whole.setVisible(not words.tables)
        self.byTable.setVisible(bool(words.tables))
        self.abstract.setPlainText(words.abstract)
        self.keywords.setText(", ".join(words.keywords))
        self._fill(words.tables)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(wording_pages.action_cancel())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._tell)
        self.serviceTitle.textChanged.connect(self._allow)
        self.serviceTitle.setFocus()

    def words(self) -> ServiceWords:
        tables = tuple(self._row(row, before) for row, before in enumerate(self._before.tables))
        return ServiceWords(
            self.serviceTitle.text().strip(),
            self.abstract.toPlainText().strip(),
            _keywords(self.keywords.text()),
            tables,
        )

    def _fill(self, tables: tuple[TableWords, ...]) -> None:
        self.tables.setRowCount(len(tables))
        for row, said in enumerate(tables):
            texts = (said.table, said.title, said.abstract, ", ".join(said.keywords))
            for column, text in enumerate(texts):
                self.tables.setItem(row, column, QTableWidgetItem(text))
            name = self.tables.item(row, TABLE)
            name.setFlags(name.flags() & ~Qt.ItemFlag.ItemIsEditable)
        for column in (TITLE, ABSTRACT, KEYWORDS):
            self.tables.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.tables.verticalHeader().hide()
        self.tables.resizeColumnsToContents()

    def _row(self, row: int, before: TableWords) -> TableWords:
        said = [self.tables.item(row, column).text().strip() for column in (TITLE, ABSTRACT, KEYWORDS)]
        return replace(before, title=said[0] or before.title, abstract=said[1], keywords=_keywords(said[2]))

    def _allow(self, text: str) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(text.strip()))

    def _tell(self) -> None:
        if self.words() != self._before:
            self.written.emit(self.words())


def _keywords(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
