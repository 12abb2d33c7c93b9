"""A renderer as a flat list of rules: filters joined, scales intersected, « else » written out. Main thread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Union

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsFeatureRenderer,
    QgsGraduatedSymbolRenderer,
    QgsNullSymbolRenderer,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from cartes_gouv_plugin.bridge.symbology.expressions import any_of

_NULL_TEST = re.compile(r"""["']?([^"'\s()]+)["']?\s+IS\s+(?:NOT\s+)?NULL""", re.IGNORECASE)
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
        return _categories(renderer, scales)
    if isinstance(renderer, QgsGraduatedSymbolRenderer):
        return _ranges(renderer, scales)
    if not isinstance(renderer, QgsRuleBasedRenderer):
        renderer = _as_rules(renderer)
    return None if renderer is None else _flatten(renderer.rootRule(), "", scales)


def scales_of(layer: QgsVectorLayer) -> Scales:
    if not layer.hasScaleBasedVisibility():
        return Scales()
    return Scales(layer.minimumScale(), layer.maximumScale())


def _as_rules(renderer: QgsFeatureRenderer) -> QgsRuleBasedRenderer | None:
    return QgsRuleBasedRenderer.convertFromRenderer(renderer)


def _categories(renderer: QgsCategorizedSymbolRenderer, scales: Scales) -> list[FlatRule]:
    attribute = _operand(renderer.classAttribute())
    rules, seen, rest = [], [], None
    for category in renderer.categories():
        value = category.value()
        if _is_rest(value):
            rest = category
            continue
        values = list(value) if isinstance(value, (list, tuple)) else [value]
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


def _ranges(renderer: QgsGraduatedSymbolRenderer, scales: Scales) -> list[FlatRule]:
    """A value on a border belongs to the range before it, as QGIS draws it."""
    attribute = _operand(renderer.classAttribute())
    rules, borders = [], set()
    for each in renderer.ranges():
        lower, upper = each.lowerValue(), each.upperValue()
        above = ">" if lower in borders else ">="
        borders.add(upper)
        if each.renderState():
            condition = f"{attribute} {above} {_number(lower)} AND {attribute} <= {_number(upper)}"
            rules.append(FlatRule(each.label(), condition, scales, each.symbol().clone()))
    return rules


def _number(value: float) -> str:
    return repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def _operand(attribute: str) -> str:
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
