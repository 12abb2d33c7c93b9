"""`cartes_gouv:publish`: layers to a datasheet and its services, to the end, from anywhere that Processing runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing import contents, loading
from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing import service_parameters as services
from cartes_gouv_plugin.processing.algorithm import Algorithm

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.choice import Choice, TileOptions

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
            *services.tiles_and_access(),
            *services.record(),
            loading.parameter(),
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
        from cartes_gouv_plugin.bridge.publishing import crowded_tiles, predictions, prepare
        from cartes_gouv_plugin.core.publication.outbox import Outbox
        from cartes_gouv_plugin.core.publication.publication import ServiceType

        self._connection = self.surroundings.connect()
        self._loaded: list[loading.Loaded] = []
        choice = self._choice(parameters, context)
        self._publication, self._plan = prepare(choice, Outbox(self._connection.settings.home))
        told = lost_looks(choice, self._plan)
        if ServiceType.TMS in choice.services:
            told += crowded_tiles(choice, predictions(choice, self._plan))
        for problem in told:
            feedback.pushWarning(f"{problem.sentence} {problem.repair}".strip())

    def _choice(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Choice:
        from cartes_gouv_plugin.bridge.choice import Answers, Choice, ServiceOptions

        year = parameters.get(named.PRODUCTION_YEAR)
        layers = tuple(named.chosen_layers(self, parameters, context))
        asked = named.chosen_services(self, parameters, context)
        restricted = self.parameterAsBoolean(parameters, services.RESTRICTED, context)
        options = contents.export_options(self, parameters, context)
        return Choice(
            layers=layers,
            datasheet=named.text(self, parameters, named.DATASHEET, context),
            datastore=named.text(self, parameters, named.DATASTORE, context),
            technical_name=named.text(self, parameters, named.TECHNICAL_NAME, context),
            crs=options.crs,
            producer=named.text(self, parameters, named.PRODUCER, context),
            production_year=None if year in (None, "") else int(year),
            services=asked,
            options={service: ServiceOptions(is_open=not restricted) for service in asked},
            tiles=self._tiles(layers, parameters, context),
            answers=Answers(
                contact_email=named.text(self, parameters, services.CONTACT, context),
                themes=services.chosen_themes(self, parameters, context),
            ),
            selected_only=options.selected_only,
            without_hidden=options.drop_hidden_fields,
            invalid=options.invalid,
        )

    def _tiles(
        self, layers: tuple[QgsMapLayer, ...], parameters: dict[str, Any], context: QgsProcessingContext
    ) -> TileOptions:
        from cartes_gouv_plugin.bridge.choice import TileOptions

        levels = services.chosen_levels(self, parameters, context)
        wanted = {layer.id(): levels.get(layer.name(), levels.get("")) for layer in layers}
        attributes = services.chosen_attributes(self, parameters, context)
        return TileOptions(
            levels={layer: chosen for layer, chosen in wanted.items() if chosen is not None},
            attributes={layer.id(): attributes for layer in layers} if attributes else {},
            generalisation=services.chosen_generalisation(self, parameters, context),
            area=services.chosen_area(self, parameters, context),
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.core.publication.destination import default_datastore
        from cartes_gouv_plugin.core.publication.outbox import Outbox
        from cartes_gouv_plugin.core.services.people import with_people
        from cartes_gouv_plugin.processing.inspected import require_publishable
        from cartes_gouv_plugin.processing.run import PublicationRun

        publication, home = self._publication, self._connection.settings.home
        require_publishable(publication, self._plan, Outbox(home), feedback)
        asking = self.asking(self._connection, feedback).client
        user = asking.me()
        datastore = publication.datastore or default_datastore(user)
        publication = replace(publication, datastore=datastore, metadata=with_people(publication.metadata, user))
        wait = self.parameterAsBoolean(parameters, named.WAIT, context)
        client = self._connection.client()
        with PublicationRun(home, client, self.surroundings.words, feedback, wait=wait) as run:
            record = run.start(publication, self._plan, user, asking)
            if loading.is_wanted(self, parameters, context):
                self._loaded = loading.bring_services(asking, record.publication)
            return run.outputs(record)

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        loading.hand_over(self._loaded, context, feedback)
        return {}

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
        return services.objection(self, parameters, context) or self._unknown_attributes(parameters, context)

    def _unknown_attributes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A misspelt name must not publish all the attributes: none named means all of them."""
        layers = named.chosen_layers(self, parameters, context)
        known = {field.name() for layer in layers if isinstance(layer, QgsVectorLayer) for field in layer.fields()}
        unknown = [name for name in services.chosen_attributes(self, parameters, context) if name not in known]
        if not unknown:
            return ""
        text = QCoreApplication.translate("CartesGouv", "No layer has the attributes asked for in tiles: {names}.")
        return text.format(names=", ".join(unknown))
