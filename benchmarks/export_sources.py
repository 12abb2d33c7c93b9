"""Sources of a given size, written by GDAL: points, lines and polygons as a department's data have them."""

from __future__ import annotations

import math
from pathlib import Path

from osgeo import gdal, ogr, osr

GEOMETRIES = ("points", "lines", "polygons")
FORMATS = ("gpkg", "fgb", "shp", "memory")
_DRIVERS = {"gpkg": "GPKG", "fgb": "FlatGeobuf", "shp": "ESRI Shapefile"}
_TYPES = {"points": ogr.wkbPoint, "lines": ogr.wkbLineString, "polygons": ogr.wkbPolygon}
_FIELDS = (
    ("code", ogr.OFTInteger),
    ("numero", ogr.OFTInteger64),
    ("surface", ogr.OFTReal),
    ("nom", ogr.OFTString),
    ("nature", ogr.OFTString),
    ("creation", ogr.OFTDate),
    ("altitude", ogr.OFTReal),
    ("remarque", ogr.OFTString),
)
_CORNERS = 30  # a million of them is a file of about 700 MB


def make(folder: Path, geometry: str, form: str, rows: int) -> Path:
    """The file of `rows` rows, made once. A memory layer is filled from the GeoPackage."""
    base = folder / f"{geometry}_{rows}.gpkg"
    if not base.exists():
        _write(base, geometry, rows)
    if form in ("gpkg", "memory"):
        return base
    path = base.with_suffix(f".{form}")
    if not path.exists():
        gdal.VectorTranslate(str(path), str(base), format=_DRIVERS[form])
    return path


def _write(path: Path, geometry: str, rows: int) -> None:
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(2154)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer(path.stem, srs, _TYPES[geometry])
    for name, kind in _FIELDS:
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    definition = layer.GetLayerDefn()
    circle = [(math.cos(step / 6), math.sin(step / 6)) for step in range(_CORNERS)]
    for row in range(rows):
        feature = ogr.Feature(definition)
        for index, value in enumerate(
            (row, row * 1_000_003, row / 7, f"Commune {row}", "bâtiment léger", "2026/01/02", row % 900 * 0.1, "—" * 5)
        ):
            feature.SetField(index, value)
        feature.SetGeometryDirectly(_shape(geometry, row, circle))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def _shape(geometry: str, row: int, circle: list[tuple[float, float]]) -> ogr.Geometry:
    x, y = 600_000 + row * 97 % 100_003, 6_800_000 + row * 89 % 99_991
    if geometry == "points":
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        return point
    if geometry == "lines":
        line = ogr.Geometry(ogr.wkbLineString)
        for cosine, sine in circle[:8]:
            line.AddPoint_2D(x + 30 * cosine, y + 30 * sine)
        return line
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for cosine, sine in circle:
        ring.AddPoint_2D(x + 30 * cosine, y + 30 * sine)
    ring.CloseRings()
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometryDirectly(ring)
    return polygon
