"""`cartes_gouv:resume`: goes on with what was begun, here or on the website."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication.destination import destinations
from cartes_gouv_plugin.core.publication.intake import publication_of_upload
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm
from cartes_gouv_plugin.processing.run import PublicationRun

PUBLICATION = "PUBLICATION"
UPLOAD = "UPLOAD"


class Resume(Algorithm):
    NAME = "resume"
    ICON = "resume"

    def displayName(self) -> str:
        return QCoreApplication.translate("CartesGouv", "Resume publications")

    def shortHelpString(self) -> str:
        return QCoreApplication.translate(
            "CartesGouv",
            "Goes on with a publication of this computer, or with a delivery that the website left unfinished. With "
            "neither, everything unfinished on this computer is taken to its end; the outputs then hold one line for "
            "each publication.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterString(
                PUBLICATION, QCoreApplication.translate("CartesGouv", "Publication to resume"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                UPLOAD, QCoreApplication.translate("CartesGouv", "Delivery to take over"), optional=True
            )
        )
        self.addParameter(named.wait())
        self.add_publication_outputs()

    def capture(
        self, _parameters: dict[str, Any], _context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        self._connection = self.surroundings.connect()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        publication = named.text(self, parameters, PUBLICATION, context)
        upload = named.text(self, parameters, UPLOAD, context)
        wait = self.parameterAsBoolean(parameters, named.WAIT, context)
        client = self._connection.client()
        home = self._connection.settings.home
        with PublicationRun(home, client, self.surroundings.words, feedback, wait=wait) as run:
            if publication:
                return run.outputs(run.go_on(_known(run, publication)))
            if upload:
                return run.outputs(run.go_on(run.take_over(_elsewhere(client, upload))))
            return _all(run, feedback)


def _known(run: PublicationRun, publication: str) -> str:
    if run.runner.journal.record(publication) is None:
        text = QCoreApplication.translate("CartesGouv", "This computer knows no publication “{id}”.")
        raise QgsProcessingException(text.format(id=publication))
    return publication


def _elsewhere(client: EntrepotClient, upload: str) -> Publication:
    """The delivery, in whichever of the user's datastores it is. Raises `NotFound`."""
    for place in destinations(client.me()):
        try:
            return publication_of_upload(client, place.datastore, upload)
        except NotFound:
            continue
    raise NotFound(f"no datastore of the user has the delivery {upload}")


def _all(run: PublicationRun, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """One that fails does not keep the others from going on; it is told at the end."""
    found: list[dict[str, Any]] = []
    failures: list[str] = []
    for publication in run.runner.unfinished():
        if feedback.isCanceled():
            break
        try:
            found.append(run.outputs(run.go_on(publication)))
        except QgsProcessingException as error:
            failures.append(str(error))
    if failures:
        raise QgsProcessingException("\n".join(failures))
    merged = {
        name: "\n".join(each[name] for each in found) for name in (PUBLICATION, UPLOAD, "STORED_DATA", "DATASHEET_URL")
    }
    offerings = [offering for each in found for offering in json.loads(each["OFFERINGS"])]
    return {**merged, "OFFERINGS": json.dumps(offerings, ensure_ascii=False)}
