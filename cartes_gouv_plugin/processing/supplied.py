"""Layers and files given to `resume`: they are for a publication that waits for its data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProcessingAlgorithm, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.processing import parameters as named

SUFFIXES = (".gpkg", ".zip")


def objection(path: Path) -> str:
    """Why the layers of a file cannot be given, as a sentence; empty when they can."""
    from cartes_gouv_plugin.bridge.export.files import open_file, without_layers

    if path.suffix.lower() not in SUFFIXES:
        text = QCoreApplication.translate("CartesGouv", "“{file}” is neither a .gpkg nor a .zip file.")
        return text.format(file=path.name)
    return "" if open_file(path) else without_layers(path)


def given_layers(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], file_name: str, context: QgsProcessingContext
) -> tuple[QgsMapLayer, ...]:
    """The layers of `LAYERS` and those of the file named by the parameter `file_name`; none when neither is given."""
    from cartes_gouv_plugin.bridge.export.files import open_file

    chosen = tuple(named.chosen_layers(algorithm, parameters, context)) if parameters.get(named.LAYERS) else ()
    file = named.text(algorithm, parameters, file_name, context)
    return (*chosen, *open_file(Path(file))) if file else chosen
