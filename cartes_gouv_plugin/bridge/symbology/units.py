"""Sizes of symbols: everything in millimetres before the conversion, in pixels of 0.28 mm after it."""

from __future__ import annotations

import math

from qgis.core import Qgis, QgsApplication, QgsSymbolLayer
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.symbology.losses import Losses

PIXELS_PER_MM = 1 / 0.28
"""A pixel of 0.28 mm is that of the OGC styles, and of the platform's map server."""
DEFAULT_SCALE = 25_000.0

_METRES_PER_DEGREE = 111_320.0
_MM_PER_INCH = 25.4
_POINT_MM = _MM_PER_INCH / 72
_GROUND_UNITS = frozenset({"MapUnit", "RenderMetersInMapUnits", "MapUnits"})


def pixels(length: float, unit: Qgis.RenderUnit) -> float:
    """Of 0.28 mm; for a length in pixels, points or millimetres, once inches and the ground are out of it."""
    if unit == Qgis.RenderUnit.Pixels:
        return length
    return length * (_POINT_MM if unit == Qgis.RenderUnit.Points else 1.0) * PIXELS_PER_MM


def in_millimetres(layer: QgsSymbolLayer, scale: float, degrees: bool, losses: Losses) -> QgsSymbolLayer:
    """`layer` with its sizes in inches or on the ground turned into millimetres at 1:`scale`."""
    properties = dict(layer.properties())
    on_ground = False
    changed = False
    for key, unit in list(properties.items()):
        name = key[: -len("_unit")]
        if not key.endswith("_unit") or name not in properties:
            continue
        if unit == "Inch":
            factor = _MM_PER_INCH
        elif unit in _GROUND_UNITS:
            metres = _METRES_PER_DEGREE if degrees and unit != "RenderMetersInMapUnits" else 1.0
            factor = metres * 1000 / scale
            on_ground = True
        else:
            continue
        properties[name] = ",".join(_scaled(part, factor) for part in str(properties[name]).split(","))
        properties[key] = "MM"
        changed = True
    if on_ground:
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "Sizes measured on the ground become fixed sizes, as they are at 1:{scale}."
            ).format(scale=round(scale))
        )
    return rebuilt(layer, properties) if changed else layer


def _scaled(number: str, factor: float) -> str:
    try:
        return repr(float(number) * factor)
    except ValueError:
        return number


def rebuilt(layer: QgsSymbolLayer, properties: dict[str, object]) -> QgsSymbolLayer:
    """The same symbol layer with other properties."""
    metadata = QgsApplication.symbolLayerRegistry().symbolLayerMetadata(layer.layerType())
    made = metadata.createSymbolLayer({key: str(value) for key, value in properties.items()}) if metadata else None
    if made is None:
        return layer
    if layer.subSymbol() is not None:
        made.setSubSymbol(layer.subSymbol().clone())
    made.setDataDefinedProperties(layer.dataDefinedProperties())
    made.setRenderingPass(layer.renderingPass())
    return made


def middle_scale(minimum: float, maximum: float) -> float:
    """A scale denominator in the middle of what is seen; `minimum` is the zoomed-out limit, 0: none."""
    if minimum > 0 and maximum > 0:
        return math.sqrt(minimum * maximum)
    return minimum or maximum or DEFAULT_SCALE
