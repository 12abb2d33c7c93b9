"""The Processing provider `cartes_gouv`: from the toolbox, the modeler, Python and `qgis_process`."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from cartes_gouv_plugin.installation import RESOURCES
from cartes_gouv_plugin.processing.algorithm import Surroundings
from cartes_gouv_plugin.processing.create_service import CreateService
from cartes_gouv_plugin.processing.delete_datasheet import DeleteDatasheet
from cartes_gouv_plugin.processing.examples import CleanAndPublish, CleanAndReplace
from cartes_gouv_plugin.processing.export import Export
from cartes_gouv_plugin.processing.list_datasheets import ListDatasheets
from cartes_gouv_plugin.processing.publish import Publish
from cartes_gouv_plugin.processing.replace_data import ReplaceData
from cartes_gouv_plugin.processing.resume import Resume

ALGORITHMS = (Export, Publish, Resume, CreateService, ReplaceData, ListDatasheets, DeleteDatasheet)
EXAMPLES = (CleanAndPublish, CleanAndReplace)


class CartesGouvProvider(QgsProcessingProvider):
    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings

    def id(self) -> str:
        return "cartes_gouv"

    def name(self) -> str:
        return "cartes.gouv.fr"

    def longName(self) -> str:
        return self.name()

    def versionInfo(self) -> str:
        return self._surroundings.plugin_version

    def icon(self) -> QIcon:
        return QIcon(str(RESOURCES / "icon.svg"))

    def loadAlgorithms(self) -> None:
        for algorithm in (*ALGORITHMS, *EXAMPLES):
            self.addAlgorithm(algorithm(self._surroundings))
