"""The looks of layers, as files sealed beside the package. Main thread: live layers, fonts, the SVG cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.symbology import maplibre, qml, sld
from cartes_gouv_plugin.bridge.symbology.look import read_look
from cartes_gouv_plugin.bridge.symbology.losses import Losses
from cartes_gouv_plugin.bridge.symbology.pictures import Pictures
from cartes_gouv_plugin.core.publication.publication import StyleFile
from cartes_gouv_plugin.core.services import plain_style

SLD, MAPBOX, QML = "sld", "mapbox", "qml"


@dataclass(frozen=True)
class PublishedNames:
    """What the export makes of a layer: its table, and the published name of each attribute that is published."""

    table: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CapturedStyle:
    """`warnings`: what cannot be carried, symbol by symbol, with what is drawn in its place; whole sentences."""

    style: StyleFile
    warnings: tuple[str, ...] = ()


def capture_styles(
    layers: Sequence[QgsVectorLayer],
    names: Mapping[str, PublishedNames],
    folder: Path,
    formats: Sequence[str] = (SLD,),
) -> list[CapturedStyle]:
    """One style a layer and format, in that order. `names`: by layer identifier; `folder` is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_capture(layer, names[layer.id()], folder, wanted) for layer in layers for wanted in formats]


def _capture(layer: QgsVectorLayer, names: PublishedNames, folder: Path, wanted: str) -> CapturedStyle:
    if wanted == QML:
        path = folder / f"{names.table}.qml"
        qml.write(layer, names.fields, path)
        return CapturedStyle(StyleFile(names.table, QML, path))
    losses = Losses()
    pictures = Pictures(folder)
    shapes = sld.SHAPES if wanted == SLD else maplibre.SHAPES
    look = read_look(layer, names.table, names.fields, shapes, pictures, losses)
    if wanted == SLD:
        path, images = folder / f"{names.table}.sld", pictures.paths
        content = sld.write(look)
        if content is None:
            losses.about("")
            losses.add(
                QCoreApplication.translate("CartesGouv", "Nothing of this look can be carried: a plain symbol is used.")
            )
            geometry = QgsWkbTypes.geometryDisplayString(layer.geometryType())
            content = plain_style.sld(names.table, geometry).encode()
        path.write_bytes(content)
    else:
        path = folder / f"{names.table}.json"
        images = maplibre.write(look, path, losses)
    return CapturedStyle(StyleFile(names.table, wanted, path, images=images), losses.sentences)
