"""What only people know of the data: producer, contact, themes, dates, words. Asked once, then remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from qgis.core import QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin.bridge.choice import Answers
from cartes_gouv_plugin.bridge.descriptions import described, themes_of
from cartes_gouv_plugin.bridge.settings import PREFIX
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.services.themes import TOPICS
from cartes_gouv_plugin.gui import forms, wording_options, wording_themes

PRODUCER_KEY, CONTACT_KEY, THEMES_KEY = PREFIX + "producer", PREFIX + "contact", PREFIX + "themes"
PRODUCER_LENGTHS = range(2, 100)
LINES_OF_ABSTRACT = 4
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class RecordForm(QWidget):
    """Unfolded until it has been answered once. `changed`: the producer or the contact is another."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("record_form", self)
        self._person = ("", "")
        self.year.setRange(1, date.today().year)
        self.created.setMaximumDate(QDate.currentDate())
        self.themes.setDefaultText(wording_options.no_theme())
        for code in sorted(TOPICS, key=wording_themes.theme):
            self.themes.addItemWithCheckState(wording_themes.theme(code), Qt.CheckState.Unchecked, code)
        self.abstract.setFixedHeight(LINES_OF_ABSTRACT * self.fontMetrics().lineSpacing())
        for line in (self.producer, self.contact):
            line.textChanged.connect(self._check)

    def know(self, name: str, email: str) -> None:
        """Who is signed in: what the fields hold until somebody says otherwise."""
        before, self._person = self._person, (name, email)
        for line, former, present in zip((self.producer, self.contact), before, self._person):
            if line.text() in ("", former):
                line.setText(present)

    def start(self, layers: Sequence[QgsVectorLayer], datasheet: str) -> None:
        """What the layers' and the project's metadata say comes first, then what was answered before."""
        settings = QgsSettings()
        said = described(layers, QgsProject.instance())
        remembered = str(settings.value(PRODUCER_KEY, "") or "")
        self.group.setCollapsed(bool(remembered))
        self.producer.setText(said.organisation or remembered or self._person[0])
        self.contact.setText(said.contact_email or str(settings.value(CONTACT_KEY, "") or "") or self._person[1])
        former = tuple(str(settings.value(THEMES_KEY, "") or "").split())
        self._tick(themes_of(layers, datasheet, said) or former)
        self.year.setValue(date.today().year)
        self.created.setDate(QDate.fromString(said.creation_date, Qt.DateFormat.ISODate))
        self.abstract.setPlainText(said.abstract)
        self.abstract.setPlaceholderText(datasheet)
        self._check()

    def suggest(self, datasheet: str) -> None:
        """The words that stand for a description that is not given."""
        self.abstract.setPlaceholderText(datasheet)

    def show_publication(self, publication: Publication) -> None:
        """The answers of a publication that this one corrects."""
        self.producer.setText(publication.producer)
        self.year.setValue(publication.production_year or self.year.value())
        said = publication.metadata
        if said is not None:
            self.contact.setText(said.contact_email)
            self.abstract.setPlainText(said.abstract)
            self._tick(said.themes)

    def answers(self) -> Answers:
        return Answers(
            contact_email=self.contact.text().strip(),
            themes=tuple(self.themes.checkedItemsData()),
            creation_date=self.created.date().toString(Qt.DateFormat.ISODate),
            abstract=self.abstract.toPlainText().strip(),
        )

    def remember(self) -> None:
        """For the next publications. Themes are those of the layers, unless their names say nothing."""
        settings = QgsSettings()
        settings.setValue(PRODUCER_KEY, self.producer.text().strip())
        settings.setValue(CONTACT_KEY, self.contact.text().strip())
        settings.setValue(THEMES_KEY, " ".join(self.answers().themes))

    def _tick(self, codes: Sequence[str]) -> None:
        self.themes.setCheckedItems([wording_themes.theme(code) for code in codes if code in TOPICS])

    def _check(self, *_ignored: object) -> None:
        """Advice, never a refusal."""
        producer, contact = self.producer.text().strip(), self.contact.text().strip()
        if not producer or not contact:
            remark = wording_options.remark_no_record()
        elif _EMAIL.fullmatch(contact) is None:
            remark = wording_options.remark_email()
        elif len(producer) not in PRODUCER_LENGTHS:
            remark = wording_options.remark_producer()
        else:
            remark = wording_options.public_contact(contact)
        self.remark.setText(remark)
        self.changed.emit()
