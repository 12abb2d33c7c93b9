"""Where the rows of a GeoPackage's table really are: its directory may not have been told of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from osgeo import gdal, ogr

from cartes_gouv_plugin.bridge.export.geopackage import quoted


def true_extent(dataset: gdal.Dataset, table: str, column: str, where: str = "") -> tuple[float | None, ...]:
    """Minimum x and y, then maximum x and y, of all rows; four times None without any place. `where`: as in SQL."""
    shape = quoted(column)
    corners = _one_row(
        dataset,
        f"SELECT min(ST_MinX({shape})), min(ST_MinY({shape})), max(ST_MaxX({shape})), max(ST_MaxY({shape}))"  # nosec B608: quoted
        f" FROM {quoted(table)} {where}",
    )
    return corners if corners and None not in corners else (None,) * 4


def rows_outside(dataset: gdal.Dataset, table: str, column: str, key: str, box: Sequence[float]) -> tuple[int, int]:
    """Rows that lie wholly outside `box` (minimum x and y, then maximum x and y); the least of their numbers, or 0."""
    shape = quoted(column)
    low_x, low_y, high_x, high_y = (repr(float(corner)) for corner in box)
    found = _one_row(
        dataset,
        f"SELECT count(*), min({quoted(key)}) FROM {quoted(table)}"  # nosec B608: quoted, and numbers
        f" WHERE ST_MaxX({shape}) < {low_x} OR ST_MinX({shape}) > {high_x}"
        f" OR ST_MaxY({shape}) < {low_y} OR ST_MinY({shape}) > {high_y}",
    )
    count, first = found or (0, 0)
    return int(count or 0), int(first or 0)


def _one_row(dataset: gdal.Dataset, statement: str) -> tuple[float | None, ...]:
    answer = dataset.ExecuteSQL(statement)
    if answer is None:
        return ()
    row = answer.GetNextFeature()
    values = () if row is None else tuple(_value(row, index) for index in range(row.GetFieldCount()))
    del row
    dataset.ReleaseResultSet(answer)
    return values


def _value(row: ogr.Feature, index: int) -> float | None:
    return row.GetFieldAsDouble(index) if row.IsFieldSetAndNotNull(index) else None
