"""Services come back into QGIS and look like their source: the WFS with its rows, WMS and tiles with its look."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from cartes_gouv_plugin.bridge.layers import capabilities_address, load
from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, SLD, PublishedNames, capture_styles
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import (
    Publication,
    Refs,
    ServiceRequest,
    ServiceType,
    TableLevels,
    TileRequest,
)
from tests.e2e.services_bench import Bench
from tests.emulator.deliveries import integrated
from tests.emulators import Emulator
from tests.qgis.squares import LOOKS, squares_file, squares_layer
from tests.qgis.symbology_scene import difference

EXTENT = QgsRectangle(220_000, 6_240_000, 340_000, 6_360_000)
"""In web mercator, around the squares."""
LEVEL = 9


@dataclass(frozen=True)
class Served:
    publication: Publication
    file: Path

    def source(self) -> QgsVectorLayer:
        return squares_layer(self.file)


@pytest.fixture(scope="module")
def served(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Served:
    return _publish_squares(emulator, tmp_path_factory.mktemp("served"))


def _publish_squares(emulator: Emulator, folder: Path) -> Served:
    path = squares_file(folder / "carres.geojson")
    source = squares_layer(path)
    name = f"carres_{uuid.uuid4().hex[:8]}"
    names = {source.id(): PublishedNames("carres", {"nom": "nom", "rang": "rang"})}
    sld, maplibre = (each.style for each in capture_styles([source], names, folder / "styles", (SLD, MAPBOX)))
    bench = Bench(
        emulator,
        Publication(
            id=str(uuid.uuid4()),
            datastore=emulator.datastore,
            datasheet=f"Carrés {name}",
            technical_name=name,
            srs="EPSG:4326",
            services=(
                ServiceRequest(ServiceType.WFS, styles=(sld,)),
                ServiceRequest(ServiceType.WMS_VECTOR, styles=(sld,)),
                ServiceRequest(
                    ServiceType.TMS, styles=(maplibre,), tiles=TileRequest((TableLevels("carres", LEVEL - 2, LEVEL),))
                ),
            ),
            refs=Refs(stored_data=integrated(emulator, folder, name, source=path)["_id"]),
        ),
    )
    assert isinstance(bench.run(), Done)
    return Served(bench.publication, path)


def _drawn(layer: QgsMapLayer) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setExtent(EXTENT)
    settings.setOutputSize(QSize(400, 400))
    settings.setOutputDpi(25.4 / 0.28)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage().convertToFormat(QImage.Format.Format_RGB32)


def _loaded(served: Served, kind: ServiceType) -> QgsMapLayer:
    (wanted,) = [layer for layer in served.publication.served if layer.type is kind]
    (layer,) = load(served.publication, wanted)
    assert layer.isValid(), layer.error().summary()
    return layer


def test_a_service_opened_after_another_was_loaded_is_found(served: Served, emulator: Emulator, tmp_path: Path) -> None:
    _loaded(served, ServiceType.WFS)
    _loaded(served, ServiceType.WMS_VECTOR)
    later = _publish_squares(emulator, tmp_path)
    assert _loaded(later, ServiceType.WFS).featureCount() == len(LOOKS)
    _loaded(later, ServiceType.WMS_VECTOR)


def test_the_wfs_gives_every_row_back(served: Served) -> None:
    layer = _loaded(served, ServiceType.WFS)
    assert sorted(feature["nom"] for feature in layer.getFeatures()) == ["a", "b", "c"]


def test_the_wms_looks_like_thesquares_layer(served: Served) -> None:
    assert difference(_drawn(served.source()), _drawn(_loaded(served, ServiceType.WMS_VECTOR))) <= 0.02


def test_the_tiles_come_with_their_style_and_look_like_thesquares_layer(served: Served) -> None:
    layer = _loaded(served, ServiceType.TMS)

    assert (layer.sourceMinZoom(), layer.sourceMaxZoom()) == (LEVEL - 2, LEVEL)
    colors = {style.symbol().color().name() for style in layer.renderer().styles()}
    assert {color for _name, color in LOOKS} <= colors
    assert difference(_drawn(served.source()), _drawn(layer)) <= 0.03


def test_every_service_says_what_it_can_do(served: Served) -> None:
    for layer in served.publication.served:
        address = capabilities_address(layer)
        assert address.startswith("http")
        assert ("GetCapabilities" in address) is (layer.type is not ServiceType.TMS)
