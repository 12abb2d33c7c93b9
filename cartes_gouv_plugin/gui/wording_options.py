"""The sentences of the publish form's options: services, tiles, metadata, estimates."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.export.options import Invalid
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.gui import quantities


def purpose(service: ServiceType) -> str:
    """What a service is for, in a few words."""
    return {
        ServiceType.WFS: QCoreApplication.translate("CartesGouv", "the data, to query and download"),
        ServiceType.WMS_VECTOR: QCoreApplication.translate("CartesGouv", "images in the layers' style"),
        ServiceType.TMS: QCoreApplication.translate("CartesGouv", "vector tiles, fast on the web"),
    }[service]


def options_of(service: ServiceType) -> str:
    """The title of the folded options of one service."""
    return {
        ServiceType.WFS: QCoreApplication.translate("CartesGouv", "Options of the WFS"),
        ServiceType.WMS_VECTOR: QCoreApplication.translate("CartesGouv", "Options of the WMS-Vector"),
        ServiceType.TMS: QCoreApplication.translate("CartesGouv", "Options of the TMS"),
    }[service]


def invalid_geometries() -> tuple[tuple[Invalid, str], ...]:
    """What can become of them, as one chooses it in a list beside « Invalid geometries »."""
    return (
        (Invalid.LEFT, QCoreApplication.translate("CartesGouv", "Are not looked for")),
        (Invalid.COUNTED, QCoreApplication.translate("CartesGouv", "Are counted first")),
        (Invalid.REPAIRED, QCoreApplication.translate("CartesGouv", "Are repaired")),
    )


def another_projection() -> str:
    """In a list of coordinate systems, what opens QGIS's own choice of all of them."""
    return QCoreApplication.translate("CartesGouv", "Another one…")


def access_open() -> str:
    return QCoreApplication.translate("CartesGouv", "Everybody")


def access_restricted() -> str:
    return QCoreApplication.translate("CartesGouv", "The members of this datastore")


def access_only_open(sandbox: bool) -> str:
    """Why restricted access cannot be chosen."""
    if sandbox:
        return QCoreApplication.translate("CartesGouv", "“Découverte” only has services that are open to everybody.")
    return QCoreApplication.translate("CartesGouv", "This datastore has no restricted access point for this service.")


def look_current() -> str:
    return QCoreApplication.translate("CartesGouv", "As QGIS shows the layers now")


def look_none(service: ServiceType) -> str:
    if service is ServiceType.WMS_VECTOR:
        return QCoreApplication.translate("CartesGouv", "None: a plain symbol")
    return QCoreApplication.translate("CartesGouv", "None: readers choose their own")


def style_format(name: str) -> str:
    return {
        "sld": QCoreApplication.translate("CartesGouv", "SLD, for any software"),
        "qml": QCoreApplication.translate("CartesGouv", "QML, whole, for QGIS only"),
    }[name]


def name_refused(prefix: str) -> str:
    """Why a technical name cannot be used."""
    if prefix:
        text = QCoreApplication.translate(
            "CartesGouv",
            "A technical name begins with “{prefix}.”, and has letters without accents, digits, “_”, “-” and “.” only.",
        )
        return text.format(prefix=prefix)
    return QCoreApplication.translate(
        "CartesGouv",
        "A technical name begins with a letter or “_”, and has letters without accents, digits, “_”, “-” and “.” only.",
    )


def name_taken(free: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "This name is taken: “{name}” will be used.")
    return text.format(name=free)


def reason_service_name(service: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "Correct the technical name of the {service} service.")
    return text.format(service=service)


def reason_tile_levels() -> str:
    return QCoreApplication.translate("CartesGouv", "The last zoom level of the tiles comes before the first one.")


