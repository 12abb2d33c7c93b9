"""Dashes, which bridgestyle does not read: taken from the symbol layers, put back in the order of its symbolizers."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsSimpleFillSymbolLayer, QgsSimpleLineSymbolLayer, QgsSymbol
from qgis.PyQt.QtCore import Qt

from cartes_gouv_plugin.bridge.symbology.units import pixels

# Lengths of Qt's pens, in widths.
_PENS = {
    Qt.PenStyle.DashLine: (4, 2),
    Qt.PenStyle.DotLine: (1, 2),
    Qt.PenStyle.DashDotLine: (4, 2, 1, 2),
    Qt.PenStyle.DashDotDotLine: (4, 2, 1, 2, 1, 2),
}
_HAIRLINE = 1.0


def strokes_of(symbol: QgsSymbol) -> list[list[float] | None]:
    """For each symbolizer that bridgestyle will make of the symbol: dash lengths in pixels, None for a whole line."""
    found: list[list[float] | None] = []
    for index in range(symbol.symbolLayerCount()):
        layer = symbol.symbolLayer(index)
        if layer.layerType() == "GeometryGenerator":
            found += strokes_of(layer.subSymbol())
        elif isinstance(layer, QgsSimpleLineSymbolLayer):
            found.append(_dashes_of_line(layer))
        elif isinstance(layer, QgsSimpleFillSymbolLayer):
            # QGIS ends the dashes of an outline with squares, and has no choice there.
            found.append(_dashes(layer.strokeStyle(), pixels(layer.strokeWidth(), layer.strokeWidthUnit()), True))
        else:
            found.append(None)
    return found


def with_strokes(rules: list[dict[str, Any]], strokes: list[list[list[float] | None]]) -> None:
    """Puts the dashes back, and the real gaps between the markers of a line (bridgestyle takes the interval for it)."""
    for rule, dashes in zip(rules, strokes):
        for symbolizer, dash in zip(rule["symbolizers"], dashes):
            symbolizer.pop("dasharray", None)
            symbolizer.pop("outlineDasharray", None)
            if dash:
                key = "outlineDasharray" if symbolizer["kind"] == "Fill" else "dasharray"
                symbolizer[key] = " ".join(f"{length:.6g}" for length in dash)
                symbolizer["cap"] = "butt"
            if symbolizer.get("graphicStroke"):
                _set_gap(symbolizer)


def _set_gap(symbolizer: dict[str, Any]) -> None:
    size, interval = symbolizer["graphicStroke"][0].get("size"), symbolizer.get("graphicStrokeInterval")
    if isinstance(size, (int, float)) and isinstance(interval, (int, float)):
        symbolizer["graphicStrokeInterval"] = max(0.0, interval - size)


def _dashes_of_line(layer: QgsSimpleLineSymbolLayer) -> list[float] | None:
    width = pixels(layer.width(), layer.widthUnit())
    widened = layer.penCapStyle() != Qt.PenCapStyle.FlatCap
    if not layer.useCustomDashPattern():
        return _dashes(layer.penStyle(), width, widened)
    lengths = [pixels(length, layer.customDashPatternUnit()) for length in layer.customDashVector()]
    return _with_caps(lengths, width if widened else 0.0)


def _dashes(style: Qt.PenStyle, width: float, widened: bool) -> list[float] | None:
    pen = _PENS.get(style)
    if pen is None:
        return None
    return _with_caps([length * (width or _HAIRLINE) for length in pen], width if widened else 0.0)


def _with_caps(lengths: list[float], cap: float) -> list[float]:
    """Square and round ends lengthen every dash by one width; the same is said with flat ones."""
    return [length + cap if i % 2 == 0 else max(length - cap, 0.1) for i, length in enumerate(lengths)]
