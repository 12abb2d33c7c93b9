"""How many rows a layer has, as far as that is known without making anybody wait. Main thread."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

_QUICK_TO_COUNT = ("ogr", "memory", "spatialite", "delimitedtext")


def rows_at_hand(layer: QgsVectorLayer) -> int | None:
    """Only files and memory are asked: a server may take its time, and the layers' reading tells in the end."""
    if layer.providerType() not in _QUICK_TO_COUNT:
        return None
    count = int(layer.featureCount())
    return count if count >= 0 else None
