"""The pyramid of vector tiles: created, tagged, launched, followed. Found by its tags, or by the database behind it.

CG:src/Controller/Entrepot/PyramidVectorController.php:51-144.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import DATABASE_TYPE, PYRAMID_TYPE, Datastore, Execution, StoredData
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus
from cartes_gouv_plugin.core.errors import Conflict, NotFound, Rejected, ServiceFailed
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import (
    Decision,
    Done,
    Perform,
    Wait,
    WaitReason,
    Watch,
    WatchKind,
    Workplace,
)
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, TableLevels
from cartes_gouv_plugin.core.publication.reports import execution_report
from cartes_gouv_plugin.core.services import pyramid, tiling
from cartes_gouv_plugin.core.services.wishes import Wish, attributes_of

_LISTED_FIELDS = ("type", "status", "tags")
_OVER = frozenset({ExecutionStatus.FAILURE, ExecutionStatus.ABORTED})
_GONE = frozenset({StoredDataStatus.DELETED})


@dataclass(frozen=True)
class SeenPyramid:
    """`log` only for an execution that failed."""

    execution: Execution | None = None
    stored_data: StoredData | None = None
    log: tuple[str, ...] = ()


def observe_pyramid(client: EntrepotClient, datastore: Datastore, database: StoredData) -> SeenPyramid:
    found = _tagged(client, datastore.id, database)
    if found is not None and found.status is StoredDataStatus.GENERATED:
        return SeenPyramid(stored_data=found)
    execution, stored_data = _execution(client, datastore.id, database)
    if execution is None:
        return SeenPyramid(stored_data=found)
    log = execution_report(client, datastore.id, execution.id) if execution.status in _OVER else ()
    return SeenPyramid(execution, stored_data, log)


def tiling_processing(client: EntrepotClient, datastore: Datastore) -> str:
    """The identifier of the one that cuts tiles. List items may come without their types: their details have them.

    Raises `ServiceFailed` when the datastore has none.
    """
    for listed in client.processings(datastore.id):
        if datastore.processings and listed.id not in datastore.processings:
            continue
        told = listed.input_uploads or listed.input_stored_data or listed.output_stored_data
        processing = listed if told else client.processing(datastore.id, listed.id)
        if processing.output_stored_data == PYRAMID_TYPE and DATABASE_TYPE in processing.input_stored_data:
            return processing.id
    raise ServiceFailed("the datastore has no processing that cuts vector tiles")


def _tagged(client: EntrepotClient, ds: str, database: StoredData) -> StoredData | None:
    listed = client.stored_data_list(ds, type=PYRAMID_TYPE, tags={tags.VECTORDB_ID: database.id}, fields=_LISTED_FIELDS)
    # The filter is asked for but not trusted: a foreign pyramid must not be taken for the one of this database.
    ours = [item for item in listed if item.type == PYRAMID_TYPE and item.tags.get(tags.VECTORDB_ID) == database.id]
    alive = [item for item in ours if item.status not in (*_GONE, StoredDataStatus.UNSTABLE)]
    return client.stored_data(ds, alive[0].id) if alive else None


def _execution(
    client: EntrepotClient, ds: str, database: StoredData
) -> tuple[Execution, StoredData] | tuple[None, None]:
    """The newest execution that cuts this database and whose output is still there, with that output."""
    details = [client.execution(ds, item.id) for item in client.executions(ds, input_stored_data=database.id)]
    reading = [item for item in details if database.id in item.input_stored_data]
    for item in sorted(reading, key=lambda item: item.creation, reverse=True):
        made = _stored_data(client, ds, item.output_stored_data)
        if made is not None and made.type == PYRAMID_TYPE:
            return item, made
    return None, None


def _stored_data(client: EntrepotClient, ds: str, identifier: str) -> StoredData | None:
    if not identifier:
        return None
    try:
        found = client.stored_data(ds, identifier)
    except NotFound:
        return None
    return None if found.status in _GONE else found


@dataclass(frozen=True)
class CreatePyramid:
    """Asks for the execution; nothing runs before its launch. The tags of the storage are left out when refused.

    `body` does not name the processing yet: it is looked up once, here, and not at every look.
    """

    body: Mapping[str, Any]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        client, publication = workplace.client, workplace.publication
        processing = tiling_processing(client, client.datastore(publication.datastore))
        body = {**self.body, "processing": processing}
        try:
            client.create_execution(publication.datastore, body)
        except Rejected:
            output = dict(body["output"]["stored_data"])
            if output.pop("storage_tags", None) is None:
                raise
            client.create_execution(publication.datastore, {**body, "output": {"stored_data": output}})
        return publication


@dataclass(frozen=True)
class TagPyramid:
    pyramid: str
    tags: Mapping[str, str] = field(default_factory=dict)
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        workplace.client.tag_stored_data(workplace.publication.datastore, self.pyramid, self.tags)
        return workplace.publication


@dataclass(frozen=True)
class LaunchPyramid:
    execution: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        workplace.client.launch_execution(workplace.publication.datastore, self.execution)
        return workplace.publication


@dataclass(frozen=True)
class GiveUpPyramid:
    """Removes the pyramid that could not be cut, then fails with the log: the next attempt begins with a new one."""

    pyramid: str
    log: tuple[str, ...] = ()
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        with suppress(NotFound, Conflict):
            workplace.client.delete_stored_data(workplace.publication.datastore, self.pyramid)
        raise ServiceFailed("the vector tiles could not be cut", self.log)


def decide_pyramid(publication: Publication, database: StoredData, asked: Wish, seen: SeenPyramid) -> Decision:
    """`Done` once the pyramid can be served."""
    if seen.stored_data is not None and seen.stored_data.status is StoredDataStatus.GENERATED:
        return Done()
    execution = seen.execution
    if execution is None:
        return _create(publication, database, asked)
    if execution.status is ExecutionStatus.CREATED:
        return _prepare(publication, database, asked, seen, execution)
    unstable = seen.stored_data is not None and seen.stored_data.status is StoredDataStatus.UNSTABLE
    if execution.status in _OVER or unstable:
        return Perform(GiveUpPyramid(execution.output_stored_data, seen.log))
    if execution.status is ExecutionStatus.UNKNOWN:
        return Wait(Stage.SERVICES, WaitReason.UNKNOWN_STATUS, execution.status_word)
    watch = Watch(WatchKind.EXECUTION, execution.id, execution.status_word)
    return Wait(
        Stage.SERVICES, WaitReason.TILES, watch=watch if execution.status is not ExecutionStatus.SUCCESS else None
    )


def _create(publication: Publication, database: StoredData, asked: Wish) -> Decision:
    body = pyramid.execution(
        "",
        database.id,
        database.name,
        tiled_tables(publication, database, asked),
        tippecanoe_options=asked.request.tiles.generalisation,
        area=asked.request.tiles.area,
    )
    return Perform(CreatePyramid(body))


def _prepare(
    publication: Publication, database: StoredData, asked: Wish, seen: SeenPyramid, execution: Execution
) -> Decision:
    """Tags before the launch: whoever looks at a running pyramid must know what it is."""
    wanted = pyramid.tags(database.id, database.tags, execution.id, is_sample=bool(asked.request.tiles.area))
    wanted.setdefault(tags.DATASHEET_NAME, publication.datasheet)
    wanted[tags.CREATED_BY] = tags.created_by(publication.id)
    present = seen.stored_data.tags if seen.stored_data else {}
    if any(present.get(name) != value for name, value in wanted.items()):
        return Perform(TagPyramid(execution.output_stored_data, wanted))
    return Perform(LaunchPyramid(execution.id))


def tiled_tables(publication: Publication, database: StoredData, asked: Wish) -> list[pyramid.TiledTable]:
    """Levels and attributes as asked for, else as the tables' extents and row counts suggest."""
    wanted = {levels.table: levels for levels in asked.request.tiles.levels}
    others = wanted.get("")
    relations = {relation.name: relation for relation in database.relations}
    return [
        _tiled_table(
            wanted.get(table) or others, _suggested(publication, database, table), attributes_of(relations[table])
        )
        for table in asked.tables
    ]


def _tiled_table(wanted: TableLevels | None, suggested: TableLevels, attributes: tuple[str, ...]) -> pyramid.TiledTable:
    levels = wanted if wanted is not None and wanted.top <= wanted.bottom else suggested
    asked = wanted.attributes if wanted is not None else ()
    kept = tuple(name for name in asked if not attributes or name in attributes)
    return pyramid.TiledTable(suggested.table, kept or attributes or ("*",), levels.top, levels.bottom)


def _suggested(publication: Publication, database: StoredData, table: str) -> TableLevels:
    packed = {item.name: item for item in publication.package.tables} if publication.package else {}
    known = packed.get(table)
    extent = known.extent if known is not None else database.extent
    levels = tiling.suggest_from_counts(extent, known.rows if known is not None else 0)
    return TableLevels(table, levels.top, levels.bottom)
