"""The running plugin behind one window: its session, its publications, its dock, and what their signals set going."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin.bridge.account import Account
from cartes_gouv_plugin.bridge.auth import SignInStatus
from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue, ListedDatasheet
from cartes_gouv_plugin.bridge.choice import Choice
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.bridge.publishing import prepare
from cartes_gouv_plugin.bridge.removal import DatasheetRemoval
from cartes_gouv_plugin.bridge.service_loader import ServiceLoader, Wanted
from cartes_gouv_plugin.bridge.settings import Settings
from cartes_gouv_plugin.bridge.taken_names import TakenNames
from cartes_gouv_plugin.bridge.tracker import PublicationTracker
from cartes_gouv_plugin.bridge.unfinished import UnfinishedDeliveries
from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan
from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.publication import website
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import ServedLayer
from cartes_gouv_plugin.gui import wording, wording_datasheets, wording_live, wording_pages
from cartes_gouv_plugin.gui.delete_dialog import DeleteDialog
from cartes_gouv_plugin.gui.dock import CartesGouvDock
from cartes_gouv_plugin.gui.live_bench import LiveBench
from cartes_gouv_plugin.gui.publish_page import PublishPage
from cartes_gouv_plugin.gui.take_over import TakeOver

Layers = Callable[[], list[QgsVectorLayer]]


class Workbench(QObject):
    """Two signals carry a sentence. `refused`: something that was asked for cannot be done; `told`: it was done.

    `dock_wanted`: the dock has something to show to somebody who may not see it.
    """

    refused = pyqtSignal(str)
    told = pyqtSignal(str)
    dock_wanted = pyqtSignal()

    def __init__(
        self,
        settings: Settings,
        plugin_version: str,
        project_layers: Layers,
        selected_layers: Layers,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.connection = Connection(settings, plugin_version)
        self.tracker = PublicationTracker(settings.home, self.connection.client, self)
        self.account = Account(self.connection, self)
        self._loader = ServiceLoader(self.connection.client, self)
        self._removal = DatasheetRemoval(self.connection, self)
        self._catalogue = DatasheetCatalogue(self.connection, self)
        self._inspection = Inspection(settings.home, self)
        self._names = TakenNames(self.connection, self)
        self.tracker.start()
        self.dock = CartesGouvDock(
            self.tracker,
            self.account,
            self._catalogue,
            self._inspection,
            project_layers,
            selected_layers,
            parent,
        )
        page = self.dock.detail_page
        self.live = LiveBench(self.connection, self.tracker, self._loader, page, project_layers, self)
        deliveries = UnfinishedDeliveries(self.connection, self.tracker.uploads, self)
        self.take_over = TakeOver(
            self.tracker, deliveries, self.account, Outbox(settings.home), project_layers, self.dock
        )
        self.dock.list_page.layout().insertWidget(0, self.take_over.panel)
        self._connect()

    def close(self) -> None:
        """Ends what runs; publications go on at the next start."""
        self.take_over.close()
        self.account.close()
        self.dock.forget_form()
        self._catalogue.close()
        self._names.close()
        self.live.close()
        self._loader.close()
        self._removal.close()
        self.tracker.stop()
        self.connection.close()
        self.dock.deleteLater()
        self.deleteLater()

    def publish(self, choice: Choice) -> str:
        """Starts a publication and shows it; returns its id."""
        publication, plan = prepare(choice, Outbox(self._settings.home))
        if choice.corrects:
            self.tracker.correct(choice.corrects, publication, plan)
        else:
            self.tracker.publish(publication, plan)
        self.dock.show_publication(publication.id)
        return publication.id

    def start_publishing(self, chosen: list[QgsVectorLayer]) -> None:
        """Opens the form for the chosen layers."""
        self.dock_wanted.emit()
        self.dock.start_publishing(chosen)

    def open_publication(self, publication_id: str) -> None:
        self.dock_wanted.emit()
        self.dock.show_publication(publication_id)

    def add_to_project(self, publication_id: str) -> None:
        """Adds every service of a publication to the project."""
        record = self.tracker.record(publication_id)
        for served in record.publication.served if record is not None else ():
            self.add_service(publication_id, served)

    def add_service(self, publication_id: str, served: ServedLayer) -> None:
        """Adds the layers of one service to the project; it may be no publication of this profile."""
        record = self.tracker.record(publication_id)
        if record is not None:
            self._loader.load(Wanted(record.publication.datastore, served, record.publication))
        else:
            self._loader.load(Wanted(self.dock.detail_page.live.datastore, served))

    def holds(self, settings: Settings) -> bool:
        """Is it these settings that everything here was built with?"""
        return settings == self._settings

    def describe(self, sheet: ListedDatasheet) -> str:
        """One line about a datasheet. Callable from any thread."""
        return wording_datasheets.line(sheet)

    def listed_datasheets(self) -> tuple[ListedDatasheet, ...]:
        return self._catalogue.listed

    def show_datasheet(self, name: str) -> None:
        """In the dock, among the datasheets."""
        self.dock_wanted.emit()
        self.dock.show_list()
        self.dock.home.setCurrentWidget(self.dock.datasheets_page)
        self.dock.datasheets_page.search.setText(name)

    def open_datasheet(self, name: str, datastore: str = "") -> None:
        """On the page of its own. `datastore`: the one in use when it is not given."""
        self.dock_wanted.emit()
        self.dock.detail_page.show_datasheet(datastore or self._datastore(), name)
        self.dock.pages.setCurrentWidget(self.dock.detail_page)

    def _connect(self) -> None:
        self.dock.publish_asked.connect(self.publish)
        self.dock.add_to_project_asked.connect(self.add_to_project)
        self.dock.service_asked.connect(self.add_service)
        self.dock.website_asked.connect(self._open_website)
        self.dock.delete_asked.connect(self._ask_to_delete)
        self._removal.planned.connect(self._confirm_deletion)
        self._removal.removed.connect(self._forget)
        self._removal.failed.connect(lambda error: self.refused.emit(wording.explain(error).text()))
        self.dock.form_made.connect(self._connect_form)
        page = self.dock.datasheets_page
        page.refresh_asked.connect(self._list_datasheets)
        page.website_asked.connect(lambda name: _open(website.datasheet_page(self._catalogue.datastore, name)))
        page.opened.connect(lambda name: self.open_datasheet(name, self._catalogue.datastore))
        page.delete_asked.connect(lambda name: self._removal.plan(self._catalogue.datastore, name))
        detail = self.dock.detail_page
        detail.datasheet_delete_asked.connect(lambda name: self._removal.plan(detail.live.datastore, name))
        detail.datasheet_website_asked.connect(lambda name: _open(website.datasheet_page(detail.live.datastore, name)))
        self.live.told.connect(self.told)
        self.live.refused.connect(self.refused)
        self.live.replacing.connect(self.open_publication)
        self._loader.loaded.connect(QgsProject.instance().addMapLayers)
        self._loader.failed.connect(lambda served: self.refused.emit(wording_pages.notice_silent(served.title)))
        self._loader.undressed.connect(lambda served: self.refused.emit(wording_live.style_unread(served.title)))
        self.account.located.connect(self._catalogue.refresh)
        self.account.changed.connect(self._list_all_the_same)
        self.tracker.sign_in_needed.connect(lambda: self.refused.emit(wording_pages.notice_sign_in()))
        self.tracker.refused.connect(self._explain)
        # What was published takes room: the quota is another.
        self.tracker.ended.connect(lambda _id: self.account.refresh())
        self.take_over.taken.connect(self.open_publication)
        if self.connection.sign_in is not None:
            self.connection.sign_in.changed.connect(self.tracker.wake)

    def _connect_form(self, form: PublishPage) -> None:
        form.names_wanted.connect(lambda: self._names.ask(self._datastore(), form.services.wanted_names()))
        self._names.known.connect(form.services.show_free_name)

    def _ask_to_delete(self, publication_id: str) -> None:
        """The platform is asked first: what is listed in the dialog is what will go. It may never have had anything."""
        record = self.tracker.record(publication_id)
        if record is not None and record.publication.refs.upload is None:
            self.tracker.forget(publication_id)
        elif record is not None:
            self._removal.plan(record.publication.datastore, record.publication.datasheet)

    def _confirm_deletion(self, plan: RemovalPlan) -> None:
        if DeleteDialog(plan, self.dock).exec():
            self._removal.carry_out(plan)

    def _forget(self, plan: RemovalPlan) -> None:
        """The publications of a datasheet that is gone have nothing left to follow."""
        for identifier in self.tracker.ids():
            publication = self.tracker.record(identifier).publication
            if (publication.datastore, publication.datasheet) == (plan.datastore, plan.datasheet):
                self.tracker.forget(identifier)
        self.dock.detail_page.leave_datasheet(plan.datasheet)
        self._catalogue.refresh(plan.datastore)
        self.account.refresh()
        self.told.emit(wording_pages.notice_deleted(plan.datasheet))

    def _open_website(self, publication_id: str) -> None:
        record = self.tracker.record(publication_id)
        if record is not None:
            publication = record.publication
            _open(website.datasheet_page(publication.datastore, publication.datasheet))

    def _list_all_the_same(self) -> None:
        """Who is there could not be asked: the list tries, and says itself how old it is."""
        if self.account.error is not None:
            self._catalogue.refresh(self._datastore())

    def _list_datasheets(self) -> None:
        """Those of the last time while the platform has not told yet who this is."""
        if self._datastore():
            self._catalogue.refresh(self._datastore())
        elif self.account.status is SignInStatus.SIGNED_IN:
            self._catalogue.recall()

    def _datastore(self) -> str:
        """The one in use; empty while nobody is known."""
        standing = self.account.standing
        return standing.destination.datastore if standing is not None and standing.destination is not None else ""

    def _explain(self, _publication_id: str, error: CartesGouvError) -> None:
        self.refused.emit(wording.explain(error).text())


def _open(page: str) -> None:
    QDesktopServices.openUrl(QUrl(page))
