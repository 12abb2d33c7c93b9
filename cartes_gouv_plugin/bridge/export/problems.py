"""Everything that can be said about layers before they leave: code, level, whole sentence, and the repair made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from qgis.PyQt.QtCore import QCoreApplication


class Level(Enum):
    """`REPAIR`: we mend it on the way; `WARNING`: it goes as it is; `REFUSAL`: nothing leaves until it is mended."""

    REPAIR = "repair"
    WARNING = "warning"
    REFUSAL = "refusal"


class Code(Enum):
    """What is the matter; stable words for programs and reports."""

    NOTHING_CHOSEN = "nothing-chosen"
    NOT_VECTOR = "not-vector"
    SOURCE_MISSING = "source-missing"
    SOURCE_UNREADABLE = "source-unreadable"
    SOURCE_IS_TARGET = "source-is-target"
    NO_GEOMETRY = "no-geometry"
    GEOMETRY_UNKNOWN = "geometry-unknown"
    GEOMETRY_COLLECTION = "geometry-collection"
    GEOMETRY_MIXED = "geometry-mixed"
    GEOMETRY_CURVED = "geometry-curved"
    GEOMETRY_MEASURED = "geometry-measured"
    GEOMETRY_NULL = "geometry-null"
    GEOMETRY_EMPTY = "geometry-empty"
    GEOMETRY_INVALID = "geometry-invalid"
    COORDINATES = "coordinates"
    EMPTY = "empty"
    COUNT_UNKNOWN = "count-unknown"
    COUNT_DIFFERS = "count-differs"
    CRS_MISSING = "crs-missing"
    CRS_UNKNOWN = "crs-unknown"
    CRS_RENAMED = "crs-renamed"
    CRS_CHANGED = "crs-changed"
    CRS_WRONG_PLACE = "crs-wrong-place"
    NAME_TABLE = "name-table"
    NAME_FIELD = "name-field"
    FIELD_CONVERTED = "field-converted"
    FIELD_BINARY = "field-binary"
    FIELD_HIDDEN = "field-hidden"
    FIELD_NOT_NUMBER = "field-not-number"
    FIELDS_TOO_MANY = "fields-too-many"
    EDITS_UNSAVED = "edits-unsaved"
    FILTERED = "filtered"
    SIZE = "size"
    DISK_FULL = "disk-full"
    FOLDER_READ_ONLY = "folder-read-only"
    LOOK = "look"
    CROWDED = "crowded"
    TILES_LACK = "tiles-lack"
    SERVICES_LACK = "services-lack"


@dataclass(frozen=True)
class Problem:
    """`layer`: its name, empty for the whole. `repair`: what we do about it, empty when nothing. `count`: rows."""

    code: Code
    level: Level
    layer: str
    sentence: str
    repair: str = ""
    count: int | None = None


def nothing_chosen() -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "No layer is chosen. Choose at least one vector layer.")
    return Problem(Code.NOTHING_CHOSEN, Level.REFUSAL, "", sentence)


def not_vector(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” is not a vector layer. Only vector layers can be published."
    )
    return Problem(Code.NOT_VECTOR, Level.REFUSAL, layer, sentence.format(layer=layer))


def source_missing(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "The source of “{layer}” cannot be found any more. Repair the layer's data source in QGIS."
    )
    return Problem(Code.SOURCE_MISSING, Level.REFUSAL, layer, sentence.format(layer=layer))


def no_geometry(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” is a table without geometry. The platform's services need a geometry."
    )
    return Problem(Code.NO_GEOMETRY, Level.REFUSAL, layer, sentence.format(layer=layer))


def table_renamed(layer: str, table: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "The platform cannot keep the name “{layer}” for a table.")
    repair = QCoreApplication.translate("CartesGouv", "The table is named {table}; the title stays.")
    return Problem(Code.NAME_TABLE, Level.REPAIR, layer, sentence.format(layer=layer), repair.format(table=table))


def fields_renamed(layer: str, renames: Mapping[str, str]) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "The platform cannot keep the names of some fields of “{layer}”."
    )
    repair = QCoreApplication.translate("CartesGouv", "Fields are renamed: {renames}. Their old names stay as titles.")
    pairs = ", ".join(f"{old} → {new}" for old, new in renames.items())
    return Problem(
        Code.NAME_FIELD, Level.REPAIR, layer, sentence.format(layer=layer), repair.format(renames=pairs), len(renames)
    )


def geometry_unknown(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” may hold points, lines and polygons together. Split it by geometry type, one layer for each.",
    )
    return Problem(Code.GEOMETRY_UNKNOWN, Level.REFUSAL, layer, sentence.format(layer=layer))


def curved(layer: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "“{layer}” holds curves, which the platform does not serve.")
    repair = QCoreApplication.translate("CartesGouv", "Curves are replaced by short straight segments.")
    return Problem(Code.GEOMETRY_CURVED, Level.REPAIR, layer, sentence.format(layer=layer), repair)


def measured(layer: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "“{layer}” holds M values, which the platform does not serve.")
    repair = QCoreApplication.translate("CartesGouv", "M values are left out; coordinates stay.")
    return Problem(Code.GEOMETRY_MEASURED, Level.REPAIR, layer, sentence.format(layer=layer), repair)


def crs_missing(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” has no coordinate system. Set it in the layer's properties."
    )
    return Problem(Code.CRS_MISSING, Level.REFUSAL, layer, sentence.format(layer=layer))


def crs_undecided(layer: str, crs: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "The platform does not know the coordinate system of “{layer}” ({crs}). Choose one of its own."
    )
    return Problem(Code.CRS_UNKNOWN, Level.REFUSAL, layer, sentence.format(layer=layer, crs=crs))


def crs_not_taken(crs: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "{crs} is not a coordinate system that the platform knows. Choose one with an EPSG code."
    )
    return Problem(Code.CRS_UNKNOWN, Level.REFUSAL, "", sentence.format(crs=crs))


def crs_changed(layer: str, source: str, target: str, operation: str, accuracy: float | None) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "“{layer}” is in {source}, the package in {target}.")
    repair = QCoreApplication.translate(
        "CartesGouv", "The layer is reprojected by “{operation}”, accurate to {accuracy} m."
    )
    if accuracy is None:
        repair = QCoreApplication.translate(
            "CartesGouv", "The layer is reprojected by “{operation}”, whose accuracy is unknown."
        )
    if not operation:
        repair = QCoreApplication.translate(
            "CartesGouv",
            "The layer is reprojected without knowing how the two systems lie to each other; check the map.",
        )
    known = "" if accuracy is None else f"{accuracy:g}"
    return Problem(
        Code.CRS_CHANGED,
        Level.REPAIR,
        layer,
        sentence.format(layer=layer, source=source, target=target),
        repair.format(operation=operation, accuracy=known),
    )


def crs_renamed(layer: str, source: str, target: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "“{layer}” is in {source}, which the platform calls {target}.")
    repair = QCoreApplication.translate("CartesGouv", "The layer is declared in {target}; no coordinate changes.")
    return Problem(
        Code.CRS_RENAMED,
        Level.REPAIR,
        layer,
        sentence.format(layer=layer, source=source, target=target),
        repair.format(target=target),
    )


def edits_unsaved(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” has changes that are not saved. They are published, as the map shows them."
    )
    return Problem(Code.EDITS_UNSAVED, Level.WARNING, layer, sentence.format(layer=layer))


def filtered(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” is filtered. Only the rows that the filter lets through are published."
    )
    return Problem(Code.FILTERED, Level.WARNING, layer, sentence.format(layer=layer))


def field_converted(layer: str, field: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "The values of “{field}” in “{layer}” have no type of column.")
    repair = QCoreApplication.translate("CartesGouv", "They are written as text; lists and structures as JSON.")
    return Problem(Code.FIELD_CONVERTED, Level.REPAIR, layer, sentence.format(layer=layer, field=field), repair)


def field_binary(layer: str, field: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{field}” in “{layer}” holds binary data: it is stored, but services cannot show it."
    )
    return Problem(Code.FIELD_BINARY, Level.WARNING, layer, sentence.format(layer=layer, field=field))


def field_hidden(layer: str, field: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{field}” is hidden in “{layer}”, and will be published unless hidden fields are left out."
    )
    return Problem(Code.FIELD_HIDDEN, Level.WARNING, layer, sentence.format(layer=layer, field=field))


def fields_too_many(layer: str, count: int, limit: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” has {count} fields; the platform's database holds at most {limit}. Remove or hide some.",
    )
    text = sentence.format(layer=layer, count=count, limit=limit)
    return Problem(Code.FIELDS_TOO_MANY, Level.REFUSAL, layer, text, count=count)


def empty(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” has no row to publish. Check its filter or selection."
    )
    return Problem(Code.EMPTY, Level.REFUSAL, layer, sentence.format(layer=layer), count=0)


def source_unreadable(layer: str, sentence: str) -> Problem:
    """`sentence`: whole, as a refusal says it."""
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, layer, sentence)


def table_left_out(file: str, table: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "The table “{table}” of “{file}” is not a layer of geometries; it is left out."
    )
    return Problem(Code.NO_GEOMETRY, Level.WARNING, file, sentence.format(table=table, file=file))
