"""A renderer as a flat list of rules: filters joined, scales intersected, « else » written out. Main thread."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Union

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEmbeddedSymbolRenderer,
    QgsExpression,
    QgsFields,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsInvertedPolygonRenderer,
    QgsNullSymbolRenderer,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from cartes_gouv_plugin.bridge.symbology.expressions import any_of

_NULL_TEST = re.compile(r"""["']?([^"'\s()]+)["']?\s+IS\s+(?:NOT\s+)?NULL""", re.IGNORECASE)
_OUTLINE_MM = 0.4
_AnyRule = Union[QgsRuleBasedRenderer.Rule, QgsRuleBasedLabeling.Rule]


@dataclass(frozen=True)
class Scales:
    """Denominators; `minimum` is the zoomed-out limit, as in QGIS; 0: none."""

    minimum: float = 0.0
    maximum: float = 0.0

    def within(self, other: Scales) -> Scales:
        limits = [limit for limit in (self.minimum, other.minimum) if limit > 0]
        return Scales(min(limits, default=0.0), max(self.maximum, other.maximum))

    @property
    def empty(self) -> bool:
        return 0 < self.minimum <= self.maximum


@dataclass(frozen=True)
class FlatRule:
    """`filter`: a QGIS expression, empty for everything. `symbol` is a clone. `wanting`: nothing can match it."""

    label: str
    filter: str
    scales: Scales
    symbol: QgsSymbol


def flat_rules(layer: QgsVectorLayer) -> list[FlatRule] | None:
    """None for a renderer that draws something else than symbols by rules (heat maps, and what we do not know)."""
    renderer = layer.renderer()
    scales = scales_of(layer)
    if renderer is None or isinstance(renderer, QgsNullSymbolRenderer):
        return []
    if isinstance(renderer, QgsSingleSymbolRenderer):
        return [FlatRule("", "", scales, renderer.symbol().clone())]
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        return _categories(renderer, layer.fields(), scales)
    if isinstance(renderer, QgsGraduatedSymbolRenderer):
        return _ranges(renderer, layer.fields(), scales)
    if isinstance(renderer, QgsEmbeddedSymbolRenderer):
        symbol = renderer.defaultSymbol()
        return [FlatRule("", "", scales, symbol.clone())] if symbol is not None else []
    if isinstance(renderer, QgsRuleBasedRenderer):
        return _flatten(renderer.rootRule(), "", scales)
    as_rules = QgsRuleBasedRenderer.convertFromRenderer(renderer)
    if as_rules is None:
        return None
    rules = _flatten(as_rules.rootRule(), "", scales)
    return [_outlined(rule) for rule in rules] if isinstance(renderer, QgsInvertedPolygonRenderer) else rules


def scales_of(layer: QgsVectorLayer) -> Scales:
    if not layer.hasScaleBasedVisibility():
        return Scales()
    return Scales(layer.minimumScale(), layer.maximumScale())


def _outlined(rule: FlatRule) -> FlatRule:
    """What is filled is outside; filling the inside instead would hide what the map is about."""
    outline = QgsSimpleFillSymbolLayer(
        QColor(), Qt.BrushStyle.NoBrush, rule.symbol.color(), Qt.PenStyle.SolidLine, _OUTLINE_MM
    )
    symbol = QgsFillSymbol.createSimple({})
    symbol.changeSymbolLayer(0, outline)
    return replace(rule, symbol=symbol)


def _categories(renderer: QgsCategorizedSymbolRenderer, fields: QgsFields, scales: Scales) -> list[FlatRule]:
    attribute = _operand(renderer.classAttribute(), fields)
    rules, seen, rest = [], [], None
    for category in renderer.categories():
        value = category.value()
        values = list(value) if isinstance(value, (list, tuple)) else [value]
        if any(_is_rest(item) for item in values):
            rest = category
            values = [item for item in values if not _is_rest(item)]
        if not values:
            continue
        condition = any_of([f"{attribute} = {QgsExpression.quotedValue(item)}" for item in values])
        seen.append(condition)
        if category.renderState():
            rules.append(FlatRule(category.label() or str(value), condition, scales, category.symbol().clone()))
    if rest is not None and rest.renderState():
        rules.append(FlatRule(rest.label() or "else", _none_of(seen), scales, rest.symbol().clone()))
    return rules


def _is_rest(value: object) -> bool:
    """QGIS writes « all other values » as an empty value."""
    return value is None or value == "" or (hasattr(value, "isNull") and bool(value.isNull()))


def _ranges(renderer: QgsGraduatedSymbolRenderer, fields: QgsFields, scales: Scales) -> list[FlatRule]:
    """QGIS draws a value with the first range that holds it, both borders included."""
    attribute = _operand(renderer.classAttribute(), fields)
    rules: list[FlatRule] = []
    before: list[tuple[float, float]] = []
    for each in renderer.ranges():
        limits = (each.lowerValue(), each.upperValue())
        if each.renderState():
            rules.append(FlatRule(each.label(), _within(attribute, limits, before), scales, each.symbol().clone()))
        before.append(limits)
    return rules


def _within(attribute: str, limits: tuple[float, float], before: list[tuple[float, float]]) -> str:
    lower, upper = limits
    above = ">" if lower in (high for _low, high in before) else ">="
    below = "<" if upper in (low for low, _high in before) else "<="
    condition = f"{attribute} {above} {_number(lower)} AND {attribute} {below} {_number(upper)}"
    for low, high in before:
        if max(low, lower) < min(high, upper):
            condition += f" AND ({attribute} < {_number(low)} OR {attribute} > {_number(high)})"
    return condition


def _number(value: float) -> str:
    return repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def _operand(attribute: str, fields: QgsFields) -> str:
    """A field comes first, as in QGIS: « code-postal » may be the name of one, and a difference."""
    known = fields.lookupField(attribute)
    if known >= 0:
        return QgsExpression.quotedColumnRef(fields.at(known).name())
    expression = QgsExpression(attribute)
    if expression.isField() or not expression.isValid():
        return QgsExpression.quotedColumnRef(attribute.strip('"'))
    return f"({attribute})"


def _flatten(parent: _AnyRule, condition: str, scales: Scales) -> list[FlatRule]:
    rules: list[FlatRule] = []
    for rule, own, limits in active_rules(parent, condition, scales):
        if rule.symbol() is not None and not limits.empty:
            rules.append(FlatRule(rule.label() or rule.filterExpression(), own, limits, rule.symbol().clone()))
        rules += _flatten(rule, own, limits)
    return rules


def active_rules(parent: _AnyRule, condition: str, scales: Scales) -> list[tuple[_AnyRule, str, Scales]]:
    """The active children of a rule, each with its whole condition and scale limits.

    « Else » is for what no sibling takes, so it becomes « none of the siblings' conditions ».
    """
    siblings = [rule for rule in parent.children() if rule.active()]
    taken = [rule.filterExpression() or "TRUE" for rule in siblings if not rule.isElse()]
    found = []
    for rule in siblings:
        own = _none_of(taken) if rule.isElse() else rule.filterExpression()
        limits = Scales(rule.minimumScale(), rule.maximumScale()).within(scales)
        found.append((rule, joined(condition, own), limits))
    return found


def joined(first: str, second: str) -> str:
    return f"({first}) AND ({second})" if first and second else first or second


def _none_of(conditions: list[str]) -> str:
    """What none of the conditions takes, rows without a value included: « not (null = 1) » is unknown to a server."""
    if not conditions:
        return ""
    columns = {column for condition in conditions for column in _columns(condition)}
    if len(columns) == 1:
        return _not(any_of(conditions))
    return " AND ".join(f"({_not(condition)})" for condition in conditions)


def _not(condition: str) -> str:
    nulls = [f"{QgsExpression.quotedColumnRef(column)} IS NULL" for column in _columns(condition)]
    return " OR ".join([f"NOT ({condition})", *nulls])


def _columns(condition: str) -> list[str]:
    """The attributes whose absence makes the condition unknown: not those that it tests for being null."""
    tested = {name.lower() for name in _NULL_TEST.findall(condition)}
    return sorted(name for name in QgsExpression(condition).referencedColumns() if name.lower() not in tested)
