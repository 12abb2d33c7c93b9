"""Layers as they turn up at work, each made from nothing, and the comparison of a package with what QGIS shows."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path

from osgeo import gdal, ogr, osr
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from cartes_gouv_plugin.bridge.export import ExportOptions, ExportReport, capture

POINT = "POINT (600000 6800000)"
SQUARE = "POLYGON ((0 0,0 1,1 1,1 0,0 0))"


def memory_layer(definition: str, name: str, rows: list[tuple[str | None, list[object]]]) -> QgsVectorLayer:
    """`definition`: as `QgsVectorLayer` takes it for a memory layer; `rows`: (WKT or None, values)."""
    layer = QgsVectorLayer(definition, name, "memory")
    assert layer.isValid(), definition
    features = []
    for wkt, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        if wkt is not None:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    added, _features = layer.dataProvider().addFeatures(features)
    assert added, layer.dataProvider().lastError()
    return layer


def file_layer(
    path: Path,
    driver: str,
    geometry: int,
    fields: list[tuple[str, int]],
    rows: list[tuple[str | None, list[object]]],
    *,
    epsg: int = 2154,
    table: str = "",
    creation: tuple[str, ...] = (),
) -> str:
    """Writes a file with GDAL alone and returns the address under which QGIS opens it."""
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(epsg)
    table = table or path.stem
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer(table, srs, geometry, list(creation))
    for name, kind in fields:
        layer.CreateField(ogr.FieldDefn(name, kind))
    for wkt, values in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for index, value in enumerate(values):
            if value is not None:
                feature.SetField(index, value)
        if wkt is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        assert layer.CreateFeature(feature) == 0
    del layer, dataset
    return f"{path}|layername={table}" if driver == "GPKG" else str(path)


def opened(address: str, name: str, crs: str = "") -> QgsVectorLayer:
    layer = QgsVectorLayer(address, name, "ogr")
    assert layer.isValid(), address
    if crs:
        layer.setCrs(QgsCoordinateReferenceSystem(crs))
    return layer


def zipped(path: Path, *members: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.write(member, member.name)
    return path


def shown(layer: QgsVectorLayer, crs: str, fields: list[str], *, multi: bool, selected: bool = False) -> Counter[str]:
    """The rows that QGIS shows, values of `fields` only, in `crs`, as comparable text."""
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(crs), QgsProject.instance())
    rows: Counter[str] = Counter()
    for feature in layer.getSelectedFeatures() if selected else layer.getFeatures():
        geometry = QgsGeometry(feature.geometry())
        if layer.crs().authid() != crs and "IGNF" not in layer.crs().authid():
            geometry.transform(transform)
        values = [_comparable(feature[name]) for name in fields]
        rows[json.dumps([_shape(geometry, multi=multi), *values], ensure_ascii=False)] += 1
    return rows


def exported(package: Path, table: str, fields: list[str]) -> Counter[str]:
    """The rows of a table of the package, in the same form; read by GDAL, which has no part in their comparison."""
    dataset = gdal.OpenEx(str(package), gdal.OF_VECTOR | gdal.OF_READONLY)
    layer = dataset.GetLayerByName(table)
    rows: Counter[str] = Counter()
    for feature in layer:
        geometry = QgsGeometry()
        reference = feature.GetGeometryRef()
        if reference is not None:
            geometry.fromWkb(bytes(reference.ExportToIsoWkb()))
        values = [_stored(feature, name) for name in fields]
        rows[json.dumps([_shape(geometry, multi=False), *values], ensure_ascii=False)] += 1
    return rows


def export(path: Path, *layers: QgsVectorLayer, options: ExportOptions | None = None) -> ExportReport:
    return capture(list(layers), options).run(path)


def assert_same(
    package: Path, report: ExportReport, layer: QgsVectorLayer, *, selected: bool = False, position: int = 0
) -> None:
    """Every field that QGIS shows is in the table under its new name, with the same rows."""
    table = report.package.tables[position]
    renamed = dict(table.renames)
    names = [field.name() for field in layer.fields()]
    multi = table.geometry_type.startswith("MULTI")
    expected = shown(layer, report.package.srs, names, multi=multi, selected=selected)
    assert exported(package, table.name, [renamed.get(name, name) for name in names]) == expected
    assert report.layers[position].rows_written == table.rows == sum(expected.values())


def description(package: Path, table: str) -> dict[str, object]:
    """What a reader of the format learns about a table."""
    with sqlite3.connect(f"{package.as_uri()}?mode=ro", uri=True) as connection:
        geometry, code, z, m = connection.execute(
            "SELECT geometry_type_name, organization || ':' || organization_coordsys_id, z, m"
            " FROM gpkg_geometry_columns JOIN gpkg_spatial_ref_sys USING (srs_id) WHERE table_name = ?",
            (table,),
        ).fetchone()
        columns = [(row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{table}")')]
        titles = dict(
            connection.execute("SELECT column_name, name FROM gpkg_data_columns WHERE table_name = ?", (table,))
        )
        extensions = connection.execute("SELECT extension_name FROM gpkg_extensions WHERE table_name = ?", (table,))
        return {
            "geometry": geometry,
            "crs": code,
            "z": z,
            "m": m,
            "columns": columns,
            "titles": titles,
            "extensions": [row[0] for row in extensions],
        }


def _shape(geometry: QgsGeometry, *, multi: bool) -> str | None:
    if geometry.isNull():
        return None
    plain = QgsGeometry(geometry)
    if QgsWkbTypes.isCurvedType(plain.wkbType()):
        plain.convertToStraightSegment()
    if QgsWkbTypes.hasM(plain.wkbType()):
        plain.get().dropMValue()
    if multi:
        plain.convertToMultiType()
    return plain.asWkt(4)


def _comparable(value: object) -> object:
    if value is None or value == NULL:
        return None
    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd")
    if isinstance(value, QDateTime):
        return value.toString(Qt.DateFormat.ISODate)[:19]
    if isinstance(value, QTime):
        return value.toString("HH:mm:ss.zzz" if value.msec() else "HH:mm:ss")
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if hasattr(value, "data"):
        return bytes(value.data()).hex()
    return _text(value) if isinstance(value, str) else value


def _stored(feature: ogr.Feature, name: str) -> object:
    index = feature.GetFieldIndex(name)
    if index < 0 and name == feature.GetDefnRef().GetName():
        raise AssertionError(name)
    if index < 0:
        return feature.GetFID()
    if not feature.IsFieldSetAndNotNull(index):
        return None
    definition = feature.GetFieldDefnRef(index)
    kind = definition.GetType()
    if kind == ogr.OFTBinary:
        return bytes(feature.GetFieldAsBinary(index)).hex()
    if kind == ogr.OFTDate:
        return feature.GetFieldAsString(index).replace("/", "-")
    if kind == ogr.OFTDateTime:
        return feature.GetFieldAsString(index).replace("/", "-").replace(" ", "T")[:19]
    if kind in (ogr.OFTInteger, ogr.OFTInteger64):
        number = feature.GetFieldAsInteger64(index)
        return bool(number) if definition.GetSubType() == ogr.OFSTBoolean else number
    if kind == ogr.OFTReal:
        return feature.GetFieldAsDouble(index)
    return _text(feature.GetFieldAsString(index))


def _text(text: str) -> str:
    """Structures are the same however they are spaced."""
    if not text.startswith(("[", "{")):
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True)
    except ValueError:
        return text
