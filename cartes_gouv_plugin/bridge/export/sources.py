"""A layer as it was when the export was asked for: facts and a reader that any thread may use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsAbstractFeatureSource,
    QgsCoordinateReferenceSystem,
    QgsFeatureSource,
    QgsFields,
)


class FieldKind(Enum):
    """What a field holds; the values are the GeoPackage column types.

    A column has no length: SQLite keeps longer texts all the same, and the platform's database would cut them.
    """

    INTEGER = "MEDIUMINT"
    LONG = "INTEGER"
    REAL = "REAL"
    TEXT = "TEXT"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATETIME = "DATETIME"
    BINARY = "BLOB"
    TIME = "TEXT (time)"
    STRUCTURE = "TEXT (JSON)"
    OTHER = "TEXT (as shown)"

    @property
    def column_type(self) -> str:
        return self.value.partition(" ")[0]

    @property
    def converted(self) -> bool:
        """Whether its values become text, because no column type holds them."""
        return self in (FieldKind.TIME, FieldKind.STRUCTURE, FieldKind.OTHER)


class Liveness(Enum):
    """Why only QGIS itself can read the layer as it is shown."""

    PROVIDER = "not a file that GDAL reads"
    EDITED = "unsaved edits"
    TRANSACTION = "edits that only QGIS's own connection sees"
    SELECTION = "selected features only"
    JOINED = "joined fields"
    VIRTUAL = "virtual fields"
    CONVERTED = "fields that become text"
    SUBLAYER = "one geometry type out of several"
    ENCODED = "a character set chosen in QGIS"
    PROTECTED = "stored credentials"
    REPROJECTED = "another coordinate system"
    CURVED = "curves"
    REPAIRED = "geometries to be repaired"


@dataclass(frozen=True)
class SourceField:
    """`index` among the layer's fields; `hidden` in the attribute table or the form; `computed` by QGIS: joined or
    virtual."""

    index: int
    name: str
    alias: str
    kind: FieldKind
    hidden: bool = False
    computed: bool = False


@dataclass(frozen=True)
class OgrSource:
    """Where GDAL finds the layer. `layer`: empty for the only or first one; `subset`: an attribute filter or empty."""

    path: str
    layer: str = ""
    layer_id: int | None = None
    subset: str = ""
    open_options: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowEdits:
    """Numbers of the features in an edit buffer: changed, not saved yet, deleted."""

    replaced: frozenset[int]
    added: frozenset[int]
    deleted: frozenset[int]


@dataclass(frozen=True)
class LayerSource:
    """`key`: index of the field that is the source's own row number, shown by QGIS as the first field; None without.

    `features` reads the layer as it was: its edits, and its selection alone if that was asked for.
    `added`, `deleted`: rows of the edit buffer; `edits`: which ones, None when they are many or change the fields.
    `reported_rows`: what QGIS counts without reading, None if it cannot.
    """

    id: str
    name: str
    provider: str
    ogr: OgrSource | None
    fields: QgsFields
    described: tuple[SourceField, ...]
    key: int | None
    geometry: Qgis.WkbType
    crs: QgsCoordinateReferenceSystem
    features: QgsAbstractFeatureSource | QgsFeatureSource
    live: frozenset[Liveness]
    added: int = 0
    deleted: int = 0
    edits: RowEdits | None = None
    reported_rows: int | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the layer was read from a file of this machine that is not there any more."""
        if self.ogr is None or Liveness.PROVIDER in self.live:
            return False
        path = Path(self.ogr.path)
        return path.is_absolute() and not self.ogr.path.startswith("/vsi") and not path.exists()
