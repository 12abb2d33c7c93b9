"""Looks that people do make, and that no style language was made for: filters, categories, renderers, symbol layers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    Qgs25DRenderer,
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsDrawSourceEffect,
    QgsEffectStack,
    QgsEmbeddedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsInvertedPolygonRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsMergedFeatureRenderer,
    QgsPointClusterRenderer,
    QgsPointDisplacementRenderer,
    QgsProperty,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from tests.qgis.symbology_corpus import Case, fill_of, hatch, line_of, marker_of, rules, single, svg
from tests.qgis.symbology_scene import layer

COLOURS = ("#c00000", "#00a000", "#3030c0", "#c0c000")
_LEFT_OUT = ("filter cannot be carried",)
_FOLLOWS = ("follows an expression",)


def _symbol(kind: str, **look: str) -> QgsSymbol:
    return {"Polygon": QgsFillSymbol, "LineString": QgsLineSymbol, "Point": QgsMarkerSymbol}[kind].createSimple(look)


def _simple(kind: str, **look: str) -> Callable[[Path], QgsVectorLayer]:
    return lambda _: single(kind, _symbol(kind, **look))


def _part(name: str, properties: dict[str, str], sub: QgsSymbol | None = None) -> QgsSymbolLayer:
    made = QgsApplication.symbolLayerRegistry().symbolLayerMetadata(name).createSymbolLayer(properties)
    if sub is not None:
        made.setSubSymbol(sub)
    return made


def _drawn_by(kind: str, renderer: Callable[[], QgsFeatureRenderer]) -> Callable[[Path], QgsVectorLayer]:
    def make(_: Path) -> QgsVectorLayer:
        made = layer(kind)
        made.setRenderer(renderer())
        return made

    return make


def _around(outer: type[QgsFeatureRenderer], kind: str) -> Callable[[], QgsFeatureRenderer]:
    def make() -> QgsFeatureRenderer:
        inner = QgsSingleSymbolRenderer(_symbol(kind, color="red"))
        if kind == "Polygon":
            return outer(inner)
        made = outer()
        made.setEmbeddedRenderer(inner)
        return made

    return make


def _categories(attribute: str, *values: object) -> Callable[[Path], QgsVectorLayer]:
    pairs = list(zip(values, COLOURS))
    return _drawn_by(
        "Polygon",
        lambda: QgsCategorizedSymbolRenderer(
            attribute, [QgsRendererCategory(value, _symbol("Polygon", color=c), str(value)) for value, c in pairs]
        ),
    )


def _ranges(attribute: str, *limits: tuple[float, float]) -> Callable[[Path], QgsVectorLayer]:
    pairs = list(zip(limits, COLOURS))
    return _drawn_by(
        "Polygon",
        lambda: QgsGraduatedSymbolRenderer(
            attribute, [QgsRendererRange(low, high, _symbol("Polygon", color=c), c) for (low, high), c in pairs]
        ),
    )


def _following(kind: str, key: QgsSymbolLayer.Property, text: str, **look: str) -> Callable[[Path], QgsVectorLayer]:
    def make(_: Path) -> QgsVectorLayer:
        made = single(kind, _symbol(kind, **look))
        made.renderer().symbol().symbolLayer(0).setDataDefinedProperty(key, QgsProperty.fromExpression(text))
        return made

    return make


def _filtered(condition: str, otherwise: str = "") -> Callable[[Path], QgsVectorLayer]:
    look: list[tuple[str, dict[str, str], float, float]] = [(condition, {"color": "red"}, 0, 0)]
    return lambda _: rules(*look, *([(otherwise, {"color": "blue"}, 0, 0)] if otherwise else []))


def _translucent_effect(_: Path) -> QgsVectorLayer:
    made = single("Polygon", _symbol("Polygon", color="red"))
    source, stack = QgsDrawSourceEffect(), QgsEffectStack()
    source.setOpacity(0.3)
    stack.appendEffect(source)
    made.renderer().symbol().symbolLayer(0).setPaintEffect(stack)
    return made


def _opacity_by_data(_: Path) -> QgsVectorLayer:
    made = single("Polygon", _symbol("Polygon", color="red"))
    follows = QgsProperty.fromExpression('if("Pop" > 10, 20, 100)')
    made.renderer().symbol().setDataDefinedProperty(QgsSymbol.Property.Opacity, follows)
    return made


def _ordered(_: Path) -> QgsVectorLayer:
    made = single("Polygon", _symbol("Polygon", color="red"))
    made.renderer().setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause("Pop")]))
    made.renderer().setOrderByEnabled(True)
    return made


def _levels(_: Path) -> QgsVectorLayer:
    made = single("LineString", _symbol("LineString", line_width="4", line_color="black"))
    symbol = made.renderer().symbol()
    symbol.appendSymbolLayer(QgsSimpleLineSymbolLayer(QColor("yellow"), 2))
    symbol.symbolLayer(1).setRenderingPass(1)
    made.renderer().setUsingSymbolLevels(True)
    return made


def _faded(_: Path) -> QgsVectorLayer:
    made = single("Polygon", _symbol("Polygon", color="red", outline_style="no"))
    made.setOpacity(0.4)
    return made


def _within_scales(_: Path) -> QgsVectorLayer:
    made = single("Polygon", _symbol("Polygon", color="red"))
    made.setScaleBasedVisibility(True)
    made.setMinimumScale(100_000)
    made.setMaximumScale(50_000)
    return made


def _dot(**look: str) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({"name": "circle", "size": "3", "color": "red", **look})


def _red_line() -> QgsLineSymbol:
    return QgsLineSymbol.createSimple({"line_color": "red", "line_width": "0.5"})


def _of_line(name: str, properties: dict[str, str], sub: QgsSymbol | None = None) -> Callable[[Path], QgsVectorLayer]:
    return lambda _: line_of(_part(name, properties, sub.clone() if sub is not None else None))


def _of_fill(name: str, properties: dict[str, str], sub: QgsSymbol | None = None) -> Callable[[Path], QgsVectorLayer]:
    return lambda _: fill_of(_part(name, properties, sub.clone() if sub is not None else None))


def _shown_by_svg(_: Path) -> QgsVectorLayer:
    return fill_of(_part("SVGFill", {"width": "5", "svgFile": svg().path()}))


_P = QgsSymbolLayer.Property
RENDERERS: dict[str, Case] = {
    "inverted polygons": Case(
        _drawn_by("Polygon", _around(QgsInvertedPolygonRenderer, "Polygon")), None, ("outside polygons",)
    ),
    "merged": Case(_drawn_by("Polygon", _around(QgsMergedFeatureRenderer, "Polygon")), None, ("not merged",)),
    "displacement": Case(
        _drawn_by("Point", _around(QgsPointDisplacementRenderer, "Point")), None, ("neither moved apart nor grouped",)
    ),
    "cluster": Case(
        _drawn_by("Point", _around(QgsPointClusterRenderer, "Point")), None, ("neither moved apart nor grouped",)
    ),
    "2.5D": Case(_drawn_by("Polygon", Qgs25DRenderer), None, ("kind of drawing", "plain symbol")),
    "embedded symbols": Case(
        _drawn_by("Polygon", lambda: QgsEmbeddedSymbolRenderer(_symbol("Polygon", color="red"))),
        0.02,
        ("come with each object",),
    ),
    "symbol levels": Case(_levels),
    "layer opacity": Case(_faded),
    "layer scales": Case(_within_scales),
    "effect opacity": Case(_translucent_effect, None, ("opacity and the blending of its effects",)),
    "symbol opacity by data": Case(_opacity_by_data, None, _FOLLOWS),
    "drawing order": Case(_ordered, 0.02, ("drawing order",)),
    "categories, null": Case(_categories("Nom", "a", None)),
    "categories, empty text": Case(_categories("Nom", "a", "")),
    "categories, lists": Case(_categories("Nom", ["a", "b'c"], "")),
    "categories, number on text": Case(_categories("Nom", 5, "a")),
    "categories, text on number": Case(_categories("Pop", "5", "15", "")),
    "categories, expression": Case(_categories("\"Nom\" || ' x'", "a x", "")),
    "categories, unknown function": Case(_categories('length("Nom")', 1, 3), None, _LEFT_OUT),
    "categories, truth": Case(_categories("Gros", True, False)),
    "ranges that touch": Case(_ranges("Pop", (0, 5), (5, 15), (15, 30))),
    "ranges, last one first": Case(_ranges("Pop", (15, 30), (5, 15), (0, 5))),
    "ranges that overlap": Case(_ranges("Pop", (0, 20), (10, 30))),
    # QGIS reads no arithmetic in the filter of a MapLibre style.
    "ranges, expression": Case(_ranges('"Pop" / 2', (0, 5), (5, 30)), tiles=None),
    "ranges, function": Case(_ranges('sqrt("Pop")', (0, 3), (3, 30)), tiles=None),
}
FILTERS: dict[str, Case] = {
    "filter, signs of XML": Case(_filtered("\"Nom\" = '<&>\"' OR \"Nom\" = 'b''c'", "ELSE")),
    "filter, unknown function": Case(_filtered('length("Nom") = 3', "ELSE"), None, _LEFT_OUT),
    "filter, another than": Case(_filtered("\"Nom\" <> 'x'")),
    "filter, not the same": Case(_filtered("NOT (\"Nom\" = 'x')")),
    "filter, false": Case(_filtered('"Gros" IS FALSE', '"Gros"')),
    "filter, power": Case(_filtered('"Surface" ^ 2 > 1'), None, _LEFT_OUT),
    "filter, case": Case(_filtered("CASE WHEN \"Pop\" > 10 THEN 'x' END = 'x'"), None, _LEFT_OUT),
    "filter, variable": Case(_filtered("@map_scale > 10"), None, _LEFT_OUT),
    "filter, regular expression": Case(_filtered("\"Nom\" ~ 'b'"), None, _LEFT_OUT),
    "filter, not": Case(_filtered('NOT "Pop" > 10')),
    "filter, beginning": Case(_filtered("\"Nom\" LIKE 'b%'")),
    "filter, one letter": Case(_filtered("\"Nom\" LIKE 'b_c'"), tiles=None),
    "filter, negative": Case(_filtered('"Pop" > -3')),
    "filter, lower case": Case(_filtered("lower(nom) = 'a'"), tiles=None),
    "filter, everything": Case(_filtered("TRUE")),
    "filter, nothing": Case(_filtered('"Pop" > 10', "FALSE")),
    "filter, everything among others": Case(_filtered('TRUE AND NOT ("Pop" > 10 OR FALSE)')),
    "filter, a test of a test": Case(_filtered('("Pop" > 10) = FALSE'), None, _LEFT_OUT),
    "filter, a text for a truth": Case(_filtered('"Nom"'), None, _LEFT_OUT),
}
SYMBOLS: dict[str, Case] = {
    "ellipse": Case(lambda _: marker_of(_part("EllipseMarker", {"symbol_width": "8", "angle": "20"}))),
    "filled marker": Case(
        lambda _: marker_of(_part("FilledMarker", {"name": "hexagon", "size": "9"}, _symbol("Polygon", color="orange")))
    ),
    "translucent marker": Case(_simple("Point", color="255,0,0,80", outline_width="1", name="circle", size="15")),
    "marker held by its foot": Case(_simple("Point", name="square", size="9", vertical_anchor_point="2")),
    "marker with dashes": Case(_simple("Point", name="square", size="12", outline_style="dash", outline_width="1")),
    "sizes in pixels": Case(_simple("Point", size="20", size_unit="Pixel", name="circle")),
    "sizes in inches": Case(_simple("Point", size="0.3", size_unit="Inch", name="circle")),
    "arrow": Case(_of_line("ArrowLine", {"arrow_width": "2"}, _symbol("Polygon", color="red")), None, ("plain one",)),
    "hashes": Case(_of_line("HashLine", {"interval": "4"}, _red_line()), None, ("plain one",)),
    "markers at vertices": Case(_of_line("MarkerLine", {"placements": "Vertex"}, _dot()), None, ("in its middle",)),
    "markers beside a line": Case(
        _of_line("MarkerLine", {"placements": "Interval", "interval": "6", "offset": "3"}, _dot()),
        None,
        ("beside a line",),
    ),
    "lineburst": Case(_of_line("Lineburst", {"line_width": "4"}), None, ("plain one",)),
    "line of no stroke": Case(
        lambda _: line_of(_part("SimpleLine", {"line_style": "no"}), _part("SimpleLine", {"line_color": "red"}))
    ),
    "shortened line": Case(_simple("LineString", line_width="2", trim_distance_start="10"), None, ("shortened",)),
    "line with round ends": Case(_simple("LineString", line_width="6", capstyle="round", joinstyle="round")),
    "inside a polygon": Case(
        lambda _: fill_of(_part("SimpleLine", {"draw_inside_polygon": "1", "line_width": "4"})), None, ("inside its",)
    ),
    # QGIS draws no markers along the border of a polygon of tiles; MapLibre does.
    "markers around a polygon": Case(
        lambda _: fill_of(_part("SimpleFill", {}), _part("MarkerLine", {"interval": "6"}, _dot())), tiles=None
    ),
    "hatch at 30°": Case(_of_fill("LinePatternFill", {"distance": "3", "angle": "30"}, _red_line()), pattern=True),
    "hatch in pixels": Case(
        _of_fill("LinePatternFill", {"distance": "12", "distance_unit": "Pixel", "angle": "30"}, _red_line()),
        pattern=True,
    ),
    "cross-hatch": Case(
        lambda _: fill_of(_part("SimpleFill", {"color": "#ffffd0"}), hatch(), hatch("135")), pattern=True
    ),
    "markers in shifted rows": Case(
        _of_fill("PointPatternFill", {"distance_x": "4", "distance_y": "4", "displacement_x": "2"}, _dot()),
        pattern=True,
    ),
    "random markers": Case(_of_fill("RandomMarkerFill", {"point_count": "20"}, _dot()), None, ("at random",)),
    "picture that is gone": Case(_of_fill("RasterFill", {"imageFile": "/nowhere.png"}), None, ("left out",)),
    "drawing as a fill": Case(_shown_by_svg, pattern=True),
    "shapeburst": Case(_of_fill("ShapeburstFill", {}), None, ("gradient",)),
    "translucent colours": Case(_simple("Polygon", color="255,0,0,80", outline_color="0,0,255,100", outline_width="3")),
    "width by data": Case(_following("LineString", _P.StrokeWidth, '"Pop" / 5'), tiles=None),
    "angle by data": Case(_following("Point", _P.Angle, '"Pop" * 3', name="square", size="9"), tiles=None),
    "shown by data": Case(_following("Polygon", _P.LayerEnabled, '"Pop" > 10'), None, _FOLLOWS),
    "shape by data": Case(_following("Point", _P.Name, "'star'", name="circle"), None, _FOLLOWS),
    "size by a function": Case(_following("Point", _P.Size, 'scale_exp("Pop", 0, 30, 1, 10, 2)'), None, _FOLLOWS),
}
