"""A layer's look in QGIS's own words (QML), attributes under their published names, pictures inside. Main thread.

Only symbols, labels, diagrams and scale limits are written: the rest of a layer (forms, actions, paths) concerns nobody
else.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, parse  # nosec B405 - reads only what QGIS has just written

from qgis.core import QgsExpression, QgsMapLayer, QgsVectorLayer

from cartes_gouv_plugin.bridge.symbology.losses import Losses, tell_of_absent_attributes

_EXPRESSIONS = ("attr", "filter", "expression", "fieldName", "weight_expression", "labelAttributeName",
                "classificationField", "classificationAttributeExpression")  # fmt: skip
"""XML attributes that hold a field or an expression."""
_DIAGRAM_PART, _ORDER = "attribute", "orderByClause"
"""Elements that hold one too: in their attribute `field`, as their text."""
_PROPERTIES = frozenset({"field", "expression", "geometryModifier", "x_attribute", "y_attribute"})
"""Options of symbols and of data-defined properties that do."""
_PICTURES = frozenset({"name", "svgFile", "imageFile"})
_TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\W\d]\w*""")


def write(layer: QgsVectorLayer, fields: Mapping[str, str], path: Path, losses: Losses) -> None:
    """`fields`: attribute to published name, for those that are published; the look is told to lack the others.

    Raises `OSError` when the file cannot be written.
    """
    category = QgsMapLayer.StyleCategory
    wanted = category.Symbology | category.Labeling | category.Diagrams | category.Rendering
    said, written = layer.saveNamedStyle(str(path), wanted)
    if not written:
        raise OSError(said)
    document = parse(path)  # nosec B314 - as above
    own = {field.name().casefold(): field.name() for field in layer.fields()}
    used = {own[name] for element in document.iter() for name in _names(element) if name in own}
    tell_of_absent_attributes(sorted(used - set(fields)), losses)
    for element in document.iter():
        _follow(element, fields)
    document.write(path, encoding="utf-8")


def _names(element: Element) -> Iterator[str]:
    """The fields that an element names, in lower case: QGIS makes no difference."""
    for text in _said(element):
        yield text.casefold()
        yield from (name.casefold() for name in QgsExpression(text).referencedColumns())


def _said(element: Element) -> Iterator[str]:
    yield from (element.attrib[name] for name in _EXPRESSIONS if name in element.attrib)
    if element.tag == _DIAGRAM_PART and "field" in element.attrib:
        yield element.attrib["field"]
    if element.tag == _ORDER:
        yield element.text or ""
    if element.tag == "Option" and element.get("name", "") in _PROPERTIES:
        yield element.get("value", "")


def renamed(text: str, fields: Mapping[str, str]) -> str:
    """A field's name, or an expression, that names fields as they are published; texts within it stay."""
    known = {name.casefold(): published for name, published in fields.items()}
    if text.casefold() in known:
        return known[text.casefold()]
    columns = {name.casefold() for name in QgsExpression(text).referencedColumns()}
    changed = {name: known[name] for name in columns if name in known}
    if not changed:
        return text

    def replaced(found: re.Match[str]) -> str:
        word = found.group()
        name = word[1:-1].replace('""', '"') if word.startswith('"') else word
        followed = text[found.end() :].lstrip().startswith("(")
        if word.startswith("'") or name.casefold() not in changed or followed:
            return word
        return str(QgsExpression.quotedColumnRef(changed[name.casefold()]))

    return _TOKEN.sub(replaced, text)


def _follow(element: Element, fields: Mapping[str, str]) -> None:
    for name in _EXPRESSIONS:
        if name in element.attrib:
            element.set(name, renamed(element.attrib[name], fields))
    if element.tag == _DIAGRAM_PART and "field" in element.attrib:
        element.set("field", renamed(element.attrib["field"], fields))
    if element.tag == _ORDER:
        element.text = renamed(element.text or "", fields)
    if element.tag != "Option":
        return
    name, value = element.get("name", ""), element.get("value", "")
    if name in _PROPERTIES:
        element.set("value", renamed(value, fields))
    elif name in _PICTURES and Path(value).is_absolute() and Path(value).is_file():
        element.set("value", "base64:" + base64.b64encode(Path(value).read_bytes()).decode())
