"""QGIS Server inside this process: projects made from published tables, kept for the next request."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsVectorLayer,
)
from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsServer, QgsServerRequest

from emulator.work.dressing import UnreadableStyle, dress
from emulator.work.published import OwsAnswer

KEPT_PROJECTS = 24
DECIMALS_DEGREES = 13
DECIMALS_METRES = 8
"""QGIS Server writes 6 decimals unless told: 10 cm in degrees. These keep what a double keeps."""


@dataclass(frozen=True)
class Table:
    """A table as one project shows it."""

    name: str
    """What QGIS Server calls it; only letters it leaves alone (no colon, no blank)."""
    provider: str
    uri: str
    sld_path: str | None = None


@dataclass(frozen=True)
class TableFacts:
    """What the capabilities tell of a table."""

    crs: str
    bbox: tuple[float, float, float, float] | None


class UnreadableTable(Exception):
    """A published table that can no longer be opened."""


class MapEngine:
    """Answers OGC requests about tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for left in folder.glob("*.qgs"):
            left.unlink()  # by a child that was killed
        self._application = QgsApplication([], False)
        QgsApplication.initQgis()
        self._server = QgsServer()
        self._projects: OrderedDict[tuple[Table, ...], QgsProject] = OrderedDict()
        self._facts: dict[tuple[str, str], TableFacts] = {}

    def ask(
        self, tables: tuple[Table, ...], base_url: str, parameters: dict[str, str], body: bytes | None = None
    ) -> OwsAnswer:
        """QGIS Server's own answer about these tables; a body makes it a POST."""
        method = QgsServerRequest.Method.GetMethod if body is None else QgsServerRequest.Method.PostMethod
        request = QgsBufferServerRequest(f"{base_url}?{urlencode(parameters)}", method, {}, body)
        response = QgsBufferServerResponse()
        self._server.handleRequest(request, response, self._project(tables))
        response.finish()
        headers = {name: value for name, value in response.headers().items() if name.lower() != "content-length"}
        return OwsAnswer(response.statusCode(), headers, bytes(response.body()))

    def facts(self, provider: str, uri: str) -> TableFacts:
        """Reference system and extent of a table; raises UnreadableTable."""
        if (provider, uri) not in self._facts:
            layer = _open(Table("facts", provider, uri), self._folder)
            self._facts[provider, uri] = TableFacts(layer.crs().authid(), _bbox(layer))
        return self._facts[provider, uri]

    def _project(self, tables: tuple[Table, ...]) -> QgsProject:
        project = self._projects.pop(tables, None)
        if project is None:
            project = self._new_project(tables)
        self._projects[tables] = project
        if len(self._projects) > KEPT_PROJECTS:
            _, oldest = self._projects.popitem(last=False)
            self._server.serverInterface().removeConfigCacheEntry(oldest.fileName())
            Path(oldest.fileName()).unlink(missing_ok=True)
        return project

    def _new_project(self, tables: tuple[Table, ...]) -> QgsProject:
        project = QgsProject()
        project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
        layers = [_open(table, self._folder) for table in tables]
        project.addMapLayers(layers)
        project.writeEntry("WFSLayers", "/", [layer.id() for layer in layers])
        for layer in layers:
            decimals = DECIMALS_DEGREES if layer.crs().isGeographic() else DECIMALS_METRES
            project.writeEntry("WFSLayersPrecision", f"/{layer.id()}", decimals)
        name = hashlib.sha256(repr(tables).encode()).hexdigest()[:24]
        project.write(str(self._folder / f"{name}.qgs"))  # QGIS Server caches by file name: one per set of tables
        return project


def _open(table: Table, folder: Path) -> QgsVectorLayer:
    layer = QgsVectorLayer(table.uri, table.name, table.provider)
    if not layer.isValid():
        raise UnreadableTable(f"table {table.name} cannot be opened")
    if table.sld_path is not None:
        try:
            dress(layer, Path(table.sld_path).read_bytes(), folder)
        except UnreadableStyle as error:
            raise UnreadableTable(f"the style of table {table.name} cannot be applied: {error}") from error
    return layer


def _bbox(layer: QgsVectorLayer) -> tuple[float, float, float, float] | None:
    extent = layer.extent()
    if extent.isEmpty() and extent.width() == 0 and extent.height() == 0 and layer.featureCount() == 0:
        return None
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(layer.crs(), wgs84, QgsProject.instance().transformContext())
    try:
        box = transform.transformBoundingBox(extent)
    except QgsCsException:
        return None
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
