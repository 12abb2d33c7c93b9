"""The looks of layers, as files sealed beside the package. Main thread: live layers, fonts, the SVG cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsNullSymbolRenderer, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.symbology import maplibre, qml, sld
from cartes_gouv_plugin.bridge.symbology.label_omissions import tell_of_labels_on_tiles
from cartes_gouv_plugin.bridge.symbology.language import Language
from cartes_gouv_plugin.bridge.symbology.look import Look, read_look
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
    losses = Losses()
    if wanted == QML:
        path = folder / f"{names.table}.qml"
        qml.write(layer, names.fields, path, losses)
        return CapturedStyle(StyleFile(names.table, QML, path), losses.sentences)
    if wanted == SLD:
        path, images = folder / f"{names.table}.sld", _sld(layer, names, folder / f"{names.table}.sld", losses)
    else:
        path, images = folder / f"{names.table}.json", _maplibre(layer, names, folder / f"{names.table}.json", losses)
    return CapturedStyle(StyleFile(names.table, wanted, path, images=images), losses.sentences)


def _sld(layer: QgsVectorLayer, names: PublishedNames, path: Path, losses: Losses) -> tuple[Path, ...]:
    """A WMS-Vecteur cannot be published without a symbol: a plain one takes the place of what cannot be said."""
    pictures = Pictures(path.parent)
    look = _read(layer, names, sld.LANGUAGE, pictures, losses)
    content = sld.write(look) if look is not None else None
    if content is None:
        _tell_plain(losses)
        content = plain_style.sld(names.table, _geometry(layer)).encode()
    path.write_bytes(content)
    return pictures.paths


def _maplibre(layer: QgsVectorLayer, names: PublishedNames, path: Path, losses: Losses) -> tuple[Path, ...]:
    """As for a WMS-Vecteur, but a layer that shows nothing on purpose stays so."""
    look = _read(layer, names, maplibre.LANGUAGE, Pictures(path.parent), losses)
    if look is not None and (look.draws or isinstance(layer.renderer(), QgsNullSymbolRenderer)):
        if layer.labelsEnabled():
            tell_of_labels_on_tiles(layer, maplibre.FONT[0].removesuffix(" Regular"), losses)
        return maplibre.write(look, path)
    _tell_plain(losses)
    maplibre.write_plain(names.table, layer.geometryType(), path)
    return ()


def _read(
    layer: QgsVectorLayer, names: PublishedNames, language: Language, pictures: Pictures, losses: Losses
) -> Look | None:
    """None when bridgestyle fails on it: its own errors are of all kinds, and a look must not stop a publication."""
    try:
        return read_look(layer, names.table, names.fields, language, pictures, losses)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        losses.about("")
        losses.add(
            QCoreApplication.translate("CartesGouv", "This look could not be read: {reason}").format(reason=str(error))
        )
        return None


def _tell_plain(losses: Losses) -> None:
    losses.about("")
    losses.add(QCoreApplication.translate("CartesGouv", "Nothing of this look can be carried: a plain symbol is used."))


def _geometry(layer: QgsVectorLayer) -> str:
    return str(QgsWkbTypes.geometryDisplayString(layer.geometryType()))
