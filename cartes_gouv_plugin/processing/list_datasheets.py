"""`cartes_gouv:list_datasheets`: the datasheets of a datastore, one's own or everybody's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterBoolean
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm, Group, reporter

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.datasheets.listing import DatasheetSummary

MINE = "MINE"
DATASHEETS = "DATASHEETS"


class ListDatasheets(Algorithm):
    NAME = "list_datasheets"
    ICON = "list"
    GROUP = Group.DATASHEETS

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "List datasheets")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Lists the datasheets of a datastore as JSON: name, number of published services, identifiers of what they "
            "hold, page on the website. A datasheet is yours when something in it is shown to have been made by you.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(named.datastore())
        self.addParameter(
            QgsProcessingParameterBoolean(
                MINE, QCoreApplication.translate("CartesGouv", "Mine only"), defaultValue=True
            )
        )
        self.add_text_outputs(DATASHEETS=QCoreApplication.translate("CartesGouv", "Datasheets (JSON)"))

    def capture(
        self, _parameters: dict[str, Any], _context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        self._connection = self.surroundings.connect()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.core.datasheets.listing import list_datasheets

        asking = self.asking(self._connection, feedback)
        client = asking.client
        datastore = named.chosen_datastore(self, parameters, context, client)
        progress = reporter(feedback)
        listed = list_datasheets(client, datastore)
        if self.parameterAsBoolean(parameters, MINE, context):
            kept = []
            for rank, sheet in enumerate(listed):
                progress.update(rank / len(listed))
                if asking.ownership.is_any_ours(datastore, sheet.stored_data, sheet.uploads, sheet.metadata):
                    kept.append(sheet)
            listed = tuple(kept)
        described = [_described(datastore, sheet) for sheet in listed]
        return {DATASHEETS: json.dumps(described, ensure_ascii=False)}


def _described(datastore: str, sheet: DatasheetSummary) -> dict[str, Any]:
    from cartes_gouv_plugin.core.publication import website

    return {
        "name": sheet.name,
        "published_services": sheet.publications,
        "uploads": list(sheet.uploads),
        "stored_data": list(sheet.stored_data),
        "metadata": list(sheet.metadata),
        "url": website.datasheet_page(datastore, sheet.name),
    }
