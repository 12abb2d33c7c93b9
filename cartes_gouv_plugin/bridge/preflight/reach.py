"""Rows that have no coordinates in the system that is chosen: the export refuses them, and so does the preflight."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsPointXY,
)

from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness
from cartes_gouv_plugin.core.progress import Reporter

_LOOK_EVERY = 500
_GRID = 20  # steps along each side of the rectangle of all rows


def first_out_of_reach(
    source: LayerSource,
    srs: int,
    transforms: QgsCoordinateTransformContext,
    corners: Sequence[float | None],
    reporter: Reporter,
) -> int | None:
    """Number of the first feature that cannot be moved to `EPSG:<srs>`; None when all can.

    `corners`: minimum x and y, then maximum x and y, of all rows. The rows are read only when one of them is where the
    system has no coordinates: a row that is out of reach makes the rectangle so.
    """
    if Liveness.REPROJECTED not in source.live or len(corners) != 4 or None in corners:
        return None
    target = QgsCoordinateReferenceSystem(f"EPSG:{srs}")
    if _all_reachable(corners, QgsCoordinateTransform(source.crs, target, transforms)):
        return None
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(target, transforms)
    bare = []
    for rank, feature in enumerate(source.features.getFeatures(request), 1):
        if rank % _LOOK_EVERY == 0:
            reporter.check()
        if not feature.hasGeometry():
            bare.append(feature.id())
    # QGIS takes the geometry from a feature that it cannot move: such a row has one in its own system.
    owners = source.features.getFeatures(QgsFeatureRequest().setFilterFids(bare).setNoAttributes()) if bare else ()
    return next((feature.id() for feature in owners if feature.hasGeometry()), None)


def _all_reachable(corners: Sequence[float | None], transform: QgsCoordinateTransform) -> bool:
    """Whether a grid of points over the rectangle can be moved, its border included."""
    low_x, low_y, high_x, high_y = (corner for corner in corners if corner is not None)
    try:
        for column in range(_GRID + 1):
            for row in range(_GRID + 1):
                x = low_x + (high_x - low_x) * column / _GRID
                y = low_y + (high_y - low_y) * row / _GRID
                if not math.isfinite(x + y):
                    return False
                transform.transform(QgsPointXY(x, y))
    except QgsCsException:
        return False
    return True
