"""The example models: ready in the toolbox as they are, and opened in QGIS's modeler to make one's own from.

A model is a file of `models/`. Its words for people are here, so that they are translated; the modeler shows those that
are in the file.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingOutputString,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from cartes_gouv_plugin.installation import MODELS, RESOURCES, help_address
from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm, Surroundings
from cartes_gouv_plugin.processing.publish import Publish
from cartes_gouv_plugin.processing.replace_data import ReplaceData


class Example(QgsProcessingModelAlgorithm):
    """One file of `models/`, in the user's language. A subclass says which, and what it is for.

    `STEP`: the last step of the model, an `ALGORITHM`. What it gives out, the model gives out: by itself, a model only
    hands on layers and files.
    """

    NAME = ""
    STEP = ""
    ALGORITHM: type[Algorithm]

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self.fromFile(str(MODELS / f"{self.NAME}.model3"))
        words = _inputs()
        for parameter in self.parameterDefinitions():
            parameter.setDescription(words[parameter.name()])
        last = self.ALGORITHM(surroundings).create()
        for output in last.outputDefinitions():
            self.addOutput(QgsProcessingOutputString(output.name(), output.description()))

    def createInstance(self) -> Example:
        return type(self)(self._surroundings)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        results = super().processAlgorithm(parameters, context, feedback)
        return {**results, **results["CHILD_RESULTS"][self.STEP]}

    def name(self) -> str:
        return self.NAME

    def group(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Example models")

    def groupId(self) -> str:
        return "examples"

    def shortDescription(self) -> str:
        return self.displayName()

    def helpUrl(self) -> str:
        return help_address(QgsApplication.locale(), "automation").toString()

    def icon(self) -> QIcon:
        return QIcon(str(RESOURCES / "model.svg"))


class CleanAndPublish(Example):
    NAME = "clean_and_publish"
    STEP = "publish"
    ALGORITHM = Publish

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Filter, repair, reproject and publish a layer")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Keeps the features that the expression chooses, repairs their geometries, brings them to one projection, "
            "gives the layer its name and publishes it. An example: open its file, clean_and_publish.model3, in the "
            "modeler, and make your own from it.",
        )


class CleanAndReplace(Example):
    NAME = "clean_and_replace"
    STEP = "replace"
    ALGORITHM = ReplaceData

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Filter, repair, reproject and replace the data of a datasheet")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Prepares a layer as “Filter, repair, reproject and publish a layer” does, and puts it in the place of "
            "the data of a datasheet, whose services keep their addresses. Give the layer the name that it was "
            "published with. An example: open its file, clean_and_replace.model3, in the modeler.",
        )


def _inputs() -> dict[str, str]:
    """The names of inputs for people, by their names in the models."""
    return {
        "LAYER": QCoreApplication.translate("CartesGouv", "Layer"),
        "FILTER": QCoreApplication.translate("CartesGouv", "Features to keep (an expression; empty: all)"),
        "CRS": QCoreApplication.translate("CartesGouv", "Projection"),
        "NAME": QCoreApplication.translate("CartesGouv", "Name of the published layer"),
        "DATASHEET": named.datasheet().description(),
        "SERVICES": named.services().description(),
    }
