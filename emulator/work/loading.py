"""Loads the tables of a delivery into a GDAL data source, as the platform's integration does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from osgeo import gdal, ogr

from emulator.work.delivery import gdal_messages, open_vector, openable_files, sql_files, standardised
from emulator.work.joblog import JobLog
from emulator.work.layercheck import layers_of
from emulator.work.relations import FID_COLUMN, GEOMETRY_COLUMN


@dataclass
class Target:
    """Where the tables go."""

    dataset: gdal.Dataset
    driver: str
    srs: str | None
    """Reprojection asked for (``EPSG:3857``), or None to keep the delivered system."""
    declared_srs: str | None
    """The delivery's own declaration, given to the tables that bear no system (CSV)."""
    layer_options: list[str] = field(default_factory=list)
    run_sql: Callable[[str], None] | None = None
    """Runs a delivered script in the schema and raises SqlFailure; None where there is no SQL server."""


class SqlFailure(Exception):
    """A delivered script that the database refused; the message is the database's."""


def load_delivery(folder: Path, target: Target, log: JobLog) -> list[str]:
    """Load every table of every file; the answer is the names of the loaded tables, in order."""
    loaded: list[str] = []
    scripts = [path for path in sql_files(folder) if _run_script(path, target, log)]
    for path in openable_files(folder):
        with gdal_messages() as messages:
            source = open_vector(path)
            if source is None:
                log.fail(88, f"Le fichier {path.name} est illisible : {'; '.join(messages)}")
                continue
            for layer in layers_of(source):
                name = standardised(layer.GetName())
                if name in loaded:
                    log.fail(95, f"La table {name} existe déjà ({path.name})")
                elif _load_table(source, layer, name, target, log, messages):
                    loaded.append(name)
    if not loaded and not scripts and not log.failed:
        log.fail(101, "Aucune table à intégrer")
    return loaded


def _run_script(path: Path, target: Target, log: JobLog) -> bool:
    if target.run_sql is None:
        log.fail(111, f"Le fichier {path.name} demande une base PostgreSQL")
        return False
    try:
        target.run_sql(path.read_text("utf-8"))
    except (SqlFailure, UnicodeDecodeError) as error:
        log.fail(116, f"Échec du fichier {path.name} : {error}")
        return False
    log.info(118, f"Fichier {path.name} exécuté")
    return True


def _load_table(
    source: gdal.Dataset, layer: ogr.Layer, name: str, target: Target, log: JobLog, messages: list[str]
) -> bool:
    del messages[:]
    rows, spatial = layer.GetFeatureCount(), layer.GetGeomType() != ogr.wkbNone
    key = standardised(layer.GetFIDColumn() or FID_COLUMN)
    written = gdal.VectorTranslate(target.dataset, source, options=_options(layer, name, key, spatial, target))
    found = target.dataset.GetLayerByName(name)
    if not written or found is None:
        log.fail(121, f"Échec de l'intégration de la table {name} : {'; '.join(messages) or 'erreur inconnue'}")
        return False
    _standardise_fields(found, log)
    count = found.GetFeatureCount()
    if count != rows:
        log.fail(127, f"Table {name} : {count} objets intégrés sur {rows} ; {'; '.join(messages)}")
        return False
    log.info(129, f"Table {name} : {count} objets intégrés")
    return True


def _options(layer: ogr.Layer, name: str, key: str, spatial: bool, target: Target) -> gdal.GDALVectorTranslateOptions:
    creation = [f"FID={key}", *target.layer_options]
    if spatial:
        creation.append(f"GEOMETRY_NAME={GEOMETRY_COLUMN}")
    reference: dict[str, str] = {}
    if spatial and layer.GetSpatialRef() is None and target.declared_srs:
        reference["srcSRS"] = target.declared_srs
        reference["dstSRS"] = target.srs or target.declared_srs
    elif spatial and target.srs:
        reference["dstSRS"] = target.srs
    return gdal.VectorTranslateOptions(
        options=["-preserve_fid"] if layer.GetFIDColumn() else [],
        format=target.driver,
        accessMode="update",
        layers=[layer.GetName()],
        layerName=name,
        layerCreationOptions=creation,
        geometryType="PROMOTE_TO_MULTI" if spatial else None,
        reproject=bool(reference),
        **reference,
    )


def _standardise_fields(layer: ogr.Layer, log: JobLog) -> None:
    definition = layer.GetLayerDefn()
    for index in range(definition.GetFieldCount()):
        field_name = definition.GetFieldDefn(index).GetName()
        wanted = standardised(field_name)
        if wanted == field_name:
            continue
        if _rename(layer, index, wanted):
            log.info(163, f"Champ {field_name} renommé {wanted}")
        else:
            log.fail(161, f"Le champ {field_name} ne peut pas être renommé {wanted}")


def _rename(layer: ogr.Layer, index: int, wanted: str) -> bool:
    kind = layer.GetLayerDefn().GetFieldDefn(index).GetType()
    # SQLite takes two names that differ by case for the same one: hence the step in between.
    for name in (f"renamed_{index}_{wanted}", wanted):
        if layer.AlterFieldDefn(index, ogr.FieldDefn(name, kind), ogr.ALTER_NAME_FLAG) != ogr.OGRERR_NONE:
            return False
    return True
