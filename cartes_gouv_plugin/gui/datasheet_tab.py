"""What a datasheet says of itself: its picture, the summary of its record, its documents."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QDate, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QLabel, QListWidgetItem, QScrollArea, QSizePolicy, QWidget

from cartes_gouv_plugin.core.services.document_list import LINK, Document
from cartes_gouv_plugin.core.services.live import LiveDatasheet
from cartes_gouv_plugin.core.services.record_reading import RecordSummary
from cartes_gouv_plugin.gui import forms, quantities, wording_live
from cartes_gouv_plugin.gui.flow_layout import flow

DOCUMENT = int(Qt.ItemDataRole.UserRole)
PICTURE = QSize(160, 110)
DOCUMENT_LINES, PADDING = 5, 4
NARROWEST = 60


class DatasheetTab(QScrollArea):
    """`document_opened` and `document_removed` carry a `Document`; the others ask for what the page does not do."""

    picture_asked = pyqtSignal()
    replacement_asked = pyqtSignal()
    website_asked = pyqtSignal()
    file_asked = pyqtSignal()
    link_asked = pyqtSignal()
    document_opened = pyqtSignal(object)
    document_removed = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("datasheet_tab", self)
        flow(self.datasheetActions)
        flow(self.documentActions)
        line = self.fontMetrics().height()
        self.picture.setFixedSize(PICTURE * max(1.0, line / 16))
        self.documents.setIconSize(QSize(line, line))
        self.documents.setFixedHeight(DOCUMENT_LINES * (line + PADDING))
        self.takePicture.clicked.connect(self.picture_asked)
        self.replaceData.clicked.connect(self.replacement_asked)
        self.editOnWebsite.clicked.connect(self.website_asked)
        self.addFile.clicked.connect(self.file_asked)
        self.addLink.clicked.connect(self.link_asked)
        self.openDocument.clicked.connect(lambda: self._tell(self.document_opened))
        self.removeDocument.clicked.connect(lambda: self._tell(self.document_removed))
        self.documents.itemActivated.connect(lambda _item: self._tell(self.document_opened))
        self.documents.itemSelectionChanged.connect(self._offer)
        self._mine = False
        self.show_datasheet(None)

    def show_datasheet(self, sheet: LiveDatasheet | None) -> None:
        """None: nothing is known yet."""
        self._mine = sheet is not None and sheet.is_ours
        self._show_picture(sheet.thumbnail if sheet is not None else b"")
        self._show_record(sheet.record if sheet is not None else None, sheet is None)
        self.documents.clear()
        for document in sheet.documents if sheet is not None else ():
            self.documents.addItem(_item(document))
        for button in (self.takePicture, self.addFile, self.addLink, self.removeDocument):
            button.setVisible(self._mine)
        self.replaceData.setVisible(sheet is not None and any(data.is_ours for data in sheet.databases))
        self.editOnWebsite.setEnabled(sheet is not None)
        self._offer()

    def set_busy(self, busy: bool) -> None:
        """One change at a time."""
        for button in (self.takePicture, self.replaceData, self.addFile, self.addLink):
            button.setEnabled(not busy)
        self.removeDocument.setEnabled(not busy and self._mine and self.documents.currentItem() is not None)

    def _show_picture(self, content: bytes) -> None:
        pixmap = QPixmap()
        if content and pixmap.loadFromData(content):
            ratio = self.devicePixelRatioF()
            inside = self.picture.contentsRect().size() * ratio
            pixmap = pixmap.scaled(
                inside, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            pixmap.setDevicePixelRatio(ratio)
            self.picture.setPixmap(pixmap)
        else:
            self.picture.setText(wording_live.no_picture())

    def _show_record(self, record: RecordSummary | None, unknown: bool) -> None:
        while self.record.rowCount():
            self.record.removeRow(0)
        self.noRecord.setText(wording_live.looking() if unknown else wording_live.no_record())
        self.noRecord.setVisible(record is None)
        if record is None:
            return
        for name, heading in wording_live.record_lines().items():
            text = _said(record, name)
            if text:
                self.record.addRow(heading, _text_label(text))

    def _offer(self) -> None:
        chosen = self.documents.currentItem() is not None
        self.openDocument.setEnabled(chosen)
        self.removeDocument.setEnabled(chosen and self._mine)

    def _tell(self, signal: pyqtSignal) -> None:
        item = self.documents.currentItem()
        if item is not None:
            signal.emit(item.data(DOCUMENT))


def _text_label(text: str) -> QLabel:
    """Its text takes as many lines as the width that there is makes it need."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(NARROWEST)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _said(record: RecordSummary, name: str) -> str:
    if name == "extent":
        return wording_live.extent(*map(_degrees, record.extent)) if len(record.extent) == 4 else ""
    if name in ("created", "updated"):
        return _day(getattr(record, name))
    found = getattr(record, name)
    return ", ".join(found) if isinstance(found, tuple) else str(found)


def _degrees(text: str) -> str:
    """About a kilometre is near enough to know where one is; what is no number is shown as it is written."""
    try:
        return quantities.decimal(round(float(text), 2))
    except ValueError:
        return text


def _day(text: str) -> str:
    day = QDate.fromString(text[:10], Qt.DateFormat.ISODate)
    return quantities.date(day) if day.isValid() else text


def _item(document: Document) -> QListWidgetItem:
    icon = "/mActionEditCopy.svg" if document.kind != LINK else "/mActionHelpContents.svg"
    item = QListWidgetItem(QgsApplication.getThemeIcon(icon), wording_live.document_line(document))
    item.setData(DOCUMENT, document)
    item.setToolTip("\n".join(part for part in (document.description, document.url) if part))
    return item
