"""A style as the drawing engine of the emulator reads it.

QGIS takes other words than the platform's map server for functions and truths, and wants the gaps between the markers
of a line in an element of a later SLD. Labels are taken out: `sld_labels` reads them.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from emulator.work.ogc_functions import in_qgis
from emulator.work.safexml import local_name, text_of
from emulator.work.sld import OGC, SLD

_LITERAL_GAPS = 34400
_TRUTHS = frozenset({"true", "false"})
_DRAWN = ("PointSymbolizer", "LineSymbolizer", "PolygonSymbolizer")


def adapt(root: etree._Element) -> None:
    """Changes the style in place; what the map server itself would not understand stays so."""
    for function in root.iter(f"{{{OGC}}}Function"):
        function.set("name", in_qgis(function.get("name", "")))
    for literal in [found for found in root.iter(f"{{{OGC}}}Literal") if text_of(found) in _TRUTHS]:
        _compare_as_text(literal)
    for stroke in root.iter(f"{{{SLD}}}GraphicStroke"):
        _set_gap(stroke)
    for polygon in list(root.iter(f"{{{SLD}}}PolygonSymbolizer")):
        _draw_dashes_apart(polygon)
    _take_labels_away(root)


def _draw_dashes_apart(polygon: etree._Element) -> None:
    """A map server ends dashes flat when nothing is said; QGIS ends those of an outline with squares."""
    stroke = polygon.find(f"{{{SLD}}}Stroke")
    if stroke is None or stroke.find(f"{{{SLD}}}CssParameter[@name='stroke-dasharray']") is None:
        return
    line = etree.Element(f"{{{SLD}}}LineSymbolizer")
    line.append(stroke)
    if stroke.find(f"{{{SLD}}}CssParameter[@name='stroke-linecap']") is None:
        etree.SubElement(stroke, f"{{{SLD}}}CssParameter", {"name": "stroke-linecap"}).text = "butt"
    polygon.addnext(line)
    if not len(polygon):
        polygon.getparent().remove(polygon)


def _compare_as_text(literal: etree._Element) -> None:
    """QGIS takes the word « true » for a text: the other side becomes one too."""
    parent = literal.getparent()
    if not local_name(parent).startswith("PropertyIs"):
        return
    for other in list(parent):
        if other is not literal:
            wrapped = etree.Element(f"{{{OGC}}}Function", {"name": "to_string"})
            parent.replace(other, wrapped)
            wrapped.append(other)


def _set_gap(stroke: etree._Element) -> None:
    """« 12 20 »: a marker of 12 and 20 without one."""
    dashes = stroke.getparent().find(f"{{{SLD}}}CssParameter[@name='stroke-dasharray']")
    try:
        interval = sum(float(part) for part in text_of(dashes).replace(",", " ").split())
    except ValueError:
        return
    if interval > 0:
        gap = etree.SubElement(stroke, f"{{{SLD}}}Gap")
        written = etree.SubElement(gap, f"{{{OGC}}}Literal") if _reads_gaps_as_literals() else gap
        written.text = str(interval)


@cache
def _reads_gaps_as_literals() -> bool:
    """As the standard writes them: QGIS does from 3.44 on; 3.40 takes the bare text only."""
    from qgis.core import Qgis

    return Qgis.versionInt() >= _LITERAL_GAPS


def draws(root: etree._Element) -> bool:
    """Whether anything is left but labels."""
    return any(local_name(element) in _DRAWN for element in root.iter())


def _take_labels_away(root: etree._Element) -> None:
    """Rules of labels alone go too."""
    for text in list(root.iter(f"{{{SLD}}}TextSymbolizer")):
        text.getparent().remove(text)
    for rule in list(root.iter(f"{{{SLD}}}Rule")):
        if not any(local_name(child) in _DRAWN for child in rule):
            rule.getparent().remove(rule)
