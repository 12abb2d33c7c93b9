"""What the dock holds: one page at a time, the account above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QMimeData, QSize, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from qgis.PyQt.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from cartes_gouv_plugin.bridge.account import Account
from cartes_gouv_plugin.bridge.catalogue import DatasheetCatalogue
from cartes_gouv_plugin.bridge.export.files import open_file
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.gui import wording_pages
from cartes_gouv_plugin.gui.account_bar import AccountBar
from cartes_gouv_plugin.gui.datasheets_page import DatasheetsPage
from cartes_gouv_plugin.gui.detail_page import DetailPage, FollowedPublications
from cartes_gouv_plugin.gui.list_page import ListPage
from cartes_gouv_plugin.gui.publications_model import PublicationsModel
from cartes_gouv_plugin.gui.publish_page import PublishPage

MARGIN = 6
CHARACTERS = 56
"""Width of the dock when it is first shown."""
FORM_AFTER_MS = 200
"""After the dock is shown: sooner than anybody can ask for the form."""
LAYERS_DRAGGED = "application/qgis.layertreemodeldata"
FILES_TAKEN = (".gpkg", ".zip")


class CartesGouvDock(QWidget):
    """Signals ask for what a widget must not do; `publish_asked` carries a `bridge.choice.Choice`.

    `form_made` carries the `PublishPage`, once: made a moment after the dock is first shown, or when it is wanted.
    """

    publish_asked = pyqtSignal(object)
    add_to_project_asked = pyqtSignal(str)
    service_asked = pyqtSignal(str, object)
    website_asked = pyqtSignal(str)
    delete_asked = pyqtSignal(str)
    options_asked = pyqtSignal()
    form_made = pyqtSignal(object)

    def __init__(
        self,
        publications: FollowedPublications,
        account: Account,
        catalogue: DatasheetCatalogue,
        inspection: Inspection,
        project_layers: Callable[[], list[QgsVectorLayer]],
        selected_layers: Callable[[], list[QgsVectorLayer]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._publications = publications
        self._account = account
        self._catalogue = catalogue
        self._inspection = inspection
        self._project_layers = project_layers
        self._selected_layers = selected_layers
        self.model = PublicationsModel(publications, self)
        self.bar = AccountBar(account, self)
        self.list_page = ListPage(self.model, self)
        self.datasheets_page = DatasheetsPage(catalogue, self)
        self.home = QTabWidget(self)
        self.detail_page = DetailPage(publications, self)
        self._form: PublishPage | None = None
        self.pages = QStackedWidget(self)
        self._form_soon = QTimer(self)
        self._form_soon.setSingleShot(True)
        self._lay_out()
        self._connect()

    @property
    def publish_page(self) -> PublishPage:
        """Half of what the dock costs: not made together with the rest, so that QGIS's window does not stand still."""
        if self._form is None:
            self._form = form = PublishPage(self._project_layers, self._inspection, self)
            self.pages.addWidget(form)
            form.closed.connect(self.show_list)
            form.publish_asked.connect(self.publish_asked)
            form.set_standing(self._account.standing, self.bar.obstacle())
            self.form_made.emit(form)
        return self._form

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._form_soon.start(FORM_AFTER_MS)

    def sizeHint(self) -> QSize:
        """What suits a side of QGIS's window: the pages can be wider, and take the width that they are given."""
        return QSize(CHARACTERS * self.fontMetrics().averageCharWidth(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """In a small window too, the dock has room for the names of its tabs."""
        least = super().minimumSizeHint()
        return least.expandedTo(QSize(self.home.tabBar().sizeHint().width() + 2 * MARGIN, least.height()))

    def show_publication(self, publication_id: str) -> None:
        self.detail_page.show_publication(publication_id)
        self.pages.setCurrentWidget(self.detail_page)

    def show_list(self) -> None:
        self.pages.setCurrentWidget(self.home)
        self.list_page.publications.setFocus()

    def start_publishing(self, chosen: Sequence[QgsVectorLayer]) -> None:
        """Opens the form for the chosen layers."""
        self.pages.setCurrentWidget(self.publish_page)
        mine = {sheet.name for sheet in self._catalogue.listed if sheet.mine}
        past = [self._publications.record(each) for each in self._publications.ids()]
        self.publish_page.start(chosen, sorted(mine.union(self.model.titles()), key=str.casefold), filter(None, past))

    def forget_form(self) -> None:
        """It lets go of the layers that it shows."""
        if self._form is not None:
            self._form.forget()

    def _correct(self, publication_id: str) -> None:
        record = self._publications.record(publication_id)
        if record is not None:
            self.start_publishing(self._selected_layers())
            self.publish_page.correct(record.publication)

    def _publish_into(self, datasheet: str) -> None:
        self.start_publishing(self._selected_layers())
        self.publish_page.datasheet.setEditText(datasheet)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dragged = event.mimeData().hasFormat(LAYERS_DRAGGED) and bool(self._selected_layers())
        if dragged or _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dragged out of the layer tree is what is selected in it; files are opened as layers."""
        event.acceptProposedAction()
        opened = [layer for path in _files(event.mimeData()) for layer in open_file(path)]
        self.start_publishing(opened or self._selected_layers())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addWidget(self.bar)
        self.home.setDocumentMode(True)
        self.home.addTab(self.list_page, wording_pages.tab_publications())
        self.home.addTab(self.datasheets_page, wording_pages.tab_datasheets())
        for page in (self.home, self.detail_page):
            self.pages.addWidget(page)
        layout.addWidget(self.pages)

    def _connect(self) -> None:
        self.list_page.opened.connect(self.show_publication)
        self.list_page.publish_asked.connect(lambda: self.start_publishing(self._selected_layers()))
        self.datasheets_page.publish_asked.connect(self._publish_into)
        self.detail_page.closed.connect(self.show_list)
        self.detail_page.correct_asked.connect(self._correct)
        self.detail_page.add_to_project_asked.connect(self.add_to_project_asked)
        self.detail_page.service_asked.connect(self.service_asked)
        self.detail_page.website_asked.connect(self.website_asked)
        self.detail_page.delete_asked.connect(self.delete_asked)
        self.pages.currentChanged.connect(lambda _page: self._leave_form())
        self._form_soon.timeout.connect(lambda: self.publish_page)
        self.bar.options_asked.connect(self.options_asked)
        self._account.changed.connect(self._account_changed)

    def _leave_form(self) -> None:
        if self._form is not None and self.pages.currentWidget() is not self._form:
            self._form.leave()

    def _account_changed(self) -> None:
        if self._form is not None:
            self._form.set_standing(self._account.standing, self.bar.obstacle())


def _files(dragged: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in FILES_TAKEN]
