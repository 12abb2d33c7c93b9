"""Functions of the platform's map server (GeoServer) under the names that QGIS gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_IN_QGIS: Mapping[str, str] = {
    "Concatenate": "concat",
    "if_then_else": "if",
    "log": "ln",
    "parseDouble": "to_real",
    "parseLong": "to_int",
    "strCapitalize": "title",
    "strToLower": "lower",
    "strToUpper": "upper",
    "toDegrees": "degrees",
    "toRadians": "radians",
}


def in_qgis(name: str) -> str:
    """The name itself when both know the function under it."""
    return _IN_QGIS.get(name, name)


def call_in_qgis(name: str, arguments: Sequence[str]) -> str:
    """The same call as QGIS writes it; a part of a text is told by its ends there, by its length here."""
    if name == "strSubstr" and len(arguments) == 3:
        text, begin, end = arguments
        return f"substr({text}, {begin} + 1, {end} - {begin})"
    if name == "strSubstringStart" and len(arguments) == 2:
        return f"substr({arguments[0]}, {arguments[1]} + 1)"
    return f"{in_qgis(name)}({', '.join(arguments)})"
