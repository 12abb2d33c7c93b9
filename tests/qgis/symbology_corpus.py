"""Layers with every kind of look, and what must be said of each; drawn beside what becomes of them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCentroidFillSymbolLayer,
    QgsFillSymbol,
    QgsFontMarkerSymbolLayer,
    QgsGeometryGeneratorSymbolLayer,
    QgsGradientFillSymbolLayer,
    QgsGraduatedSymbolRenderer,
    QgsHeatmapRenderer,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPointPatternFillSymbolLayer,
    QgsProperty,
    QgsRasterMarkerSymbolLayer,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSvgMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from tests.qgis.symbology_scene import layer


def _single(kind: str, symbol: QgsSymbol) -> QgsVectorLayer:
    made = layer(kind)
    made.setRenderer(QgsSingleSymbolRenderer(symbol))
    return made


def _of(symbol: QgsSymbol, *layers: QgsSymbolLayer) -> QgsSymbol:
    symbol.changeSymbolLayer(0, layers[0])
    for each in layers[1:]:
        symbol.appendSymbolLayer(each)
    return symbol


def _fill(*layers: QgsSymbolLayer) -> QgsVectorLayer:
    return _single("Polygon", _of(QgsFillSymbol.createSimple({}), *layers))


def _line(*layers: QgsSymbolLayer) -> QgsVectorLayer:
    return _single("LineString", _of(QgsLineSymbol.createSimple({}), *layers))


def _marker(*layers: QgsSymbolLayer) -> QgsVectorLayer:
    return _single("Point", _of(QgsMarkerSymbol.createSimple({}), *layers))


def _categorised() -> QgsVectorLayer:
    made = layer("Polygon")
    looks = (("a", "#c00000"), ("b'c", "#00a000"), ("", "#3030c0"))
    made.setRenderer(
        QgsCategorizedSymbolRenderer(
            "Nom",
            [QgsRendererCategory(value, QgsFillSymbol.createSimple({"color": color}), value) for value, color in looks],
        )
    )
    return made


def _graduated() -> QgsVectorLayer:
    made = layer("Polygon")
    bounds = ((0, 5, "#fee0d2"), (5, 15.25, "#fc9272"), (15.25, 30, "#de2d26"))
    made.setRenderer(
        QgsGraduatedSymbolRenderer(
            "Pop", [QgsRendererRange(low, high, QgsFillSymbol.createSimple({"color": c}), c) for low, high, c in bounds]
        )
    )
    return made


def _rules(*rules: tuple[str, dict[str, str], float, float], kind: str = "Polygon") -> QgsVectorLayer:
    create = {"Polygon": QgsFillSymbol, "LineString": QgsLineSymbol, "Point": QgsMarkerSymbol}[kind].createSimple
    root = QgsRuleBasedRenderer.Rule(None)
    for condition, look, minimum, maximum in rules:
        rule = QgsRuleBasedRenderer.Rule(create(look), label=condition or "all", filterExp=condition)
        rule.setMinimumScale(minimum)
        rule.setMaximumScale(maximum)
        root.appendChild(rule)
    made = layer(kind)
    made.setRenderer(QgsRuleBasedRenderer(root))
    return made


def _nested() -> QgsVectorLayer:
    root = QgsRuleBasedRenderer.Rule(None)
    parent = QgsRuleBasedRenderer.Rule(None, filterExp='"Pop" > 10', label="big")
    parent.appendChild(
        QgsRuleBasedRenderer.Rule(QgsFillSymbol.createSimple({"color": "red"}), filterExp='"Surface" < 3')
    )
    parent.appendChild(QgsRuleBasedRenderer.Rule(QgsFillSymbol.createSimple({"color": "blue"}), elseRule=True))
    root.appendChild(parent)
    root.appendChild(QgsRuleBasedRenderer.Rule(QgsFillSymbol.createSimple({"color": "green"}), elseRule=True))
    made = layer("Polygon")
    made.setRenderer(QgsRuleBasedRenderer(root))
    return made


def _sized_by_data() -> QgsVectorLayer:
    made = _single("Point", QgsMarkerSymbol.createSimple({"name": "circle", "size": "4"}))
    made.renderer().symbol().symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.Size, QgsProperty.fromExpression('"Pop" / 2')
    )
    return made


def _coloured_by_data() -> QgsVectorLayer:
    made = _single("Polygon", QgsFillSymbol.createSimple({"color": "red"}))
    made.renderer().symbol().symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.FillColor, QgsProperty.fromExpression("'blue'")
    )
    return made


def _generated(expression: str, kind: Qgis.SymbolType, sub: QgsSymbol) -> QgsVectorLayer:
    generator = QgsGeometryGeneratorSymbolLayer.create({})
    generator.setSymbolType(kind)
    generator.setGeometryExpression(expression)
    generator.setSubSymbol(sub)
    return _fill(generator)


def _blended() -> QgsVectorLayer:
    made = _single("Polygon", QgsFillSymbol.createSimple({"color": "#80c080"}))
    made.setBlendMode(QPainter.CompositionMode.CompositionMode_Multiply)
    return made


def _translucent() -> QgsVectorLayer:
    made = _single("Polygon", QgsFillSymbol.createSimple({"color": "#c04040", "outline_width": "1"}))
    made.renderer().symbol().setOpacity(0.5)
    return made


def _text(
    expression: str, *, size: float = 10, buffer: bool = False, is_expression: bool = True
) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, is_expression
    look = QgsTextFormat()
    look.setSize(size)
    look.setColor(QColor("#202020"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(buffer)
    halo.setSize(1)
    halo.setColor(QColor("#ffff80"))
    look.setBuffer(halo)
    settings.setFormat(look)
    return settings


def _labelled(kind: str, settings: QgsPalLayerSettings) -> QgsVectorLayer:
    made = layer(kind)
    made.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    made.setLabelsEnabled(True)
    return made


def _labelled_by_rules() -> QgsVectorLayer:
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(
        QgsRuleBasedLabeling.Rule(_text("Nom", is_expression=False), filterExp='"Pop" < 10', description="small")
    )
    root.appendChild(QgsRuleBasedLabeling.Rule(_text("Pop", is_expression=False), description="others", elseRule=True))
    made = layer("Polygon")
    made.setLabeling(QgsRuleBasedLabeling(root))
    made.setLabelsEnabled(True)
    return made


def _heat() -> QgsVectorLayer:
    made = layer("Point")
    made.setRenderer(QgsHeatmapRenderer())
    return made


def _dashed(properties: dict[str, str]) -> QgsVectorLayer:
    return _line(
        QgsSimpleLineSymbolLayer.create({"line_color": "#a00000", "line_width": "1", "capstyle": "flat", **properties})
    )


def _hatch() -> QgsSymbolLayer:
    hatch = QgsLinePatternFillSymbolLayer.create({"angle": "45", "distance": "3", "color": "#006000"})
    hatch.subSymbol().setColor(QColor("#006000"))
    return hatch


def _svg() -> QgsSymbolLayer:
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><path d='M5 0 10 10 0 10z' fill='#a0f'/></svg>"
    )
    return QgsSvgMarkerSymbolLayer(f"base64:{base64.b64encode(drawing.encode()).decode()}", 10)


def _raster(folder: Path) -> QgsVectorLayer:
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(QColor("#e08000"))
    path = folder / "square.png"
    image.save(str(path))
    return _marker(QgsRasterMarkerSymbolLayer(str(path), 6))


def _in_points(made: QgsVectorLayer) -> QgsVectorLayer:
    made.renderer().symbol().setOutputUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    return made


@dataclass(frozen=True)
class Case:
    """`target`: the largest share of differing pixels; None when the look is announced as something else.

    `losses`: words that the announcements must hold, one each.
    """

    make: Callable[[Path], QgsVectorLayer]
    target: float | None = 0.02
    losses: tuple[str, ...] = ()


def _markers_along(placement: str) -> QgsVectorLayer:
    along = QgsMarkerLineSymbolLayer.create({"placements": placement, "interval": "8"})
    along.setSubSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "3", "color": "red"}))
    return _line(along)


def _centred() -> QgsVectorLayer:
    centre = QgsCentroidFillSymbolLayer.create({})
    centre.setSubSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "5"}))
    return _fill(centre)


def _points_inside() -> QgsVectorLayer:
    pattern = QgsPointPatternFillSymbolLayer.create({"distance_x": "4", "distance_y": "4"})
    pattern.setSubSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "1.5", "color": "blue"}))
    return _fill(pattern)


def _shape(name: str, **more: str) -> Callable[[Path], QgsVectorLayer]:
    look = {"name": name, "size": "9", "color": "#ff8000", "outline_width": "0.4", **more}
    return lambda _: _single("Point", QgsMarkerSymbol.createSimple(look))


CASES: dict[str, Case] = {
    "single": Case(
        lambda _: _single("Polygon", QgsFillSymbol.createSimple({"color": "#80a0c0", "outline_width": "0.8"}))
    ),
    "categorised": Case(lambda _: _categorised()),
    "graduated": Case(lambda _: _graduated()),
    "rules with scales": Case(
        lambda _: _rules(('"Pop" > 10', {"color": "red"}, 50_000, 1_000), ('"Pop" <= 10', {"color": "blue"}, 1_000, 1))
    ),
    "rules with else": Case(
        lambda _: _rules(("\"Nom\" = 'a'", {"color": "red"}, 0, 0), ("ELSE", {"color": "blue"}, 0, 0))
    ),
    "nested rules": Case(lambda _: _nested()),
    "null test": Case(
        lambda _: _rules(('"Nom" IS NULL', {"color": "red"}, 0, 0), ('"Nom" IS NOT NULL', {"color": "blue"}, 0, 0))
    ),
    "membership": Case(lambda _: _rules(('"Pop" IN (5, 25)', {"color": "red"}, 0, 0))),
    "negated membership": Case(lambda _: _rules(('"Pop" NOT IN (5, 25)', {"color": "red"}, 0, 0))),
    "pattern": Case(lambda _: _rules(("\"Nom\" LIKE '%a%'", {"color": "red"}, 0, 0))),
    # The engine that draws here reads no function in a filter.
    "pattern without case": Case(lambda _: _rules(("\"Nom\" ILIKE 'A%'", {"color": "red"}, 0, 0)), None),
    "range": Case(lambda _: _rules(('"Pop" BETWEEN 10 AND 20', {"color": "red"}, 0, 0))),
    # The engine that draws here does not take the text « true » for a truth value, as the platform's does.
    "truth value": Case(lambda _: _rules(('"Gros" IS TRUE', {"color": "red"}, 0, 0)), None),
    "unsayable filter": Case(lambda _: _rules(("$area > 0", {"color": "red"}, 0, 0)), None, ("$area",)),
    "outline only": Case(
        lambda _: _single("Polygon", QgsFillSymbol.createSimple({"style": "no", "outline_width": "1.2"}))
    ),
    "fill only": Case(
        lambda _: _single("Polygon", QgsFillSymbol.createSimple({"color": "red", "outline_style": "no"}))
    ),
    "opacity": Case(lambda _: _translucent()),
    # Tiles repeat from another origin than QGIS's own patterns: the same look, shifted by some pixels.
    "hatch": Case(lambda _: _fill(_hatch()), 0.30),
    "points inside": Case(lambda _: _points_inside(), 0.20),
    "brush": Case(lambda _: _single("Polygon", QgsFillSymbol.createSimple({"style": "b_diagonal"})), 0.30),
    "gradient": Case(lambda _: _fill(QgsGradientFillSymbolLayer.create({})), None, ("gradient",)),
    "centroid": Case(lambda _: _centred()),
    "line": Case(lambda _: _line(QgsSimpleLineSymbolLayer.create({"line_color": "#0060a0", "line_width": "2"}))),
    "custom dashes": Case(lambda _: _dashed({"use_custom_dash": "1", "customdash": "5;2", "customdash_unit": "MM"})),
    "dashes": Case(lambda _: _dashed({"line_style": "dash"})),
    "line offset": Case(lambda _: _dashed({"offset": "2"}), None, ("offset",)),
    # The engine that draws here does not read the dash pattern that spaces the markers.
    "markers along": Case(lambda _: _markers_along("Interval"), None),
    "markers at ends": Case(lambda _: _markers_along("FirstVertex"), None, ("ends or vertices",)),
    "circle": Case(_shape("circle")),
    "square": Case(_shape("square")),
    "triangle": Case(_shape("triangle")),
    "star": Case(_shape("star")),
    "pentagon": Case(_shape("pentagon")),
    "cross": Case(_shape("cross2")),
    "turned": Case(_shape("square", angle="30")),
    "marker offset": Case(_shape("circle", offset="5,-3")),
    "svg marker": Case(lambda _: _marker(_svg())),
    "font marker": Case(lambda _: _marker(QgsFontMarkerSymbolLayer("DejaVu Sans", "A", 10, QColor("#006000")))),
    "raster marker": Case(lambda folder: _raster(folder)),
    "sizes in points": Case(
        lambda _: _in_points(_single("Point", QgsMarkerSymbol.createSimple({"name": "circle", "size": "20"})))
    ),
    "sizes on the ground": Case(
        lambda _: _single(
            "LineString", QgsLineSymbol.createSimple({"line_width": "100", "line_width_unit": "MapUnit"})
        ),
        None,
        ("on the ground",),
    ),
    # The engine that draws here reads no expression as a size.
    "size by data": Case(lambda _: _sized_by_data(), None),
    "colour by data": Case(lambda _: _coloured_by_data(), None, ("colour taken from an attribute",)),
    "generated centre": Case(
        lambda _: _generated("centroid($geometry)", Qgis.SymbolType.Marker, QgsMarkerSymbol.createSimple({"size": "5"}))
    ),
    "generated buffer": Case(
        lambda _: _generated(
            "buffer($geometry, 100)", Qgis.SymbolType.Fill, QgsFillSymbol.createSimple({"color": "red"})
        ),
        None,
        ("computed by an expression",),
    ),
    "blending": Case(lambda _: _blended(), 0.02, ("Blending",)),
    "heat map": Case(lambda _: _heat(), None, ("heat map",)),
    "labels": Case(lambda _: _labelled("Polygon", _text("Nom", is_expression=False)), 0.04),
    "labels with a buffer": Case(lambda _: _labelled("Polygon", _text("Nom", buffer=True, is_expression=False)), 0.04),
    "labels by expression": Case(lambda _: _labelled("Polygon", _text("\"Nom\" || ' (' || \"Pop\" || ')'")), 0.06),
    "labels beyond words": Case(
        lambda _: _labelled("Polygon", _text('format_number("Pop", 2)')), 0.06, ("« Pop » alone",)
    ),
    "labels by rules": Case(lambda _: _labelled_by_rules(), 0.04),
    "labels on lines": Case(lambda _: _labelled("LineString", _text("Pop", is_expression=False)), 0.06),
}
