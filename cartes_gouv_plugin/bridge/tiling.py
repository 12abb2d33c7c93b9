"""Zoom levels that suit layers, and which of those would overflow; a sample's area. Main thread, no row is read."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from cartes_gouv_plugin.core.publication.publication import TableLevels
from cartes_gouv_plugin.core.services.tiling import Extent, Levels, crowded_levels, suggest_from_counts

_DEGREES = "EPSG:4326"


@dataclass(frozen=True)
class Prediction:
    """What is expected of a layer's tiles. `crowded`: levels with more than 5 000 objects in some tile."""

    levels: TableLevels
    crowded: tuple[int, ...] = ()


def predict(layer: QgsVectorLayer, table: str, wanted: Levels | None = None) -> Prediction | None:
    """For the `wanted` levels, else for those that the layer's extent, number of rows and scale limits suggest.

    None when the provider does not tell how many rows there are, or where.
    """
    rows, extent = layer.featureCount(), _extent(layer)
    if rows < 0 or extent is None:
        return None
    limited = layer.hasScaleBasedVisibility()
    levels = wanted or suggest_from_counts(
        extent,
        rows,
        minimum_scale=layer.minimumScale() if limited else 0.0,
        maximum_scale=layer.maximumScale() if limited else 0.0,
    )
    return Prediction(TableLevels(table, levels.top, levels.bottom), tuple(crowded_levels(extent, rows, levels)))


def sample_area(rectangle: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> str:
    """A rectangle of the map as `TileRequest.area` wants it: a WKT polygon in degrees.

    Raises `ValueError` for a rectangle without an area, or that lies outside what the projection covers.
    """
    try:
        box = _in_degrees(rectangle, crs)
    except QgsCsException as error:
        raise ValueError(f"not an area of the earth: {error}") from error
    if box.isEmpty() or not box.isFinite():
        raise ValueError("a sample needs an area")
    return str(QgsGeometry.fromRect(box).asWkt(7))


def _extent(layer: QgsVectorLayer) -> Extent | None:
    try:
        box = _in_degrees(layer.extent(), layer.crs())
    except QgsCsException:
        return None
    if box.isNull() or not box.isFinite():
        return None
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


def _in_degrees(rectangle: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    if rectangle.isNull():
        return rectangle
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(_DEGREES), QgsProject.instance())
    return transform.transformBoundingBox(rectangle)
