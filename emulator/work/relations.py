"""What the platform tells of a loaded database: tables, columns with PostgreSQL types, extent."""

from __future__ import annotations

from typing import Any

from osgeo import ogr, osr

from emulator.work.layercheck import authority

GEOMETRY_COLUMN = "geom"
FID_COLUMN = "ogc_fid"

_PG_TYPES = {
    ogr.OFTInteger: "integer",
    ogr.OFTInteger64: "bigint",
    ogr.OFTReal: "double precision",
    ogr.OFTString: "character varying",
    ogr.OFTDate: "date",
    ogr.OFTTime: "time without time zone",
    ogr.OFTDateTime: "timestamp with time zone",
    ogr.OFTBinary: "bytea",
    ogr.OFTIntegerList: "integer[]",
    ogr.OFTInteger64List: "bigint[]",
    ogr.OFTRealList: "double precision[]",
    ogr.OFTStringList: "character varying[]",
}
_PG_SUBTYPES = {
    ogr.OFSTBoolean: "boolean",
    ogr.OFSTInt16: "smallint",
    ogr.OFSTFloat32: "real",
    ogr.OFSTJSON: "json",
    ogr.OFSTUUID: "uuid",
}


def pg_type(field: ogr.FieldDefn) -> str:
    """The PostgreSQL type GDAL gives to the field."""
    if field.GetSubType() in _PG_SUBTYPES:
        return _PG_SUBTYPES[field.GetSubType()]
    kind, width, precision = field.GetType(), field.GetWidth(), field.GetPrecision()
    if kind == ogr.OFTReal and width > 0 and precision > 0:
        return f"numeric({width},{precision})"
    if kind == ogr.OFTString and width > 0:
        return f"character varying({width})"
    return _PG_TYPES.get(kind, "character varying")


def pg_geometry(layer: ogr.Layer) -> str:
    """``geometry(MultiPolygonZ,2154)``: PostGIS's spelling of the layer's geometry type."""
    kind = layer.GetGeomType()
    name = ogr.GeometryTypeToName(ogr.GT_Flatten(kind)).replace(" ", "").replace("Unknown(any)", "Geometry")
    suffix = ("Z" if ogr.GT_HasZ(kind) else "") + ("M" if ogr.GT_HasM(kind) else "")
    srs = layer.GetSpatialRef()
    code = srs.GetAuthorityCode(None) if srs is not None else None
    return f"geometry({name}{suffix},{code})" if code and code.isdigit() else f"geometry({name}{suffix})"


def relation(layer: ogr.Layer) -> dict[str, Any]:
    """One item of ``type_infos.relations`` (OpenAPI, VectorDb type_infos)."""
    definition = layer.GetLayerDefn()
    key = layer.GetFIDColumn()
    attributes: dict[str, str] = {key: "integer"} if key else {}
    for index in range(definition.GetFieldCount()):
        field = definition.GetFieldDefn(index)
        attributes[field.GetName()] = pg_type(field)
    if layer.GetGeomType() != ogr.wkbNone:
        attributes[layer.GetGeometryColumn() or GEOMETRY_COLUMN] = pg_geometry(layer)
    found: dict[str, Any] = {"name": layer.GetName().rsplit(".", 1)[-1], "type": "TABLE", "attributes": attributes}
    if key:
        found["primary_key"] = [key]
    return found


def common_srs(layers: list[ogr.Layer]) -> str:
    """The code of the first spatial table's system; empty when no table has one."""
    for layer in layers:
        srs = layer.GetSpatialRef()
        if srs is not None and (code := authority(srs)):
            return code
    return ""


def bounds_wgs84(layer: ogr.Layer) -> tuple[float, float, float, float] | None:
    """``(west, south, east, north)`` of the table in EPSG:4326, or None without geometry or rows."""
    srs = layer.GetSpatialRef()
    if layer.GetGeomType() == ogr.wkbNone or srs is None or layer.GetFeatureCount() == 0:
        return None
    xmin, xmax, ymin, ymax = layer.GetExtent(force=1)
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = srs.Clone()
    source.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    west, south, east, north = osr.CoordinateTransformation(source, wgs84).TransformBounds(xmin, ymin, xmax, ymax, 21)
    return max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0)


def extent_feature(layers: list[ogr.Layer]) -> dict[str, Any] | None:
    """The box around every table as a GeoJSON Feature in EPSG:4326."""
    boxes = [box for layer in layers if (box := bounds_wgs84(layer)) is not None]
    if not boxes:
        return None
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return box_feature((west, south, east, north))


def box_feature(box: tuple[float, float, float, float]) -> dict[str, Any]:
    """A box ``(west, south, east, north)`` as a GeoJSON Feature."""
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
