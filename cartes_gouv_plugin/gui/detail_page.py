"""One publication: its stages and checks, its report, its services, its timeline, and what can be done with it."""

from __future__ import annotations

import time
from typing import Protocol

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence
from qgis.PyQt.QtWidgets import QAction, QMenu, QShortcut, QTreeWidget, QTreeWidgetItem, QWidget

from cartes_gouv_plugin.core.publication.publication import Stage
from cartes_gouv_plugin.core.publication.record import Condition, Event, PublicationRecord, StageState
from cartes_gouv_plugin.gui import colours, forms, quantities, wording, wording_pages
from cartes_gouv_plugin.gui.publications_model import Publications
from cartes_gouv_plugin.gui.services_list import ServicesList
from cartes_gouv_plugin.gui.stage_strip_widget import StageStripWidget
from cartes_gouv_plugin.gui.stop_question import StopQuestion

STAGES_TAB = 0
NOT_BY_TRYING_AGAIN = ("ChecksFailed", "ExportRefused", "ExportInterrupted", "PackageMissing")
"""Failures that only other layers can mend: names of classes of `core.errors`."""
BY_OTHER_LAYERS = (*NOT_BY_TRYING_AGAIN, "IntegrationFailed")
REPORT_LINES = 8


class FollowedPublications(Publications, Protocol):
    """The part of `PublicationTracker` that this page reads and drives."""

    def events(self, publication_id: str) -> tuple[Event, ...]: ...

    def report(self, publication_id: str) -> str: ...

    def resume(self, publication_id: str) -> None: ...

    def stop_publication(self, publication_id: str) -> None: ...

    def delete(self, publication_id: str) -> None: ...


class DetailPage(QWidget):
    """Shows the publication given to `show_publication`, and follows it.

    `closed`: back to the list. The other signals carry the publication's id and ask for what the page does not do;
    `service_asked` adds the `ServedLayer` to put into the project.
    """

    closed = pyqtSignal()
    add_to_project_asked = pyqtSignal(str)
    correct_asked = pyqtSignal(str)
    service_asked = pyqtSignal(str, object)
    website_asked = pyqtSignal(str)
    delete_asked = pyqtSignal(str)

    def __init__(self, publications: FollowedPublications, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("detail_page", self)
        self._publications = publications
        self._id = ""
        self._strip = StageStripWidget(self)
        self.stripPlace.addWidget(self._strip)
        self._services = ServicesList(self.services)
        self._services.add_asked.connect(lambda served: self.service_asked.emit(self._id, served))
        self._dress()
        self._connect()

    def show_publication(self, publication_id: str) -> None:
        self._id = publication_id
        self.tabs.setCurrentIndex(STAGES_TAB)
        self._refresh(publication_id)
        self.back.setFocus()

    def _dress(self) -> None:
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.back.setIcon(QgsApplication.getThemeIcon("/mActionArrowLeft.svg"))
        self.more.setIcon(QgsApplication.getThemeIcon("/propertyicons/settings.svg"))
        self.reportLines.setMaximumHeight(REPORT_LINES * self.fontMetrics().lineSpacing())
        menu = QMenu(self)
        self._copy_report = QAction(wording_pages.action_copy_report(), self)
        self._delete = QAction(wording_pages.action_delete(), self)
        menu.addActions([self._copy_report, self._delete])
        self.more.setMenu(menu)

    def _connect(self) -> None:
        self._publications.changed.connect(self._refresh)
        self._publications.removed.connect(self._leave)
        self.back.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self.resume.clicked.connect(lambda: self._publications.resume(self._id))
        self.correct.clicked.connect(lambda: self.correct_asked.emit(self._id))
        self.stop.clicked.connect(self._stop)
        self.addToProject.clicked.connect(lambda: self.add_to_project_asked.emit(self._id))
        self.website.clicked.connect(lambda: self.website_asked.emit(self._id))
        self._delete.triggered.connect(lambda: self.delete_asked.emit(self._id))
        self._copy_report.triggered.connect(self._copy)

    def _stop(self) -> None:
        """Stops at once; what becomes of the delivery is asked afterwards, and it is kept meanwhile."""
        identifier = self._id
        record = self._publications.record(identifier)
        self._publications.stop_publication(identifier)
        if record is None or record.publication.refs.upload is None or record.publication.refs.delivered:
            return
        question = StopQuestion(record.publication.datasheet, self)
        question.delete_chosen.connect(lambda: self._publications.delete(identifier))
        question.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._publications.report(self._id))

    def _leave(self, publication_id: str) -> None:
        if publication_id == self._id:
            self._id = ""
            self.closed.emit()

    def _refresh(self, publication_id: str) -> None:
        record = self._publications.record(publication_id) if publication_id == self._id else None
        if record is None:
            return
        self.title.setText(record.publication.datasheet)
        self._strip.set_stages(record.stages)
        self.summary.setText(wording.summary(record))
        self._show_failure(record)
        self._show_stages(record)
        self._services.show(record.publication)
        self._show_events(self._publications.events(publication_id))
        self._offer(record)

    def _show_failure(self, record: PublicationRecord) -> None:
        failed = record.failure is not None and record.condition is Condition.FAILED
        self.failure.setVisible(failed)
        if record.failure is not None:
            explanation = wording.failure(record.failure)
            self.advice.setText(explanation.advice)
            self.reportLines.setPlainText("\n".join(explanation.report))
            self.reportLines.setVisible(bool(explanation.report))

    def _show_stages(self, record: PublicationRecord) -> None:
        self.stages.clear()
        for stage in Stage:
            state = record.stages[stage]
            item = QTreeWidgetItem([wording.stage(stage), wording.progress(state), _elapsed(state)])
            item.setForeground(1, colours.of_status(state.status, self.palette()))
            for check in state.checks:
                child = QTreeWidgetItem(item, [check.name, wording.status(check.status), ""])
                child.setForeground(1, colours.of_status(check.status, self.palette()))
            self.stages.addTopLevelItem(item)
        self.stages.expandAll()
        _fit(self.stages)

    def _show_events(self, events: tuple[Event, ...]) -> None:
        self.events.clear()
        for event in reversed(events):
            self.events.addTopLevelItem(QTreeWidgetItem([quantities.moment(event.at), wording.event_line(event)]))
        _fit(self.events)

    def _offer(self, record: PublicationRecord) -> None:
        refused = record.condition is Condition.FAILED and record.failure is not None
        kind = record.failure.kind if refused else ""
        self.correct.setVisible(kind in BY_OTHER_LAYERS)
        resumable = record.condition in (Condition.FAILED, Condition.STOPPED) and kind not in NOT_BY_TRYING_AGAIN
        self.resume.setVisible(resumable)
        self.stop.setVisible(record.condition is Condition.ACTIVE)
        self.addToProject.setVisible(bool(record.publication.refs.offerings))
        self.website.setVisible(record.publication.refs.upload is not None)


def _elapsed(state: StageState) -> str:
    if state.started is None:
        return ""
    return quantities.duration((state.finished or time.time()) - state.started)


def _fit(tree: QTreeWidget) -> None:
    for column in range(tree.columnCount()):
        tree.resizeColumnToContents(column)
