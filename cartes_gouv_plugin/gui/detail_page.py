"""One publication, or one datasheet that is served: how far it is, what it serves, and what can be done with it."""

from __future__ import annotations

from typing import Protocol

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence
from qgis.PyQt.QtWidgets import QAction, QMenu, QShortcut, QWidget

from cartes_gouv_plugin.core.publication.record import Condition, Event, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import needs_layers
from cartes_gouv_plugin.gui import forms, wording, wording_pages
from cartes_gouv_plugin.gui.failure_view import BY_OTHER_LAYERS, NOT_BY_TRYING_AGAIN, FailureView
from cartes_gouv_plugin.gui.flow_layout import flow
from cartes_gouv_plugin.gui.live_view import LiveView
from cartes_gouv_plugin.gui.publications_model import Publications
from cartes_gouv_plugin.gui.stage_strip_widget import StageStripWidget
from cartes_gouv_plugin.gui.stages_tree import StagesTree
from cartes_gouv_plugin.gui.stop_question import StopQuestion
from cartes_gouv_plugin.gui.timeline_tree import show_events


class FollowedPublications(Publications, Protocol):
    """The part of `PublicationTracker` that this page reads and drives."""

    def events(self, publication_id: str) -> tuple[Event, ...]: ...

    def report(self, publication_id: str) -> str: ...

    def resume(self, publication_id: str) -> None: ...

    def stop_publication(self, publication_id: str) -> None: ...

    def delete(self, publication_id: str) -> None: ...


class DetailPage(QWidget):
    """Shows the publication given to `show_publication`, or the datasheet given to `show_datasheet`, and follows it.

    `closed`: back to the list. The other signals carry the publication's id, or the datasheet's name, and ask for what
    the page does not do; `service_asked` carries the publication's id, empty without one, and the `ServedLayer` to put
    into the project.
    """

    closed = pyqtSignal()
    add_to_project_asked = pyqtSignal(str)
    correct_asked = pyqtSignal(str)
    service_asked = pyqtSignal(str, object)
    website_asked = pyqtSignal(str)
    delete_asked = pyqtSignal(str)
    datasheet_website_asked = pyqtSignal(str)
    datasheet_delete_asked = pyqtSignal(str)

    def __init__(self, publications: FollowedPublications, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("detail_page", self)
        self._publications = publications
        self._id = ""
        self._strip = StageStripWidget(self)
        self.stripPlace.addWidget(self._strip)
        self._stages = StagesTree(self.stages)
        self._failure = FailureView(self.failure, self.advice, self.reportLines)
        self.services = self.services_tab.services
        self.live = LiveView(self.services_tab, self.datasheet_tab, self.liveState, self)
        self._dress()
        self._connect()

    def show_publication(self, publication_id: str) -> None:
        self._id = publication_id
        self._arrange(self.stages)
        record = self._publications.record(publication_id)
        if record is not None:
            self.live.begin(record.publication.datastore, record.publication.datasheet, record.publication.served)
        self._refresh(publication_id)
        self.back.setFocus()

    def show_datasheet(self, datastore: str, name: str) -> None:
        """One that is there already, made by anybody."""
        self._id = ""
        self.title.setText(name)
        self._arrange(self.services_tab)
        for widget in (self.failure, self.correct, self.resume, self.stop):
            widget.hide()
        self.addToProject.hide()
        self.website.show()
        self.back.setFocus()
        self.live.begin(datastore, name, ())

    def leave_datasheet(self, name: str) -> None:
        """It is no more."""
        if not self._id and self.title.text() == name:
            self.closed.emit()

    def _arrange(self, first: QWidget) -> None:
        """A datasheet has neither stages nor a timeline of ours."""
        is_publication = bool(self._id)
        for tab in (self.stages, self.events):
            self.tabs.setTabVisible(self.tabs.indexOf(tab), is_publication)
        self._strip.setVisible(is_publication)
        self.summary.setVisible(is_publication)
        self._copy_report.setVisible(is_publication)
        self._delete.setVisible(is_publication)
        self.tabs.setCurrentWidget(first)

    def _dress(self) -> None:
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.back.setIcon(QgsApplication.getThemeIcon("/mActionArrowLeft.svg"))
        flow(self.buttons)
        self.more.setIcon(QgsApplication.getThemeIcon("/propertyicons/settings.svg"))
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
        self.addToProject.clicked.connect(self._add_everything)
        self.website.clicked.connect(self.open_website)
        self._delete.triggered.connect(self._ask_to_delete)
        self._copy_report.triggered.connect(
            lambda: QGuiApplication.clipboard().setText(self._publications.report(self._id))
        )
        self.services_tab.added.connect(lambda served: self.service_asked.emit(self._id, served))
        self.live.ownership_known.connect(self._offer_deletion)

    def open_website(self) -> None:
        if self._id:
            self.website_asked.emit(self._id)
        else:
            self.datasheet_website_asked.emit(self.title.text())

    def _add_everything(self) -> None:
        if self._id:
            self.add_to_project_asked.emit(self._id)
            return
        for served in self.live.served():
            self.service_asked.emit("", served)

    def _ask_to_delete(self) -> None:
        if self._id:
            self.delete_asked.emit(self._id)
        else:
            self.datasheet_delete_asked.emit(self.title.text())

    def _offer_deletion(self, mine: bool) -> None:
        if not self._id:
            self._delete.setVisible(mine)
            self.addToProject.setVisible(bool(self.live.served()))

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

    def _leave(self, publication_id: str) -> None:
        if publication_id and publication_id == self._id:
            self._id = ""
            self.closed.emit()

    def _refresh(self, publication_id: str) -> None:
        record = self._publications.record(publication_id) if publication_id == self._id else None
        if record is None:
            return
        self.title.setText(record.publication.datasheet)
        self._strip.set_stages(record.stages)
        self.summary.setText(wording.summary(record))
        self._failure.show(record)
        self._stages.show(record, filter(None, map(self._publications.record, self._publications.ids())))
        self.live.follow_publication(record)
        show_events(self.events, self._publications.events(publication_id))
        self._offer(record)

    def _offer(self, record: PublicationRecord) -> None:
        refused = record.condition is Condition.FAILED and record.failure is not None
        kind = record.failure.kind if refused else ""
        self.correct.setVisible(kind in BY_OTHER_LAYERS)
        resumable = record.condition in (Condition.FAILED, Condition.STOPPED) and kind not in NOT_BY_TRYING_AGAIN
        self.resume.setVisible(resumable or needs_layers(record))
        self.stop.setVisible(record.condition is Condition.ACTIVE)
        self.addToProject.setVisible(bool(record.publication.refs.offerings))
        self.website.setVisible(record.publication.refs.upload is not None)
