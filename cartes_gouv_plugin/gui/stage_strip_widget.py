"""The five stages as a widget, for a page about one publication."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from cartes_gouv_plugin.core.publication.publication import Stage
from cartes_gouv_plugin.core.publication.record import StageState
from cartes_gouv_plugin.gui import stage_strip, wording

NARROWEST = 220


class StageStripWidget(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: Mapping[Stage, StageState] = {stage: StageState() for stage in Stage}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_stages(self, stages: Mapping[Stage, StageState]) -> None:
        self._stages = stages
        spoken = [f"{wording.stage(stage)}: {wording.status(stages[stage].status)}" for stage in Stage]
        self.setAccessibleName(". ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST, stage_strip.height(self.font()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage_strip.StageStrip(painter, self.palette(), self.font()).paint(self.rect(), self._stages)
        painter.end()
