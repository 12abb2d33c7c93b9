"""The steps of a removal. Each looks at its entity again, compares it with the plan, then makes one change at most.

A step that finds its entity gone is done: it may be repeated, lost or cut in the middle.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Callable, Protocol, TypeVar

from cartes_gouv_plugin.core.datasheets.listing import label_of
from cartes_gouv_plugin.core.datasheets.targets import Kind
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.statuses import (
    ConfigurationStatus,
    ExecutionStatus,
    OfferingStatus,
    StoredDataStatus,
    UploadStatus,
)
from cartes_gouv_plugin.core.errors import Conflict, NotFound, NotOurs, Rejected
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME, FILE_TREE, file_tree_tag

RUNNING = (ExecutionStatus.CREATED, ExecutionStatus.WAITING, ExecutionStatus.PROGRESS)


class Advance(Enum):
    """What came of a step. `AGAIN`: look again at once; `LATER`: the platform is working."""

    DONE = "done"
    AGAIN = "again"
    LATER = "later"


class Step(Protocol):
    """One entity on its way out. `kind` and `id` name it for progress and for logs."""

    @property
    def kind(self) -> Kind: ...

    @property
    def id(self) -> str: ...

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        """Raises an `EntrepotError`, or `NotOurs` when the entity is not what was planned any more."""


Taken = TypeVar("Taken")
Advancing = Callable[[Taken, EntrepotClient, str], Advance]


def _gone_is_done(advance: Advancing[Taken]) -> Advancing[Taken]:
    """What is not there any more, at whatever moment that shows, has gone its way."""

    @functools.wraps(advance)
    def advanced(step: Taken, client: EntrepotClient, datastore: str) -> Advance:
        try:
            return advance(step, client, datastore)
        except NotFound:
            return Advance.DONE

    return advanced


@dataclass(frozen=True)
class WithdrawOffering:
    """Some servers forget an offering at the first DELETE, others keep it as UNPUBLISHED until a second one."""

    id: str
    configuration: str
    kind: Kind = Kind.OFFERING

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        offering = client.offering(datastore, self.id)
        if offering.configuration != self.configuration:
            raise NotOurs(f"offering {self.id} belongs to another configuration now")
        if offering.status is OfferingStatus.UNPUBLISHING:
            return Advance.LATER
        client.delete_offering(datastore, self.id)
        return Advance.AGAIN


@dataclass(frozen=True)
class DeleteConfiguration:
    id: str
    kind: Kind = Kind.CONFIGURATION

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        configuration = client.configuration(datastore, self.id)
        if client.offerings_of(datastore, self.id):
            return Advance.LATER
        if configuration.status is not ConfigurationStatus.UNPUBLISHED:
            return Advance.LATER
        return _let_go(client.delete_configuration, datastore, self.id)


@dataclass(frozen=True)
class DeleteStatic:
    """A style that another configuration uses too is refused by the platform, and stays."""

    id: str
    kind: Kind = Kind.STATIC

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        with contextlib.suppress(Conflict):
            client.delete_static(datastore, self.id)
        return Advance.DONE


@dataclass(frozen=True)
class DeleteAnnexe:
    """`label`: the one that it has to bear, empty for a style's file that its configuration named."""

    id: str
    label: str = ""
    kind: Kind = Kind.ANNEXE

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        if self.label and self.label not in client.annexe(datastore, self.id).labels:
            raise NotOurs(f"annexe {self.id} belongs to another datasheet now")
        client.delete_annexe(datastore, self.id)
        return Advance.DONE


@dataclass(frozen=True)
class DeleteUpload:
    """Its list of files is kept in a tag first, for the website's report; without that list it is deleted too."""

    id: str
    datasheet: str
    kind: Kind = Kind.UPLOAD

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        upload = client.upload(datastore, self.id)
        if upload.status is UploadStatus.DELETED:
            return Advance.DONE
        _require_name(upload.tags, self.datasheet, f"upload {self.id}")
        if FILE_TREE not in upload.tags and self._keep_tree(client, datastore):
            return Advance.AGAIN
        return _let_go(client.delete_upload, datastore, self.id)

    def _keep_tree(self, client: EntrepotClient, datastore: str) -> bool:
        try:
            tree = client.upload_tree_json(datastore, self.id)
            client.tag_upload(datastore, self.id, file_tree_tag(tree))
        except (NotFound, Conflict, Rejected):
            return False
        return True


@dataclass(frozen=True)
class AbortExecution:
    """An execution that was never launched may refuse to be aborted: nothing runs then."""

    id: str
    kind: Kind = Kind.EXECUTION

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        execution = client.execution(datastore, self.id)
        if execution.status not in RUNNING:
            return Advance.DONE
        try:
            client.abort_execution(datastore, self.id)
        except (Conflict, Rejected, NotFound):
            if execution.status is not ExecutionStatus.CREATED:
                raise
        return Advance.DONE


@dataclass(frozen=True)
class DeleteStoredData:
    """`datasheet`: empty for the unfinished result of a processing, which bears no name yet."""

    id: str
    datasheet: str
    kind: Kind = Kind.STORED_DATA

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        stored_data = client.stored_data(datastore, self.id)
        if stored_data.status is StoredDataStatus.DELETED:
            return Advance.DONE
        if self.datasheet:
            _require_name(stored_data.tags, self.datasheet, f"stored data {self.id}")
        return _let_go(client.delete_stored_data, datastore, self.id)


@dataclass(frozen=True)
class WithdrawMetadata:
    """Takes a record out of one endpoint's catalogue."""

    id: str
    datasheet: str
    endpoint: str
    kind: Kind = Kind.METADATA

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        record = client.metadata(datastore, self.id)
        _require_name(record.tags, self.datasheet, f"metadata {self.id}")
        if self.endpoint in record.endpoints:
            client.unpublish_metadata(datastore, file_identifier=record.file_identifier, endpoint=self.endpoint)
        return Advance.DONE


@dataclass(frozen=True)
class DeleteMetadata:
    id: str
    datasheet: str
    kind: Kind = Kind.METADATA

    @_gone_is_done
    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        record = client.metadata(datastore, self.id)
        _require_name(record.tags, self.datasheet, f"metadata {self.id}")
        if record.endpoints:
            return Advance.LATER
        return _let_go(client.delete_metadata, datastore, self.id)


def annexe_of(datasheet: str, annexe: str) -> DeleteAnnexe:
    """A document of the datasheet itself: its thumbnail, its documents and their list."""
    return DeleteAnnexe(annexe, label_of(datasheet))


def _let_go(delete: Callable[[str, str], None], datastore: str, identifier: str) -> Advance:
    """A conflict means that the platform has not yet let go of what used the entity."""
    try:
        delete(datastore, identifier)
    except Conflict:
        return Advance.LATER
    return Advance.DONE


def _require_name(tags: Mapping[str, str], datasheet: str, what: str) -> None:
    if tags.get(DATASHEET_NAME) != datasheet:
        raise NotOurs(f"{what} belongs to another datasheet now")
