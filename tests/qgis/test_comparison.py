"""The served layer right above its source, and the picture of a map as a file."""

from __future__ import annotations

import random

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

from cartes_gouv_plugin.bridge.layers import compare
from cartes_gouv_plugin.bridge.thumbnail import LONGEST_SIDE, png_of


def _layer(name: str) -> QgsVectorLayer:
    return QgsVectorLayer("Point?crs=EPSG:4326", name, "memory")


@pytest.mark.parametrize("visible", [True, False])
def test_the_served_layer_is_right_above_its_source(qgis_app, visible: bool) -> None:
    project = QgsProject()
    group = project.layerTreeRoot().addGroup("groupe")
    layers = [_layer(name) for name in ("dessus", "source", "dessous")]
    project.addMapLayers(layers, False)
    nodes = [group.addLayer(layer) for layer in layers]
    nodes[1].setItemVisibilityChecked(visible)
    layers[1].setOpacity(0.4)
    served = _layer("servie")

    assert compare(layers[1], served, project) == (layers[1], served)

    assert [node.name() for node in group.children()] == ["dessus", "servie", "source", "dessous"]
    above = project.layerTreeRoot().findLayer(served.id())
    assert above.itemVisibilityChecked() is visible
    assert served.opacity() == pytest.approx(0.4)
    assert [layer.name() for layer in project.layerTreeRoot().layerOrder()] == ["dessus", "servie", "source", "dessous"]


def test_a_custom_order_of_drawing_is_followed(qgis_app) -> None:
    project = QgsProject()
    first, second = _layer("première"), _layer("seconde")
    project.addMapLayers([first, second])
    root = project.layerTreeRoot()
    root.setHasCustomLayerOrder(True)
    root.setCustomLayerOrder([second, first])

    compare(first, _layer("servie"), project)

    assert [layer.name() for layer in root.customLayerOrder()] == ["seconde", "servie", "première"]


def test_a_picture_is_made_light_enough(qgis_app) -> None:
    noise = QImage(random.Random(1).randbytes(1200 * 600 * 4), 1200, 600, QImage.Format.Format_RGB32)

    content = png_of(noise)
    small = png_of(noise, 100_000)

    assert QImage.fromData(content).width() == LONGEST_SIDE
    assert len(small) <= 100_000
    shape = QImage.fromData(small)
    assert shape.width() / shape.height() == pytest.approx(2, rel=0.1)
    for wrong in (QImage(), noise):
        with pytest.raises(ValueError, match="picture"):
            png_of(wrong, 10)
