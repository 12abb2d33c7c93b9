"""Deliveries made with GDAL for the tests of the emulator's real work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import qgis
from osgeo import gdal, ogr, osr

WORLD_MAP = Path(qgis.__file__).resolve().parents[4] / "share/qgis/resources/data/world_map.gpkg"
"""The countries that QGIS itself ships: real geometries, a ``layer_styles`` table."""


def now() -> datetime:
    """The moment the tests' logs bear."""
    return datetime(2026, 7, 24, 0, 12, 0, 981_000, tzinfo=timezone.utc)


@dataclass
class TableOf:
    """One table to write: its rows are ``(WKT or None, values…)``."""

    name: str
    rows: Iterable[tuple[object, ...]] = ()
    srs: int | None = 2154
    kind: int = ogr.wkbPoint
    fields: dict[str, int] = field(default_factory=lambda: {"nom": ogr.OFTString, "rang": ogr.OFTInteger})


def delivery(folder: Path) -> Path:
    """An empty delivered tree."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    return folder


def write(path: Path, *tables: TableOf, driver: str = "GPKG", options: tuple[str, ...] = ()) -> Path:
    """The tables in a file of the driver's format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset = gdal.GetDriverByName(driver).Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    for table in tables:
        srs = None
        if table.srs is not None:
            srs = osr.SpatialReference()
            srs.ImportFromEPSG(table.srs)
            srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        layer = dataset.CreateLayer(table.name, srs, table.kind, options=list(options))
        for name, kind in table.fields.items():
            layer.CreateField(ogr.FieldDefn(name, kind))
        layer.StartTransaction()
        for wkt, *values in table.rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for index, value in enumerate(values):
                if value is not None:
                    feature.SetField(index, value)
            if wkt is not None:
                feature.SetGeometry(ogr.CreateGeometryFromWkt(str(wkt)))
            layer.CreateFeature(feature)
        layer.CommitTransaction()
        del layer
    del dataset
    return path


def points(number: int = 3, x: float = 700_000.0, y: float = 6_600_000.0) -> list[tuple[object, ...]]:
    """Rows of points 100 m apart, with a name and a rank."""
    return [(f"POINT ({x + 100 * i} {y})", f"n° {i} « é »", i) for i in range(number)]
