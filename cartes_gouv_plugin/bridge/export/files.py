"""A GeoPackage on the disk, or a zip that holds one, as layers that are published without being in the project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.core import Qgis, QgsMapLayer, QgsProviderRegistry, QgsProviderSublayerDetails, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.export import problems, troubles
from cartes_gouv_plugin.bridge.export.problems import Problem

_LEFT_OUT = "cartes_gouv/left_out"
_NOT_DATA = ("layer_styles", "qgis_projects")


def open_file(path: Path) -> list[QgsVectorLayer]:
    """The layers with a geometry of a GeoPackage, or of a zip archive, which is read without being unpacked.

    They carry the names of the tables beside them, for `left_out`.
    """
    found = QgsProviderRegistry.instance().querySublayers(str(path))
    rest = [each.name() for each in found if not _is_spatial(each) and each.name() not in _NOT_DATA]
    layers = [QgsVectorLayer(each.uri(), each.name(), each.providerKey()) for each in found if _is_spatial(each)]
    for layer in layers:
        layer.setCustomProperty(_LEFT_OUT, [path.name, *rest])
    return layers


def left_out(layers: Iterable[QgsMapLayer]) -> tuple[Problem, ...]:
    """A warning for each table without geometries of the files that `layers` were opened from. Main thread only."""
    files = {tuple(layer.customProperty(_LEFT_OUT) or ("",)): None for layer in layers}
    return tuple(problems.table_left_out(file, table) for file, *tables in files for table in tables)


def without_layers(path: Path) -> str:
    """What to say of a file in which `open_file` found nothing: what is the matter, and what to do."""
    if not path.is_file():
        return troubles.file_missing(path).sentence
    if path.stat().st_size == 0:
        return troubles.file_empty(path.name).sentence
    text = QCoreApplication.translate("CartesGouv", "“{file}” holds no layer with geometries.")
    return text.format(file=path.name)


def _is_spatial(sublayer: QgsProviderSublayerDetails) -> bool:
    return sublayer.type() == Qgis.LayerType.Vector and sublayer.wkbType() != Qgis.WkbType.NoGeometry
