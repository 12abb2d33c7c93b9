"""A datasheet as it is served now, with all that can be changed in it and whose it is. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cartes_gouv_plugin.core.datasheets.listing import (
    THUMBNAIL_LABEL,
    Datasheet,
    Service,
    label_of,
    read_datasheet,
)
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration, StoredData
from cartes_gouv_plugin.core.entrepot.reading import mappings, text
from cartes_gouv_plugin.core.entrepot.statuses import OfferingStatus, StoredDataStatus
from cartes_gouv_plugin.core.errors import ContractBroken, NotFound
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.publication import ServedLayer, ServiceType
from cartes_gouv_plugin.core.services import capabilities, document_list
from cartes_gouv_plugin.core.services.document_list import Document
from cartes_gouv_plugin.core.services.inheritance import tiling_of
from cartes_gouv_plugin.core.services.record_reading import RecordSummary, summary_of
from cartes_gouv_plugin.core.services.style_files import style_address, tile_levels
from cartes_gouv_plugin.core.services.wishes import has_geometry
from cartes_gouv_plugin.core.services.words import ServiceWords, words_of

_TYPES = {kind.value: kind for kind in ServiceType}


@dataclass(frozen=True)
class LiveStyle:
    """One of the styles that readers of a service may choose from."""

    name: str
    technical_name: str
    current: bool


@dataclass(frozen=True)
class LiveService:
    """`served.tables` are the tables that it shows; `styles` is empty for a WMS-Vecteur, which has one look.

    `databases`: identifiers of those that it shows, or whose tiles it serves.
    """

    served: ServedLayer
    status: OfferingStatus
    words: ServiceWords
    styles: tuple[LiveStyle, ...] = ()
    is_ours: bool = False
    databases: tuple[str, ...] = ()


@dataclass(frozen=True)
class LiveDatabase:
    """`tables`: those with a geometry, and their attributes."""

    id: str
    name: str
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_ours: bool = False


@dataclass(frozen=True)
class LiveDatasheet:
    """`thumbnail`: the picture's file, empty without one; `record`: None without one, or one that cannot be read.

    `is_ours`: something in it is.
    """

    datastore: str
    name: str
    is_ours: bool = False
    services: tuple[LiveService, ...] = ()
    record: RecordSummary | None = None
    documents: tuple[Document, ...] = ()
    thumbnail: bytes = field(default=b"", repr=False)
    databases: tuple[LiveDatabase, ...] = ()

    def served_tables(self, database: str) -> tuple[str, ...]:
        """The tables of a database that its services show."""
        shown = [table for service in self.services if database in service.databases for table in service.served.tables]
        return tuple(dict.fromkeys(shown))


def read_live(client: EntrepotClient, ownership: Ownership, datastore: str, name: str) -> LiveDatasheet:
    """Raises an `EntrepotError`; `NotFound` when there is no such datasheet."""
    sheet = read_datasheet(client, datastore, name)
    databases = [
        client.stored_data(datastore, item.id) for item in sheet.databases if item.status is StoredDataStatus.GENERATED
    ]
    listed = capabilities.published(client, datastore) if sheet.services else {}
    services = (_live(client, ownership, datastore, service, databases, listed) for service in sheet.services)
    shown = tuple(service for service in services if service is not None)
    return LiveDatasheet(
        datastore=datastore,
        name=name,
        is_ours=any(service.is_ours for service in shown) or _is_ours(ownership, datastore, sheet),
        services=shown,
        record=_record(client, datastore, sheet),
        documents=_documents(client, datastore, sheet),
        thumbnail=_thumbnail(client, datastore, sheet),
        databases=tuple(_database(ownership, datastore, data) for data in databases),
    )


def served_layer(service: Service, tables: tuple[str, ...] = ()) -> ServedLayer | None:
    """None for a kind of service that is not made from vector data. `tables`: those of tiles, whose cutting knows."""
    configuration, offering = service.configuration, service.offering
    kind = _TYPES.get(configuration.type)
    if kind is None:
        return None
    is_tiles = kind is ServiceType.TMS
    return ServedLayer(
        type=kind,
        title=configuration.name,
        layer_name=configuration.layer_name,
        configuration=configuration.id,
        offering=offering.id,
        urls=tuple((url.type, url.url) for url in offering.urls),
        tables=tables or tables_of(configuration),
        style=style_address(configuration) if is_tiles else "",
        levels=tile_levels(configuration) if is_tiles else None,
    )


def tables_of(configuration: Configuration) -> tuple[str, ...]:
    """The tables that a configuration names: none for tiles."""
    used_data = mappings(configuration.type_infos, "used_data")
    relations = (relation for used in used_data for relation in mappings(used, "relations"))
    return tuple(text(relation, "native_name") or text(relation, "name") for relation in relations)


def _live(
    client: EntrepotClient,
    ownership: Ownership,
    ds: str,
    service: Service,
    databases: list[StoredData],
    listed: Mapping[str, str],
) -> LiveService | None:
    configuration = service.configuration
    sources, tables = configuration.stored_data, tables_of(configuration)
    if configuration.type == ServiceType.TMS.value:
        sources, tables = _cut_from(client, ds, configuration, databases)
    served = served_layer(service, tables)
    if served is None:
        return None
    served = replace(served, capabilities=listed.get(service.offering.endpoint, ""))
    styles = tuple(
        LiveStyle(text(each, "name"), text(each, "technical_name"), bool(each.get("current")))
        for each in mappings(configuration.extra, "styles")
    )
    ours = ownership.is_ours(Target(ds, Kind.CONFIGURATION, configuration.id))
    return LiveService(served, service.offering.status, words_of(configuration), styles, ours, sources)


def _cut_from(
    client: EntrepotClient, ds: str, configuration: Configuration, databases: list[StoredData]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The databases that tiles were cut from, and their tables: as they were cut, else all that there are."""
    pyramids = [client.stored_data(ds, identifier) for identifier in configuration.stored_data]
    sources = tuple(pyramid.tags.get(tags.VECTORDB_ID, "") for pyramid in pyramids)
    cut = next(filter(None, (tiling_of(client, ds, pyramid) for pyramid in pyramids)), None)
    if cut is not None:
        return sources, tuple(levels.table for levels in cut.levels)
    return sources, tuple(table for data in databases if data.id in sources for table in _tables(data))


