"""Before a datasheet is deleted: what will vanish, what stays, and its title to be typed."""

from __future__ import annotations

from collections import Counter

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan
from cartes_gouv_plugin.gui import forms, wording_pages


class DeleteDialog(QDialog):
    """Opened by the user's own click, never by itself. Accepted only once the title was typed exactly."""

    def __init__(self, plan: RemovalPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("delete_dialog", self)
        self._title = plan.datasheet
        self.what.setText(wording_pages.will_vanish(plan.datasheet))
        for kind, count in Counter(step.kind for step in plan.steps).items():
            self.steps.addItem(wording_pages.entities(kind, count))
        self.kept.setText(wording_pages.will_stay(len(plan.kept)))
        self.kept.setVisible(bool(plan.kept))
        confirm = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        confirm.setText(wording_pages.action_delete_now())
        confirm.setEnabled(False)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(wording_pages.action_cancel())
        self.name.textChanged.connect(lambda text: confirm.setEnabled(text == self._title))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name.setFocus()
