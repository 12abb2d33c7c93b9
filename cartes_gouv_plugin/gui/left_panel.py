"""The deliveries that the website left, above the publications: what each waits for, and the button that goes on."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cartes_gouv_plugin.core.publication.left_deliveries import LeftDelivery
from cartes_gouv_plugin.gui import wording_takeover

MOST_SHOWN = 3


class LeftPanel(QFrame):
    """Hidden while there is none. `resume_asked` carries a `LeftDelivery`."""

    resume_asked = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("LeftPanel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._layout = QVBoxLayout(self)
        self.title = QLabel(self)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.title.setWordWrap(True)
        self._layout.addWidget(self.title)
        self._rows: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self.show_deliveries(())

    def show_deliveries(self, deliveries: Sequence[LeftDelivery]) -> None:
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self.buttons = []
        self._rows = [self._row(delivery) for delivery in deliveries[:MOST_SHOWN]]
        if len(deliveries) > MOST_SHOWN:
            self._rows.append(QLabel(wording_takeover.more_left(len(deliveries) - MOST_SHOWN), self))
        for row in self._rows:
            self._layout.addWidget(row)
        self.title.setText(wording_takeover.panel_title(len(deliveries)))
        self.setVisible(bool(deliveries))

    def _row(self, delivery: LeftDelivery) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        # Both come from the platform: they are shown as they are, whatever they look like.
        what = QLabel(f"{delivery.datasheet}\n{wording_takeover.left_state(delivery.needs_file)}", row)
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setWordWrap(True)
        what.setMinimumWidth(1)
        what.setToolTip(f"{delivery.name} · {delivery.srs}")
        button = QPushButton(wording_takeover.action_resume(), row)
        button.setAccessibleName(wording_takeover.resume_named(delivery.datasheet))
        button.clicked.connect(lambda: self.resume_asked.emit(delivery))
        layout.addWidget(what, 1)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons.append(button)
        return row
