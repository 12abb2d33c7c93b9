"""Markers that are pictures, from the layer to the services: hosted, named by the styles, fetched and drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsMarkerSymbolLayer,
    QgsRasterMarkerSymbolLayer,
    QgsRectangle,
    QgsRendererCategory,
    QgsSimpleMarkerSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from cartes_gouv_plugin.bridge.layers import load
from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, SLD, PublishedNames, capture_styles
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import (
    ServedLayer,
    ServiceRequest,
    ServiceType,
    TableLevels,
    TileRequest,
)
from tests.e2e.services_bench import Bench, integrated_publication
from tests.emulator.deliveries import geojson
from tests.emulators import Emulator
from tests.qgis.symbology_corpus import svg
from tests.qgis.symbology_scene import difference, inked

VIEW, SIZE = QgsRectangle(211_000, 6_089_000, 257_000, 6_123_500), QSize(400, 300)
"""In metres (EPSG:3857), around three points; in pixels."""


def _pictured(folder: Path) -> QgsVectorLayer:
    """A drawing, a photograph and a simple shape, some 5 mm and more."""
    layer = QgsVectorLayer(str(geojson(folder / "source.geojson")), "points", "ogr")
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(QColor("#e08000"))
    image.save(str(folder / "square.png"))
    shape = QgsSimpleMarkerSymbolLayer.create({"name": "pentagon", "size": "15"})
    drawing = svg()
    drawing.setSize(15)
    markers: list[QgsMarkerSymbolLayer] = [drawing, QgsRasterMarkerSymbolLayer(str(folder / "square.png"), 12), shape]
    categories = []
    for value, marker in enumerate(markers):
        symbol = QgsMarkerSymbol.createSimple({})
        symbol.changeSymbolLayer(0, marker)
        categories.append(QgsRendererCategory(value, symbol, str(value)))
    layer.setRenderer(QgsCategorizedSymbolRenderer("rang", categories))
    return layer


def _drawn(layer: QgsMapLayer) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setExtent(VIEW)
    settings.setOutputSize(SIZE)
    settings.setOutputDpi(25.4 / 0.28)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage().convertToFormat(QImage.Format.Format_RGB32)


def _image(served: ServedLayer) -> QImage:
    """As the service draws it; the points lie on one line, and QGIS loads no WMS without an area."""
    box = f"{VIEW.xMinimum()},{VIEW.yMinimum()},{VIEW.xMaximum()},{VIEW.yMaximum()}"
    asked = {
        "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": served.layer_name, "STYLES": "",
        "CRS": "EPSG:3857", "BBOX": box, "WIDTH": str(SIZE.width()), "HEIGHT": str(SIZE.height()),
        "FORMAT": "image/png",
    }  # fmt: skip
    answer = requests.get(dict(served.urls)["WMS"].split("?")[0], params=asked, timeout=60)
    return QImage.fromData(answer.content).convertToFormat(QImage.Format.Format_RGB32)


def test_pictures_reach_images_and_tiles(emulator: Emulator, tmp_path: Path, qgis_app) -> None:
    source = _pictured(tmp_path)
    names = {source.id(): PublishedNames("points", {"nom": "nom", "rang": "rang"})}
    sld, tiles = capture_styles([source], names, tmp_path / "styles", (SLD, MAPBOX))
    assert sld.warnings == tiles.warnings == ()
    levels = TileRequest((TableLevels("points", 6, 9),))
    asked = (
        ServiceRequest(ServiceType.WMS_VECTOR, styles=(sld.style,)),
        ServiceRequest(ServiceType.TMS, styles=(tiles.style,), tiles=levels),
    )
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, *asked))

    assert isinstance(bench.run(), Done)

    wms, tms = bench.publication.served
    style = requests.get(tms.style, timeout=30).json()
    assert len(requests.get(f"{style['sprite']}.json", timeout=30).json()) == 3
    assert requests.get(f"{style['sprite']}@2x.png", timeout=30).content.startswith(b"\x89PNG")
    mine = _drawn(source)
    image, tiled = _image(wms), _drawn(load(bench.publication, tms)[0])
    assert inked(image) == pytest.approx(inked(mine), rel=0.05)
    assert difference(mine, image) <= 0.02
    # QGIS cuts icons at the border of their tile; MapLibre does not.
    assert inked(tiled) > 0.6 * inked(mine)
    assert difference(mine, tiled) <= 0.05
