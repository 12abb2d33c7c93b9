"""What a requested service comes to once the suggestions are filled in. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from cartes_gouv_plugin.core.entrepot.models import Datastore, Relation, StoredData
from cartes_gouv_plugin.core.errors import ServiceFailed
from cartes_gouv_plugin.core.publication import naming
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceRequest, ServiceType
from cartes_gouv_plugin.core.services import layer_names

_GEOMETRY_COLUMNS = frozenset({"geom", "geometry", "the_geom", "wkb_geometry", "shape"})


@dataclass(frozen=True)
class Wish:
    """One requested service. `base`: its layer name before any number; `rank`: its place in the publication."""

    rank: int
    request: ServiceRequest
    base: str
    title: str
    abstract: str
    tables: tuple[str, ...]
    table_titles: tuple[str, ...]
    token: str
    """Names its styles until the configuration has an identifier; the same at every look."""

    @property
    def type(self) -> ServiceType:
        return self.request.type

    @property
    def keywords(self) -> tuple[str, ...]:
        """Topics first, then the free ones (CG:src/Controller/Entrepot/WmsVectorController.php:128-149)."""
        return (*self.request.themes, *self.request.keywords)


def wish(publication: Publication, rank: int, datastore: Datastore, stored_data: StoredData) -> Wish:
    """Raises `ServiceFailed` when a table is not in the database or the name is not one that the platform takes."""
    request = publication.services[rank]
    prefix = datastore.layer_name_prefix
    name = request.layer_name or layer_names.suggest(prefix, stored_data.name, request.type)
    base = layer_names.with_prefix(prefix, name)
    if not naming.is_layer_name(base, prefix):
        raise ServiceFailed(f"not a technical name that the platform takes: {base}")
    tables = _tables(publication, request, stored_data)
    titles = {table.name: table.title for table in publication.package.tables} if publication.package else {}
    title = request.title or publication.datasheet
    return Wish(
        rank=rank,
        request=request,
        base=base,
        title=title,
        abstract=request.abstract or title,
        tables=tables,
        table_titles=tuple(titles.get(table) or table for table in tables),
        token=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.id}/{rank}")),
    )


def _tables(publication: Publication, request: ServiceRequest, stored_data: StoredData) -> tuple[str, ...]:
    """The tables asked for; else the package's, in the order of its layers; else those of the database."""
    present = [relation.name for relation in stored_data.relations if has_geometry(relation)]
    if request.tables:
        absent = [table for table in request.tables if table not in present]
        if absent:
            raise ServiceFailed(f"not in the database {stored_data.name}: {', '.join(absent)}")
        return request.tables
    packed = [table.name for table in publication.package.tables] if publication.package else []
    tables = [table for table in packed if table in present]
    tables += [table for table in present if table not in tables]
    if not tables:
        raise ServiceFailed(f"the database {stored_data.name} has no table to serve")
    return tuple(tables)


def has_geometry(relation: Relation) -> bool:
    """Tables without a geometry cannot be served; when the types are not told, the table is taken for one that has."""
    kinds = list(relation.attributes.values())
    return not any(kinds) or any(kind.startswith("geometry") for kind in kinds)


def attributes_of(relation: Relation) -> tuple[str, ...]:
    """The attributes that tiles can carry: all but the geometry."""
    return tuple(
        name
        for name, kind in relation.attributes.items()
        if not kind.startswith("geometry") and not (not kind and name in _GEOMETRY_COLUMNS)
    )
