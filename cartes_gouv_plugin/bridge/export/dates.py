"""Dates in a table of a GeoPackage that are not written as the format asks: SQLite keeps any text there."""

from __future__ import annotations

import sqlite3

from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.sources import FieldKind
from cartes_gouv_plugin.bridge.export.tables import TableDesign

# GeoPackage 1.3, table 1; GDAL leaves the Z out where no time zone is known. A day that the calendar does not have
# comes back from SQLite as another one.
_STANDARD = {
    FieldKind.DATE: ("%Y-%m-%d",),
    FieldKind.DATETIME: ("%Y-%m-%dT%H:%M:%fZ", "%Y-%m-%dT%H:%M:%f", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S"),
}
_FIRST_YEAR = "0001"


def has_odd_dates(connection: sqlite3.Connection, design: TableDesign) -> bool:
    """Does a date or a time of the table `design` have another form, or no meaning?

    Readers disagree about these: QGIS shows some of them as missing and reads others as it can.
    """
    odd = [_is_odd(quoted(column.name), column.kind) for column in design.columns if column.kind in _STANDARD]
    if not odd:
        return False
    statement = f"SELECT EXISTS (SELECT 1 FROM {quoted(design.name)} WHERE {' OR '.join(odd)})"  # nosec B608: quoted
    return bool(connection.execute(statement).fetchone()[0])


def _is_odd(column: str, kind: FieldKind) -> str:
    alike = " OR ".join(f"{column} = strftime('{form}', {column})" for form in _STANDARD[kind])
    standard = f"typeof({column}) = 'text' AND {column} >= '{_FIRST_YEAR}' AND ({alike})"
    return f"({column} IS NOT NULL AND ({standard}) IS NOT TRUE)"
