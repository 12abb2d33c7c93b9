"""QGIS expressions in the words of one style language, about the published attributes: said whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridgestyle.qgis.expressions import ExpressionConverter

from cartes_gouv_plugin.bridge.symbology.expressions import converted, properties_of
from cartes_gouv_plugin.bridge.symbology.language import Language

JUNCTIONS = frozenset({"And", "Or", "Not"})
_BOOLEAN, _TEXT = "boolean", "string"
_PLAIN_TEXT = re.compile(r"[\w ]*")


def is_test(expression: Any) -> bool:
    """Whether it answers yes or no."""
    return isinstance(expression, list) and (expression[0] in JUNCTIONS or str(expression[0]).startswith("PropertyIs"))


@dataclass(frozen=True)
class Words:
    """`fields`: attribute to published name, for those that are published."""

    converter: ExpressionConverter
    fields: Mapping[str, str]
    language: Language

    def value(self, text: str) -> Any:
        """A value as lists, for a size or a text; None when it cannot be said."""
        said = _mended(converted(text, self.converter))
        if said is None or is_test(said) or not properties_of(said) <= set(self.fields):
            return None
        return said if self._sayable(said) else None

    def condition(self, text: str) -> Any:
        """A filter as lists, `True` for everything, `False` for nothing; None when it cannot be said."""
        said = self._test(_mended(converted(text, self.converter)))
        if said is None or isinstance(said, bool):
            return said
        if not properties_of(said) <= set(self.fields):
            return None
        return said if self._sayable(said) else None

    def says(self, text: str) -> bool:
        return self.value(text) is not None

    def _sayable(self, said: Any) -> bool:
        return _has_plain_operands(said) and self.language.says(said)

    def _test(self, said: Any) -> Any:
        """The languages want a comparison where QGIS takes any value for a truth."""
        if isinstance(said, bool):
            return said
        if not isinstance(said, list):
            return None
        if said[0] not in JUNCTIONS:
            return said if is_test(said) else self._truth(said)
        parts = [self._test(part) for part in said[1:]]
        return None if any(part is None for part in parts) else _joined(said[0], parts)

    def _truth(self, said: list[Any]) -> Any:
        """An attribute alone: true, or a number other than zero."""
        kinds = {field.name(): field.typeName() for field in self.converter.fields or ()}
        kind = kinds.get(said[1], _TEXT) if said[0] == "PropertyName" else _TEXT
        if kind == _TEXT:
            return None
        return ["PropertyIsEqualTo", said, True] if kind == _BOOLEAN else ["PropertyIsNotEqualTo", said, 0]


def _joined(junction: str, parts: list[Any]) -> Any:
    """Without the parts that are always true, or never."""
    if junction == "Not":
        return not parts[0] if isinstance(parts[0], bool) else ["Not", parts[0]]
    decisive = junction == "Or"
    if decisive in [part for part in parts if isinstance(part, bool)]:
        return decisive
    open_ = [part for part in parts if not isinstance(part, bool)]
    return [junction, *open_] if len(open_) > 1 else open_[0] if open_ else not decisive


def _has_plain_operands(said: Any) -> bool:
    """Comparisons and arithmetic are between values, never between tests."""
    if not isinstance(said, list):
        return True
    tests = said[0] in JUNCTIONS
    return all(_has_plain_operands(part) and (tests or not is_test(part)) for part in said[1:])


def _mended(said: Any) -> Any:
    """bridgestyle keeps QGIS's arguments where the functions of the languages take others; None when they have none."""
    if isinstance(said, str):
        return said.replace("\\n", "\n")
    if not isinstance(said, list) or said[0] == "PropertyName":
        return said
    parts = [_mended(part) for part in said[1:]]
    if any(mended is None and part is not None for mended, part in zip(parts, said[1:])):
        return None
    if said[0] == "strSubstr":
        return _part_of_text(parts)
    if said[0] == "strReplace":
        plain = len(parts) == 3 and all(isinstance(part, str) and _PLAIN_TEXT.fullmatch(part) for part in parts[1:])
        return [said[0], *parts, True] if plain else None
    if said[0] in ("min", "max") and len(parts) != 2:
        return None
    return [said[0], *parts]


def _part_of_text(parts: list[Any]) -> Any:
    """QGIS counts from one, with a length; map servers from zero, with an end."""
    if not all(isinstance(part, int) and part > 0 for part in parts[1:]):
        return None
    start = parts[1] - 1
    if len(parts) == 2:
        return ["strSubstringStart", parts[0], start]
    return ["strSubstr", parts[0], start, start + parts[2]]
