"""The seven generalisations of tiles to choose from: each with its name, a picture of what it does, and a sentence."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QComboBox, QLabel

from cartes_gouv_plugin.core.services.tiling import GENERALISATIONS, Generalisation, generalisation_of
from cartes_gouv_plugin.gui import wording_options
from cartes_gouv_plugin.installation import RESOURCES

PICTURES = RESOURCES / "generalisation"
PICTURE_SHAPE = QSize(144, 64)
LINES_OF_PICTURE, LINES_OF_ICON = 4, 1.5


class GeneralisationChoice:
    """Fills a combo box, and a picture and an explanation beside it."""

    def __init__(self, box: QComboBox, picture: QLabel, explanation: QLabel) -> None:
        self._box, self._picture, self._explanation = box, picture, explanation
        box.setIconSize(self._shape(LINES_OF_ICON))
        for preset in GENERALISATIONS:
            name, _explained = wording_options.generalisation(preset.key)
            box.addItem(_icon(preset), name)

    @property
    def chosen(self) -> Generalisation:
        return GENERALISATIONS[self._box.currentIndex()]

    def choose(self, options: str) -> None:
        """The preset with those tippecanoe options; the first one when there is none."""
        preset = generalisation_of(options)
        self._box.setCurrentIndex(GENERALISATIONS.index(preset) if preset is not None else 0)

    def explain(self, attributes: int) -> None:
        """Shows what the chosen one does, to a layer of which so many attributes are kept."""
        preset = self.chosen
        _name, said = wording_options.generalisation(preset.key)
        if preset.attributes_max and attributes > preset.attributes_max:
            said = f"{said} {wording_options.too_many_attributes(preset.attributes_max)}"
        self._explanation.setText(said)
        self._picture.setPixmap(_icon(preset).pixmap(self._shape(LINES_OF_PICTURE)))
        self._picture.setAccessibleName(said)

    def _shape(self, lines: float) -> QSize:
        height = round(self._box.fontMetrics().height() * lines)
        return PICTURE_SHAPE.scaled(height * 3, height, Qt.AspectRatioMode.KeepAspectRatio)


def _icon(preset: Generalisation) -> QIcon:
    return QIcon(str(PICTURES / f"{preset.key}.svg"))
