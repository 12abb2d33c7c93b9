"""What the vector check asks of each table: name, reference system, geometry, text encoding, rows."""

from __future__ import annotations

import re
import sqlite3

from osgeo import gdal, ogr, osr

from emulator.work.joblog import JobLog

TABLE_NAME = re.compile(r"^[a-z_][a-z0-9_]*$")
"""Names accepted since 2026-03-04 (DOC: changements sur les services vecteur)."""

DRIVERS_WITHOUT_SRS = frozenset({"CSV"})


def layers_of(dataset: gdal.Dataset) -> list[ogr.Layer]:
    """The tables of the file, in its own order."""
    return [dataset.GetLayer(index) for index in range(dataset.GetLayerCount())]


def check_layer(layer: ogr.Layer, driver: str, declared: str, log: JobLog) -> bool:
    """Write what is wrong with the table; True when it is a table with a geometry column."""
    name = layer.GetName()
    # Shapefiles are habitually named in capitals (the official client's sample is); the integration lowers them.
    if not TABLE_NAME.match(name.lower() if driver == "ESRI Shapefile" else name):
        log.fail(318, f"Le nom de la table {name} n'est pas valide (attendu : [a-z_][a-z0-9_]*)")
    spatial = layer.GetGeomType() != ogr.wkbNone
    if spatial:
        _check_srs(layer, driver, declared, log)
        _check_geometry(layer, log)
    else:
        log.warning(330, f"La table {name} n'a pas de géométrie")
    return spatial


def _check_srs(layer: ogr.Layer, driver: str, declared: str, log: JobLog) -> None:
    name, found = layer.GetName(), layer.GetSpatialRef()
    expected = srs_from(declared)
    if expected is None:
        log.fail(336, f"Le SRS déclaré est inconnu : {declared}")
    elif found is None:
        if driver not in DRIVERS_WITHOUT_SRS:
            log.fail(339, f"Le layer {name} n'a pas de SRS")
    elif not same_srs(found, expected):
        log.fail(342, f"Le SRS du layer {name} est différent de celui déclaré")
        log.fail(342, f"SRS de {name} : {authority(found) or found.GetName()}")
        log.fail(342, f"SRS déclaré : {declared}")


def _check_geometry(layer: ogr.Layer, log: JobLog) -> None:
    name, rows = layer.GetName(), layer.GetFeatureCount()
    if rows == 0:
        log.warning(351, f"Le layer {name} ne contient aucun objet")
        return
    column = layer.GetGeometryColumn()
    if column and layer.SetAttributeFilter(f'"{column}" IS NOT NULL') == ogr.OGRERR_NONE:
        with_geometry = layer.GetFeatureCount()
        layer.SetAttributeFilter(None)
    else:
        layer.SetAttributeFilter(None)
        with_geometry = sum(1 for feature in layer if feature.GetGeometryRef() is not None)
    if with_geometry == 0:
        log.fail(358, f"Aucun objet du layer {name} n'a de géométrie")
    elif with_geometry < rows:
        log.warning(361, f"{rows - with_geometry} objet(s) sans géométrie dans le layer {name}")


def check_text(connection: sqlite3.Connection, log: JobLog) -> None:
    """Every text of every table of a GeoPackage must be UTF-8."""
    tables = connection.execute("SELECT table_name FROM gpkg_contents").fetchall()
    for (table,) in tables:
        columns = [
            _quoted(name)
            for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({_quoted(table)})")
            if kind.upper().startswith(("TEXT", "VARCHAR", "CHAR", "JSON"))
        ]
        if not columns:
            continue
        try:
            for _ in connection.execute(f"SELECT {', '.join(columns)} FROM {_quoted(table)}"):
                pass
        except (UnicodeDecodeError, sqlite3.OperationalError) as error:
            log.fail(372, f"Problème d'encodage dans la table {table} : {error}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def srs_from(code: str) -> osr.SpatialReference | None:
    """The reference system of an ``AUTHORITY:code``, x before y, or None when PROJ does not know it."""
    srs = osr.SpatialReference()
    if srs.SetFromUserInput(code) != 0:
        return None
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def authority(srs: osr.SpatialReference) -> str | None:
    """``EPSG:2154`` for a system that bears its code, else None."""
    name, code = srs.GetAuthorityName(None), srs.GetAuthorityCode(None)
    return f"{name}:{code}" if name and code else None


def same_srs(one: osr.SpatialReference, other: osr.SpatialReference) -> bool:
    """Whether both are the same system, by code when both bear one, else by definition."""
    codes = authority(one), authority(other)
    if None not in codes and codes[0].split(":")[0] == codes[1].split(":")[0]:
        return codes[0] == codes[1]
    return bool(one.IsSame(other, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]))
