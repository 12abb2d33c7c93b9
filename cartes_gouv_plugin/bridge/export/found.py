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
        "CartesGouv", "{count} rows of “{layer}” have no geometry. They are published, but no map shows them."
    )
    return Problem(Code.GEOMETRY_NULL, Level.WARNING, layer, sentence.format(count=count, layer=layer), count=count)


def empty_geometries(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "{count} rows of “{layer}” have an empty geometry. They are published, but no map shows them."
    )
    return Problem(Code.GEOMETRY_EMPTY, Level.WARNING, layer, sentence.format(count=count, layer=layer), count=count)


def unreadable_geometries(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "{count} geometries of “{layer}” cannot be read. Repair or delete these rows first."
    )
    return Problem(Code.GEOMETRY_UNKNOWN, Level.REFUSAL, layer, sentence.format(count=count, layer=layer), count=count)


def strange_geometries(layer: str, strangers: dict[Qgis.WkbType, int]) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” holds geometries of another kind than its own ({kinds}). Split it by geometry type, or explode its"
        " collections.",
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
        "CartesGouv", "All become geometries of several parts; {count} rows are concerned."
    )
    return Problem(
        Code.GEOMETRY_MIXED, Level.REPAIR, layer, sentence.format(layer=layer), repair.format(count=count), count
    )


def repaired(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "{count} geometries of “{layer}” were invalid.")
    repair = QCoreApplication.translate("CartesGouv", "They are repaired; check them on the map.")
    return Problem(Code.GEOMETRY_INVALID, Level.REPAIR, layer, sentence.format(layer=layer, count=count), repair, count)


def unrepairable(layer: str, rows: list[int]) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "{count} invalid geometries of “{layer}” could not be repaired (first one: feature {row})."
    )
    text = sentence.format(layer=layer, count=len(rows), row=rows[0])
    return Problem(Code.GEOMETRY_INVALID, Level.WARNING, layer, text, count=len(rows))


def invalid(layer: str, count: int, first: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "{count} geometries of “{layer}” are invalid (first one: feature {row}). They can be repaired."
    )
    text = sentence.format(layer=layer, count=count, row=first)
    return Problem(Code.GEOMETRY_INVALID, Level.WARNING, layer, text, count=count)


def count_unknown(layer: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "The source of “{layer}” does not count by itself; reading it once gives {count} rows."
    )
    return Problem(Code.COUNT_UNKNOWN, Level.WARNING, layer, sentence.format(layer=layer, count=count), count=count)


def wrong_place(layer: str, crs: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” lies wholly outside the area of {crs}. Its coordinate system may be wrong; check it on a map.",
    )
    return Problem(Code.CRS_WRONG_PLACE, Level.WARNING, layer, sentence.format(layer=layer, crs=crs))
