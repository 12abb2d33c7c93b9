"""Datasheets as the website lists them. There is no such entity: a datasheet is all that bears one exact name.

CG:src/Controller/Entrepot/DatasheetController.php:46-204.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cartes_gouv_plugin.core.datasheets import traces
from cartes_gouv_plugin.core.datasheets.standing import DatasheetState, state_of
from cartes_gouv_plugin.core.datasheets.traces import Trace
from cartes_gouv_plugin.core.entrepot.abreast import both
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import (
    DATABASE_TYPE,
    Annexe,
    Configuration,
    Metadata,
    Offering,
    StoredData,
    Upload,
)
from cartes_gouv_plugin.core.entrepot.statuses import ConfigurationStatus, StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME

THUMBNAIL_LABEL = "type=thumbnail"
_LATEST_FIRST = "last_event,desc"
_LISTED_FIELDS = ("tags", "status", "last_event")
_FIELDS = ("name", "description", "type", "open", "status", "srs", "contact", "size", "last_event", "tags", "creation")
_OFFERING_FIELDS = (
    "open",
    "available",
    "layer_name",
    "type",
    "status",
    "endpoint",
    "configuration",
    "urls",
    "creation",
    "extra",
    "update",
    "public_activity",
)

Entity = TypeVar("Entity", Upload, StoredData, Metadata, Configuration)


@dataclass(frozen=True)
class DatasheetSummary:
    """A line of the list. `publications`: published services; `thumbnail`: the path of an annexe, empty without one.

    `uploads`, `stored_data`, `metadata` are identifiers, the latest event first; `touched_by`: users who did the latest
    thing to one of them, a hint at whose it is; `latest`: when the latest thing was done to one of them, and `by` whom.
    """

    name: str
    publications: int = 0
    thumbnail: str = ""
    uploads: tuple[str, ...] = ()
    stored_data: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    touched_by: tuple[str, ...] = ()
    latest: str = ""
    by: str = ""
    state: DatasheetState = DatasheetState.NOT_PUBLISHED


@dataclass(frozen=True)
class Service:
    """An offering with its configuration."""

    offering: Offering
    configuration: Configuration


@dataclass(frozen=True)
class Datasheet:
    """Everything that belongs to one datasheet. `services` are found through the stored data, as the website does."""

    name: str
    uploads: tuple[Upload, ...] = ()
    stored_data: tuple[StoredData, ...] = ()
    services: tuple[Service, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    annexes: tuple[Annexe, ...] = ()
    configurations: tuple[Configuration, ...] = ()

    @property
    def databases(self) -> tuple[StoredData, ...]:
        return tuple(item for item in self.stored_data if item.type == DATABASE_TYPE)

    @property
    def thumbnail(self) -> str:
        return next((path_of(annexe) for annexe in self.annexes if THUMBNAIL_LABEL in annexe.labels), "")


def list_datasheets(client: EntrepotClient, datastore: str) -> tuple[DatasheetSummary, ...]:
    """Every datasheet of a datastore, in the order of their names. Raises an `EntrepotError`."""
    living, kept = _upload_traces(client, datastore), _data_traces(client, datastore)
    records = traces.identifiers(client.each_metadata(datastore, traces.record_trace))
    names = client.each_configuration(
        datastore, traces.name_of, status=ConfigurationStatus.PUBLISHED.value, fields=("tags",)
    )
    published = Counter(names)
    thumbnails = _thumbnails(client.annexes(datastore, labels=(THUMBNAIL_LABEL,)))
    data_of, uploads_of = traces.statuses(kept), traces.statuses(living)
    return tuple(
        replace(
            sheet,
            publications=published[sheet.name],
            thumbnail=thumbnails.get(sheet.name, ""),
            state=state_of(published[sheet.name], data_of.get(sheet.name, ()), uploads_of.get(sheet.name, ())),
        )
        for sheet in _summaries(living, kept, records)
    )


def glance_at_datasheets(client: EntrepotClient, datastore: str) -> tuple[DatasheetSummary, ...]:
    """Those to which something was done last, in the order of their names: what a page of each kind tells.

    Two requests, asked together. Where each stands takes the other lists: it is `UNKNOWN`. Raises an `EntrepotError`.
    """
    first = client.glancing()
    living, kept = both(lambda: _upload_traces(first, datastore), lambda: _data_traces(first, datastore))
    return tuple(_summaries(living, kept, {}))


def _summaries(
    living: Sequence[Trace], kept: Sequence[Trace], records: Mapping[str, tuple[str, ...]]
) -> Iterator[DatasheetSummary]:
    """In the order of their names; where each stands is still to be told."""
    uploads, stored_data = traces.identifiers(living), traces.identifiers(kept)
    both_kinds = (*living, *kept)
    touched, latest = traces.initiators(both_kinds), traces.latest(both_kinds)
    for name in sorted({*uploads, *stored_data, *records}, key=_alphabetical):
        when, by = latest.get(name, ("", ""))
        yield DatasheetSummary(
            name=name,
            uploads=uploads.get(name, ()),
            stored_data=stored_data.get(name, ()),
            metadata=records.get(name, ()),
            touched_by=touched.get(name, ()),
            latest=when,
            by=by,
            state=DatasheetState.UNKNOWN,
        )


def _upload_traces(client: EntrepotClient, datastore: str) -> list[Trace]:
    """Those that are not deleted, the latest event first."""
    found = client.each_upload(datastore, traces.trace_of, fields=_LISTED_FIELDS, sort=_LATEST_FIRST)
    return [trace for trace in found if trace[2] != UploadStatus.DELETED.value]


def _data_traces(client: EntrepotClient, datastore: str) -> list[Trace]:
    """As `_upload_traces`."""
    found = client.each_stored_data(datastore, traces.trace_of, fields=_LISTED_FIELDS, sort=_LATEST_FIRST)
    return [trace for trace in found if trace[2] != StoredDataStatus.DELETED.value]


def read_datasheet(client: EntrepotClient, datastore: str, name: str) -> Datasheet:
    """One datasheet. Names compare exactly, case included, whatever the server's filter lets through.

    Raises `NotFound` when there is neither an upload, nor stored data, nor metadata of that name.
    """
    tags = {DATASHEET_NAME: name}
    uploads = client.uploads(datastore, tags=tags, fields=_FIELDS, sort=_LATEST_FIRST)
    stored_data = client.stored_data_list(datastore, tags=tags, fields=_FIELDS, sort=_LATEST_FIRST)
    metadata = _of(name, client.metadata_list(datastore, tags=tags))
    living = tuple(item for item in _of(name, uploads) if item.status is not UploadStatus.DELETED)
    kept = tuple(item for item in _of(name, stored_data) if item.status is not StoredDataStatus.DELETED)
    if not (living or kept or metadata):
        raise NotFound(f"there is no datasheet named {name!r}", status=404)
    label = label_of(name)
    annexes = client.annexes(datastore, labels=(label,))
    configurations = client.configurations(datastore, tags=tags, fields=("tags", "status", "layer_name"))
    return Datasheet(
        name=name,
        uploads=living,
        stored_data=kept,
        services=_services(client, datastore, kept),
        metadata=metadata,
        annexes=tuple(annexe for annexe in annexes if label in annexe.labels),
        configurations=_of(name, configurations),
    )


def _alphabetical(name: str) -> tuple[str, str]:
    """Letters with accents stand beside those without, as in a French dictionary."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold(), name


