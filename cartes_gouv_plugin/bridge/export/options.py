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


class Invalid(Enum):
    """What becomes of invalid geometries; everything but the first takes a look at each of them, which takes time."""

    LEFT = "left as they are"
    COUNTED = "counted by the preflight"
    REPAIRED = "repaired on the way"


@dataclass(frozen=True)
class ExportOptions:
    """`crs`: `EPSG:<code>` of the package; empty means that of the layers, when they agree.

    `drop_hidden_fields`: those that the attribute table or the form hides stay home. `first_lane`: no faster lane than
    this one is used.
    `tables`: (layer identifier, table) of those that bear another name than their layer's.
    """

    crs: str = ""
    selected_only: bool = False
    drop_hidden_fields: bool = False
    invalid: Invalid = Invalid.LEFT
    first_lane: Lane = Lane.COPY
    tables: tuple[tuple[str, str], ...] = ()