def generalisation(key: str) -> tuple[str, str]:
    """The name of a preset and what it does. The names are those of the website's form."""
    return {
        "mixed": (
            QCoreApplication.translate("CartesGouv", "Simplify mixed data"),
            QCoreApplication.translate("CartesGouv", "Outlines lose the points nobody can see; every object stays."),
        ),
        "network": (
            QCoreApplication.translate("CartesGouv", "Simplify a network"),
            QCoreApplication.translate(
                "CartesGouv",
                "Lines are simplified between crossings; crossings do not move: roads and rivers stay connected.",
            ),
        ),
        "lines": (
            QCoreApplication.translate("CartesGouv", "Simplify other lines"),
            QCoreApplication.translate(
                "CartesGouv", "Lines are simplified, and the smallest leave the tiles that are too full."
            ),
        ),
        "outlined_areas": (
            QCoreApplication.translate("CartesGouv", "Schematic areas"),
            QCoreApplication.translate(
                "CartesGouv", "Outlines follow a coarse grid at small scales, for a map read at a glance."
            ),
        ),
        "selected_areas": (
            QCoreApplication.translate("CartesGouv", "Select areas (3 attributes at most)"),
            QCoreApplication.translate(
                "CartesGouv",
                "Neighbours with the same attributes are merged; the densest and the smallest areas leave full tiles.",
            ),
        ),
        "merged_areas": (
            QCoreApplication.translate("CartesGouv", "Merge areas by attributes (3 at most)"),
            QCoreApplication.translate(
                "CartesGouv",
                "Neighbours with the same attributes become one area; the smallest leave full tiles.",
            ),
        ),
        "shared_borders": (
            QCoreApplication.translate("CartesGouv", "Keep shared borders"),
            QCoreApplication.translate(
                "CartesGouv",
                "Areas that touch are simplified together: no gap and no overlap between neighbours.",
            ),
        ),
    }[key]


def too_many_attributes(limit: int) -> str:
    text = QCoreApplication.translate(
        "CartesGouv", "Keep {limit} attributes at most: with more of them, no two neighbours are alike."
    )
    return text.format(limit=limit)


def levels_suggested() -> str:
    return QCoreApplication.translate("CartesGouv", "Suggested from the layer's extent, density and scale limits.")


def levels_unknown() -> str:
    return QCoreApplication.translate("CartesGouv", "Suggested once the rows of the layer are counted.")


def whole_data() -> str:
    return QCoreApplication.translate("CartesGouv", "All of the data.")


def sample(west: float, south: float, east: float, north: float) -> str:
    """Degrees, to about a hundred metres."""
    text = QCoreApplication.translate(
        "CartesGouv", "Sample: from {west}° to {east}° of longitude, {south}° to {north}° of latitude."
    )
    numbers = {"west": west, "south": south, "east": east, "north": north}
    return text.format(**{name: quantities.decimal(value) for name, value in numbers.items()})


def no_area() -> str:
    return QCoreApplication.translate("CartesGouv", "This rectangle is not an area of the earth: draw another one.")


def remark_no_record() -> str:
    return QCoreApplication.translate(
        "CartesGouv",
        "Without a producer and a contact e-mail, no metadata record is written; the website's editor can do it later.",
    )


def remark_email() -> str:
    return QCoreApplication.translate("CartesGouv", "This contact does not look like an e-mail address.")


def remark_producer() -> str:
    return QCoreApplication.translate("CartesGouv", "The website's form wants 2 to 99 characters for the producer.")


def public_contact(email: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "{email} will be shown to everybody in the catalogue.")
    return text.format(email=email)


def no_theme() -> str:
    return QCoreApplication.translate("CartesGouv", "Location, if nothing is ticked")


def adds_to_datasheet(title: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "The layers are added to your datasheet “{title}”.")
    return text.format(title=title)


def estimate(size: str, time: str) -> str:
    return QCoreApplication.translate("CartesGouv", "About {size} to send, {time} in all").format(size=size, time=time)


def looking() -> str:
    return QCoreApplication.translate("CartesGouv", "The layers are being read…")


def badge_edited() -> str:
    return QCoreApplication.translate("CartesGouv", "edits")


def badge_filtered() -> str:
    return QCoreApplication.translate("CartesGouv", "filter")
