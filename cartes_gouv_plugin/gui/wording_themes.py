"""The ISO 19115 topics for people; the French words are those of the INSPIRE guides."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def theme(code: str) -> str:
    """`code`: one of `core.services.themes.TOPICS`."""
    return {
        "biota": QCoreApplication.translate("CartesGouv", "Flora and fauna"),
        "boundaries": QCoreApplication.translate("CartesGouv", "Boundaries"),
        "climatologyMeteorologyAtmosphere": QCoreApplication.translate("CartesGouv", "Climate, weather, atmosphere"),
        "economy": QCoreApplication.translate("CartesGouv", "Economy"),
        "elevation": QCoreApplication.translate("CartesGouv", "Elevation"),
        "environment": QCoreApplication.translate("CartesGouv", "Environment"),
        "farming": QCoreApplication.translate("CartesGouv", "Farming"),
        "geoscientificInformation": QCoreApplication.translate("CartesGouv", "Geoscientific information"),
        "health": QCoreApplication.translate("CartesGouv", "Health"),
        "imageryBaseMapsEarthCover": QCoreApplication.translate("CartesGouv", "Imagery, base maps, land cover"),
        "intelligenceMilitary": QCoreApplication.translate("CartesGouv", "Intelligence and military"),
        "inlandWaters": QCoreApplication.translate("CartesGouv", "Inland waters"),
        "location": QCoreApplication.translate("CartesGouv", "Location"),
        "oceans": QCoreApplication.translate("CartesGouv", "Oceans"),
        "planningCadastre": QCoreApplication.translate("CartesGouv", "Planning and cadastre"),
        "society": QCoreApplication.translate("CartesGouv", "Society"),
        "structure": QCoreApplication.translate("CartesGouv", "Structures"),
        "transportation": QCoreApplication.translate("CartesGouv", "Transportation"),
        "utilitiesCommunication": QCoreApplication.translate("CartesGouv", "Utilities and communication"),
    }[code]
