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
from qgis.PyQt.QtCore import QCoreApplication, QLocale

from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.core.publication.publication import TableLevels
from cartes_gouv_plugin.core.services.tiling import (
    MAX_LEVEL,
    OBJECTS_PER_TILE,
    Extent,
    Levels,
    crowded_levels,
    generalisation_of,
    suggest_from_counts,
)

_DEGREES = "EPSG:4326"


@dataclass(frozen=True)
class Prediction:
    """What is expected of a layer's tiles. `crowded`: levels with more than 5 000 objects in some tile."""

    levels: TableLevels
    crowded: tuple[int, ...] = ()


def predict(
    layer: QgsVectorLayer, table: str, rows: int, wanted: Levels | None = None, area: str = ""
) -> Prediction | None:
    """For the `wanted` levels, else for those that the layer's extent, number of rows and scale limits suggest.

    `area`: of a sample, as `sample_area` writes it; its rows are taken for its share of the extent. None when the
    provider does not tell where the rows are.
    """
    extent = _extent(layer)
    if extent is None:
        return None
    if area:
        rows, extent = _sampled(rows, extent, area)
    limited = layer.hasScaleBasedVisibility()
    levels = wanted or suggest_from_counts(
        extent,
        rows,
        minimum_scale=layer.minimumScale() if limited else 0.0,
        maximum_scale=layer.maximumScale() if limited else 0.0,
    )
    return Prediction(TableLevels(table, levels.top, levels.bottom), tuple(crowded_levels(extent, rows, levels)))


def crowded(layer: str, prediction: Prediction, generalisation: str) -> Problem | None:
    """What is said before the computation fails; nothing when the generalisation thins what is too much."""
    preset = generalisation_of(generalisation)
    if not prediction.crowded or (preset is not None and preset.thins):
        return None
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}”: at zoom levels {first} to {last} some tiles would hold more than {limit} objects; the "
        "platform's computation usually fails then.",
    )
    repair = QCoreApplication.translate(
        "CartesGouv",
        "Begin at level {next} or deeper, choose a generalisation that merges or drops objects, or try a sample first.",
    )
    first, last = prediction.crowded[0], prediction.crowded[-1]
    text = sentence.format(layer=layer, first=first, last=last, limit=QLocale().toString(OBJECTS_PER_TILE))
    return Problem(Code.CROWDED, Level.WARNING, layer, text, repair.format(next=min(last + 1, MAX_LEVEL)))


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


def sample_bounds(area: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north of what `sample_area` wrote, in degrees; None without an area."""
    if not area:
        return None
    box = QgsGeometry.fromWkt(area).boundingBox()
    return None if box.isNull() else (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())


def _sampled(rows: int, extent: Extent, area: str) -> tuple[int, Extent]:
    box = QgsGeometry.fromWkt(area).boundingBox()
    whole = QgsRectangle(*extent)
    common = box.intersect(whole)
    share = common.area() / whole.area() if whole.area() > 0 else 1.0
    return round(rows * share), (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())


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
