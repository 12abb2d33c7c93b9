"""The steps of a removal. Each looks at its entity again, compares it with the plan, then makes one change at most.

A step that finds its entity gone is done: it may be repeated, lost or cut in the middle.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Callable, Protocol

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


@dataclass(frozen=True)
class WithdrawOffering:
    """Some servers forget an offering at the first DELETE, others keep it as UNPUBLISHED until a second one."""

    id: str
    configuration: str
    kind: Kind = Kind.OFFERING

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            offering = client.offering(datastore, self.id)
        except NotFound:
            return Advance.DONE
        if offering.configuration != self.configuration:
            raise NotOurs(f"offering {self.id} belongs to another configuration now")
        if offering.status is OfferingStatus.UNPUBLISHING:
            return Advance.LATER
        with contextlib.suppress(NotFound):
            client.delete_offering(datastore, self.id)
        return Advance.AGAIN


@dataclass(frozen=True)
class DeleteConfiguration:
    id: str
    kind: Kind = Kind.CONFIGURATION

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            configuration = client.configuration(datastore, self.id)
            if client.offerings_of(datastore, self.id):
                return Advance.LATER
            if configuration.status is not ConfigurationStatus.UNPUBLISHED:
                return Advance.LATER
        except NotFound:
            return Advance.DONE
        return _outcome(lambda: client.delete_configuration(datastore, self.id))


@dataclass(frozen=True)
class DeleteStatic:
    """A style that another configuration uses too is refused by the platform, and stays."""

    id: str
    kind: Kind = Kind.STATIC

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        with contextlib.suppress(NotFound, Conflict):
            client.delete_static(datastore, self.id)
        return Advance.DONE


@dataclass(frozen=True)
class DeleteAnnexe:
    """`label`: the one that it has to bear, empty for a style's file that its configuration named."""

    id: str
    label: str = ""
    kind: Kind = Kind.ANNEXE

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        if self.label:
            listed = [item for item in client.annexes(datastore, labels=(self.label,)) if item.id == self.id]
            if not listed:
                return Advance.DONE
            if self.label not in listed[0].labels:
                raise NotOurs(f"annexe {self.id} belongs to another datasheet now")
        with contextlib.suppress(NotFound):
            client.delete_annexe(datastore, self.id)
        return Advance.DONE


@dataclass(frozen=True)
class DeleteUpload:
    """Its list of files is kept in a tag first, for the website's report; without that list it is deleted too."""

    id: str
    datasheet: str
    kind: Kind = Kind.UPLOAD

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            upload = client.upload(datastore, self.id)
        except NotFound:
            return Advance.DONE
        if upload.status is UploadStatus.DELETED:
            return Advance.DONE
        _require_name(upload.tags, self.datasheet, f"upload {self.id}")
        if FILE_TREE not in upload.tags and self._keep_tree(client, datastore):
            return Advance.AGAIN
        return _outcome(lambda: client.delete_upload(datastore, self.id))

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

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            execution = client.execution(datastore, self.id)
        except NotFound:
            return Advance.DONE
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

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            stored_data = client.stored_data(datastore, self.id)
        except NotFound:
            return Advance.DONE
        if stored_data.status is StoredDataStatus.DELETED:
            return Advance.DONE
        if self.datasheet:
            _require_name(stored_data.tags, self.datasheet, f"stored data {self.id}")
        return _outcome(lambda: client.delete_stored_data(datastore, self.id))


@dataclass(frozen=True)
class WithdrawMetadata:
    """Takes a record out of one endpoint's catalogue."""

    id: str
    datasheet: str
    endpoint: str
    kind: Kind = Kind.METADATA

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            record = client.metadata(datastore, self.id)
        except NotFound:
            return Advance.DONE
        _require_name(record.tags, self.datasheet, f"metadata {self.id}")
        if self.endpoint in record.endpoints:
            client.unpublish_metadata(datastore, file_identifier=record.file_identifier, endpoint=self.endpoint)
        return Advance.DONE


@dataclass(frozen=True)
class DeleteMetadata:
    id: str
    datasheet: str
    kind: Kind = Kind.METADATA

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            record = client.metadata(datastore, self.id)
        except NotFound:
            return Advance.DONE
        _require_name(record.tags, self.datasheet, f"metadata {self.id}")
        if record.endpoints:
            return Advance.LATER
        return _outcome(lambda: client.delete_metadata(datastore, self.id))


def annexe_of(datasheet: str, annexe: str) -> DeleteAnnexe:
    """A document of the datasheet itself: its thumbnail, its documents and their list."""
    return DeleteAnnexe(annexe, label_of(datasheet))


def _outcome(delete: Callable[[], None]) -> Advance:
    """A conflict means that the platform has not yet let go of what used the entity."""
    try:
        delete()
    except NotFound:
        return Advance.DONE
    except Conflict:
        return Advance.LATER
    return Advance.DONE


def _require_name(tags: Mapping[str, str], datasheet: str, what: str) -> None:
    if tags.get(DATASHEET_NAME) != datasheet:
        raise NotOurs(f"{what} belongs to another datasheet now")
