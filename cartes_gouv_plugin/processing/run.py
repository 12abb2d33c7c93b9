"""A publication inside an algorithm: progress, messages, cancelling, and the outputs at the end."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.supply import Supply
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import User
from cartes_gouv_plugin.core.errors import Cancelled, CartesGouvError
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication import website
from cartes_gouv_plugin.core.publication.destination import require_rights
from cartes_gouv_plugin.core.publication.intake import known_as
from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.sealing import ExportPlan, needs_layers
from cartes_gouv_plugin.core.publication.unattended import Unattended
from cartes_gouv_plugin.core.services import endpoints
from cartes_gouv_plugin.processing.algorithm import Words
from cartes_gouv_plugin.processing.inspected import require_exportable
from cartes_gouv_plugin.processing.waiting import pause

SHARE = {Stage.EXPORT: 20, Stage.UPLOAD: 40, Stage.CHECKS: 15, Stage.INTEGRATION: 15, Stage.SERVICES: 10}
"""Of the progress bar, in percent."""


class _Delivered(Exception):
    """The file has arrived and nobody wants to wait for the rest."""


class PublicationRun:
    """Takes publications to their end and tells Processing's feedback about it. Use as a context manager."""

    def __init__(
        self, home: Path, client: EntrepotClient, words: Words, feedback: QgsProcessingFeedback, *, wait: bool
    ) -> None:
        """Without `wait`, a run ends as soon as the platform has the file; the publication itself stays active."""
        self._words = words
        self._feedback = feedback
        self._wait_for_end = wait
        self._told = ""
        self.runner = Unattended(home, client, partial(pause, feedback), on_record=self._follow, progress=self._bytes)

    def __enter__(self) -> PublicationRun:
        self.runner.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.runner.__exit__(*error)

    def start(
        self, publication: Publication, plan: ExportPlan, user: User, asking: EntrepotClient
    ) -> PublicationRecord:
        """Before anything is written or sent, raises `Forbidden` when a right is missing, `NoAccessPoint` or
        `QuotaReached` when the datastore could not serve what is asked for; then as `go_on`.

        `asking` outlasts a passing trouble of the platform.
        """
        try:
            require_rights(user, publication.datastore, services=bool(publication.services))
            if publication.services:
                endpoints.require(asking.datastore(publication.datastore), publication.services)
        except CartesGouvError:
            self.runner.outbox.remove(publication.id)
            raise
        sink = Reporter(lambda part: self._feedback.setProgress(SHARE[Stage.EXPORT] * part), self._feedback.isCanceled)
        return self.go_on(self.runner.add(publication, plan, sink))

    def take_over(self, publication: Publication) -> str:
        """Puts a delivery that was begun elsewhere into the journal, unless it is there; returns its id."""
        return known_as(self.runner.journal, publication) or self.runner.add(publication)

    def go_on(self, publication_id: str, supply: Supply | None = None) -> PublicationRecord:
        """Raises `QgsProcessingException` with the sentences for people when the publication fails.

        `supply`: the layers, should the publication turn out to wait for them.
        """
        record = self._gone_on(publication_id)
        if supply is not None and needs_layers(record):
            self._seal(record, supply)
            record = self._gone_on(publication_id)
        elif supply is not None:
            supply.discard()
            self._feedback.pushInfo(
                QCoreApplication.translate("CartesGouv", "The platform has the data already: the layers are not used.")
            )
        if record.failure is not None and record.condition is Condition.FAILED:
            raise QgsProcessingException(self._words.failure(record.failure))
        self._tell_what_lacks(record)
        return record

    def _tell_what_lacks(self, record: PublicationRecord) -> None:
        """A publication that ends well may have gone without what the platform refused."""
        refs = record.publication.refs
        if refs.record_given_up:
            text = QCoreApplication.translate("CartesGouv", "The services have no metadata record: {reason}")
            self._feedback.pushWarning(text.format(reason=refs.record_given_up))
        if refs.looks_given_up:
            text = QCoreApplication.translate(
                "CartesGouv", "The services are open, but the platform has not kept all of their styles: {reason}"
            )
            self._feedback.pushWarning(text.format(reason=refs.looks_given_up))

    def _gone_on(self, publication_id: str) -> PublicationRecord:
        try:
            return self.runner.run(publication_id)
        except _Delivered:
            return self._recorded(publication_id)

    def _seal(self, record: PublicationRecord, supply: Supply) -> None:
        """Raises `ExportRefused` with everything that stands against the layers; the publication still waits then."""
        sink = Reporter(lambda part: self._feedback.setProgress(SHARE[Stage.EXPORT] * part), self._feedback.isCanceled)
        again, plan = supply(record.publication)
        require_exportable(plan, self.runner.outbox.package_path(record.id).parent, self._feedback, sink)
        self.runner.supply(record.id, again, plan, sink)

    def outputs(self, record: PublicationRecord) -> dict[str, Any]:
        """The outputs that `publish` and `resume` share; what does not exist yet is empty."""
        publication = record.publication
        return {
            "PUBLICATION": publication.id,
            "UPLOAD": publication.refs.upload or "",
            "STORED_DATA": publication.refs.stored_data or "",
            "OFFERINGS": json.dumps([_described(each) for each in publication.served], ensure_ascii=False),
            "DATASHEET_URL": website.datasheet_page(publication.datastore, publication.datasheet),
        }

    def _recorded(self, publication_id: str) -> PublicationRecord:
        record = self.runner.journal.record(publication_id)
        if record is None:
            raise Cancelled("the publication was removed meanwhile")
        return record

    def _bytes(self, done: int, total: int) -> None:
        if self._feedback.isCanceled():
            raise Cancelled("stopped on request")
        self._feedback.setProgress(SHARE[Stage.EXPORT] + SHARE[Stage.UPLOAD] * done / max(1, total))

    def _follow(self, record: PublicationRecord) -> None:
        summary = self._words.summary(record)
        if summary != self._told:
            self._told = summary
            self._feedback.pushInfo(summary)
        ended = [SHARE[stage] for stage in Stage if record.stages[stage].status is StageStatus.SUCCESSFUL]
        self._feedback.setProgress(sum(ended))
        sent = record.stages[Stage.UPLOAD].status is StageStatus.SUCCESSFUL
        if sent and not self._wait_for_end and record.condition is Condition.ACTIVE:
            raise _Delivered


def _described(served: ServedLayer) -> dict[str, Any]:
    return {
        "id": served.offering,
        "type": served.type.value,
        "layer_name": served.layer_name,
        "title": served.title,
        "configuration": served.configuration,
        "urls": [{"type": kind, "url": address} for kind, address in served.urls],
    }
