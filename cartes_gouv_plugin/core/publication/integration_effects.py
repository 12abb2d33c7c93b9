"""The changes that bring a checked delivery into the platform's database: create, tag twice, launch."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from cartes_gouv_plugin.core.entrepot.models import DATABASE_TYPE, Execution, Processing
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus
from cartes_gouv_plugin.core.errors import Conflict, Forbidden, IntegrationFailed, NotFound, Rejected
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Workplace
from cartes_gouv_plugin.core.publication.delivery import living_integrations
from cartes_gouv_plugin.core.publication.integration_claim import is_claimed_elsewhere
from cartes_gouv_plugin.core.publication.publication import Publication, Stage

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

STORAGE_TAG = "VECTEUR"
KNOWN_PROCESSINGS = ("5a348542-61a7-4289-a950-8544bb0ce2b8", "0de8c60b-9938-4be9-aa36-9026b77c3c96")
"""« Intégration de données vecteur livrées en base »: the sandbox's, then everybody's. Only to choose among several."""
RESULT_PAGE = (
    "https://cartes.gouv.fr/tableau-de-bord/entrepots/{{ datastore }}/donnees/{{ output }}/details?datasheetName="
)
"""The page that the platform's mail links to; the platform fills in the names between braces itself."""


def integration_processing(client: EntrepotClient, ds: str) -> str:
    """The processing that takes a VECTOR upload and gives a VECTOR-DB, among those the datastore allows.

    Raises `IntegrationFailed` when there is none.
    """
    allowed = client.datastore(ds).processings
    listed = [item for item in client.processings(ds) if not allowed or item.id in allowed]
    fitting = [item.id for item in listed if _integrates(_described(client, ds, item))]
    preferred = [known for known in KNOWN_PROCESSINGS if known in fitting]
    if not fitting:
        raise IntegrationFailed(("the datastore offers no integration of vector data",))
    return (preferred or fitting)[0]


def _described(client: EntrepotClient, ds: str, item: Processing) -> Processing:
    """A list item may come without its types: its detail has them."""
    return item if item.input_uploads or item.input_stored_data else client.processing(ds, item.id)


def _integrates(processing: Processing) -> bool:
    return "VECTOR" in processing.input_uploads and processing.output_stored_data == DATABASE_TYPE


@dataclass(frozen=True)
class CreateExecution:
    """Looks once more for an execution that the website may just have created, then creates ours.

    Body as CG:src/Workflow/UploadIntegrationWorkflow.php:272-306. The storage tag is left out when the datastore's
    storages do not bear it: the platform says 400 and has created nothing.
    """

    upload: str
    stage: Stage = Stage.INTEGRATION

    def perform(self, workplace: Workplace) -> Publication:
        client, publication = workplace.client, workplace.publication
        ds = publication.datastore
        processing = integration_processing(client, ds)
        upload = client.upload(ds, self.upload)
        callback = _callback(client, upload.tags, publication)
        if living_integrations(client, ds, self.upload):
            return publication
        # Nothing comes between this look and the creation: see `integration_claim` for what depends on it.
        upload = client.upload(ds, self.upload)
        if tags.PROC_INT_ID in upload.tags or tags.VECTORDB_ID in upload.tags:
            return publication
        if is_claimed_elsewhere(publication, upload):
            return publication
        body = {"processing": processing, "inputs": {"upload": [self.upload]}, **callback}
        created = _created(client, ds, upload.name, body)
        refs = replace(publication.refs, execution=created.id, stored_data=created.output_stored_data or None)
        return replace(publication, refs=refs)


def _created(client: EntrepotClient, ds: str, name: str, body: Mapping[str, object]) -> Execution:
    output = {"name": name}
    try:
        return client.create_execution(
            ds, {**body, "output": {"stored_data": {**output, "storage_tags": [STORAGE_TAG]}}}
        )
    except Rejected as error:
        if error.status != 400:
            raise
        return client.create_execution(ds, {**body, "output": {"stored_data": output}})


def _callback(client: EntrepotClient, upload_tags: Mapping[str, str], publication: Publication) -> dict[str, object]:
    """The mail that the user asked for when the delivery was created, to the user who integrates it."""
    if upload_tags.get(tags.EMAIL_NOTIFICATION) != "true":
        return {}
    address = client.me().email
    if not address:
        return {}
    page = RESULT_PAGE + quote(upload_tags.get(tags.DATASHEET_NAME, publication.datasheet), safe="")
    return {"callback": {"type": "email", "to_address": [address], "entity_url": page}}


@dataclass(frozen=True)
class TagIntegration:
    """Both identifiers in one call. Tags that somebody wrote meanwhile stay: whoever tagged first integrates."""

    upload: str
    stored_data: str
    execution: str
    replacing: str | None = None
    """The execution that the tags name now, when it is the one to give up."""
    stage: Stage = Stage.INTEGRATION

    def perform(self, workplace: Workplace) -> Publication:
        client, publication = workplace.client, workplace.publication
        present = client.upload(publication.datastore, self.upload).tags
        if present.get(tags.PROC_INT_ID) not in (None, self.execution, self.replacing):
            return publication
        wanted = tags.integration_tags(self.stored_data, self.execution)
        client.tag_upload(publication.datastore, self.upload, wanted)
        return publication


@dataclass(frozen=True)
class TagStoredData:
    stored_data: str
    tags: Mapping[str, tags.TagValue]
    stage: Stage = Stage.INTEGRATION

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        workplace.client.tag_stored_data(publication.datastore, self.stored_data, self.tags)
        return publication


@dataclass(frozen=True)
class LaunchExecution:
    """Launches the execution that the upload's tags name, unless another one on this upload is already running."""

    upload: str
    execution: str
    others: tuple[str, ...] = ()
    """Executions that were seen and judged to be abandoned."""
    stage: Stage = Stage.INTEGRATION

    def perform(self, workplace: Workplace) -> Publication:
        client, ds = workplace.client, workplace.publication.datastore
        if client.upload(ds, self.upload).tags.get(tags.PROC_INT_ID) != self.execution:
            return workplace.publication
        known = {self.execution, *self.others}
        for living in living_integrations(client, ds, self.upload):
            if living.id not in known or living.status is not ExecutionStatus.CREATED:
                return workplace.publication
        client.launch_execution(ds, self.execution)
        return workplace.publication


@dataclass(frozen=True)
class DiscardExecution:
    """Gives up an execution of ours that lost against another one, and the empty stored data it would have filled."""

    execution: str
    stored_data: str
    stage: Stage = Stage.INTEGRATION

    def perform(self, workplace: Workplace) -> Publication:
        client, publication = workplace.client, workplace.publication
        # Refused means: already aborted, already gone, or no longer ours to give up.
        with suppress(Conflict, Forbidden, NotFound, Rejected):
            client.abort_execution(publication.datastore, self.execution)
        if self.stored_data:
            with suppress(Conflict, Forbidden, NotFound, Rejected):
                client.delete_stored_data(publication.datastore, self.stored_data)
        refs = replace(publication.refs, execution=None, stored_data=None)
        return replace(publication, refs=refs)
