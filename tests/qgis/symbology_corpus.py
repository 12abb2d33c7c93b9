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


def single(kind: str, symbol: QgsSymbol) -> QgsVectorLayer:
    made = layer(kind)
    made.setRenderer(QgsSingleSymbolRenderer(symbol))
    return made


def _of(symbol: QgsSymbol, *layers: QgsSymbolLayer) -> QgsSymbol:
    symbol.changeSymbolLayer(0, layers[0])
    for each in layers[1:]:
        symbol.appendSymbolLayer(each)
    return symbol


def fill_of(*layers: QgsSymbolLayer) -> QgsVectorLayer:
    return single("Polygon", _of(QgsFillSymbol.createSimple({}), *layers))


def line_of(*layers: QgsSymbolLayer) -> QgsVectorLayer:
    return single("LineString", _of(QgsLineSymbol.createSimple({}), *layers))


def marker_of(*layers: QgsSymbolLayer) -> QgsVectorLayer:
    return single("Point", _of(QgsMarkerSymbol.createSimple({}), *layers))


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


def rules(*rules: tuple[str, dict[str, str], float, float], kind: str = "Polygon") -> QgsVectorLayer:
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
    made = single("Point", QgsMarkerSymbol.createSimple({"name": "circle", "size": "4"}))
    made.renderer().symbol().symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.Size, QgsProperty.fromExpression('"Pop" / 2')
    )
    return made


def _coloured_by_data() -> QgsVectorLayer:
    made = single("Polygon", QgsFillSymbol.createSimple({"color": "red"}))
    made.renderer().symbol().symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.FillColor, QgsProperty.fromExpression("'blue'")
    )
    return made


def _generated(expression: str, kind: Qgis.SymbolType, sub: QgsSymbol) -> QgsVectorLayer:
    generator = QgsGeometryGeneratorSymbolLayer.create({})
    generator.setSymbolType(kind)
    generator.setGeometryExpression(expression)
    generator.setSubSymbol(sub)
    return fill_of(generator)


def _blended() -> QgsVectorLayer:
    made = single("Polygon", QgsFillSymbol.createSimple({"color": "#80c080"}))
    made.setBlendMode(QPainter.CompositionMode.CompositionMode_Multiply)
    return made


def _translucent() -> QgsVectorLayer:
    made = single("Polygon", QgsFillSymbol.createSimple({"color": "#c04040", "outline_width": "1"}))
    made.renderer().symbol().setOpacity(0.5)
    return made


def text(expression: str, *, size: float = 10, buffer: bool = False, is_expression: bool = True) -> QgsPalLayerSettings:
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


def labelled(kind: str, settings: QgsPalLayerSettings) -> QgsVectorLayer:
    made = layer(kind)
    made.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    made.setLabelsEnabled(True)
    return made


def _labelled_by_rules() -> QgsVectorLayer:
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(
        QgsRuleBasedLabeling.Rule(text("Nom", is_expression=False), filterExp='"Pop" < 10', description="small")
    )
    root.appendChild(QgsRuleBasedLabeling.Rule(text("Pop", is_expression=False), description="others", elseRule=True))
    made = layer("Polygon")
    made.setLabeling(QgsRuleBasedLabeling(root))
    made.setLabelsEnabled(True)
    return made


def _heat() -> QgsVectorLayer:
    made = layer("Point")
    made.setRenderer(QgsHeatmapRenderer())
    return made


def _dashed(properties: dict[str, str]) -> QgsVectorLayer:
    return line_of(
        QgsSimpleLineSymbolLayer.create({"line_color": "#a00000", "line_width": "1", "capstyle": "flat", **properties})
    )


def hatch(angle: str = "45") -> QgsSymbolLayer:
    made = QgsLinePatternFillSymbolLayer.create({"angle": angle, "distance": "3", "color": "#006000"})
    made.subSymbol().setColor(QColor("#006000"))
    return made


def svg() -> QgsSymbolLayer:
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><path d='M5 0 10 10 0 10z' fill='#a0f'/></svg>"
    )
    return QgsSvgMarkerSymbolLayer(f"base64:{base64.b64encode(drawing.encode()).decode()}", 10)


def _raster(folder: Path) -> QgsVectorLayer:
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(QColor("#e08000"))
    path = folder / "square.png"
    image.save(str(path))
    return marker_of(QgsRasterMarkerSymbolLayer(str(path), 6))


def _in_points(made: QgsVectorLayer) -> QgsVectorLayer:
    made.renderer().symbol().setOutputUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    return made


@dataclass(frozen=True)
class Case:
    """`target`: the largest share of differing pixels; None when the look is announced as something else.

    `losses`: words that the announcements must hold, one each. `tiles`: the target for tiles; None for a MapLibre style
    that QGIS, which draws here, reads otherwise than MapLibre. `pattern`: looked at from afar.
    """

    make: Callable[[Path], QgsVectorLayer]
    target: float | None = 0.02
    losses: tuple[str, ...] = ()
    tiles: float | None = 0.02
    pattern: bool = False


def _markers_along(placement: str) -> QgsVectorLayer:
    along = QgsMarkerLineSymbolLayer.create({"placements": placement, "interval": "8"})
    along.setSubSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "3", "color": "red"}))
    return line_of(along)


def _centred() -> QgsVectorLayer:
    centre = QgsCentroidFillSymbolLayer.create({})
    centre.setSubSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "5"}))
    return fill_of(centre)


def _points_inside() -> QgsVectorLayer:
    pattern = QgsPointPatternFillSymbolLayer.create({"distance_x": "4", "distance_y": "4"})
    pattern.setSubSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "1.5", "color": "blue"}))
    return fill_of(pattern)


