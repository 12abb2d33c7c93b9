"""`cartes_gouv:create_service`: one more service on data that the platform has already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication.publication import (
    MetadataRequest,
    Publication,
    ServiceRequest,
    StyleFile,
    TileRequest,
)
from cartes_gouv_plugin.processing import loading
from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing import service_parameters as services
from cartes_gouv_plugin.processing.algorithm import Algorithm

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
    from cartes_gouv_plugin.core.entrepot.models import User

STORED_DATA = "STORED_DATA"
TYPE = "TYPE"
TITLE = "TITLE"
LAYER_NAME = "LAYER_NAME"
TABLES = "TABLES"
STYLES = "STYLES"
STYLE_FORMATS = {".sld": "sld", ".json": "mapbox", ".qml": "qml"}


class CreateService(Algorithm):
    NAME = "create_service"
    ICON = "service"

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Create a service")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Opens a service on stored data of yours. Tables are given by their names, separated by commas; all of "
            "them when none is given. A style file bears the name of its table: SLD for WMS-Vector, MapLibre JSON for "
            "tiles.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        for name, description, optional in (
            (STORED_DATA, QCoreApplication.translate("CartesGouv", "Identifier of the stored data"), False),
            (TITLE, QCoreApplication.translate("CartesGouv", "Title of the service (empty: the datasheet's)"), True),
            (LAYER_NAME, QCoreApplication.translate("CartesGouv", "Technical name (empty: a suggestion)"), True),
            (TABLES, QCoreApplication.translate("CartesGouv", "Tables (empty: all of them)"), True),
        ):
            self.addParameter(QgsProcessingParameterString(name, description, optional=optional))
        self.addParameter(
            QgsProcessingParameterEnum(
                TYPE,
                QCoreApplication.translate("CartesGouv", "Type of service"),
                options=[service.value for service in named.SERVICE_TYPES],
            )
        )
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                STYLES,
                QCoreApplication.translate("CartesGouv", "Style files"),
                Qgis.ProcessingSourceType.File,
                optional=True,
            )
        )
        for parameter in (*services.tiles_and_access(), named.producer(), *services.record(), loading.parameter()):
            self.addParameter(parameter)
        self.add_text_outputs(
            OFFERING=QCoreApplication.translate("CartesGouv", "Service"),
            URL=QCoreApplication.translate("CartesGouv", "Address"),
        )

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        sentence = services.objection(self, parameters, context)
        if sentence:
            return False, sentence
        return super().checkParameterValues(parameters, context)

    def capture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        self._connection = self.surroundings.connect()
        self._loaded: list[loading.Loaded] = []
        tables = named.text(self, parameters, TABLES, context)
        self._request = ServiceRequest(
            type=named.SERVICE_TYPES[self.parameterAsEnum(parameters, TYPE, context)],
            title=named.text(self, parameters, TITLE, context),
            layer_name=named.text(self, parameters, LAYER_NAME, context),
            tables=tuple(name.strip() for name in tables.split(",") if name.strip()),
            styles=tuple(_style(Path(each)) for each in self.parameterAsFileList(parameters, STYLES, context)),
            themes=services.chosen_themes(self, parameters, context),
            is_open=not self.parameterAsBoolean(parameters, services.RESTRICTED, context),
            tiles=self._tiles(parameters, context),
        )
        self._record = MetadataRequest(
            contact_email=named.text(self, parameters, services.CONTACT, context),
            organisation=named.text(self, parameters, named.PRODUCER, context),
            themes=self._request.themes,
        )

    def _tiles(self, parameters: dict[str, Any], context: QgsProcessingContext) -> TileRequest:
        attributes = services.chosen_attributes(self, parameters, context)
        levels = services.chosen_levels(self, parameters, context)
        tables = (*levels, *([""] if attributes and "" not in levels else []))
        return TileRequest(
            tuple(services.table_levels(table, levels.get(table), attributes) for table in tables),
            services.chosen_generalisation(self, parameters, context),
            services.chosen_area(self, parameters, context),
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.core.services.people import with_people
        from cartes_gouv_plugin.processing.run import PublicationRun

        asking = self.asking(self._connection, feedback).client
        user = asking.me()
        identifier = named.text(self, parameters, STORED_DATA, context)
        publication = _publication(asking, user, identifier, self._request)
        publication = replace(publication, metadata=with_people(self._record, user))
        home = self._connection.settings.home
        client = self._connection.client()
        with PublicationRun(home, client, self.surroundings.words, feedback, wait=True) as run:
            made = run.go_on(run.runner.add(publication)).publication
        (served,) = made.served
        if loading.is_wanted(self, parameters, context):
            self._loaded = loading.bring_services(asking, made)
        return {"OFFERING": served.offering, "URL": next((address for _kind, address in served.urls), "")}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        loading.hand_over(self._loaded, context, feedback)
        return {}


def _style(path: Path) -> StyleFile:
    return StyleFile(table=path.stem, format=STYLE_FORMATS.get(path.suffix.lower(), "sld"), path=path)


def _publication(client: EntrepotClient, user: User, identifier: str, request: ServiceRequest) -> Publication:
    """A publication whose data is there. Raises `NotFound` when no datastore of the user has it."""
    from cartes_gouv_plugin.core.publication.destination import destinations
    from cartes_gouv_plugin.core.services.beginnings import publication_of_services

    for place in destinations(user):
        try:
            return publication_of_services(client, place.datastore, identifier, (request,))
        except NotFound:
            continue
    raise NotFound(f"no datastore of the user has the stored data {identifier}")
