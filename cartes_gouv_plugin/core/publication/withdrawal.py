"""Taking an unfinished delivery back: what runs is ended, what is half-made is removed, data in service stays."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.errors import Conflict, NotFound, Rejected
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.delivery import execution_or_none, find_upload, stored_data_or_none
from cartes_gouv_plugin.core.publication.effects import retire
from cartes_gouv_plugin.core.publication.publication import Publication

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

_OVER = (Conflict, NotFound, Rejected)
"""It ended by itself between the look and the call."""
_RUNNING = (ExecutionStatus.CREATED, ExecutionStatus.WAITING, ExecutionStatus.PROGRESS)
_UNUSABLE = (StoredDataStatus.CREATED, StoredDataStatus.GENERATING, StoredDataStatus.UNSTABLE)


def withdraw(client: EntrepotClient, publication: Publication) -> None:
    """Deletes what the platform holds of a publication that has not become data yet; may be called again.

    Whether it is ours to delete is the client's gate's business (`core.datasheets`): it raises `NotOurs`.
    """
    upload = find_upload(client, publication)
    if upload is None:
        return
    ds = publication.datastore
    named = upload.tags.get(tags.PROC_INT_ID) or publication.refs.execution
    output = upload.tags.get(tags.VECTORDB_ID) or publication.refs.stored_data
    execution = execution_or_none(client, ds, named) if named else None
    if execution is not None and execution.status in _RUNNING:
        with suppress(*_OVER):
            client.abort_execution(ds, execution.id)
    stored_data = stored_data_or_none(client, ds, output) if output else None
    if stored_data is not None and stored_data.status in _UNUSABLE:
        with suppress(*_OVER):
            client.delete_stored_data(ds, stored_data.id)
    if upload.status is not UploadStatus.DELETED:
        retire(client, ds, upload.id, tree_kept=tags.FILE_TREE in upload.tags)
