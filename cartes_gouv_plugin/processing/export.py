"""`cartes_gouv:export`: layers to the one GeoPackage that the platform takes, without sending anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing import contents
from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm, reporter

OUTPUT = "OUTPUT"
REPORT = "REPORT"
_INSPECTION = 0.2  # share of the progress


class Export(Algorithm):
    NAME = "export"
    ICON = "export"

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Export layers for cartes.gouv.fr")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Writes the layers to one GeoPackage, one table for each, just as QGIS shows them: filters, unsaved edits, "
            "joined and virtual fields included. Names, geometries and projections are brought to the form that the "
            "platform takes; the report tells what was changed. Nothing is sent.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(named.layers())
        for parameter in (named.crs(), *contents.parameters()):
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                OUTPUT, QCoreApplication.translate("CartesGouv", "GeoPackage"), "GeoPackage (*.gpkg)"
            )
        )
        self.add_text_outputs(REPORT=QCoreApplication.translate("CartesGouv", "Report (JSON)"))

    def capture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        from cartes_gouv_plugin.bridge.export.capture import capture

        options = contents.export_options(self, parameters, context)
        self._plan = capture(named.chosen_layers(self, parameters, context), options)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.processing.inspected import require_exportable

        output = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        progress = reporter(feedback)
        require_exportable(self._plan, output.parent, feedback, progress.part(_INSPECTION))
        report = self._plan.run(output, progress.part(1 - _INSPECTION))
        return {OUTPUT: str(report.package.path), REPORT: report.to_json()}
