"""A table under the style that was published for it, as QGIS draws it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lxml import etree
from qgis.core import QgsNullSymbolRenderer, QgsVectorLayer

from emulator.work import engine_style, pictures, sld_labels, sld_sizes
from emulator.work.safexml import parse


class UnreadableStyle(Exception):
    """A style that QGIS cannot read; the message is its own."""


def dress(layer: QgsVectorLayer, sld: bytes, folder: Path) -> None:
    """`folder` keeps the style and its pictures; raises UnreadableStyle."""
    root = parse(sld)
    pictures.localize(root, folder)
    labeling = sld_labels.labeling(root)
    engine_style.adapt(root)
    if engine_style.draws(root):
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        path = folder / f"style_{hashlib.sha256(content).hexdigest()[:24]}.sld"
        path.write_bytes(content)
        message, loaded = layer.loadSldStyle(str(path))
        if not loaded:
            raise UnreadableStyle(message)
        sld_sizes.follow(layer.renderer(), root)
    else:
        layer.setRenderer(QgsNullSymbolRenderer())
    if labeling is not None:
        layer.setLabeling(labeling)
        layer.setLabelsEnabled(True)
