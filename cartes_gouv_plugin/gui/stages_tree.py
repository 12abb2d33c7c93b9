"""The stages of a publication with their checks: how far each is, how long it has taken, how long it may take."""

from __future__ import annotations

import time
from collections.abc import Iterable

from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem

from cartes_gouv_plugin.core.publication.expectation import expected_seconds, spent_seconds, whole_seconds
from cartes_gouv_plugin.core.publication.publication import Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.gui import colours, quantities, wording, wording_live

STAGE, STATE, TIME = range(3)
TICK_MS = 1000


class StagesTree(QObject):
    """Fills a tree widget; its times go on by themselves while it is seen and the publication is under way."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        self._record: PublicationRecord | None = None
        self._expected: dict[Stage, float | None] = {}
        self._items = {stage: QTreeWidgetItem() for stage in Stage}
        tree.addTopLevelItems(list(self._items.values()))
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._show_times)

    def show(self, record: PublicationRecord, others: Iterable[PublicationRecord]) -> None:
        """`others`: what the time that stages may take is known from."""
        if self._record is None or self._record.id != record.id or self._record.stage is not record.stage:
            known = tuple(others)
            self._expected = {stage: expected_seconds(record, stage, known) for stage in Stage}
        self._record = record
        for stage, item in self._items.items():
            state = record.stages[stage]
            item.setText(STAGE, wording.stage(stage))
            item.setText(STATE, wording.progress(state))
            item.setForeground(STATE, colours.of_status(state.status, self._tree.palette()))
            self._show_checks(item, stage, record)
        self._show_times()
        self._tree.expandAll()
        for column in range(self._tree.columnCount()):
            self._tree.resizeColumnToContents(column)
        if record.condition is Condition.ACTIVE:
            self._clock.start()
        else:
            self._clock.stop()

    def _show_checks(self, item: QTreeWidgetItem, stage: Stage, record: PublicationRecord) -> None:
        checks = record.stages[stage].checks
        while item.childCount() > len(checks):
            item.takeChild(item.childCount() - 1)
        for row, check in enumerate(checks):
            child = item.child(row) or QTreeWidgetItem(item)
            child.setText(STAGE, check.name)
            child.setText(STATE, wording.status(check.status))
            child.setForeground(STATE, colours.of_status(check.status, self._tree.palette()))

    def _show_times(self) -> None:
        if self._record is None:
            return
        now = time.time()
        for stage, item in self._items.items():
            item.setText(TIME, self._time(self._record, stage, now))

    def _time(self, record: PublicationRecord, stage: Stage, now: float) -> str:
        state = record.stages[stage]
        expected = whole_seconds(state, now) or self._expected.get(stage)
        if state.status is StageStatus.WAITING:
            under_way = record.condition is Condition.ACTIVE and expected is not None
            return wording_live.expected(quantities.duration(expected)) if under_way else ""
        spent = spent_seconds(state, now)
        if spent is None:
            return ""
        if state.status is StageStatus.IN_PROGRESS and expected is not None and expected > spent:
            return wording_live.elapsed_and_expected(quantities.duration(spent), quantities.duration(expected))
        return quantities.duration(spent)
