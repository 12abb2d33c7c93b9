"""What the labels of the style languages lack, said for each labelling that uses it."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import Qgis, QgsPalLayerSettings, QgsTextFormat, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QPainter

from cartes_gouv_plugin.bridge.symbology.losses import Losses

_NORMAL = QPainter.CompositionMode.CompositionMode_SourceOver
_CARRIED = (
    Qgis.Capitalization.MixedCase,
    Qgis.Capitalization.AllUppercase,
    Qgis.Capitalization.AllLowercase,
)


def tell_of_labels(settings: QgsPalLayerSettings, losses: Losses) -> None:
    """`settings` as the layer has them: data-defined properties and units included."""
    if settings.dataDefinedProperties().hasActiveProperties():
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "What labels take from attributes besides their text is not carried."
            )
        )
    look = settings.format()
    if look.background().enabled():
        losses.add(QCoreApplication.translate("CartesGouv", "The background of labels cannot be carried."))
    if look.shadow().enabled():
        losses.add(QCoreApplication.translate("CartesGouv", "The shadow of labels cannot be carried."))
    details = ", ".join((*_of_the_text(look), *_of_the_writing(settings)))
    if details:
        losses.add(
            QCoreApplication.translate("CartesGouv", "Labels are written without this: {details}.").format(
                details=details
            )
        )


def tell_of_labels_on_tiles(layer: QgsVectorLayer, font: str, losses: Losses) -> None:
    """A tile knows the part of a polygon that lies in it, and its readers the platform's fonts only."""
    losses.about("")
    losses.add(QCoreApplication.translate("CartesGouv", "Labels of tiles are written in {font}.").format(font=font))
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        losses.add(
            QCoreApplication.translate(
                "CartesGouv",
                "On tiles, the label of a polygon stands once in each of its parts, also of those cut apart.",
            )
        )


def _of_the_text(look: QgsTextFormat) -> Iterator[str]:
    font = look.font()
    if font.underline() or font.strikeOut():
        yield QCoreApplication.translate("CartesGouv", "lines under or through the text")
    if font.letterSpacing() or font.wordSpacing():
        yield QCoreApplication.translate("CartesGouv", "spacing of letters or words")
    if look.capitalization() not in _CARRIED:
        yield QCoreApplication.translate("CartesGouv", "capitals")
    if look.orientation() != Qgis.TextOrientation.Horizontal:
        yield QCoreApplication.translate("CartesGouv", "vertical writing")
    if look.allowHtmlFormatting():
        yield QCoreApplication.translate("CartesGouv", "HTML")
    if look.blendMode() != _NORMAL:
        yield QCoreApplication.translate("CartesGouv", "blending")
    if look.mask().enabled():
        yield QCoreApplication.translate("CartesGouv", "masks")
    if look.sizeUnit() in (Qgis.RenderUnit.MapUnits, Qgis.RenderUnit.MetersInMapUnits, Qgis.RenderUnit.Percentage):
        yield QCoreApplication.translate("CartesGouv", "a size that follows the scale")


def _of_the_writing(settings: QgsPalLayerSettings) -> Iterator[str]:
    if settings.formatNumbers:
        yield QCoreApplication.translate("CartesGouv", "the format of numbers")
    if settings.wrapChar or settings.autoWrapLength:
        yield QCoreApplication.translate("CartesGouv", "line breaks")
    if settings.lineSettings().addDirectionSymbol():
        yield QCoreApplication.translate("CartesGouv", "direction arrows")
    callout = settings.callout()
    if callout is not None and callout.enabled():
        yield QCoreApplication.translate("CartesGouv", "callouts")
