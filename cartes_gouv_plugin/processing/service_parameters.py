"""The parameters of tiles, access and metadata that `publish` and `create_service` share, all with good defaults."""

from __future__ import annotations

import re
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.publication.publication import TableLevels
from cartes_gouv_plugin.core.services.themes import TOPICS
from cartes_gouv_plugin.core.services.tiling import AS_SUGGESTED, GENERALISATIONS, MAX_LEVEL, Levels
from cartes_gouv_plugin.processing.parameters import advanced, text

LEVELS = "LEVELS"
ATTRIBUTES = "ATTRIBUTES"
GENERALISATION = "GENERALISATION"
SAMPLE_AREA = "SAMPLE_AREA"
RESTRICTED = "RESTRICTED"
CONTACT = "CONTACT"
THEMES = "THEMES"
_LEVELS = re.compile(r"(?:(?P<name>.+?)\s*:)?\s*(?P<top>\d{1,2})\s*-\s*(?P<bottom>\d{1,2})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DEGREES = "EPSG:4326"


def tiles_and_access() -> tuple[QgsProcessingParameterDefinition, ...]:
    return tuple(
        advanced(parameter)
        for parameter in (
            QgsProcessingParameterString(
                LEVELS,
                QCoreApplication.translate(
                    "CartesGouv", "Zoom levels of tiles: “6-14”, or “layer: 6-14, other: 8-16” (empty: suggested)"
                ),
                optional=True,
            ),
            QgsProcessingParameterString(
                ATTRIBUTES,
                QCoreApplication.translate("CartesGouv", "Attributes of tiles, separated by commas (empty: all)"),
                optional=True,
            ),
            QgsProcessingParameterEnum(
                GENERALISATION,
                QCoreApplication.translate("CartesGouv", "Generalisation of tiles"),
                options=[preset.key for preset in GENERALISATIONS],
                defaultValue=GENERALISATIONS[0].key,
                optional=True,
                usesStaticStrings=True,
            ),
            QgsProcessingParameterExtent(
                SAMPLE_AREA,
                QCoreApplication.translate("CartesGouv", "Sample: tiles of this area only (empty: all of the data)"),
                optional=True,
            ),
            QgsProcessingParameterBoolean(
                RESTRICTED,
                QCoreApplication.translate("CartesGouv", "Services for the members of the datastore only"),
                defaultValue=False,
                optional=True,
            ),
        )
    )


def record() -> tuple[QgsProcessingParameterDefinition, ...]:
    return tuple(
        advanced(parameter)
        for parameter in (
            QgsProcessingParameterString(
                CONTACT,
                QCoreApplication.translate(
                    "CartesGouv", "Contact e-mail, shown to everybody in the catalogue (empty: the account's)"
                ),
                optional=True,
            ),
            QgsProcessingParameterEnum(
                THEMES,
                QCoreApplication.translate("CartesGouv", "Themes, ISO 19115 (empty: suggested from the names)"),
                options=list(TOPICS),
                allowMultiple=True,
                optional=True,
                usesStaticStrings=True,
            ),
        )
    )


def chosen_levels(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, Levels]:
    """By name of layer or table; the empty name stands for those that are not named. Raises `ValueError`."""
    found = {}
    for part in filter(None, (part.strip() for part in text(algorithm, parameters, LEVELS, context).split(","))):
        read = _LEVELS.fullmatch(part)
        levels = Levels(int(read["top"]), int(read["bottom"])) if read is not None else Levels(1, 0)
        if not 0 <= levels.top <= levels.bottom <= MAX_LEVEL:
            raise ValueError(part)
        found[(read["name"] or "").strip()] = levels
    return found


def table_levels(table: str, levels: Levels | None, attributes: tuple[str, ...]) -> TableLevels:
    """Without levels: those that are suggested, with these attributes."""
    top, bottom = (levels.top, levels.bottom) if levels is not None else AS_SUGGESTED
    return TableLevels(table, top, bottom, attributes)


def chosen_attributes(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[str, ...]:
    said = text(algorithm, parameters, ATTRIBUTES, context)
    return tuple(name.strip() for name in said.split(",") if name.strip())


def chosen_generalisation(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> str:
    """Tippecanoe options."""
    key = algorithm.parameterAsEnumString(parameters, GENERALISATION, context)
    return next((preset.options for preset in GENERALISATIONS if preset.key == key), GENERALISATIONS[0].options)


def chosen_area(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """A WKT polygon in degrees, empty for all of the data. Raises `ValueError` for what is not an area of the earth."""
    from cartes_gouv_plugin.bridge.tiling import sample_area

    if parameters.get(SAMPLE_AREA) in (None, ""):
        return ""
    degrees = QgsCoordinateReferenceSystem(_DEGREES)
    return sample_area(algorithm.parameterAsExtent(parameters, SAMPLE_AREA, context, degrees), degrees)


def chosen_themes(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[str, ...]:
    return tuple(filter(None, algorithm.parameterAsEnumStrings(parameters, THEMES, context)))


def objection(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """What is wrong with these parameters, as a sentence; empty when nothing is."""
    try:
        chosen_levels(algorithm, parameters, context)
    except ValueError as error:
        said = QCoreApplication.translate(
            "CartesGouv", "“{text}” are not zoom levels: two numbers from 0 to {deepest} are needed, such as “6-14”."
        )
        return said.format(text=error, deepest=MAX_LEVEL)
    try:
        chosen_area(algorithm, parameters, context)
    except ValueError:
        return QCoreApplication.translate("CartesGouv", "The sample's extent is not an area of the earth.")
    contact = text(algorithm, parameters, CONTACT, context)
    if contact and _EMAIL.fullmatch(contact) is None:
        return QCoreApplication.translate("CartesGouv", "“{text}” is not an e-mail address.").format(text=contact)
    return ""
