"""A GeoPackage that is published without being in the project, through the same plan and the same preflight."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from qgis.core import QgsVectorLayer

from cartes_gouv_plugin.bridge.export import problems, troubles
from cartes_gouv_plugin.bridge.export.capture import capture
from cartes_gouv_plugin.bridge.export.copy_lane import LOCK_PATIENCE, read_only
from cartes_gouv_plugin.bridge.export.options import ExportOptions
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.seal import refuse

_FEATURES = "features"
_NOT_DATA = ("layer_styles", "qgis_projects")


def capture_file(path: Path, options: ExportOptions | None = None) -> ExportPlan:
    """The plan of an export of every layer in the GeoPackage `path`. Main thread only, as `capture`.

    For a zip, `unpack` it first. Raises `ExportRefused` when `path` is not a GeoPackage; tables that cannot be
    published are among the plan's problems.
    """
    tables = _tables(path)
    layers = [
        QgsVectorLayer(f"{path}|layername={table}", title or table, "ogr")
        for table, kind, title in tables
        if kind == _FEATURES
    ]
    plan = capture(layers, options)
    left_out = [
        problems.table_left_out(path.name, table)
        for table, kind, _title in tables
        if kind != _FEATURES and table not in _NOT_DATA
    ]
    return replace(plan, problems=(*left_out, *plan.problems))


def _tables(path: Path) -> list[tuple[str, str, str]]:
    """Name, kind and title of what the file's directory lists."""
    if not path.is_file():
        refuse([troubles.file_missing(path)])
    if path.stat().st_size == 0:
        refuse([troubles.file_empty(path.name)])
    try:
        with closing(sqlite3.connect(read_only(path), uri=True, timeout=LOCK_PATIENCE)) as connection:
            return connection.execute(
                "SELECT table_name, data_type, coalesce(identifier, table_name) FROM gpkg_contents ORDER BY rowid"
            ).fetchall()
    except sqlite3.Error as error:
        refuse([troubles.unreadable(path.name, str(error))])
    return []
