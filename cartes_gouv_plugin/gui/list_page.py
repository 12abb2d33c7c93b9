"""The first page: what is being published, and the button that publishes more."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin.gui import forms
from cartes_gouv_plugin.gui.publication_delegate import PublicationDelegate
from cartes_gouv_plugin.gui.publications_model import RECORD, PublicationsModel
from cartes_gouv_plugin.installation import RESOURCES

PICTURE = 48


class ListPage(QWidget):
    """`publish_asked`: the button; `opened`: the id of a publication that was activated by mouse or keyboard."""

    publish_asked = pyqtSignal()
    opened = pyqtSignal(str)

    def __init__(self, model: PublicationsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("list_page", self)
        self._model = model
        self.publish.setIcon(QIcon(str(RESOURCES / "icon.svg")))
        self.emptyPicture.setPixmap(QIcon(str(RESOURCES / "datasheet.svg")).pixmap(PICTURE, PICTURE))
        self.publications.setModel(model)
        self.publications.setItemDelegate(PublicationDelegate(self.publications))
        self.publications.setMouseTracking(True)
        self.publish.clicked.connect(self.publish_asked)
        self.search.textChanged.connect(model.search)
        self.publications.activated.connect(self._open)
        self.publications.clicked.connect(self._open)
        model.modelReset.connect(self._show_content)
        self._show_content()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(RECORD).id)

    def _show_content(self) -> None:
        nothing = self._model.rowCount() == 0 and not self.search.text()
        self.content.setCurrentWidget(self.empty if nothing else self.publications)
