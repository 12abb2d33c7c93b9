"""Before a service is closed: what goes with it."""

from __future__ import annotations

from collections import Counter

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan
from cartes_gouv_plugin.core.datasheets.targets import Kind
from cartes_gouv_plugin.gui import forms, wording_live, wording_pages


class UnpublishDialog(QDialog):
    """Shown with `open()`, after the user's own click. `confirmed` carries the plan."""

    confirmed = pyqtSignal(object)

    def __init__(self, service: str, plan: RemovalPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("unpublish_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.what.setText(wording_live.will_be_closed(service))
        # The configuration is what makes the service; its offering goes with it, and its record only loses a link.
        counted = Counter(step.kind for step in plan.steps if step.kind not in (Kind.OFFERING, Kind.METADATA))
        for kind, count in counted.items():
            self.steps.addItem(wording_pages.entities(kind, count))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(wording_live.action_unpublish_now())
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(wording_pages.action_cancel())
        cancel.setDefault(True)
        cancel.setFocus()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.confirmed.emit(plan))
