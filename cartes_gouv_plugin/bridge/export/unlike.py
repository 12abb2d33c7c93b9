"""Rows whose geometry QGIS's writer does not keep as it is: none at all, and those without the table's heights."""

from __future__ import annotations

import sqlite3

from qgis.core import QgsFeature, QgsWkbTypes

from cartes_gouv_plugin.bridge.export.census import flatten
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.core.publication.naming import GEOMETRY_COLUMN


class HasHeights(Exception):
    """A row has a height, which a table without heights would lose."""


class Unlike:
    """Notes such rows of `design` while they are written, and puts their geometries right afterwards.

    `key`: index of the field that numbers the rows; a table without its own numbers counts them from 1.
    """

    def __init__(self, key: int | None, design: TableDesign) -> None:
        self._key = key
        self._design = design
        self._raised = QgsWkbTypes.hasZ(design.geometry)
        self._bare: list[int] = []
        self._flat: list[int] = []
        self.without_geometry: list[int] = []
        """Numbers that QGIS gives to the features without a geometry."""

    def note(self, batch: list[QgsFeature], before: int) -> None:
        """`before`: rows written before `batch`. Raises `HasHeights`."""
        for number, feature in enumerate(batch, before + 1):
            if not feature.hasGeometry():
                self.without_geometry.append(feature.id())
                self._bare.append(self._number(feature, number))
            elif feature.geometry().constGet().is3D() is not self._raised:
                if not self._raised:
                    raise HasHeights
                self._flat.append(self._number(feature, number))

    def _number(self, feature: QgsFeature, position: int) -> int:
        return position if self._key is None else int(feature.attribute(self._key))

    def restore(self, connection: sqlite3.Connection) -> None:
        """The writer gives an empty geometry to a row that has none, and a height of 0 to a place without one."""
        table, key, geometry = quoted(self._design.name), quoted(self._design.key), quoted(GEOMETRY_COLUMN)
        connection.executemany(
            f"UPDATE {table} SET {geometry} = NULL WHERE {key} = ?",  # nosec B608: quoted
            ((row,) for row in self._bare),
        )
        flatten(connection, self._design.name, GEOMETRY_COLUMN, self._design.key, self._flat)
