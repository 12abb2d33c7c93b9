"""`cartes_gouv:replace_data`: new data behind the services of a datasheet, whose addresses stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm

STORED_DATA = "STORED_DATA"


class ReplaceData(Algorithm):
    NAME = "replace_data"
    ICON = "replace"

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Replace the data of a datasheet")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Publishes layers in the place of the data of a datasheet. Its services keep their addresses and "
            "turn to the new data without a gap; the old data is deleted once they all serve the new. The layers need "
            "the same names as before.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        for parameter in (named.datasheet(), named.layers(), named.wait()):
            self.addParameter(parameter)
        self.add_text_outputs(STORED_DATA=QCoreApplication.translate("CartesGouv", "Stored data"))

    def capture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        from cartes_gouv_plugin.bridge.choice import Choice
        from cartes_gouv_plugin.bridge.publishing import prepare
        from cartes_gouv_plugin.core.publication.outbox import Outbox

        self._connection = self.surroundings.connect()
        self._publication, self._plan = prepare(
            Choice(
                layers=tuple(named.chosen_layers(self, parameters, context)),
                datasheet=named.text(self, parameters, named.DATASHEET, context),
                datastore="",
            ),
            Outbox(self._connection.settings.home),
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.bridge.service_needs import lacking
        from cartes_gouv_plugin.core.errors import ExportRefused
        from cartes_gouv_plugin.core.publication.destination import default_datastore
        from cartes_gouv_plugin.core.publication.outbox import Outbox
        from cartes_gouv_plugin.core.services.beginnings import data_to_replace
        from cartes_gouv_plugin.core.services.replacement import needs_of_services
        from cartes_gouv_plugin.processing.inspected import require_publishable
        from cartes_gouv_plugin.processing.run import PublicationRun

        home = self._connection.settings.home

        require_publishable(self._publication, self._plan, Outbox(home), feedback)
        asking = self.asking(self._connection, feedback).client
        user = asking.me()
        datastore = default_datastore(user)
        replaced = data_to_replace(asking, datastore, self._publication.datasheet)
        lacked = lacking(self._plan, needs_of_services(asking, datastore, replaced))
        if lacked:
            raise ExportRefused(tuple(problem.sentence for problem in lacked))
        publication = replace(self._publication, datastore=datastore, replaces=replaced)
        wait = self.parameterAsBoolean(parameters, named.WAIT, context)
        client = self._connection.client()
        with PublicationRun(home, client, self.surroundings.words, feedback, wait=wait) as run:
            return {STORED_DATA: run.start(publication, self._plan, user, asking).publication.refs.stored_data or ""}