def label_of(name: str) -> str:
    """The label by which an annexe belongs to a datasheet."""
    return f"{DATASHEET_NAME}={name}"


def path_of(annexe: Annexe) -> str:
    return annexe.paths[0] if annexe.paths else ""


def _services(client: EntrepotClient, datastore: str, stored_data: Iterable[StoredData]) -> tuple[Service, ...]:
    found: dict[str, Service] = {}
    for data in stored_data:
        for offering in client.offerings(datastore, stored_data=data.id, fields=_OFFERING_FIELDS):
            if offering.id not in found and offering.configuration:
                configuration = client.configuration(datastore, offering.configuration)
                if data.id in configuration.stored_data:
                    found[offering.id] = Service(offering, configuration)
    return tuple(found.values())


def _thumbnails(annexes: Iterable[Annexe]) -> Mapping[str, str]:
    """The first thumbnail of each datasheet, as the website shows it."""
    found: dict[str, str] = {}
    prefix = label_of("")
    for annexe in annexes:
        if THUMBNAIL_LABEL in annexe.labels:
            for label in annexe.labels:
                if label.startswith(prefix):
                    found.setdefault(label[len(prefix) :], path_of(annexe))
    return found


def _of(name: str, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(entity for entity in entities if entity.tags.get(DATASHEET_NAME) == name)
