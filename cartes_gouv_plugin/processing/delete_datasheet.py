"""`cartes_gouv:delete_datasheet`: everything of one's own in a datasheet, in the platform's order."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterString
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm, Group, reporter

CONFIRM = "CONFIRM"
DELETED = "DELETED"

TROUBLES = 6
"""A run that nobody watches outlasts that many failures of the platform in a row: about a minute."""


class DeleteDatasheet(Algorithm):
    NAME = "delete_datasheet"
    ICON = "delete"
    GROUP = Group.DATASHEETS

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Delete a datasheet")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Closes the services of a datasheet, then deletes its deliveries, stored data, metadata and documents. "
            "Only what is shown to be yours is deleted. This cannot be undone: the name has to be given twice.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterString(
                named.DATASHEET, QCoreApplication.translate("CartesGouv", "Title of the datasheet to delete")
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                CONFIRM, QCoreApplication.translate("CartesGouv", "The same title again, to confirm")
            )
        )
        self.addParameter(named.datastore())
        self.add_text_outputs(DELETED=QCoreApplication.translate("CartesGouv", "Number of deleted entities"))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        name = self.parameterAsString(parameters, named.DATASHEET, context)
        if not name or self.parameterAsString(parameters, CONFIRM, context) != name:
            return False, QCoreApplication.translate("CartesGouv", "The two titles differ: nothing was deleted.")
        return super().checkParameterValues(parameters, context)

    def capture(
        self, _parameters: dict[str, Any], _context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        self._connection = self.surroundings.connect()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.core.datasheets.removal import carry_out, plan_removal
        from cartes_gouv_plugin.core.services import capabilities

        asking = self.asking(self._connection, feedback)
        client = asking.client
        datastore = named.chosen_datastore(self, parameters, context, client)
        name = self.parameterAsString(parameters, named.DATASHEET, context)
        plan = plan_removal(client, asking.ownership, datastore, name)
        for step in plan.steps:
            feedback.pushInfo(f"{step.kind.value} {step.id}")
        for kept in plan.kept:
            text = QCoreApplication.translate("CartesGouv", "Kept, as it is not yours or is used elsewhere: {what}")
            feedback.pushWarning(text.format(what=f"{kept.kind.value} {kept.id}"))
        carry_out(plan, client, reporter(feedback), troubles=TROUBLES)
        capabilities.refresh(client, datastore)
        return {DELETED: str(len(plan.steps))}
