"""The attributes that the styles of a WFS or of tiles use, read from their files. Pure.

A QML is QGIS's own and is not read here: it says nothing.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

_PROPERTY = re.compile(r"<(?:\w+:)?PropertyName\s*>([^<]+)</")
_TOKEN = re.compile(r"\{([^{}]+)\}")
_READERS = frozenset({"get", "has", "!has"})
"""Expressions of MapLibre that name an attribute."""


def used_by_sld(content: bytes) -> frozenset[str]:
    """Of the one table that an SLD is for."""
    return frozenset(unescape(name).strip() for name in _PROPERTY.findall(content.decode("utf-8", "replace")))


def used_by_maplibre(content: bytes) -> Mapping[str, frozenset[str]]:
    """By table; nothing of a file that is no style."""
    try:
        layers = json.loads(content)["layers"]
    except (ValueError, KeyError, TypeError):
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for layer in layers if isinstance(layers, list) else ():
        if isinstance(layer, dict) and layer.get("source-layer"):
            found[str(layer["source-layer"])].update(_named(layer))
    return {table: frozenset(names) for table, names in found.items()}


def _named(layer: Mapping[str, Any]) -> Iterator[str]:
    text = layer.get("layout", {}).get("text-field")
    if isinstance(text, str):
        yield from _TOKEN.findall(text)
    for part in ("filter", "paint", "layout"):
        yield from _read(layer.get(part))


def _read(node: Any) -> Iterator[str]:
    if isinstance(node, list) and len(node) == 2 and node[0] in _READERS and isinstance(node[1], str):
        yield node[1]
        return
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _read(child)
