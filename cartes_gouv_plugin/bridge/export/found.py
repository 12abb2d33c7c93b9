"""What only the rows tell: geometries that are missing, mixed, odd or were mended. Same shapes as in `problems`."""

from __future__ import annotations

from qgis.core import Qgis, QgsWkbTypes
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.export.census import Census
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem


def about_census(layer: str, counted: Census, declared: Qgis.WkbType) -> list[Problem]:
    """Everything that a census says against a layer of type `declared`."""
    found = [null_geometries(layer, counted.null)] if counted.null else []
    if counted.empty:
        found.append(empty_geometries(layer, counted.empty))
    if counted.odd:
        found.append(unreadable_geometries(layer, counted.odd))
    family = QgsWkbTypes.geometryType(declared)
    strangers = {kind: rows for kind, rows in counted.by_family.items() if QgsWkbTypes.geometryType(kind) != family}
    if strangers:
        found.append(strange_geometries(layer, strangers))
    return found


def null_geometries(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "%n row(s) of “{layer}” without geometry: published, but no map shows them.", "", count
    )
    return Problem(Code.GEOMETRY_NULL, Level.WARNING, layer, sentence.format(layer=layer), count=count)


def empty_geometries(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "%n row(s) of “{layer}” with an empty geometry: published, but no map shows them.", "", count
    )
    return Problem(Code.GEOMETRY_EMPTY, Level.WARNING, layer, sentence.format(layer=layer), count=count)


def unreadable_geometries(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "%n geometry(ies) of “{layer}” cannot be read. Repair or delete these rows first.", "", count
    )
    return Problem(Code.GEOMETRY_UNKNOWN, Level.REFUSAL, layer, sentence.format(layer=layer), count=count)


def strange_geometries(layer: str, strangers: dict[Qgis.WkbType, int]) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” holds geometries of another kind than its own ({kinds}). Take collections apart with the Processing"
        " tool “Multipart to singleparts”, then make one layer of each type.",
    )
    kinds = ", ".join(f"{QgsWkbTypes.displayString(kind)}: {rows}" for kind, rows in sorted(strangers.items()))
    collections = any(QgsWkbTypes.flatType(kind) == Qgis.WkbType.GeometryCollection for kind in strangers)
    code = Code.GEOMETRY_COLLECTION if collections else Code.GEOMETRY_MIXED
    return Problem(code, Level.REFUSAL, layer, sentence.format(layer=layer, kinds=kinds), count=sum(strangers.values()))


def promoted(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” mixes geometries of one part and of several parts; a table holds one kind."
    )
    repair = QCoreApplication.translate(
        "CartesGouv", "All become geometries of several parts; this changes %n row(s).", "", count
    )
    return Problem(Code.GEOMETRY_MIXED, Level.REPAIR, layer, sentence.format(layer=layer), repair, count)


def repaired(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "%n geometry(ies) of “{layer}” invalid until now.", "", count)
    repair = QCoreApplication.translate("CartesGouv", "They are repaired; check them on the map.")
    return Problem(Code.GEOMETRY_INVALID, Level.REPAIR, layer, sentence.format(layer=layer), repair, count)


def unrepairable(layer: str, rows: list[int]) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "%n invalid geometry(ies) of “{layer}” could not be repaired (first one: feature {row}).",
        "",
        len(rows),
    )
    text = sentence.format(layer=layer, row=rows[0])
    return Problem(Code.GEOMETRY_INVALID, Level.WARNING, layer, text, count=len(rows))


def invalid(layer: str, count: int, first: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "%n invalid geometry(ies) in “{layer}” (first one: feature {row}), which can be repaired.",
        "",
        count,
    )
    text = sentence.format(layer=layer, row=first)
    return Problem(Code.GEOMETRY_INVALID, Level.WARNING, layer, text, count=count)


def count_unknown(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "The source of “{layer}” does not count by itself; reading it once gives %n row(s).", "", count
    )
    return Problem(Code.COUNT_UNKNOWN, Level.WARNING, layer, sentence.format(layer=layer), count=count)


def wrong_place(layer: str, crs: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” lies wholly outside the area of {crs}. Its coordinate system may be wrong; check it on a map.",
    )
    return Problem(Code.CRS_WRONG_PLACE, Level.WARNING, layer, sentence.format(layer=layer, crs=crs))


def astray(layer: str, crs: str, count: int, first: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "%n row(s) of “{layer}” far outside the area of {crs} (first one: feature {row}). Check them on a map.",
        "",
        count,
    )
    text = sentence.format(layer=layer, crs=crs, row=first)
    return Problem(Code.CRS_WRONG_PLACE, Level.WARNING, layer, text, count=count)


def broken_coordinates(layer: str, count: int, first: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "%n row(s) of “{layer}” with coordinates that are not numbers (first one: feature {row}). Correct or delete"
        " them first.",
        "",
        count,
    )
    return Problem(Code.COORDINATES, Level.REFUSAL, layer, sentence.format(layer=layer, row=first), count=count)


def not_numbers(layer: str, field: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "%n value(s) of “{field}” in “{layer}” that are not numbers (NaN).", "", count
    )
    repair = QCoreApplication.translate("CartesGouv", "They are published as missing values.")
    text = sentence.format(field=field, layer=layer)
    return Problem(Code.FIELD_NOT_NUMBER, Level.WARNING, layer, text, repair, count)


def infinite(layer: str, field: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "%n infinite value(s) of “{field}” in “{layer}”: published as such, but many programs cannot read them.",
        "",
        count,
    )
    text = sentence.format(field=field, layer=layer)
    return Problem(Code.FIELD_NOT_NUMBER, Level.WARNING, layer, text, count=count)
