"""Three squares of three colours: a file that services are made from, and the layer that they must look like."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory, QgsVectorLayer

LOOKS = (("a", "#c00000"), ("b", "#00a000"), ("c", "#3030c0"))
"""The value of the field `nom`, and the colour."""


def squares_file(path: Path) -> Path:
    features = []
    for rank, (name, _color) in enumerate(LOOKS):
        west, south = 2.1 + rank * 0.3, 49.0
        ring = [[west, south], [west + 0.2, south], [west + 0.2, south + 0.3], [west, south + 0.3], [west, south]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"nom": name, "rang": rank}, "geometry": geometry})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def squares_layer(path: Path) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), "carrés", "ogr")
    categories = [
        QgsRendererCategory(value, QgsFillSymbol.createSimple({"color": color, "outline_width": "0.6"}), value)
        for value, color in LOOKS
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("nom", categories))
    return layer