def _database(ownership: Ownership, ds: str, data: StoredData) -> LiveDatabase:
    return LiveDatabase(data.id, data.name, _tables(data), ownership.is_ours(Target(ds, Kind.STORED_DATA, data.id)))


def _tables(data: StoredData) -> dict[str, tuple[str, ...]]:
    return {each.name: tuple(each.attributes) for each in data.relations if has_geometry(each)}


def _is_ours(ownership: Ownership, ds: str, sheet: Datasheet) -> bool:
    return ownership.is_any_ours(ds, (item.id for item in sheet.stored_data), (item.id for item in sheet.uploads))


def _record(client: EntrepotClient, ds: str, sheet: Datasheet) -> RecordSummary | None:
    if not sheet.metadata:
        return None
    record = sheet.metadata[0]
    try:
        return summary_of(client.metadata_file(ds, record.id), is_published=bool(record.endpoints))
    except (ContractBroken, NotFound):
        return None


def _documents(client: EntrepotClient, ds: str, sheet: Datasheet) -> tuple[Document, ...]:
    label = label_of(sheet.name)
    for annexe in sheet.annexes:
        if {label, document_list.LIST_LABEL} <= set(annexe.labels):
            try:
                return document_list.read(client.annexe_file(ds, annexe.id))
            except (ContractBroken, NotFound):
                return ()
    return ()


def _thumbnail(client: EntrepotClient, ds: str, sheet: Datasheet) -> bytes:
    for annexe in sheet.annexes:
        if THUMBNAIL_LABEL in annexe.labels:
            try:
                return client.annexe_file(ds, annexe.id)
            except NotFound:
                return b""
    return b""
