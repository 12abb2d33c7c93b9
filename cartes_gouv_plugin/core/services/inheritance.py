"""What the services of older data need of newer data: tables, attributes that styles use, the way tiles are cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration, StoredData
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication.publication import TableLevels, TileRequest
from cartes_gouv_plugin.core.publication.tags import PROC_PYR_CREAT_ID
from cartes_gouv_plugin.core.services import style_attributes
from cartes_gouv_plugin.core.services.wishes import attributes_of

Needs = Mapping[str, frozenset[str]]
"""Table to the attributes that it must have, none when only the table is known to be needed."""

_EVERY_ATTRIBUTE = "*"


def tiling_of(
    client: EntrepotClient, ds: str, pyramid: StoredData, database: StoredData | None = None
) -> TileRequest | None:
    """How a pyramid was cut, as its execution says; None when the platform no longer knows.

    `database`: what it was cut from; a table that was cut with all its attributes then names none, which means all.
    """
    execution = client.stored_data(ds, pyramid.id).tags.get(PROC_PYR_CREAT_ID, "")
    try:
        given = client.execution(ds, execution).parameters if execution else {}
    except NotFound:
        return None
    everything = {each.name: frozenset(attributes_of(each)) for each in (database.relations if database else ())}
    levels = tuple(_levels(entry, everything) for entry in given.get("composition") or [] if _is_whole(entry))
    if not levels:
        return None
    return TileRequest(levels, str(given.get("tippecanoe_options") or ""), str(given.get("area") or ""))


def _is_whole(entry: object) -> bool:
    return isinstance(entry, dict) and all(
        str(entry.get(name, "")).isdecimal() for name in ("top_level", "bottom_level")
    )


def _levels(entry: Mapping[str, Any], everything: Mapping[str, frozenset[str]]) -> TableLevels:
    table = str(entry.get("table"))
    attributes = tuple(str(name) for name in entry.get("attributes") or [])
    all_of_them = _EVERY_ATTRIBUTE in attributes or everything.get(table) == frozenset(attributes)
    chosen = () if all_of_them else attributes
    return TableLevels(table, int(entry["top_level"]), int(entry["bottom_level"]), chosen)


def needs_of(
    client: EntrepotClient, ds: str, configurations: Iterable[Configuration], tiling: TileRequest | None
) -> Needs:
    """Only reads: the styles of the configurations tell the attributes that they use."""
    found: dict[str, set[str]] = defaultdict(set)
    for configuration in configurations:
        for relation in _relations(configuration):
            table = str(relation.get("native_name") or relation.get("name"))
            found[table].update(_used_attributes(client, ds, str(relation.get("style") or "")))
        for table, attributes in _used_by_readers(client, ds, configuration):
            found[table].update(attributes)
    for levels in tiling.levels if tiling is not None else ():
        found[levels.table].update(levels.attributes)
    return {table: frozenset(attributes) for table, attributes in found.items()}


def _relations(configuration: Configuration) -> list[Mapping[str, Any]]:
    used = configuration.type_infos.get("used_data") or []
    return [relation for data in used for relation in data.get("relations") or []]


def _used_attributes(client: EntrepotClient, ds: str, style: str) -> tuple[str, ...]:
    if not style:
        return ()
    try:
        return client.static(ds, style).used_attributes
    except NotFound:
        return ()


def _used_by_readers(
    client: EntrepotClient, ds: str, configuration: Configuration
) -> Iterable[tuple[str, frozenset[str]]]:
    """What the styles that readers of a WFS or of tiles draw with use, as (table, attributes)."""
    styles = [style for style in configuration.extra.get("styles") or [] if isinstance(style, dict)]
    for layer in (layer for style in styles for layer in style.get("layers") or []):
        try:
            content = client.annexe_file(ds, str(layer.get("annexe_id") or ""))
        except NotFound:
            continue
        address = str(layer.get("url") or "")
        if address.endswith(".json"):
            yield from style_attributes.used_by_maplibre(content).items()
        elif address.endswith(".sld"):
            yield str(layer.get("name") or "").rpartition(":")[2], style_attributes.used_by_sld(content)


def missing(new: StoredData, needs: Needs) -> list[str]:
    """Tables, and `table.attribute`, that services show and the new data has not; attributes only when it tells its."""
    present = {relation.name: relation.attributes for relation in new.relations}
    absent = [table for table in needs if table not in present]
    for table, attributes in needs.items():
        known = present.get(table)
        if known:
            absent += [f"{table}.{name}" for name in attributes if name not in known]
    return sorted(absent)
