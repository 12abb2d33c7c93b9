"""A WFS that is added to the project gets the style that its service names, from the platform's own files."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import (
    Qgis,
    QgsAction,
    QgsExpression,
    QgsExpressionContext,
    QgsRenderContext,
    QgsVectorLayer,
)

from cartes_gouv_plugin.bridge.dressing import dress
from cartes_gouv_plugin.bridge.service_loader import ServiceLoader, Wanted
from cartes_gouv_plugin.bridge.symbology.capture import QML, SLD, PublishedNames, capture_styles
from cartes_gouv_plugin.core.errors import ContractBroken
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import (
    Publication,
    Refs,
    ServedLayer,
    ServiceRequest,
    ServiceType,
)
from cartes_gouv_plugin.core.services.plain_xml import require_plain
from cartes_gouv_plugin.core.services.reader_styles import TableStyle
from tests.e2e.services_bench import Bench, client_of
from tests.emulator.deliveries import integrated
from tests.emulators import Emulator
from tests.qgis.squares import LOOKS, squares_file, squares_layer
from tests.qgis.symbology_corpus import labelled, text
from tests.qgis.symbology_scene import FIELDS, difference, drawn
from tests.waiting import wait_until

PATIENCE_MS = 30_000


@pytest.fixture(scope="module", params=[SLD, QML])
def published(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory, request: object) -> Bench:
    folder = tmp_path_factory.mktemp("dressed")
    path = squares_file(folder / "carres.geojson")
    source = squares_layer(path)
    name = f"carres_{uuid.uuid4().hex[:8]}"
    names = {source.id(): PublishedNames("carres", {"nom": "nom", "rang": "rang"})}
    (look,) = (each.style for each in capture_styles([source], names, folder / "styles", (request.param,)))
    made = Bench(
        emulator,
        Publication(
            id=str(uuid.uuid4()),
            datastore=emulator.datastore,
            datasheet=f"Carrés {name}",
            technical_name=name,
            srs="EPSG:4326",
            services=(ServiceRequest(ServiceType.WFS, styles=(look,)),),
            refs=Refs(stored_data=integrated(emulator, folder, name, source=path)["_id"]),
        ),
    )
    assert isinstance(made.run(), Done)
    return made


@pytest.fixture
def loader(qgis_app: object, emulator: Emulator) -> Iterator[ServiceLoader]:
    made = ServiceLoader(lambda: client_of(emulator))
    yield made
    made.close()


def _added(loader: ServiceLoader, publication: Publication) -> tuple[QgsVectorLayer, list[ServedLayer]]:
    layers: list[QgsVectorLayer] = []
    undressed: list[ServedLayer] = []
    loader.loaded.connect(layers.extend)
    loader.undressed.connect(undressed.append)
    (served,) = publication.served
    loader.load(Wanted(publication.datastore, served, publication))
    wait_until(lambda: bool(layers), timeout_milliseconds=PATIENCE_MS)
    (layer,) = layers
    assert layer.isValid()
    return layer, undressed


def _colours(layer: QgsVectorLayer) -> set[str]:
    return {symbol.color().name() for symbol in layer.renderer().symbols(QgsRenderContext())}


def test_a_wfs_comes_with_the_current_style_of_its_service(published: Bench, loader: ServiceLoader) -> None:
    layer, undressed = _added(loader, published.publication)
    assert {colour for _name, colour in LOOKS} <= _colours(layer)
    assert not undressed


def test_a_style_that_cannot_be_read_is_told_and_the_layer_is_there(published: Bench, loader: ServiceLoader) -> None:
    publication = published.publication
    (served,) = publication.served
    client = published.client
    configuration = client.configuration(publication.datastore, served.configuration)
    annexe = configuration.extra["styles"][0]["layers"][0]["annexe_id"]
    kept = client.annexe_file(publication.datastore, annexe)
    try:
        client.replace_annexe(publication.datastore, annexe, filename="style.sld", content=b"<qgis")
        layer, undressed = _added(loader, publication)
        assert not {colour for _name, colour in LOOKS} <= _colours(layer)
        assert undressed == [served]
    finally:
        client.replace_annexe(publication.datastore, annexe, filename="style.sld", content=kept)


def test_a_configuration_that_is_gone_leaves_the_layer(published: Bench, loader: ServiceLoader) -> None:
    (served,) = published.publication.served
    lost = replace(served, configuration=str(uuid.uuid4()))
    _layer, undressed = _added(loader, replace(published.publication, served=(lost,)))
    assert undressed == [lost]


def test_a_style_brings_no_action(qgis_app: object, tmp_path: Path) -> None:
    source = squares_layer(squares_file(tmp_path / "a.geojson"))
    source.actions().addAction(QgsAction(QgsAction.ActionType.GenericPython, "run", "print('run')"))
    source.saveNamedStyle(str(tmp_path / "look.qml"))
    target = QgsVectorLayer(str(tmp_path / "a.geojson"), "served", "ogr")
    assert dress(target, TableStyle(QML, (tmp_path / "look.qml").read_bytes()))
    assert {colour for _name, colour in LOOKS} <= _colours(target)
    assert not target.actions().actions()
    target.loadNamedStyle(str(tmp_path / "look.qml"))
    assert target.actions().actions(), "the file has one"


@pytest.mark.parametrize("style", [TableStyle(QML, b"<other/>"), TableStyle(SLD, b"<other/>")])
def test_what_is_no_style_changes_nothing(qgis_app: object, tmp_path: Path, style: TableStyle) -> None:
    layer = squares_layer(squares_file(tmp_path / "a.geojson"))
    before = _colours(layer)
    assert not dress(layer, style)
    assert _colours(layer) == before


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"),
        b"<a>" * 300 + b"</a>" * 300,
        b"<a>" + b" " * 2000 + b"</a>",
        b"<a",
        b"",
    ],
)
def test_xml_that_could_do_harm_is_refused(content: bytes) -> None:
    with pytest.raises(ContractBroken):
        require_plain(content, 1500 if len(content) == 2007 else 10_000)


def test_the_doctype_that_qgis_writes_is_read() -> None:
    require_plain(b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis/>", 100)


LABELS = b"""<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
version="1.0.0"><NamedLayer><Name>t</Name><UserStyle><FeatureTypeStyle><Rule><PolygonSymbolizer><Fill>
<CssParameter name="fill">#c00000</CssParameter></Fill></PolygonSymbolizer></Rule><Rule><TextSymbolizer><Label>
<ogc:Function name="Concatenate"><ogc:PropertyName>nom</ogc:PropertyName><ogc:Literal> d'ici</ogc:Literal>
</ogc:Function></Label><Font><CssParameter name="font-size">12.5</CssParameter></Font></TextSymbolizer></Rule>
</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>"""


def test_labels_that_put_attributes_together_are_written_in_their_size(qgis_app: object, tmp_path: Path) -> None:
    layer = squares_layer(squares_file(tmp_path / "a.geojson"))
    assert dress(layer, TableStyle(SLD, LABELS))
    settings = layer.labeling().settings()
    assert layer.labelsEnabled()
    assert settings.format().size() == pytest.approx(12.5 * 0.28)
    assert settings.format().sizeUnit() == Qgis.RenderUnit.Millimeters
    feature = next(layer.getFeatures())
    context = QgsExpressionContext()
    context.setFeature(feature)
    assert QgsExpression(settings.fieldName).evaluate(context) == f"{feature['nom']} d'ici"


@pytest.mark.parametrize("quadrant", Qgis.LabelQuadrantPosition)
def test_labels_of_an_sld_stand_where_they_stood(
    quadrant: Qgis.LabelQuadrantPosition, qgis_app: object, tmp_path: Path
) -> None:
    """QGIS's own reader takes an anchor for a shift of half a pixel, which blurs every letter."""
    settings = text('"Nom"', size=14)
    settings.placement, settings.xOffset, settings.yOffset = Qgis.LabelPlacement.OverPoint, 4, -2
    point = settings.pointSettings()
    point.setQuadrant(quadrant)
    settings.setPointSettings(point)
    source = labelled("Point", settings)
    names = {source.id(): PublishedNames("carres", {name: name for name in FIELDS})}
    (look,) = (each.style for each in capture_styles([source], names, tmp_path, (SLD,)))
    served = source.clone()
    assert dress(served, TableStyle("sld", look.path.read_bytes()))
    assert difference(drawn(source), drawn(served)) <= 0.001
