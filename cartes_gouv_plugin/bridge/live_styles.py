"""The look of project layers as files for the tables of a live service. Main thread: layers, fonts, the SVG cache."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsVectorLayer

from cartes_gouv_plugin.bridge.export.capture import capture
from cartes_gouv_plugin.bridge.export.options import ExportOptions
from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, SLD, PublishedNames, capture_styles
from cartes_gouv_plugin.core.publication.publication import ServiceType, StyleFile

_FORMATS = {ServiceType.WFS: SLD, ServiceType.WMS_VECTOR: SLD, ServiceType.TMS: MAPBOX}


@dataclass(frozen=True)
class TakenLook:
    """`losses`: what the service cannot show of it, symbol by symbol; whole sentences."""

    files: tuple[StyleFile, ...]
    losses: tuple[str, ...] = ()


def take_looks(kind: ServiceType, chosen: Mapping[str, QgsVectorLayer], folder: Path) -> TakenLook:
    """`chosen`: the layer that each table shall look like; the files are put into `folder`."""
    files: list[StyleFile] = []
    losses: dict[str, None] = {}
    for table, layer in chosen.items():
        names = {layer.id(): PublishedNames(table, _fields(layer, table))}
        for captured in capture_styles([layer], names, folder, (_FORMATS[kind],)):
            files.append(captured.style)
            losses.update((f"{layer.name()}: {sentence}", None) for sentence in captured.warnings)
    return TakenLook(tuple(files), tuple(losses))


def _fields(layer: QgsVectorLayer, table: str) -> dict[str, str]:
    """The name that the export gives to each field; nothing for a layer that cannot be exported."""
    plan = capture((layer,), ExportOptions(tables=((layer.id(), table),)))
    return {column.original: column.name for planned in plan.layers for column in planned.design.columns}
