"""What ends, in QGIS's message bar, with the one action that makes sense."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QPushButton

from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.gui import wording, wording_menus, wording_pages

SECONDS_SHOWN = 8
UNTIL_CLOSED = 0


class Notices:
    """`open_publication`: what the button of a notice does, with the publication's id."""

    def __init__(self, bar: QgsMessageBar, open_publication: Callable[[str], None]) -> None:
        self._bar = bar
        self._open_publication = open_publication

    def ended(self, record: PublicationRecord) -> None:
        """A publication became done, or failed."""
        title = record.publication.datasheet
        if record.condition is Condition.DONE:
            self._push(record.id, wording_pages.notice_published(title), Qgis.MessageLevel.Success, SECONDS_SHOWN)
        elif record.failure is not None:
            reason = wording.failure(record.failure).happened
            text = wording_pages.notice_failed(title, reason)
            self._push(record.id, text, Qgis.MessageLevel.Critical, UNTIL_CLOSED)

    def refused(self, sentence: str) -> None:
        """Something that was asked for cannot be done."""
        self._bar.pushMessage(wording_menus.dock_title(), sentence, Qgis.MessageLevel.Warning, UNTIL_CLOSED)

    def told(self, sentence: str) -> None:
        """Something that was asked for is done."""
        self._bar.pushMessage(wording_menus.dock_title(), sentence, Qgis.MessageLevel.Success, SECONDS_SHOWN)

    def _push(self, publication_id: str, text: str, level: Qgis.MessageLevel, seconds: int) -> None:
        item = self._bar.createMessage(wording_menus.dock_title(), text)
        button = QPushButton(wording_pages.notice_details(), item)
        button.clicked.connect(lambda: self._open_publication(publication_id))
        item.layout().addWidget(button)
        self._bar.pushWidget(item, level, seconds)
