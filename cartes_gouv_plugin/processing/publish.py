"""`cartes_gouv:publish`: layers to a datasheet and its services, to the end, from anywhere that Processing runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing import contents
from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.choice import Choice

TITLE_MAX = 99
PRODUCER_LENGTHS = range(2, 100)


class Publish(Algorithm):
    NAME = "publish"

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Publish layers on cartes.gouv.fr")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Exports the layers to one GeoPackage, delivers it to cartes.gouv.fr, follows the checks and the "
            "integration, and opens the services asked for. Everything that is published belongs to the datasheet "
            "with the given title, which is created if need be.\n\n"
            "Without a window, set CARTES_GOUV_ACCESS_TOKEN to an access token. Cancelling keeps what the platform "
            "has: “Resume publications” goes on from there.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        for parameter in (
            named.layers(),
            named.datasheet(),
            named.services(),
            named.datastore(),
            named.technical_name(),
            named.crs(),
            *contents.parameters(),
            named.producer(),
            named.production_year(),
            named.wait(),
        ):
            self.addParameter(parameter)
        self.add_publication_outputs()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        sentence = self._objection(parameters, context)
        if sentence:
            return False, sentence
        return super().checkParameterValues(parameters, context)

    def capture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from cartes_gouv_plugin.bridge.looks import lost_looks
        from cartes_gouv_plugin.bridge.publishing import prepare
        from cartes_gouv_plugin.core.publication.outbox import Outbox

        self._connection = self.surroundings.connect()
        choice = self._choice(parameters, context)
        self._publication, self._plan = prepare(choice, Outbox(self._connection.settings.home))
        for loss in lost_looks(choice, self._plan):
            feedback.pushWarning(loss.sentence)

    def _choice(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Choice:
        from cartes_gouv_plugin.bridge.choice import Choice

        year = parameters.get(named.PRODUCTION_YEAR)
        options = contents.export_options(self, parameters, context)
        return Choice(
            layers=tuple(named.chosen_layers(self, parameters, context)),
            datasheet=named.text(self, parameters, named.DATASHEET, context),
            datastore=named.text(self, parameters, named.DATASTORE, context),
            technical_name=named.text(self, parameters, named.TECHNICAL_NAME, context),
            crs=options.crs,
            producer=named.text(self, parameters, named.PRODUCER, context),
            production_year=None if year in (None, "") else int(year),
            services=named.chosen_services(self, parameters, context),
            selected_only=options.selected_only,
            without_hidden=options.drop_hidden_fields,
            invalid=options.invalid,
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.core.publication.destination import default_datastore
        from cartes_gouv_plugin.core.publication.outbox import Outbox
        from cartes_gouv_plugin.processing.inspected import require_publishable
        from cartes_gouv_plugin.processing.run import PublicationRun

        publication, home = self._publication, self._connection.settings.home
        require_publishable(publication, self._plan, Outbox(home), feedback)
        client = self._connection.client()
        if not publication.datastore:
            publication = replace(publication, datastore=default_datastore(client.me()))
        wait = self.parameterAsBoolean(parameters, named.WAIT, context)
        with PublicationRun(home, client, self.surroundings.words, feedback, wait=wait) as run:
            return run.outputs(run.start(publication, self._plan))

    def _objection(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        title = named.text(self, parameters, named.DATASHEET, context)
        if not 0 < len(title) <= TITLE_MAX:
            text = QCoreApplication.translate("CartesGouv", "The datasheet needs a title, {limit} characters at most.")
            return text.format(limit=TITLE_MAX)
        producer = named.text(self, parameters, named.PRODUCER, context)
        if producer and len(producer) not in PRODUCER_LENGTHS:
            return QCoreApplication.translate("CartesGouv", "The producer's name has 2 to 99 characters.")
        year = parameters.get(named.PRODUCTION_YEAR)
        if year not in (None, "") and int(year) > date.today().year:
            return QCoreApplication.translate("CartesGouv", "The year of production cannot be in the future.")
        return ""
