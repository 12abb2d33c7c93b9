"""`cartes_gouv:resume`: goes on with what was begun, here or on the website."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.errors import NotFound, NotOurs
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType
from cartes_gouv_plugin.processing import parameters as named
from cartes_gouv_plugin.processing.algorithm import Algorithm

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.connection import Asking
    from cartes_gouv_plugin.core.publication.record import PublicationRecord
    from cartes_gouv_plugin.processing.run import PublicationRun

PUBLICATION = "PUBLICATION"
UPLOAD = "UPLOAD"
FILE = "FILE"


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
            "each publication.\n\n"
            "A delivery that is still open waits for its data: give layers, or a .gpkg or .zip file. They are "
            "delivered in the projection of the delivery, in the place of whatever it holds so far, and the services "
            "asked for are opened in the end. A publication whose layers could not be prepared goes on in the same "
            "way.",
        )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        layers = named.layers()
        services = named.services()
        for optional in (layers, services):
            optional.setFlags(optional.flags() | Qgis.ProcessingParameterFlag.Optional)
        layers.setDescription(QCoreApplication.translate("CartesGouv", "Layers for a delivery that waits for its data"))
        for parameter in (
            QgsProcessingParameterString(
                PUBLICATION, QCoreApplication.translate("CartesGouv", "Publication to resume"), optional=True
            ),
            QgsProcessingParameterString(
                UPLOAD, QCoreApplication.translate("CartesGouv", "Delivery to take over"), optional=True
            ),
            layers,
            QgsProcessingParameterFile(
                FILE,
                QCoreApplication.translate("CartesGouv", "File with the layers (.gpkg or .zip)"),
                optional=True,
                fileFilter="GeoPackage, zip (*.gpkg *.zip)",
            ),
            services,
            named.wait(),
        ):
            self.addParameter(parameter)
        self.add_publication_outputs()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        from cartes_gouv_plugin.processing.supplied import objection

        given = parameters.get(named.LAYERS) or parameters.get(FILE)
        known = named.text(self, parameters, PUBLICATION, context) or named.text(self, parameters, UPLOAD, context)
        if given and not known:
            return False, QCoreApplication.translate(
                "CartesGouv", "Layers are given, but not the publication or the delivery that they are for."
            )
        file = named.text(self, parameters, FILE, context)
        sentence = objection(Path(file)) if file else ""
        if sentence:
            return False, sentence
        return super().checkParameterValues(parameters, context)

    def capture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from cartes_gouv_plugin.bridge.export.files import left_out
        from cartes_gouv_plugin.bridge.supply import supply_of
        from cartes_gouv_plugin.core.publication.outbox import Outbox
        from cartes_gouv_plugin.processing.supplied import given_layers

        self._connection = self.surroundings.connect()
        self._services = named.chosen_services(self, parameters, context)
        layers = given_layers(self, parameters, FILE, context)
        for problem in left_out(layers):
            feedback.pushWarning(problem.sentence)
        home = self._connection.settings.home
        asked = _asked_before(home, named.text(self, parameters, PUBLICATION, context)) if layers else ()
        wanted = dict.fromkeys((*asked, *self._services))
        self._supply = supply_of(layers, Outbox(home), tuple(wanted)) if layers else None

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from cartes_gouv_plugin.processing.run import PublicationRun

        publication = named.text(self, parameters, PUBLICATION, context)
        upload = named.text(self, parameters, UPLOAD, context)
        wait = self.parameterAsBoolean(parameters, named.WAIT, context)
        asking, client = self.asking(self._connection, feedback), self._connection.client()
        home = self._connection.settings.home
        with PublicationRun(home, client, self.surroundings.words, feedback, wait=wait) as run:
            if publication:
                return run.outputs(run.go_on(_known(run, publication), self._supply))
            if upload:
                return run.outputs(run.go_on(run.take_over(self._elsewhere(asking, upload)), self._supply))
            finished = _all(run, feedback)
            self._tell_what_the_website_left(run, asking, feedback)
            return finished

    def _elsewhere(self, asking: Asking, upload: str) -> Publication:
        """The delivery, in whichever of the user's datastores it is. Raises `NotFound` or `NotOurs`."""
        from cartes_gouv_plugin.core.publication.destination import destinations
        from cartes_gouv_plugin.core.publication.intake import publication_of_upload
        from cartes_gouv_plugin.core.services.people import with_people

        services = tuple(ServiceRequest(service) for service in self._services)
        user = asking.client.me()
        for place in destinations(user):
            try:
                found = publication_of_upload(asking.client, place.datastore, upload, services=services)
                ours = asking.ownership.is_ours(Target(place.datastore, Kind.UPLOAD, upload))
            except NotFound:
                continue
            if not ours:
                raise NotOurs(f"the delivery {upload} is not shown to be ours")
            return replace(found, metadata=with_people(found.metadata, user)) if services else found
        raise NotFound(f"no datastore of the user has the delivery {upload}")

    def _tell_what_the_website_left(self, run: PublicationRun, asking: Asking, feedback: QgsProcessingFeedback) -> None:
        """They are the user's to take over, one by one: nothing but the website's page said that they should go on."""
        from cartes_gouv_plugin.core.publication.destination import destinations
        from cartes_gouv_plugin.core.publication.left_deliveries import left_deliveries

        followed = {record.publication.refs.upload or "" for record in run.runner.journal.records()}
        text = QCoreApplication.translate(
            "CartesGouv",
            "The website left a delivery of the datasheet “{title}” unfinished; to take it over: UPLOAD={id}",
        )
        for place in destinations(asking.client.me()):
            for left in left_deliveries(
                asking.client, place.datastore, followed, partial(_is_ours, asking, place.datastore)
            ):
                feedback.pushInfo(text.format(title=left.datasheet, id=left.id))


def _is_ours(asking: Asking, datastore: str, upload: str) -> bool:
    return asking.ownership.is_ours(Target(datastore, Kind.UPLOAD, upload))


def _asked_before(home: Path, publication_id: str) -> tuple[ServiceType, ...]:
    """The services that a publication of this computer was to open."""
    from cartes_gouv_plugin.bridge.connection import JOURNAL_NAME
    from cartes_gouv_plugin.core.publication.journal import Journal

    if not publication_id:
        return ()
    journal = Journal(home / JOURNAL_NAME)
    try:
        record = journal.record(publication_id)
        return () if record is None else tuple(request.type for request in record.publication.services)
    finally:
        journal.close()


def _known(run: PublicationRun, publication: str) -> str:
    if run.runner.journal.record(publication) is None:
        text = QCoreApplication.translate("CartesGouv", "This computer knows no publication “{id}”.")
        raise QgsProcessingException(text.format(id=publication))
    return publication


def _without_layers(record: PublicationRecord) -> str:
    text = QCoreApplication.translate(
        "CartesGouv",
        "The publication of “{title}” ended while its layers were being prepared. To go on, give them again: "
        "PUBLICATION={id}, with LAYERS or FILE.",
    )
    return text.format(title=record.publication.datasheet, id=record.id)


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
    failures += map(_without_layers, run.runner.interrupted())
    if failures:
        raise QgsProcessingException("\n".join(failures))
    merged = {
        name: "\n".join(each[name] for each in found) for name in (PUBLICATION, UPLOAD, "STORED_DATA", "DATASHEET_URL")
    }
    offerings = [offering for each in found for offering in json.loads(each["OFFERINGS"])]
    return {**merged, "OFFERINGS": json.dumps(offerings, ensure_ascii=False)}
