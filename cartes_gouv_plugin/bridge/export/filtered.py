"""A filtered GeoPackage: GDAL says which rows the filter lets through, SQLite copies them.

GDAL hands a layer's filter to SQLite as it is, so that both read the same rows; where they do not, GDAL goes alone.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from cartes_gouv_plugin.bridge.export import geopackage
from cartes_gouv_plugin.bridge.export.census import Census
from cartes_gouv_plugin.bridge.export.copy_lane import CopySource, copy, copyable, read_only
from cartes_gouv_plugin.bridge.export.extents import true_extent
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.sources import LayerSource, OgrSource
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.translate_lane import gdal_messages, open_layer, row_count
from cartes_gouv_plugin.core.progress import Reporter

_LOOKING = 0.2  # share of the time that GDAL takes to count


def copy_filtered(
    source: LayerSource, design: TableDesign, package: Path, reporter: Reporter
) -> tuple[int, Census] | None:
    """Fills the new table of `package`; returns the rows that GDAL counts, and the census of those that were copied.

    None when SQLite alone does not read what GDAL reads: nothing is in `package` then.
    """
    origin = _origin(source, design)
    if origin is None or source.ogr is None:
        return None
    with gdal_messages():
        counted, extent = _look(source.ogr, origin)
    reporter.part(_LOOKING).update(1.0)
    written, census = copy(replace(origin, extent=extent), design, package, reporter.part(1 - _LOOKING))
    if written == counted == census.rows:
        return counted, census
    with geopackage.opened(package, writable=True) as connection:
        geopackage.drop_table(connection, design.name)
    return None


def _origin(source: LayerSource, design: TableDesign) -> CopySource | None:
    """The table behind `source` with its filter, when that is an expression that plain SQLite understands."""
    if source.ogr is None or not source.ogr.subset:
        return None
    table = copyable(replace(source, ogr=replace(source.ogr, subset="")), design)
    if table is None:
        return None
    filtered = replace(table, subset=source.ogr.subset)
    try:
        with closing(sqlite3.connect(read_only(table.path), uri=True)) as connection:
            connection.execute(f"EXPLAIN SELECT 1 FROM {quoted(table.table)} {filtered.where}")  # nosec B608: quoted, and the layer's own filter
    except (sqlite3.Error, sqlite3.Warning):
        return None  # a function of GDAL, for instance
    return filtered


def _look(ogr_source: OgrSource, origin: CopySource) -> tuple[int, tuple[float | None, ...]]:
    """Rows that GDAL lets through, and where they are. Raises `TranslationFailed`."""
    dataset, layer = open_layer(ogr_source)
    rows = row_count(ogr_source, layer)
    low_x, low_y, high_x, high_y = true_extent(dataset, origin.table, origin.geometry, origin.where)
    return rows, (low_x, high_x, low_y, high_y)
