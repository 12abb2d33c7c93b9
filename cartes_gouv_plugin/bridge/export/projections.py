"""Coordinate systems that the platform knows: EPSG codes, and what IGN's own codes are called there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from osgeo import osr
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsRectangle,
)

# What the website's form offers first (CG:assets/data/default_projections.json).
OFFERED_FIRST = (
    "EPSG:2154",
    "EPSG:4326",
    "EPSG:2972",
    "EPSG:4559",
    "EPSG:2975",
    "EPSG:4471",
    "EPSG:4467",
    "EPSG:5490",
)

# The same system under IGN's name (registry « IGNF » of PROJ): no coordinate changes.
_IGNF = {
    **dict.fromkeys(("LAMB93", "RGF93LAMB93"), 2154),
    **{f"RGF93CC{latitude}": 3900 + latitude for latitude in range(42, 51)},
    **dict.fromkeys(("RGF93G", "RGF93GEO"), 4171),
    **dict.fromkeys(("WGS84G", "WGS84GEO"), 4326),
    **{name.format(zone): 27560 + zone for zone in range(1, 5) for name in ("LAMB{}", "NTFLAMB{}")},
    **{name.format(zone): 27570 + zone for zone in range(1, 5) for name in ("LAMB{}C", "NTFLAMB{}C")},
    **dict.fromkeys(("LAMBE", "NTFLAMB2E"), 27572),
    **dict.fromkeys(("RGAF09UTM20",), 5490),
    **dict.fromkeys(("RRAFUTM20",), 4559),
    **dict.fromkeys(("UTM22RGFG95", "RGFG95UTM22"), 2972),
    **dict.fromkeys(("UTM21RGFG95", "RGFG95UTM21"), 3313),
    **dict.fromkeys(("RGR92UTM40S", "RGR92UTM"), 2975),
    **dict.fromkeys(("RGM04UTM38S",), 4471),
    **dict.fromkeys(("RGSPM06U21",), 4467),
    **{f"RGPFUTM{zone}S": 3291 + zone for zone in range(5, 9)},
    **{name.format(zone): 32600 + zone for zone in (30, 31, 32) for name in ("WGS84UTM{}", "UTM{}W84")},
    **{name.format(zone): 25800 + zone for zone in range(28, 38) for name in ("ETRS89UTM{}", "UTM{}ETRS89")},
    "ETRS89LAEA": 3035,
    "ETRS89LCC": 3034,
}
_ON_THE_GROUND = (
    Qgis.CrsType.Projected,
    Qgis.CrsType.Geographic2d,
    Qgis.CrsType.DerivedProjected,
    Qgis.CrsType.Bound,
)


def epsg_of(crs: QgsCoordinateReferenceSystem) -> str | None:
    """`EPSG:<code>` of a coordinate system or of its twin on the ground; None when it has none.

    Heights are numbers beside a place: where a system has them, they stay in the geometries.
    """
    if crs.type() == Qgis.CrsType.Compound:
        return epsg_of(crs.horizontalCrs())
    if crs.type() == Qgis.CrsType.Geographic3d:
        return _without_height(crs.authid())
    authority, _colon, code = crs.authid().partition(":")
    if authority == "EPSG":
        return crs.authid() if crs.type() in _ON_THE_GROUND else None
    if authority == "IGNF" and code.upper() in _IGNF:
        return f"EPSG:{_IGNF[code.upper()]}"
    return "EPSG:4326" if crs.authid() == "OGC:CRS84" else None


def _without_height(identifier: str) -> str | None:
    reference = osr.SpatialReference()
    reference.SetFromUserInput(identifier)
    reference.DemoteTo2D()
    code = reference.GetAuthorityCode(None)
    return f"EPSG:{code}" if code and reference.GetAuthorityName(None) == "EPSG" else None


def common(codes: Iterable[str | None]) -> str | None:
    """The one code that all share; None when they differ or one is unknown."""
    different = set(codes)
    return different.pop() if len(different) == 1 else None


def suggested(codes: Iterable[str | None]) -> str:
    """The code to propose when layers differ: the one most of them have, the website's first ones before others."""
    known = [code for code in codes if code]
    ranked = sorted(set(known), key=lambda code: (-known.count(code), code not in OFFERED_FIRST, code))
    return ranked[0] if ranked else OFFERED_FIRST[0]


def same_place(source: QgsCoordinateReferenceSystem, target: str) -> bool:
    """Whether coordinates in `source` are coordinates in `target` already."""
    return epsg_of(source) == target


def operation(
    source: QgsCoordinateReferenceSystem, target: str, context: QgsCoordinateTransformContext
) -> tuple[str, float | None]:
    """Name and accuracy in metres (None when unknown) of the operation that QGIS applies from `source` to `target`.

    The name is empty when nobody knows how the two systems lie to each other.
    """
    transform = QgsCoordinateTransform(source, QgsCoordinateReferenceSystem(target), context)
    details = transform.instantiatedCoordinateOperationDetails()
    return details.name, (details.accuracy if details.name and details.accuracy >= 0 else None)


def degrees(corners: Sequence[float], crs: QgsCoordinateReferenceSystem) -> tuple[float, float, float, float] | None:
    """West, south, east, north of a rectangle (the same corners in `crs`); None where `crs` has no such place."""
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext())
    try:
        box = transform.transformBoundingBox(QgsRectangle(*corners))
    except QgsCsException:
        return None
    return (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) if box.isFinite() else None


def elsewhere(corners: Sequence[float | None], crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a rectangle in `crs` lies wholly outside the area that `crs` is made for; False when nobody can tell."""
    area = crs.bounds()
    if not corners or None in corners or area.isEmpty():
        return False
    place = degrees([corner for corner in corners if corner is not None], crs)
    return place is None or not area.intersects(QgsRectangle(*place))


def vicinity(crs: QgsCoordinateReferenceSystem) -> QgsRectangle | None:
    """In `crs`, a rectangle around the area that it is made for, half as much again on each side; None if unknown."""
    area = crs.bounds()
    if area.isEmpty():
        return None
    wide, high = max(1.0, area.width() / 2), max(1.0, area.height() / 2)
    larger = QgsRectangle(
        max(-180.0, area.xMinimum() - wide),
        max(-90.0, area.yMinimum() - high),
        min(180.0, area.xMaximum() + wide),
        min(90.0, area.yMaximum() + high),
    )
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, QgsCoordinateTransformContext())
    for box in (larger, area):  # some systems end where the area does, as Mercator's
        try:
            place = transform.transformBoundingBox(box)
        except QgsCsException:
            continue
        if place.isFinite() and not place.isEmpty():
            return place
    return None
