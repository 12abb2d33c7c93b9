"""Parameters on what of the layers goes: which rows, which fields, and what becomes of invalid geometries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing.parameters import advanced, crs_code

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.export.options import ExportOptions

SELECTED_ONLY = "SELECTED_ONLY"
WITHOUT_HIDDEN = "WITHOUT_HIDDEN"
INVALID = "INVALID"


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The values of `INVALID` are the places of the members of `export.options.Invalid`."""
    return (
        advanced(
            QgsProcessingParameterBoolean(
                SELECTED_ONLY, QCoreApplication.translate("CartesGouv", "Selected features only"), defaultValue=False
            )
        ),
        advanced(
            QgsProcessingParameterBoolean(
                WITHOUT_HIDDEN, QCoreApplication.translate("CartesGouv", "Leave out hidden fields"), defaultValue=False
            )
        ),
        advanced(
            QgsProcessingParameterEnum(
                INVALID,
                QCoreApplication.translate("CartesGouv", "Invalid geometries"),
                options=[
                    QCoreApplication.translate("CartesGouv", "Are not looked for"),
                    QCoreApplication.translate("CartesGouv", "Are counted first"),
                    QCoreApplication.translate("CartesGouv", "Are repaired"),
                ],
                defaultValue=0,
            )
        ),
    )


def export_options(
    algorithm: QgsProcessingAlgorithm, given: dict[str, Any], context: QgsProcessingContext
) -> ExportOptions:
    from cartes_gouv_plugin.bridge.export.options import ExportOptions, Invalid

    return ExportOptions(
        crs=crs_code(algorithm, given, context),
        selected_only=algorithm.parameterAsBoolean(given, SELECTED_ONLY, context),
        drop_hidden_fields=algorithm.parameterAsBoolean(given, WITHOUT_HIDDEN, context),
        invalid=tuple(Invalid)[algorithm.parameterAsEnum(given, INVALID, context)],
    )
