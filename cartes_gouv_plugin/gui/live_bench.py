"""What can be done with a live datasheet: from the buttons of the detail page, over a dialog, to the bridge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsMapLayer, QgsMapSettings, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QSize, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox

from cartes_gouv_plugin.bridge import layers
from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.live_datasheet import Change, LiveServices
from cartes_gouv_plugin.bridge.replacing import Replacement, prepare_replacement
from cartes_gouv_plugin.bridge.service_loader import ServiceLoader, Wanted
from cartes_gouv_plugin.bridge.service_needs import ServiceNeeds
from cartes_gouv_plugin.bridge.tracker import PublicationTracker
from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan
from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.publication import website
from cartes_gouv_plugin.core.publication.publication import ServedLayer
from cartes_gouv_plugin.core.services.document_list import MAX_SIZE, Document
from cartes_gouv_plugin.core.services.live import LiveService
from cartes_gouv_plugin.gui import quantities, wording, wording_live
from cartes_gouv_plugin.gui.detail_page import DetailPage
from cartes_gouv_plugin.gui.link_dialog import LinkDialog
from cartes_gouv_plugin.gui.look_dialog import LookDialog
from cartes_gouv_plugin.gui.replace_dialog import ReplaceDialog
from cartes_gouv_plugin.gui.thumbnail_dialog import ThumbnailDialog
from cartes_gouv_plugin.gui.unpublish_dialog import UnpublishDialog
from cartes_gouv_plugin.gui.words_dialog import WordsDialog

MAP_SIZE = QSize(800, 500)


class LiveBench(QObject):
    """`told` and `refused` carry a sentence; `replacing` the id of the publication that brings newer data.

    `map_settings`: how the map is shown now, set by whoever has a map.
    """

    told = pyqtSignal(str)
    refused = pyqtSignal(str)
    replacing = pyqtSignal(str)

    def __init__(
        self,
        connection: Connection,
        tracker: PublicationTracker,
        loader: ServiceLoader,
        page: DetailPage,
        project_layers: Callable[[], list[QgsVectorLayer]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.live = LiveServices(connection, self)
        self.map_settings: Callable[[], QgsMapSettings] = _map_of_the_project
        self._connection = connection
        self._home = connection.settings.home
        self._tracker = tracker
        self._loader = loader
        self._page = page
        self._layers = project_layers
        self._unpublishing = ""
        page.live.follow(self.live)
        page.services_tab.project_layers = project_layers
        self._connect()

    def close(self) -> None:
        self.live.close()

    def _connect(self) -> None:
        services, sheet = self._page.services_tab, self._page.datasheet_tab
        services.compared.connect(self._compare)
        services.words_asked.connect(self._ask_words)
        services.look_asked.connect(self._ask_look)
        services.unpublish_asked.connect(self._ask_to_unpublish)
        services.page_opened.connect(self._page.open_website)
        services.page_copied.connect(self._copy_page)
        sheet.website_asked.connect(self._page.open_website)
        sheet.picture_asked.connect(self._ask_picture)
        sheet.replacement_asked.connect(self._ask_replacement)
        sheet.file_asked.connect(self._ask_file)
        sheet.link_asked.connect(self._ask_link)
        sheet.document_opened.connect(lambda document: QDesktopServices.openUrl(QUrl(document.url)))
        sheet.document_removed.connect(self._ask_to_remove)
        self.live.planned.connect(self._confirm_unpublishing)
        self.live.done.connect(self._tell)
        self.live.failed.connect(self._tell_failure)
        self._loader.compared.connect(self._put_above)

    def _tell(self, change: Change) -> None:
        self.told.emit(wording_live.done(change, self._page.title.text()))

    def _tell_failure(self, error: CartesGouvError) -> None:
        self.refused.emit(wording.explain(error).text())

    # services --------------------------------------------------------------------------------------------------------

    def _compare(self, source: str, served: ServedLayer) -> None:
        sheet = self._page.live.sheet()
        if sheet is not None:
            self._loader.load(Wanted(sheet.datastore, served, above=source))

    def _put_above(self, source: str, served: list[QgsMapLayer]) -> None:
        project = QgsProject.instance()
        beneath = project.mapLayer(source)
        for layer in served:
            if beneath is not None:
                layers.compare(beneath, layer, project)

    def _ask_words(self, service: LiveService) -> None:
        dialog = WordsDialog(service.words, self._page)
        dialog.written.connect(lambda words: self.live.rewrite(service, words))
        dialog.open()

    def _ask_look(self, service: LiveService) -> None:
        LookDialog(self.live, service, self._layers(), self._page).open()

    def _ask_to_unpublish(self, service: LiveService) -> None:
        """The platform is asked first: what is listed in the dialog is what will go."""
        self._unpublishing = service.served.title
        self.live.plan_unpublishing(service)

    def _confirm_unpublishing(self, plan: RemovalPlan) -> None:
        dialog = UnpublishDialog(self._unpublishing, plan, self._page)
        dialog.confirmed.connect(self.live.unpublish)
        dialog.open()

    def _copy_page(self) -> None:
        sheet = self._page.live.sheet()
        if sheet is not None:
            QGuiApplication.clipboard().setText(website.datasheet_page(sheet.datastore, sheet.name))

    # the datasheet ---------------------------------------------------------------------------------------------------

    def _ask_picture(self) -> None:
        dialog = ThumbnailDialog(self.map_settings(), self._page)
        dialog.taken.connect(self.live.set_thumbnail)
        dialog.open()

    def _ask_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self._page, wording_live.choose_document())
        if path:
            self.add_file(Path(path))

    def add_file(self, path: Path) -> None:
        """What the website would not take is refused before it is sent."""
        if path.is_file() and 0 < path.stat().st_size <= MAX_SIZE:
            self.live.add_file(path)
        else:
            self.refused.emit(wording_live.document_too_large(quantities.size(MAX_SIZE)))

    def _ask_link(self) -> None:
        dialog = LinkDialog(self._page)
        dialog.given.connect(self.live.add_link)
        dialog.open()

    def _ask_to_remove(self, document: Document) -> None:
        question = QMessageBox(
            QMessageBox.Icon.Question,
            wording_live.remove_document_title(),
            wording_live.remove_document_question(document.name),
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
            self._page,
        )
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.accepted.connect(lambda: self.live.remove_document(document))
        question.finished.connect(question.deleteLater)
        question.open()

    def _ask_replacement(self) -> None:
        sheet = self._page.live.sheet()
        if sheet is not None:
            needs = ServiceNeeds(self._connection, sheet.datastore, self)
            dialog = ReplaceDialog(sheet, self._layers(), self._home, needs, self._page)
            dialog.finished.connect(needs.deleteLater)
            dialog.asked.connect(self.replace)
            dialog.open()

    def replace(self, chosen: Replacement) -> None:
        """Newer data is a publication like another, which ends when every service serves it."""
        publication, plan = prepare_replacement(chosen)
        self._tracker.publish(publication, plan)
        self.replacing.emit(publication.id)


def _map_of_the_project() -> QgsMapSettings:
    """Everything there is, where no map is shown."""
    settings = QgsMapSettings()
    settings.setOutputSize(MAP_SIZE)
    settings.setLayers(list(QgsProject.instance().mapLayers().values()))
    settings.setExtent(settings.fullExtent())
    return settings
