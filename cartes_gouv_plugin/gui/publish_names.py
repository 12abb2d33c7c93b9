"""The names of a publication: the datasheet's title, new or one of mine, and the technical name that follows it."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit

from cartes_gouv_plugin.bridge.publishing import suggested_technical_name
from cartes_gouv_plugin.core.publication.naming import is_datasheet_name
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.gui import wording_options, wording_pages

TITLE_MAX = 99


class PublishNames(QObject):
    """Any character may stand in a title: what the website's own form would refuse gets a remark."""

    changed = pyqtSignal()

    def __init__(self, title: QComboBox, remark: QLabel, technical_name: QLineEdit) -> None:
        super().__init__(title)
        self._title, self._remark, self._technical = title, remark, technical_name
        self._mine: frozenset[str] = frozenset()
        self._edited = False
        title.lineEdit().setMaxLength(TITLE_MAX)
        title.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        title.editTextChanged.connect(lambda _text: self.changed.emit())
        technical_name.textEdited.connect(self._technical_name_edited)

    @property
    def title(self) -> str:
        return self._title.currentText().strip()

    @property
    def technical_name(self) -> str:
        return self._technical.text().strip()

    def start(self, title: str, mine: Sequence[str]) -> None:
        """`mine`: the user's own datasheets, to complete the title with."""
        self._mine = frozenset(mine)
        self._edited = False
        self._title.clear()
        self._title.addItems(mine)
        self._title.setEditText(title)

    def show_publication(self, publication: Publication) -> None:
        self._title.setEditText(publication.datasheet)
        self._technical.setText(publication.technical_name)
        self._edited = True

    def focus(self) -> None:
        self._title.setFocus()
        self._title.lineEdit().selectAll()

    def lock(self, locked: bool) -> None:
        for widget in (self._title, self._technical):
            widget.setEnabled(not locked)

    def refresh(self, layers: tuple[QgsMapLayer, ...]) -> None:
        """The technical name follows the title and the layers, until somebody writes another."""
        if not self._edited and layers:
            self._technical.setText(suggested_technical_name(layers, self.title))
        remark = self._said_of_title()
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def _said_of_title(self) -> str:
        if self.title in self._mine:
            return wording_options.adds_to_datasheet(self.title)
        return wording_pages.remark_on_title() if self.title and not is_datasheet_name(self.title) else ""

    def _technical_name_edited(self, text: str) -> None:
        self._edited = bool(text.strip())
        self.changed.emit()
