"""The parameters that several algorithms share. Their names are a public interface: they never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProviderRegistry,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.publication.publication import ServiceType

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

LAYERS = "LAYERS"
DATASHEET = "DATASHEET"
DATASTORE = "DATASTORE"
TECHNICAL_NAME = "TECHNICAL_NAME"
CRS = "CRS"
PRODUCER = "PRODUCER"
PRODUCTION_YEAR = "PRODUCTION_YEAR"
SERVICES = "SERVICES"
WAIT = "WAIT"
SERVICE_TYPES = (ServiceType.WFS, ServiceType.WMS_VECTOR, ServiceType.TMS)


def layers() -> QgsProcessingParameterMultipleLayers:
    return QgsProcessingParameterMultipleLayers(
        LAYERS,
        QCoreApplication.translate("CartesGouv", "Layers to publish"),
        Qgis.ProcessingSourceType.VectorAnyGeometry,
    )


def datasheet() -> QgsProcessingParameterString:
    return QgsProcessingParameterString(
        DATASHEET, QCoreApplication.translate("CartesGouv", "Title of the datasheet, new or existing")
    )


def datastore() -> QgsProcessingParameterDefinition:
    return advanced(
        QgsProcessingParameterString(
            DATASTORE,
            QCoreApplication.translate("CartesGouv", "Identifier of the datastore (empty: the “Découverte” sandbox)"),
            optional=True,
        )
    )


def technical_name() -> QgsProcessingParameterDefinition:
    return advanced(
        QgsProcessingParameterString(
            TECHNICAL_NAME,
            QCoreApplication.translate("CartesGouv", "Technical name (empty: the layer's name and today's date)"),
            optional=True,
        )
    )


def crs() -> QgsProcessingParameterDefinition:
    return advanced(
        QgsProcessingParameterCrs(
            CRS,
            QCoreApplication.translate("CartesGouv", "Projection of the delivery (empty: that of the layers)"),
            optional=True,
        )
    )


def producer() -> QgsProcessingParameterDefinition:
    return advanced(
        QgsProcessingParameterString(
            PRODUCER, QCoreApplication.translate("CartesGouv", "Producer of the data"), optional=True
        )
    )


def production_year() -> QgsProcessingParameterDefinition:
    return advanced(
        QgsProcessingParameterNumber(
            PRODUCTION_YEAR,
            QCoreApplication.translate("CartesGouv", "Year of production"),
            Qgis.ProcessingNumberParameterType.Integer,
            optional=True,
            minValue=1,
        )
    )


def services() -> QgsProcessingParameterEnum:
    return QgsProcessingParameterEnum(
        SERVICES,
        QCoreApplication.translate("CartesGouv", "Services to open"),
        options=[service.value for service in SERVICE_TYPES],
        allowMultiple=True,
        optional=True,
    )


def wait() -> QgsProcessingParameterBoolean:
    return QgsProcessingParameterBoolean(
        WAIT, QCoreApplication.translate("CartesGouv", "Wait until everything is published"), defaultValue=True
    )


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
    return parameter


def chosen_layers(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> list[QgsMapLayer]:
    """A layer that was given as a file bears the name of its table: Processing calls all of one file the same."""
    chosen = algorithm.parameterAsLayerList(parameters, LAYERS, context)
    for layer in chosen:
        project = context.project()
        if project is None or project.mapLayer(layer.id()) is None:
            parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
            layer.setName(str(parts.get("layerName") or layer.name()))
    return chosen


def text(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """A text parameter without the blanks around it, empty when it is not given."""
    return algorithm.parameterAsString(parameters, name, context).strip()


def crs_code(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """The chosen projection as `EPSG:<code>`, empty when it is left to the layers."""
    crs = algorithm.parameterAsCrs(parameters, CRS, context)
    return crs.authid() if crs.isValid() else ""


def chosen_services(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[ServiceType, ...]:
    if parameters.get(SERVICES) in (None, "", []):
        return ()  # QGIS itself would take the first of the options
    return tuple(SERVICE_TYPES[each] for each in algorithm.parameterAsEnums(parameters, SERVICES, context))


def chosen_datastore(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    client: EntrepotClient,
) -> str:
    """The datastore given, else the sandbox, which the platform is asked for. Raises `SandboxNotJoined`."""
    from cartes_gouv_plugin.core.publication.destination import default_datastore

    return text(algorithm, parameters, DATASTORE, context) or default_datastore(client.me())
