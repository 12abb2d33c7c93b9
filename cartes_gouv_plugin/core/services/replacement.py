"""New data behind the services of older data: their addresses stay, and at no moment does one of them serve nothing.

Each configuration is pointed at the new data and its offering synchronised; the platform serves the old until then. The
old data goes last, when every service serves the new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import (
    DATABASE_TYPE,
    PYRAMID_TYPE,
    Configuration,
    Datastore,
    Offering,
    StoredData,
)
from cartes_gouv_plugin.core.entrepot.statuses import ConfigurationStatus, OfferingStatus, StoredDataStatus
from cartes_gouv_plugin.core.errors import NotFound, ServiceFailed
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Fail, Perform, Wait, WaitReason, Workplace
from cartes_gouv_plugin.core.publication.publication import (
    Publication,
    ServiceRequest,
    ServiceType,
    Stage,
    TableLevels,
    TileRequest,
)
from cartes_gouv_plugin.core.services import bodies
from cartes_gouv_plugin.core.services.effects import SynchronizeOffering, UpdateConfiguration
from cartes_gouv_plugin.core.services.inheritance import Needs, missing, needs_of, tiling_of
from cartes_gouv_plugin.core.services.iso import Extent
from cartes_gouv_plugin.core.services.record_content import united
from cartes_gouv_plugin.core.services.style_files import tile_levels
from cartes_gouv_plugin.core.services.tiles import (
    SeenPyramid,
    decide_pyramid,
    observe_pyramid,
)
from cartes_gouv_plugin.core.services.wishes import Wish, has_geometry


@dataclass(frozen=True)
class Heir:
    """A service of the old data or, once moved, of the new; `source` is the old data that it still uses, if any."""

    configuration: Configuration
    offering: Offering
    source: str = ""


@dataclass(frozen=True)
class SeenReplacement:
    """`old`: the database and the pyramids to retire, pyramids first; `pyramid`: the new one, if a service needs it.

    `tiling`: how the old pyramid was cut, None when nobody knows; `needs`: what the new data must have; `extent`: of
    the databases of the datasheet, the old one apart.
    """

    heirs: tuple[Heir, ...] = ()
    old: tuple[StoredData, ...] = ()
    pyramid: SeenPyramid | None = None
    tiling: TileRequest | None = None
    needs: Needs = field(default_factory=dict)
    extent: Extent | None = None


@dataclass(frozen=True)
class DeleteOldData:
    """Removes what nothing serves any more."""

    stored_data: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        workplace.client.delete_stored_data(workplace.publication.datastore, self.stored_data)
        return workplace.publication


def observe_replacement(
    client: EntrepotClient, datastore: Datastore, new: StoredData, publication: Publication
) -> SeenReplacement:
    """Reads only. Only the extent is seen once the old data is gone."""
    extent = _extent(client, datastore.id, publication)
    old = _living(client, datastore.id, publication.replaces)
    if old is None:
        return SeenReplacement(extent=extent)
    retiring = [*_pyramids(client, datastore.id, old.id), old]
    heirs = [heir for data in retiring for heir in _heirs(client, datastore.id, data.id, moved=False)]
    tiling = _tiling(client, datastore.id, retiring, heirs)
    pyramid = observe_pyramid(client, datastore, new) if _serves_tiles(heirs) else None
    needs = needs_of(client, datastore.id, (heir.configuration for heir in heirs), tiling)
    for data in (new, *_pyramids(client, datastore.id, new.id)):
        heirs += _heirs(client, datastore.id, data.id, moved=True)
    return SeenReplacement(tuple(heirs), tuple(retiring), pyramid, tiling, needs, extent)


def needs_of_services(client: EntrepotClient, ds: str, database: str) -> Needs:
    """What newer data in the place of a database must have, known before anything is sent. Only reads."""
    old = _living(client, ds, database)
    if old is None:
        return {}
    retiring = [*_pyramids(client, ds, old.id), old]
    heirs = [heir for data in retiring for heir in _heirs(client, ds, data.id, moved=False)]
    tiling = _tiling(client, ds, retiring, heirs)
    return needs_of(client, ds, (heir.configuration for heir in heirs), tiling)


def _serves_tiles(heirs: Iterable[Heir]) -> bool:
    return any(heir.configuration.type == ServiceType.TMS.value for heir in heirs)


def _tiling(
    client: EntrepotClient, ds: str, retiring: Sequence[StoredData], heirs: Iterable[Heir]
) -> TileRequest | None:
    """How the pyramids that serve were cut; the database comes last."""
    if not _serves_tiles(heirs):
        return None
    return next(filter(None, (tiling_of(client, ds, data, retiring[-1]) for data in retiring[:-1])), None)


def _extent(client: EntrepotClient, ds: str, publication: Publication) -> Extent | None:
    """What the record says is where the whole datasheet is, and it may have other databases."""
    name = {tags.DATASHEET_NAME: publication.datasheet}
    listed = client.stored_data_list(ds, type=DATABASE_TYPE, tags=name, fields=("status", "tags"))
    alive = [item for item in listed
             if item.status is StoredDataStatus.GENERATED and item.id != publication.replaces
             and item.tags.get(tags.DATASHEET_NAME, "") == publication.datasheet]  # fmt: skip
    return united(client.stored_data(ds, item.id).extent for item in alive)


def _living(client: EntrepotClient, ds: str, identifier: str) -> StoredData | None:
    try:
        found = client.stored_data(ds, identifier)
    except NotFound:
        return None
    return None if found.status is StoredDataStatus.DELETED else found


def _pyramids(client: EntrepotClient, ds: str, database: str) -> list[StoredData]:
    listed = client.stored_data_list(
        ds, type=PYRAMID_TYPE, tags={tags.VECTORDB_ID: database}, fields=("status", "tags")
    )
    return [
        item
        for item in listed
        if item.tags.get(tags.VECTORDB_ID) == database and item.status is not StoredDataStatus.DELETED
    ]


def _heirs(client: EntrepotClient, ds: str, stored_data: str, *, moved: bool) -> Iterable[Heir]:
    for listed in client.configurations(ds, stored_data=stored_data):
        configuration = client.configuration(ds, listed.id)
        if stored_data not in configuration.stored_data:
            continue
        for offering in client.offerings_of(ds, configuration.id):
            source = "" if moved else stored_data
            yield Heir(configuration, client.offering(ds, offering.id), source)


def decide_replacement(publication: Publication, new: StoredData, seen: SeenReplacement) -> Decision:
    """Pure. All services are moved, then waited for, then the old data goes."""
    absent = missing(new, seen.needs)
    if absent:
        text = f"the new data lacks what is served: {', '.join(absent)}"
        return Fail(Stage.SERVICES, ServiceFailed(text, tuple(absent)))
    for heir in seen.heirs:
        decision = _move(publication, new, heir, seen)
        if not isinstance(decision, Done):
            return decision
    for heir in seen.heirs:
        decision = _settled(heir)
        if not isinstance(decision, Done):
            return decision
    return Perform(DeleteOldData(seen.old[0].id)) if seen.old else Done()


def _move(publication: Publication, new: StoredData, heir: Heir, seen: SeenReplacement) -> Decision:
    if not heir.source:
        return Done()
    settled = _settled(heir)
    if isinstance(settled, Wait):
        return settled
    target = new.id
    if heir.configuration.type == ServiceType.TMS.value:
        decision = _cut(publication, new, heir, seen)
        if not isinstance(decision, Done):
            return decision
        if seen.pyramid is None or seen.pyramid.stored_data is None:
            return Wait(Stage.SERVICES, WaitReason.TILES)
        target = seen.pyramid.stored_data.id
    body = bodies.update(heir.configuration, type_infos=_pointed(heir, target, seen))
    return Perform(UpdateConfiguration(heir.configuration.id, heir.offering.id, body))


def _cut(publication: Publication, new: StoredData, heir: Heir, seen: SeenReplacement) -> Decision:
    """A new pyramid cut as the one it replaces; when that is not known, with the levels of its service."""
    tiling = seen.tiling
    if tiling is None:
        top, bottom = tile_levels(heir.configuration)
        tiling = TileRequest(
            tuple(TableLevels(relation.name, top, bottom) for relation in new.relations if has_geometry(relation))
        )
    tables = tuple(levels.table for levels in tiling.levels)
    request = ServiceRequest(ServiceType.TMS, tiles=tiling)
    name = heir.configuration.layer_name
    asked = Wish(-1, request, name, heir.configuration.name, "", tables, tables, heir.configuration.id)
    return decide_pyramid(publication, new, asked, seen.pyramid or SeenPyramid())


def _pointed(heir: Heir, target: str, seen: SeenReplacement) -> dict[str, Any]:
    """The configuration's content on the new data; tiles also take over the levels that there are now."""
    infos = dict(heir.configuration.type_infos)
    infos["used_data"] = [_used(used, heir.source, target, seen) for used in infos.get("used_data") or []]
    return infos


def _used(used: Mapping[str, Any], source: str, target: str, seen: SeenReplacement) -> dict[str, Any]:
    if used.get("stored_data") != source:
        return dict(used)
    made = {**used, "stored_data": target}
    if "bottom_level" in used and seen.pyramid is not None and seen.pyramid.stored_data is not None:
        made["bottom_level"], made["top_level"] = bodies.level_range(seen.pyramid.stored_data.levels)
    return made


def _settled(heir: Heir) -> Decision:
    """Does the service serve what its configuration says?"""
    status = heir.offering.status
    if status is OfferingStatus.UNSTABLE:
        return Fail(Stage.SERVICES, ServiceFailed(f"the platform could not serve {heir.offering.layer_name}"))
    if status is not OfferingStatus.PUBLISHED:
        return Wait(Stage.SERVICES, WaitReason.SERVICE)
    if heir.configuration.status is ConfigurationStatus.SYNCHRONIZING and not heir.source:
        return Perform(SynchronizeOffering(heir.offering.id))
    return Done()
