"""Conditions as MapLibre has them, from bridgestyle's lists; where one may choose, those that QGIS reads back too."""

from __future__ import annotations

from typing import Any

from bridgestyle.mapboxgl import fromgeostyler

from cartes_gouv_plugin.bridge.symbology.expressions import properties_of

_EVERY, _ONE = "%", "_"
_CONTRARY_JUNCTIONS = {"Or": "And", "And": "Or"}
_CONTRARIES = (
    ("PropertyIsEqualTo", "PropertyIsNotEqualTo"),
    ("PropertyIsLessThan", "PropertyIsGreaterThanOrEqualTo"),
    ("PropertyIsGreaterThan", "PropertyIsLessThanOrEqualTo"),
    ("PropertyIsNull", "PropertyIsNotNull"),
)
_CONTRARY_TESTS = {**dict(_CONTRARIES), **{second: first for first, second in _CONTRARIES}}


def says(said: Any) -> bool:
    """bridgestyle drops what it has no word for, and knows patterns only as « contains »."""
    if not isinstance(said, list) or said[0] == "PropertyName":
        return True
    if said[0] == "PropertyIsLike":
        return isinstance(said[2], str) and _pattern(said) is not None and says(said[1])
    return fromgeostyler.func.get(said[0]) is not None and all(says(part) for part in said[1:])


def sayable(node: Any) -> Any:
    """Without negations, which bridgestyle takes for tests of presence; rows without a value differ from nothing."""
    return _with_values(_affirmed(node))


def _with_values(node: Any) -> Any:
    """To MapLibre an absent value is another one than « x »; in QGIS it is neither « x » nor another."""
    if isinstance(node, dict):
        return {key: _with_values(value) for key, value in node.items()}
    if not isinstance(node, list) or not node:
        return node
    if node[0] == "PropertyIsNotEqualTo":
        present = [["PropertyIsNotNull", ["PropertyName", name]] for name in sorted(properties_of(node))]
        return ["And", *present, node] if present else node
    return [_with_values(item) for item in node]


def _affirmed(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _affirmed(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    said = [_affirmed(item) for item in node]
    if said and said[0] == "PropertyIsLike":
        return _pattern(said)
    return _denied(said[1]) if said and said[0] == "Not" else said


def _pattern(said: list[Any]) -> Any:
    """« contains », « begins with » or « is »; None for other patterns. A beginning is a range of texts."""
    _like, tested, pattern = said
    text = pattern.strip(_EVERY)
    if not text or _EVERY in text or _ONE in text or "\\" in text:
        return None
    if pattern == text:
        return ["PropertyIsEqualTo", tested, text]
    if pattern.startswith(_EVERY):
        return said if pattern.endswith(_EVERY) else None
    beyond = text[:-1] + chr(ord(text[-1]) + 1)
    return ["And", ["PropertyIsGreaterThanOrEqualTo", tested, text], ["PropertyIsLessThan", tested, beyond]]


def _denied(said: Any) -> Any:
    """The contrary, in words that QGIS reads back too; else a comparison with « false », which MapLibre alone knows."""
    if isinstance(said, list) and said[0] in _CONTRARY_JUNCTIONS:
        return [_CONTRARY_JUNCTIONS[said[0]], *(_denied(part) for part in said[1:])]
    if isinstance(said, list) and said[0] in _CONTRARY_TESTS:
        return [_CONTRARY_TESTS[said[0]], *said[1:]]
    return ["PropertyIsEqualTo", said, False]
