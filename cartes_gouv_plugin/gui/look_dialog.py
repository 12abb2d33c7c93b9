"""The styles of a live service: which there are, which is the default, and the look of project layers as another."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QListWidgetItem, QWidget

from cartes_gouv_plugin.bridge.live_datasheet import LiveServices
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.services.live import LiveService
from cartes_gouv_plugin.gui import forms, wording_live
from cartes_gouv_plugin.gui.table_layers import TableLayers

STYLE = int(Qt.ItemDataRole.UserRole)


class LookDialog(QDialog):
    """Shown with `open()`, and follows the service until it is closed."""

    def __init__(
        self, live: LiveServices, service: LiveService, layers: Sequence[QgsVectorLayer], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        forms.load("look_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._live = live
        self._service = service
        is_drawn = service.served.type is ServiceType.WMS_VECTOR
        for part in (self.present, self.naming, self.asDefault):
            part.setVisible(not is_drawn)
        self._tables = TableLayers(self.tables, self)
        nothing = wording_live.unchanged() if is_drawn else wording_live.pick_a_layer()
        self._tables.fill(service.served.tables, layers, nothing)
        self.name.setText(wording_live.new_style_name())
        self._connect()
        self._follow()
        self._weigh()

    def _connect(self) -> None:
        self._live.changed.connect(self._follow)
        self._tables.changed.connect(self._weigh)
        self.name.textChanged.connect(self._offer)
        self.styles.itemSelectionChanged.connect(self._offer)
        self.makeDefault.clicked.connect(lambda: self._live.choose_style(self._service, self._style()))
        self.remove.clicked.connect(lambda: self._live.remove_style(self._service, self._style()))
        self.put.clicked.connect(self._put)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(wording_live.action_close())
        self.buttons.rejected.connect(self.reject)

    def _style(self) -> str:
        item = self.styles.currentItem()
        return item.data(STYLE) if item is not None else ""

    def _follow(self) -> None:
        """The platform's latest answer about this service."""
        sheet = self._live.shown
        known = {service.served.configuration: service for service in sheet.services} if sheet is not None else {}
        self._service = known.get(self._service.served.configuration, self._service)
        kept = self._style() or next((style.technical_name for style in self._service.styles if style.current), "")
        self.styles.clear()
        for style in self._service.styles:
            item = QListWidgetItem(wording_live.style_line(style), self.styles)
            item.setData(STYLE, style.technical_name)
            if style.technical_name == kept:
                self.styles.setCurrentItem(item)
        self.activity.setText(self._live.activity)
        self._offer()

    def _weigh(self) -> None:
        """What cannot follow is said before anything is sent."""
        look, folder = self._live.take_looks(self._service, self._tables.chosen())
        folder.cleanup()
        self.losses.clear()
        self.losses.addItems(look.losses)
        self.losses.setVisible(bool(look.losses))
        self._offer()

    def _offer(self) -> None:
        free = not self._live.activity
        style = next((each for each in self._service.styles if each.technical_name == self._style()), None)
        self.makeDefault.setEnabled(free and style is not None and not style.current)
        self.remove.setEnabled(free and style is not None)
        named = self._service.served.type is ServiceType.WMS_VECTOR or bool(self.name.text().strip())
        self.put.setEnabled(free and named and bool(self._tables.chosen()))

    def _put(self) -> None:
        look, folder = self._live.take_looks(self._service, self._tables.chosen())
        self._live.put_look(self._service, self.name.text().strip(), look, folder, default=self.asDefault.isChecked())
