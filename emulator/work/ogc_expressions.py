"""OGC expressions as QGIS writes them."""

from __future__ import annotations

from lxml import etree
from qgis.core import QgsExpression

from emulator.work.ogc_functions import call_in_qgis
from emulator.work.safexml import local_name, text_of

_ARITHMETIC = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/"}


def in_qgis(element: etree._Element) -> str:
    """One expression: an attribute, a literal, arithmetic, a function."""
    name = local_name(element)
    if name == "PropertyName":
        return str(QgsExpression.quotedColumnRef(text_of(element)))
    if name == "Literal":
        return _literal("".join(element.itertext()))
    parts = [in_qgis(child) for child in element]
    if name in _ARITHMETIC:
        return f"({f' {_ARITHMETIC[name]} '.join(parts)})"
    return call_in_qgis(element.get("name", ""), parts)


def mixed_in_qgis(parameter: etree._Element | None) -> str:
    """A parameter: text and expressions that follow each other, joined."""
    if parameter is None:
        return "''"
    text = (parameter.text or "").strip()
    parts = [_literal(text)] if text else []
    return " || ".join(parts + [in_qgis(child) for child in parameter]) or "''"


def _literal(text: str) -> str:
    try:
        float(text)
    except ValueError:
        return str(QgsExpression.quotedString(text))
    return text.strip()
