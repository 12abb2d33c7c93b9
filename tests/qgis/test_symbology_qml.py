"""QML for readers of a WFS: the same look on the published table, whose columns are called otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsDiagramLayerSettings,
    QgsDiagramSettings,
    QgsFeatureRequest,
    QgsHeatmapRenderer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPieDiagram,
    QgsProperty,
    QgsRendererCategory,
    QgsSingleCategoryDiagramRenderer,
    QgsSvgMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from cartes_gouv_plugin.bridge.symbology.capture import QML, PublishedNames, capture_styles
from cartes_gouv_plugin.bridge.symbology.qml import renamed

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'


def _source(picture: Path) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=Été:string&field=Taille:double", "source", "memory")
    symbol = QgsMarkerSymbol.createSimple({"color": "#ff0000"})
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertySize, QgsProperty.fromExpression("\"Taille\" + length('Taille')")
    )
    symbol.appendSymbolLayer(QgsSvgMarkerSymbolLayer(str(picture)))
    layer.setRenderer(QgsCategorizedSymbolRenderer("Été", [QgsRendererCategory("a", symbol, "A")]))
    settings = QgsPalLayerSettings()
    settings.fieldName = "Été"
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    return layer


def test_the_look_is_read_back_on_the_published_names(tmp_path: Path, qgis_app) -> None:
    picture = tmp_path / "carré.svg"
    picture.write_text(SVG, "utf-8")
    source = _source(picture)
    names = {source.id(): PublishedNames("points", {"Été": "ete", "Taille": "taille"})}

    (captured,) = capture_styles([source], names, tmp_path / "styles", (QML,))

    assert captured.style.format == "qml"
    text = captured.style.path.read_text("utf-8")
    assert str(tmp_path) not in text
    served = QgsVectorLayer("Point?crs=EPSG:4326&field=ete:string&field=taille:double", "served", "memory")
    error, read = served.loadNamedStyle(str(captured.style.path))
    assert read, error
    renderer = served.renderer()
    assert renderer.classAttribute() == "ete"
    categories = renderer.categories()
    symbol = categories[0].symbol()
    properties = symbol.symbolLayer(0).dataDefinedProperties()
    expression = properties.property(QgsSymbolLayer.Property.PropertySize).expressionString()
    assert expression == "\"taille\" + length('Taille')"
    assert served.labeling().settings().fieldName == "ete"
    assert symbol.symbolLayer(1).path().startswith("base64:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nom", "nom"),
        ('"Nom" || Nom', '"nom" || "nom"'),
        ("'Nom' = Nom", "'Nom' = \"nom\""),
        ("upper(Nom) <> 'l''Nom'", "upper(\"nom\") <> 'l''Nom'"),
        ("Autre > 1", "Autre > 1"),
        ("sum(\"NOM\", filter:=nom > 1) || ' Nom'", 'sum("nom", filter:="nom" > 1) || \' Nom\''),
        ("", ""),
    ],
)
def test_expressions_follow_the_names(text: str, expected: str) -> None:
    assert renamed(text, {"Nom": "nom"}) == expected


def test_weights_orders_and_diagrams_follow_too(tmp_path: Path, qgis_app) -> None:
    source = QgsVectorLayer("Point?crs=EPSG:4326&field=Été:double&field=Hors:double", "source", "memory")
    renderer = QgsHeatmapRenderer()
    renderer.setWeightExpression('"été" / 2')
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause('"Été" + 1')]))
    renderer.setOrderByEnabled(True)
    source.setRenderer(renderer)
    diagrams, settings = QgsSingleCategoryDiagramRenderer(), QgsDiagramSettings()
    diagrams.setDiagram(QgsPieDiagram())
    settings.categoryAttributes, settings.categoryLabels = ['"Été" * 2', '"Hors"'], ["a", "b"]
    settings.categoryColors = [QColor("red"), QColor("blue")]
    diagrams.setDiagramSettings(settings)
    source.setDiagramRenderer(diagrams)
    source.setDiagramLayerSettings(QgsDiagramLayerSettings())

    (captured,) = capture_styles([source], {source.id(): PublishedNames("points", {"Été": "ete"})}, tmp_path, (QML,))

    text = captured.style.path.read_text("utf-8")
    assert 'weight_expression="&quot;ete&quot; / 2"' in text
    assert '>"ete" + 1</orderByClause>' in text
    assert 'field="&quot;ete&quot; * 2"' in text
    assert [sentence for sentence in captured.warnings if sentence.endswith(": Hors")] == list(captured.warnings)
    assert captured.warnings
