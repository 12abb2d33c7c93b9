"""What a service cannot show is said before anything leaves, symbol by symbol, and only for services that draw."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsGradientFillSymbolLayer,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from cartes_gouv_plugin.bridge.choice import Choice, TileOptions
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.bridge.looks import lost_looks
from cartes_gouv_plugin.bridge.publishing import plan_of, prepare
from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, SLD, PublishedNames, capture_styles
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import ServiceType
from tests.qgis.symbology_scene import layer


def _gradients() -> QgsVectorLayer:
    made = layer("Polygon")
    symbol = QgsFillSymbol.createSimple({})
    symbol.changeSymbolLayer(0, QgsGradientFillSymbolLayer.create({}))
    plain = QgsFillSymbol.createSimple({"color": "red"})
    made.setRenderer(
        QgsCategorizedSymbolRenderer(
            "Nom", [QgsRendererCategory("a", symbol, "dégradé"), QgsRendererCategory("b'c", plain, "uni")]
        )
    )
    made.setName("Zones")
    return made


def _choice(*services: ServiceType) -> Choice:
    return Choice((_gradients(),), "Fiche", "d", services=services)


def test_the_symbol_concerned_is_named() -> None:
    choice = _choice(ServiceType.WMS_VECTOR, ServiceType.TMS)
    (lost,) = lost_looks(choice, plan_of(choice))
    assert (lost.code, lost.level) == (Code.LOOK, Level.WARNING)
    assert lost.sentence.startswith("Zones: dégradé: ")
    assert "gradient" in lost.sentence


def test_a_service_that_draws_nothing_loses_nothing() -> None:
    choice = _choice(ServiceType.WFS)
    assert lost_looks(choice, plan_of(choice)) == ()


def test_the_styles_of_each_service_are_sealed_with_the_publication(tmp_path: Path) -> None:
    publication, _plan = prepare(_choice(ServiceType.WFS, ServiceType.WMS_VECTOR, ServiceType.TMS), Outbox(tmp_path))

    formats = [[style.format for style in service.styles] for service in publication.services]
    assert formats == [["sld"], ["sld"], ["mapbox"]]
    for service in publication.services:
        for style in service.styles:
            assert style.table == "zones"
            assert style.path.is_file()


def test_a_thousand_categories_stay_shallow_enough_for_every_reader(tmp_path: Path) -> None:
    made = layer("Polygon")
    categories = [
        QgsRendererCategory(str(rank), QgsFillSymbol.createSimple({"color": "red"}), str(rank)) for rank in range(1000)
    ]
    rest = QgsRendererCategory("", QgsFillSymbol.createSimple({"color": "blue"}), "rest")
    made.setRenderer(QgsCategorizedSymbolRenderer("Nom", [*categories, rest]))
    names = {made.id(): PublishedNames("zones", {"Nom": "nom"})}

    sld, maplibre = capture_styles([made], names, tmp_path, (SLD, MAPBOX))

    assert sld.warnings == maplibre.warnings == ()
    rules = list(parse(sld.style.path).getroot().iter("{http://www.opengis.net/sld}Rule"))
    assert len(rules) == 1001
    assert _depth(rules[-1]) < 10
    assert len(json.loads(maplibre.style.path.read_text("utf-8"))["layers"]) == 2002


def _depth(element: Element) -> int:
    return 1 + max((_depth(child) for child in element), default=0)


def _labelled() -> QgsVectorLayer:
    made = layer("Polygon")
    settings = QgsPalLayerSettings()
    settings.fieldName = "Nom"
    made.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    made.setLabelsEnabled(True)
    made.setName("Zones")
    return made


def test_the_labels_of_tiles_are_told_for_tiles_only() -> None:
    choice = Choice((_labelled(),), "Fiche", "d", services=(ServiceType.WMS_VECTOR, ServiceType.TMS))
    said = [lost.sentence for lost in lost_looks(choice, plan_of(choice))]
    assert any(sentence.startswith("Zones (TMS): ") and "Source Sans Pro" in sentence for sentence in said)
    assert any(sentence.startswith("Zones (TMS): ") and "parts" in sentence for sentence in said)
    drawn = Choice((_labelled(),), "Fiche", "d", services=(ServiceType.WMS_VECTOR,))
    assert not any("Source Sans Pro" in lost.sentence for lost in lost_looks(drawn, plan_of(drawn)))


def test_a_loss_in_every_service_names_none() -> None:
    choice = _choice(ServiceType.WFS, ServiceType.WMS_VECTOR, ServiceType.TMS)
    (lost,) = lost_looks(choice, plan_of(choice))
    assert lost.sentence.startswith("Zones: ")


def _by_name(*services: ServiceType) -> Choice:
    made = layer("Polygon")
    red = QgsFillSymbol.createSimple({"color": "red"})
    made.setRenderer(QgsCategorizedSymbolRenderer("Nom", [QgsRendererCategory("a", red, "a")]))
    made.setName("Zones")
    return Choice((made,), "Fiche", "d", services=services)


def _lacking(choice: Choice) -> list[Problem]:
    return [told for told in lost_looks(choice, plan_of(choice)) if told.code is Code.TILES_LACK]


def test_an_attribute_that_tiles_leave_out_and_their_style_uses_is_told() -> None:
    choice = _by_name(ServiceType.WMS_VECTOR, ServiceType.TMS)
    zones = choice.layers[0].id()
    without = replace(choice, tiles=TileOptions(attributes={zones: ("Pop",)}))
    (told,) = _lacking(without)
    assert (told.level, told.layer) == (Level.WARNING, "Zones")
    assert "Nom" in told.sentence
    assert "Pop" not in told.sentence

    whole = replace(choice, tiles=TileOptions(attributes={zones: ("Pop", "Nom")}))
    images_only = replace(without, services=(ServiceType.WMS_VECTOR,))
    assert _lacking(choice) == _lacking(whole) == _lacking(images_only) == []


def test_the_attributes_chosen_hold_when_the_levels_are_not_known_yet(tmp_path: Path) -> None:
    choice = _by_name(ServiceType.TMS)
    (zones,) = choice.layers
    zones.selectAll()
    # How many rows a selection has is not predicted.
    chosen = replace(choice, selected_only=True, tiles=TileOptions(attributes={zones.id(): ("Pop",)}))
    publication, _plan = prepare(chosen, Outbox(tmp_path))
    (levels,) = publication.services[0].tiles.levels
    assert levels.attributes == ("pop",)
    assert levels.top > levels.bottom
