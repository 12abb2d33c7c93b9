"""What somebody chose to publish, and how: a snapshot that a form or an algorithm hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qgis.core import QgsMapLayer

from cartes_gouv_plugin.bridge.export.options import Invalid
from cartes_gouv_plugin.core.publication.publication import ServiceType, TileRequest
from cartes_gouv_plugin.core.services.tiling import Levels

CURRENT_LOOK = ""
"""Stands among the names of looks for what QGIS shows now."""


@dataclass(frozen=True)
class ServiceOptions:
    """How one service is made; what is empty takes the suggestion. `is_open`: « Tout public ».

    `looks`: names of styles of the layers, the default one first; none: a plain look. `style_format`: sld or qml, for
    the readers of a WFS.
    """

    title: str = ""
    layer_name: str = ""
    is_open: bool = True
    looks: tuple[str, ...] = (CURRENT_LOOK,)
    style_format: str = "sld"


@dataclass(frozen=True)
class TileOptions:
    """How tiles are cut. `levels`, `attributes` (names in the layer): by layer identifier; absent: the suggestion.

    `generalisation`: tippecanoe options; `area`: a sample of that part only, as `tiling.sample_area` writes it.
    """

    levels: Mapping[str, Levels] = field(default_factory=dict)
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    generalisation: str = TileRequest().generalisation
    area: str = ""


@dataclass(frozen=True)
class Answers:
    """What the datasheet's record says and somebody was asked for; what is empty is taken from the layers.

    `themes`: ISO 19115 topics; `creation_date`: `YYYY-MM-DD`; `abstract`: may be Markdown.
    """

    contact_email: str = ""
    themes: tuple[str, ...] = ()
    creation_date: str = ""
    abstract: str = ""


@dataclass(frozen=True)
class Choice:
    """What is to be published, and where. Empty texts mean: the suggestion.

    `without_hidden`: fields that the attribute table or the form hides are left out. `corrects`: the failed publication
    whose place this one takes; its services are then asked for again.
    """

    layers: tuple[QgsMapLayer, ...]
    datasheet: str
    datastore: str
    technical_name: str = ""
    crs: str = ""
    producer: str = ""
    production_year: int | None = None
    services: tuple[ServiceType, ...] = ()
    selected_only: bool = False
    without_hidden: bool = False
    invalid: Invalid = Invalid.LEFT
    corrects: str = ""
    options: Mapping[ServiceType, ServiceOptions] = field(default_factory=dict)
    tiles: TileOptions = field(default_factory=TileOptions)
    answers: Answers = field(default_factory=Answers)

    def options_of(self, service: ServiceType) -> ServiceOptions:
        return self.options.get(service, ServiceOptions())
