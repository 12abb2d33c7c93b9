"""The table that a layer becomes: names, types and coordinate system, whatever the lane that fills it."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import Qgis, QgsWkbTypes

from cartes_gouv_plugin.bridge.export.sources import FieldKind, LayerSource, SourceField
from cartes_gouv_plugin.core.publication import naming


@dataclass(frozen=True)
class Column:
    """`source`: the field's index in the layer; `title`: what people read; `type`: a GeoPackage column type."""

    source: int
    original: str
    name: str
    title: str
    kind: FieldKind
    type: str


@dataclass(frozen=True)
class TableDesign:
    """`key`: the primary key's column. `geometry`: linear, without M; single or multi as the layer declares it.

    `shown_key`: what QGIS calls the row number; empty when it shows none.
    """

    name: str
    title: str
    key: str
    columns: tuple[Column, ...]
    geometry: Qgis.WkbType
    srs: int
    shown_key: str = ""

    @property
    def renames(self) -> dict[str, str]:
        names = {self.shown_key: self.key} if self.shown_key else {}
        names.update((column.original, column.name) for column in self.columns)
        return {original: name for original, name in names.items() if original != name}


def design(source: LayerSource, name: str, srs: int, dropped: frozenset[int] = frozenset()) -> TableDesign:
    """The table `name` for `source`, without the fields whose index is in `dropped`."""
    kept = [field for field in source.described if field.index not in dropped and field.index != source.key]
    shown_key = next((field.name for field in source.described if field.index == source.key), "")
    key = _key(shown_key)
    names = naming.field_names((field.name for field in kept), (key, naming.GEOMETRY_COLUMN))
    columns = tuple(_column(field, name) for field, name in zip(kept, names))
    return TableDesign(name, source.name, key, columns, package_geometry(source.geometry), srs, shown_key)


def package_geometry(declared: Qgis.WkbType) -> Qgis.WkbType:
    """The type of the package's column for a layer's type: curves become lines, M is dropped, Z stays."""
    return QgsWkbTypes.dropM(QgsWkbTypes.linearType(declared))


def _key(shown: str) -> str:
    if shown in ("", naming.KEY_COLUMN):
        return naming.KEY_COLUMN
    return naming.field_names((shown,), (naming.GEOMETRY_COLUMN,))[0]


def _column(field: SourceField, name: str) -> Column:
    return Column(field.index, field.name, name, field.alias or field.name, field.kind, field.kind.column_type)
