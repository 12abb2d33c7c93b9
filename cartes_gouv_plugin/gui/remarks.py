"""What the preflight found, below the layers: refusals first, each with its icon and its whole sentence."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem

from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.gui import wording_pages

GRAVEST_FIRST = (Level.REFUSAL, Level.WARNING, Level.REPAIR)
ICONS = {
    Level.REPAIR: "/mIconSuccess.svg",
    Level.WARNING: "/mIconWarning.svg",
    Level.REFUSAL: "/mIconCritical.svg",
}
LINES_SHOWN = 7


class Remarks:
    """Fills a list widget; the widget is hidden while there is nothing to say."""

    def __init__(self, view: QListWidget) -> None:
        self._view = view
        line = view.fontMetrics().height()
        view.setIconSize(QSize(line, line))
        view.setMaximumHeight(LINES_SHOWN * line)

    def show(self, problems: Sequence[Problem]) -> None:
        self._view.clear()
        for problem in sorted(problems, key=lambda each: GRAVEST_FIRST.index(each.level)):
            text = wording_pages.problem(problem.sentence, problem.repair)
            item = QListWidgetItem(QgsApplication.getThemeIcon(ICONS[problem.level]), text, self._view)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{wording_pages.level(problem.level)}. {text}")
        self._view.setVisible(bool(problems))