def _shape(name: str, **more: str) -> Callable[[Path], QgsVectorLayer]:
    look = {"name": name, "size": "9", "color": "#ff8000", "outline_width": "0.4", **more}
    return lambda _: single("Point", QgsMarkerSymbol.createSimple(look))


CASES: dict[str, Case] = {
    "single": Case(
        lambda _: single("Polygon", QgsFillSymbol.createSimple({"color": "#80a0c0", "outline_width": "0.8"}))
    ),
    "categorised": Case(lambda _: _categorised()),
    "graduated": Case(lambda _: _graduated()),
    "rules with scales": Case(
        lambda _: rules(('"Pop" > 10', {"color": "red"}, 50_000, 1_000), ('"Pop" <= 10', {"color": "blue"}, 1_000, 1))
    ),
    "rules with far scales": Case(
        lambda _: rules(('"Pop" > 10', {"color": "red"}, 15_000_000, 1_000_000), ('"Pop" <= 10', {}, 1_500_000, 1))
    ),
    "rules with else": Case(
        lambda _: rules(("\"Nom\" = 'a'", {"color": "red"}, 0, 0), ("ELSE", {"color": "blue"}, 0, 0))
    ),
    "nested rules": Case(lambda _: _nested()),
    "null test": Case(
        lambda _: rules(('"Nom" IS NULL', {"color": "red"}, 0, 0), ('"Nom" IS NOT NULL', {"color": "blue"}, 0, 0))
    ),
    "membership": Case(lambda _: rules(('"Pop" IN (5, 25)', {"color": "red"}, 0, 0))),
    "negated membership": Case(lambda _: rules(('"Pop" NOT IN (5, 25)', {"color": "red"}, 0, 0))),
    "pattern": Case(lambda _: rules(("\"Nom\" LIKE '%a%'", {"color": "red"}, 0, 0)), tiles=None),
    "pattern without case": Case(lambda _: rules(("\"Nom\" ILIKE 'A%'", {"color": "red"}, 0, 0)), tiles=None),
    "range": Case(lambda _: rules(('"Pop" BETWEEN 10 AND 20', {"color": "red"}, 0, 0))),
    "truth value": Case(lambda _: rules(('"Gros" IS TRUE', {"color": "red"}, 0, 0))),
    "unsayable filter": Case(lambda _: rules(("$area > 0", {"color": "red"}, 0, 0)), None, ("$area",)),
    "outline only": Case(
        lambda _: single("Polygon", QgsFillSymbol.createSimple({"style": "no", "outline_width": "1.2"}))
    ),
    "fill only": Case(lambda _: single("Polygon", QgsFillSymbol.createSimple({"color": "red", "outline_style": "no"}))),
    "opacity": Case(lambda _: _translucent()),
    "hatch": Case(lambda _: fill_of(hatch()), pattern=True),
    "points inside": Case(lambda _: _points_inside(), pattern=True),
    "brush": Case(lambda _: single("Polygon", QgsFillSymbol.createSimple({"style": "b_diagonal"})), pattern=True),
    "gradient": Case(lambda _: fill_of(QgsGradientFillSymbolLayer.create({})), None, ("gradient",)),
    "centroid": Case(lambda _: _centred()),
    "line": Case(lambda _: line_of(QgsSimpleLineSymbolLayer.create({"line_color": "#0060a0", "line_width": "2"}))),
    "custom dashes": Case(lambda _: _dashed({"use_custom_dash": "1", "customdash": "5;2", "customdash_unit": "MM"})),
    "dashes": Case(lambda _: _dashed({"line_style": "dash"})),
    # MapLibre takes an offset to the right for positive; QGIS reads it to the left.
    "line offset": Case(lambda _: _dashed({"offset": "2"}), None, ("offset",), tiles=None),
    "markers along": Case(lambda _: _markers_along("Interval")),
    "markers at ends": Case(lambda _: _markers_along("FirstVertex"), None, ("ends or vertices",)),
    "circle": Case(_shape("circle")),
    "square": Case(_shape("square")),
    "triangle": Case(_shape("triangle")),
    "star": Case(_shape("star")),
    "pentagon": Case(_shape("pentagon")),
    "cross": Case(_shape("cross2")),
    "turned": Case(_shape("square", angle="30")),
    "marker offset": Case(_shape("circle", offset="5,-3")),
    "svg marker": Case(lambda _: marker_of(svg())),
    "font marker": Case(lambda _: marker_of(QgsFontMarkerSymbolLayer("DejaVu Sans", "A", 10, QColor("#006000")))),
    "raster marker": Case(lambda folder: _raster(folder)),
    "sizes in points": Case(
        lambda _: _in_points(single("Point", QgsMarkerSymbol.createSimple({"name": "circle", "size": "20"})))
    ),
    "sizes on the ground": Case(
        lambda _: single("LineString", QgsLineSymbol.createSimple({"line_width": "100", "line_width_unit": "MapUnit"})),
        None,
        ("on the ground",),
    ),
    "size by data": Case(lambda _: _sized_by_data(), tiles=None),
    "colour by data": Case(lambda _: _coloured_by_data(), None, ("fill color", "follows an expression")),
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
    "labels": Case(lambda _: labelled("Polygon", text("Nom", is_expression=False))),
    "labels with a buffer": Case(lambda _: labelled("Polygon", text("Nom", buffer=True, is_expression=False))),
    "labels by expression": Case(lambda _: labelled("Polygon", text("\"Nom\" || ' (' || \"Pop\" || ')'"))),
    "labels beyond words": Case(
        lambda _: labelled("Polygon", text('format_number("Pop", 2)')), None, ("« Pop » alone",)
    ),
    "labels by rules": Case(lambda _: _labelled_by_rules()),
    "labels on lines": Case(lambda _: labelled("LineString", text("Pop", is_expression=False))),
}
