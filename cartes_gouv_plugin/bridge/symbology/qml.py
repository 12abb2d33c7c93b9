"""A layer's look in QGIS's own words (QML), attributes under their published names, pictures inside. Main thread.

Only symbols, labels and scale limits are written: the rest of a layer (forms, actions, paths) concerns nobody else.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, parse  # nosec B405 - reads only what QGIS has just written

from qgis.core import QgsExpression, QgsMapLayer, QgsVectorLayer

_EXPRESSIONS = ("attr", "filter", "expression", "fieldName")
"""XML attributes that hold a field or an expression."""
_PROPERTIES = frozenset({"field", "expression"})
"""Options of a data-defined property that do."""
_PICTURES = frozenset({"name", "svgFile", "imageFile"})
_TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\W\d]\w*""")


def write(layer: QgsVectorLayer, fields: Mapping[str, str], path: Path) -> None:
    """`fields`: attribute to published name. Raises `OSError` when the file cannot be written."""
    category = QgsMapLayer.StyleCategory
    said, written = layer.saveNamedStyle(str(path), category.Symbology | category.Labeling | category.Rendering)
    if not written:
        raise OSError(said)
    document = parse(path)  # nosec B314 - as above
    changed = {name: published for name, published in fields.items() if name != published}
    for element in document.iter():
        _follow(element, changed)
    document.write(path, encoding="utf-8")


def renamed(text: str, fields: Mapping[str, str]) -> str:
    """A field's name, or an expression, that names fields as they are published; texts within it stay."""
    if text in fields:
        return fields[text]
    columns = QgsExpression(text).referencedColumns()
    changed = {name: fields[name] for name in columns if name in fields}
    if not changed:
        return text

    def replaced(found: re.Match[str]) -> str:
        word = found.group()
        name = word[1:-1].replace('""', '"') if word.startswith('"') else word
        followed = text[found.end() :].lstrip().startswith("(")
        if word.startswith("'") or name not in changed or followed:
            return word
        return str(QgsExpression.quotedColumnRef(changed[name]))

    return _TOKEN.sub(replaced, text)


def _follow(element: Element, fields: Mapping[str, str]) -> None:
    for name in _EXPRESSIONS:
        if name in element.attrib:
            element.set(name, renamed(element.attrib[name], fields))
    if element.tag != "Option":
        return
    name, value = element.get("name", ""), element.get("value", "")
    if name in _PROPERTIES:
        element.set("value", renamed(value, fields))
    elif name in _PICTURES and Path(value).is_absolute() and Path(value).is_file():
        element.set("value", "base64:" + base64.b64encode(Path(value).read_bytes()).decode())
