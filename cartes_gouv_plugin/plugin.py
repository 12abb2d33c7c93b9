"""The composition root: builds the parts, connects them, takes them down in reverse order. No logic."""

from __future__ import annotations

from contextlib import ExitStack

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin import installation
from cartes_gouv_plugin.gui import wording
from cartes_gouv_plugin.processing.algorithm import Surroundings, Words
from cartes_gouv_plugin.processing.provider import CartesGouvProvider


class CartesGouvPlugin:
    """What QGIS loads. Everything that is put in place leaves its undoing on one stack."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self._iface = iface
        self._undo = ExitStack()
        self._install_translator()

    def initProcessing(self) -> None:
        """The only entry without a window (`qgis_process`)."""
        words = Words(
            error=lambda error: wording.explain(error).text(),
            failure=lambda failure: wording.failure(failure).text(),
            summary=wording.summary,
        )
        provider = CartesGouvProvider(Surroundings(words, installation.version()))
        registry = QgsApplication.processingRegistry()
        registry.addProvider(provider)
        self._undo.callback(registry.removeProvider, provider)

    def initGui(self) -> None:
        self.initProcessing()

    def unload(self) -> None:
        self._undo.close()

    def _install_translator(self) -> None:
        translator = installation.load_translator(QgsApplication.locale())
        if translator is not None:
            QCoreApplication.installTranslator(translator)
            self._undo.callback(QCoreApplication.removeTranslator, translator)
