"""The dock as QGIS knows it: an empty frame until somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin.gui import wording_menus


class DockFrame(QgsDockWidget):
    """`make_content` is called when the dock is first shown: a plugin that nobody uses costs QGIS next to nothing."""

    def __init__(self, make_content: Callable[[], QWidget | None], parent: QWidget | None = None) -> None:
        """`make_content` may return None: there is nothing to show then, and it is asked again the next time."""
        super().__init__(wording_menus.dock_title(), parent)
        self.setObjectName("CartesGouvDock")
        self._make_content = make_content
        # A dock that was open when QGIS ended is shown while QGIS starts: the frame then, its content a moment later.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fill)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start(0)

    def fill(self) -> None:
        if self.widget() is None:
            content = self._make_content()
            if content is not None:
                self.setWidget(content)

    def empty(self) -> None:
        """Lets go of the content; whoever made it ends it."""
        self.setWidget(None)
