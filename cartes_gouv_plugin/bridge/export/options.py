"""What can be chosen about an export."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Lane(Enum):
    """How a layer's rows reach the package; each serves what the one before it cannot."""

    COPY = "copy"
    """SQLite copies the table of another GeoPackage."""
    TRANSLATE = "translate"
    """GDAL reads the source's file."""
    WRITE = "write"
    """QGIS reads the layer, with its edits, joins and virtual fields."""


@dataclass(frozen=True)
class ExportOptions:
    """`crs`: `EPSG:<code>` of the package; empty means that of the layers, when they agree.

    `repair_invalid`: invalid geometries are repaired on the way. `first_lane`: no faster lane than this one is used.
    `tables`: (layer identifier, table) of those that bear another name than their layer's.
    """

    crs: str = ""
    selected_only: bool = False
    drop_hidden_fields: bool = False
    repair_invalid: bool = False
    first_lane: Lane = Lane.COPY
    tables: tuple[tuple[str, str], ...] = ()
