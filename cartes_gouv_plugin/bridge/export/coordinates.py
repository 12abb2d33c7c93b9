"""Coordinates that are not numbers: nothing can be drawn, moved or indexed with them."""

from __future__ import annotations

import math

from qgis.core import QgsGeometry, QgsPoint

# Not a number and infinity, of either sign, as the eight bytes of a number of well-known binary.
_ENDS = (b"\xf8\x7f", b"\xf8\xff", b"\xf0\x7f", b"\xf0\xff")
_STRANGE = tuple(bytes(6) + end for end in _ENDS)
_STRANGE_BIG_ENDIAN = tuple(end[::-1] + bytes(6) for end in _ENDS)
_NO_NUMBER, _INFINITE = (bytes(6) + end for end in (b"\xf8", b"\xf0"))


def suspicious(blob: bytes) -> bool:
    """Whether a geometry's binary may hold such a coordinate. It is asked of a million rows, and is wrong at times."""
    return (_NO_NUMBER in blob or _INFINITE in blob) and any(strange in blob for strange in _STRANGE)


def suspicious_big_endian(blob: bytes) -> bool:
    """The same of a binary whose numbers begin with the most significant byte, as some programs in Java write it."""
    return any(strange in blob for strange in _STRANGE_BIG_ENDIAN)


def broken(geometry: QgsGeometry) -> bool:
    """Whether x or y of a corner is not a number. A missing height is none of that, nor is an empty part."""
    if geometry.isEmpty():
        return _half_a_place(geometry)
    flat = QgsGeometry(geometry)
    flat.get().dropZValue()
    flat.get().dropMValue()
    if not suspicious(flat.asWkb().data()):
        return False
    return any(not (math.isfinite(corner.x()) and math.isfinite(corner.y())) for corner in flat.vertices())


def _half_a_place(geometry: QgsGeometry) -> bool:
    """Whether an empty geometry is a point with one coordinate: QGIS calls it empty, other programs do not."""
    point = geometry.constGet()
    return isinstance(point, QgsPoint) and math.isnan(point.x()) is not math.isnan(point.y())
