"""Levels that suit a layer, tiles that would overflow, a sample's area from the map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)

from cartes_gouv_plugin.bridge.choice import Choice, TileOptions
from cartes_gouv_plugin.bridge.publishing import predictions, prepare
from cartes_gouv_plugin.bridge.tiling import predict, sample_area
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import ServiceType, TileRequest
from cartes_gouv_plugin.core.services.tiling import Levels

MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")


def _points(count: int) -> QgsVectorLayer:
    """On a diagonal of about a hundred kilometres."""
    layer = QgsVectorLayer("Point?crs=EPSG:3857", "points", "memory")
    features = []
    for rank in range(count):
        feature = QgsFeature()
        at = 100_000.0 * rank / count
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(220_000 + at, 6_240_000 + at)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def test_dense_data_begins_deeper_and_says_what_would_overflow(qgis_app) -> None:
    few, many = predict(_points(100), "p", 100), predict(_points(20_000), "p", 20_000)

    assert few is not None
    assert many is not None
    assert many.levels.top > few.levels.top
    assert few.crowded == many.crowded == ()
    forced = predict(_points(20_000), "p", 20_000, Levels(few.levels.top, 12))
    assert forced is not None
    assert forced.crowded[0] == few.levels.top
    assert forced.crowded[-1] == many.levels.top - 1


def test_scale_limits_of_the_layer_are_followed(qgis_app) -> None:
    layer = _points(100)
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(500_000)
    layer.setMaximumScale(10_000)

    found = predict(layer, "p", 100)

    assert found is not None
    assert (found.levels.top, found.levels.bottom) == (10, 16)


def test_a_rectangle_of_the_map_is_an_area_in_degrees(qgis_app) -> None:
    area = sample_area(QgsRectangle(0, 0, 111_319.49, 111_325.14), MERCATOR)

    box = QgsGeometry.fromWkt(area).boundingBox()
    assert area.upper().startswith("POLYGON")
    assert (box.xMaximum(), box.yMaximum()) == (pytest.approx(1, abs=1e-4), pytest.approx(1, abs=1e-4))
    for wrong in (QgsRectangle(), QgsRectangle(5, 5, 5, 9)):
        with pytest.raises(ValueError, match="area"):
            sample_area(wrong, MERCATOR)


def test_a_publication_carries_levels_and_the_sample(qgis_app, tmp_path: Path) -> None:
    layer = _points(20_000)
    area = sample_area(QgsRectangle(220_000, 6_240_000, 240_000, 6_260_000), MERCATOR)
    expected = predict(layer, "points", 20_000, area=area)
    choice = Choice((layer,), "Points", "ds", services=(ServiceType.TMS, ServiceType.WFS), tiles=TileOptions(area=area))

    publication, plan = prepare(choice, Outbox(tmp_path))

    tiles, wfs = (request.tiles for request in publication.services)
    assert expected is not None
    assert (tiles.levels, tiles.area) == ((expected.levels,), area)
    assert wfs == TileRequest()
    assert predictions(choice, plan) == ((layer.id(), expected),)
    assert predictions(replace(choice, selected_only=True), plan) == ()
