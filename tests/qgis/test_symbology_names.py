"""Fields whose names look like expressions, or hold quotes and accents; values that hold signs of every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QMetaType

from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, SLD, PublishedNames, capture_styles
from emulator.work.dressing import dress
from tests.qgis.symbology_corpus import text
from tests.qgis.symbology_scene import difference, drawn, dress_tiles, tiled

VALUES = ('L\'été « "vrai" »', "Œuvre & <b> \\ {x}", "75001")
PLACES = ("POINT(1000 1000)", "POINT(3000 1000)", "POINT(2000 3000)")
NAMES = ("code-postal", "Nom d'été", 'Année "x"', "a = b", "count(*)")


def _layer(name: str) -> QgsVectorLayer:
    made = QgsVectorLayer("Point?crs=EPSG:3857", "points", "memory")
    made.dataProvider().addAttributes([QgsField(name, QMetaType.Type.QString)])
    made.updateFields()
    rows = []
    for value, place in zip(VALUES, PLACES):
        row = QgsFeature(made.fields())
        row.setAttributes([value])
        row.setGeometry(QgsGeometry.fromWkt(place))
        rows.append(row)
    made.dataProvider().addFeatures(rows)
    made.updateExtents()
    return made


def _dressed(name: str) -> QgsVectorLayer:
    made = _layer(name)
    looks = zip(VALUES, ("#c00000", "#00a000", "#3030c0"))
    made.setRenderer(
        QgsCategorizedSymbolRenderer(
            name,
            [
                QgsRendererCategory(value, QgsMarkerSymbol.createSimple({"color": c, "size": "9"}), c)
                for value, c in looks
            ],
        )
    )
    return made


@pytest.mark.parametrize("name", NAMES)
def test_categories_of_an_awkward_field(qgis_app: object, name: str, tmp_path: Path) -> None:
    source = _dressed(name)
    names = {source.id(): PublishedNames("points", {name: "valeur"})}
    sld, tiles = capture_styles([source], names, tmp_path, (SLD, MAPBOX))
    assert sld.warnings == tiles.warnings == ()
    served = _layer("valeur")
    dress(served, sld.style.path.read_bytes(), tmp_path)
    assert difference(drawn(source), drawn(served)) <= 0.02
    cut = tiled(_layer("valeur"), "points", tmp_path / "tiles")
    dress_tiles(cut, tiles.style.path)
    assert difference(drawn(source), drawn(cut)) <= 0.02


@pytest.mark.parametrize("name", NAMES)
def test_labels_of_an_awkward_field(qgis_app: object, name: str, tmp_path: Path) -> None:
    source = _layer(name)
    source.setLabeling(QgsVectorLayerSimpleLabeling(text(name, is_expression=False)))
    source.setLabelsEnabled(True)
    names = {source.id(): PublishedNames("points", {name: "valeur"})}
    (sld,) = capture_styles([source], names, tmp_path, (SLD,))
    assert sld.warnings == ()
    assert "<ogc:PropertyName>valeur</ogc:PropertyName>" in sld.style.path.read_text("utf-8")
