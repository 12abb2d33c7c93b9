"""Symbol layers in the few forms that bridgestyle reads, made to stand for others."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsGeometryGeneratorSymbolLayer,
    QgsMarkerSymbol,
    QgsMarkerSymbolLayer,
    QgsPointPatternFillSymbolLayer,
    QgsRasterMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import Qt

from cartes_gouv_plugin.bridge.symbology.pictures import marker_symbol

_WHOLE_GEOMETRY = "$geometry"
_MIDDLE = "1"


def of_the_whole(sub: QgsSymbol, kind: Qgis.SymbolType) -> QgsSymbolLayer:
    """A generator that does nothing: the writer takes it off, and markers then stand in the middle of the object."""
    made = QgsGeometryGeneratorSymbolLayer.create({})
    made.setSymbolType(kind)
    made.setGeometryExpression(_WHOLE_GEOMETRY)
    made.setSubSymbol(sub)
    return made


def in_the_middle(sub: QgsMarkerSymbol) -> QgsSymbolLayer:
    return of_the_whole(sub, Qgis.SymbolType.Marker)


def filled_with(path: Path, height: float) -> QgsSymbolLayer:
    """A picture that repeats. `height` in millimetres."""
    marker = QgsRasterMarkerSymbolLayer(str(path), height)
    marker.setSizeUnit(Qgis.RenderUnit.Millimeters)
    pattern = QgsPointPatternFillSymbolLayer()
    pattern.setSubSymbol(marker_symbol(marker))
    pattern.setDistanceX(height)
    pattern.setDistanceY(height)
    return pattern


def is_still(marker: QgsMarkerSymbolLayer) -> bool:
    """Held by its middle, on its place, with a plain outline."""
    properties = marker.properties()
    held = {str(properties.get(f"{side}_anchor_point", _MIDDLE)) for side in ("horizontal", "vertical")} == {_MIDDLE}
    plain = marker.strokeStyle() in (Qt.PenStyle.SolidLine, Qt.PenStyle.NoPen)
    return marker.offset().isNull() and held and plain
