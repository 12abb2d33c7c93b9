"""The folded options of one service: its names, who may use it, the looks it offers."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QStandardItemModel
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin.bridge.choice import CURRENT_LOOK, ServiceOptions
from cartes_gouv_plugin.core.publication.naming import is_layer_name
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from cartes_gouv_plugin.core.services import layer_names
from cartes_gouv_plugin.gui import forms, wording_options, wording_pages

NO_LOOK = None
STYLE_FORMATS = ("sld", "qml")


class ServiceOptionsBox(QWidget):
    """`changed`: something that is published differently; `name_edited`: the technical name is another."""

    changed = pyqtSignal()
    name_edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("service_options", self)
        self._service = ServiceType.WFS
        self._prefix = ""
        self._base = ""
        self._free = ""
        self.access.addItem(wording_options.access_open(), True)
        self.access.addItem(wording_options.access_restricted(), False)
        for name in STYLE_FORMATS:
            self.styleFormat.addItem(wording_options.style_format(name), name)
        self.layerName.textChanged.connect(self._name_changed)
        self.look.currentIndexChanged.connect(self._look_changed)
        self.otherLooks.checkedItemsChanged.connect(lambda _names: self.changed.emit())
        self.styleFormat.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self._show_name()

    def dress(self, service: ServiceType) -> None:
        """To be called once: the service that the options are of."""
        self._service = service
        self.group.setTitle(wording_options.options_of(service))
        self.group.setAccessibleName(self.group.title())
        reads_itself = service is ServiceType.WFS
        for widget in (self.styleFormat, self.styleFormatLabel):
            widget.setVisible(reads_itself)

    def reset(self, looks: Sequence[str]) -> None:
        """A new form, for layers that have these other styles."""
        self.group.setCollapsed(True)
        self.serviceTitle.clear()
        self.layerName.clear()
        self.access.setCurrentIndex(0)
        self.styleFormat.setCurrentIndex(0)
        self.offer_looks(looks)

    def offer_looks(self, looks: Sequence[str]) -> None:
        """The names of the styles that the layers have beside those shown now. What was chosen stays if it can."""
        chosen = self.options().looks if self.look.count() else (CURRENT_LOOK,)
        self.look.blockSignals(True)
        self.look.clear()
        self.look.addItem(wording_options.look_current(), CURRENT_LOOK)
        for name in looks:
            self.look.addItem(name, name)
        self.look.addItem(wording_options.look_none(self._service), NO_LOOK)
        first = self.look.findData(chosen[0]) if chosen else self.look.count() - 1
        self.look.setCurrentIndex(max(0, first))
        self.look.blockSignals(False)
        self._look_changed()
        self.otherLooks.setCheckedItems([self._name(look) for look in chosen[1:]])

    def suggest(self, title: str, prefix: str, technical_name: str) -> None:
        """What is used for the fields that stay empty."""
        self._prefix = prefix
        self.serviceTitle.setPlaceholderText(title)
        self.layerName.setPlaceholderText(layer_names.suggest(prefix, technical_name, self._service))
        self._show_name()

    def allow_restricted(self, allowed: bool, sandbox: bool) -> None:
        model: QStandardItemModel = self.access.model()
        model.item(1).setEnabled(allowed)
        self.access.setToolTip("" if allowed else wording_options.access_only_open(sandbox))
        if not allowed:
            self.access.setCurrentIndex(0)

    def wanted_name(self) -> str:
        """The technical name that would be asked for, number apart."""
        return layer_names.with_prefix(self._prefix, self.layerName.text().strip() or self.layerName.placeholderText())

    def show_free_name(self, base: str, free: str) -> None:
        """What the platform's list says of a name; `free` is the one that would be used."""
        self._base, self._free = base, free
        self._show_name()

    def is_valid(self) -> bool:
        return not self.layerName.text().strip() or is_layer_name(self.wanted_name(), self._prefix)

    def options(self) -> ServiceOptions:
        first = self.look.currentData()
        others = () if self._service is ServiceType.WMS_VECTOR else self.otherLooks.checkedItemsData()
        return ServiceOptions(
            title=self.serviceTitle.text().strip(),
            layer_name=self.layerName.text().strip(),
            is_open=bool(self.access.currentData()),
            looks=() if first is NO_LOOK else (first, *(look for look in others if look != first)),
            style_format=str(self.styleFormat.currentData()),
        )

    def show_request(self, request: ServiceRequest) -> None:
        """The options of a service that was asked for before."""
        self.serviceTitle.setText(request.title)
        self.layerName.setText(request.layer_name)
        self.access.setCurrentIndex(0 if request.is_open else 1)

    def _name(self, look: str) -> str:
        return wording_options.look_current() if look == CURRENT_LOOK else look

    def _look_changed(self, *_ignored: object) -> None:
        """The other looks are all but the first one."""
        first, kept = self.look.currentData(), self.otherLooks.checkedItems()
        names = [self.look.itemData(row) for row in range(self.look.count() - 1)]
        self.otherLooks.clear()
        for look in names:
            if look != first:
                self.otherLooks.addItemWithCheckState(self._name(look), Qt.CheckState.Unchecked, look)
        self.otherLooks.setCheckedItems([name for name in kept if name != self._name(str(first))])
        several = self._service is not ServiceType.WMS_VECTOR and first is not NO_LOOK and len(names) > 1
        for widget in (self.otherLooks, self.otherLooksLabel):
            widget.setVisible(several)
        self.changed.emit()

    def _name_changed(self, *_ignored: object) -> None:
        self._show_name()
        self.name_edited.emit()

    def _show_name(self) -> None:
        text = ""
        if not self.is_valid():
            text = wording_options.name_refused(self._prefix)
        elif self._base == self.wanted_name() and self._free != self._base:
            text = wording_options.name_taken(self._free)
        self.nameRemark.setText(text)
        self.nameRemark.setVisible(bool(text))

    def reason(self) -> str:
        """Why nothing can be published as it is; empty when it can."""
        return "" if self.is_valid() else wording_options.reason_service_name(wording_pages.service_name(self._service))
