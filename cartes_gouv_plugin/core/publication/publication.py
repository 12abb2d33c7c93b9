"""A publication: what was chosen, the sealed package, how far it is. Immutable; a change is a new snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class Stage(Enum):
    """The five stages of a publication, in their order."""

    EXPORT = "export"
    UPLOAD = "upload"
    CHECKS = "checks"
    INTEGRATION = "integration"
    SERVICES = "services"


class StageStatus(Enum):
    """The words of the website's `integration_progress` tag (CG:src/Constants/JobStatuses.php)."""

    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    SUCCESSFUL = "successful"
    FAILED = "failed"


class ServiceType(Enum):
    """A service that can be asked for; the values are the API's configuration types."""

    WFS = "WFS"
    WMS_VECTOR = "WMS-VECTOR"
    TMS = "WMTS-TMS"


@dataclass(frozen=True)
class PackageTable:
    """One table of the package. `extent`: west, south, east, north in degrees, None without coordinates.

    `fields`: its columns, key and geometry aside; `field_types`: their GeoPackage types, in the same order; `renames`:
    (name in the layer, name in the table) of the fields that are not called alike, so that a style can follow.
    """

    name: str
    title: str
    geometry_type: str
    rows: int
    extent: tuple[float, float, float, float] | None = None
    fields: tuple[str, ...] = ()
    field_types: tuple[str, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Package:
    """The sealed GeoPackage of a publication. `size` in bytes, `md5` in hexadecimal, `srs` as `EPSG:<code>`."""

    path: Path
    size: int
    md5: str
    srs: str
    tables: tuple[PackageTable, ...]


@dataclass(frozen=True)
class StyleFile:
    """A style sealed beside the package, for one table. `format`: sld, mapbox or qml; `images`: pictures it names."""

    table: str
    format: str
    path: Path
    name: str = ""
    images: tuple[Path, ...] = ()


@dataclass(frozen=True)
class TableLevels:
    """Zoom levels (both included) and attributes of one table in vector tiles; no attribute named means all of them.

    Without a table: those of every table that has none of its own. A `top` greater than `bottom` means: as suggested.
    """

    table: str
    top: int
    bottom: int
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TileRequest:
    """How vector tiles are cut. `generalisation`: tippecanoe options; `area`: WKT in EPSG:4326, for a sample only."""

    levels: tuple[TableLevels, ...] = ()
    generalisation: str = "-S10"
    area: str = ""


@dataclass(frozen=True)
class ServiceRequest:
    """A service asked for with the publication; what is empty takes the suggested value, `tables` all of them.

    `themes` are ISO 19115 topic codes; `attribution` is a text and its link; `is_open` is « Tout public »;
    `refused_names` are layer names that turned out to be taken elsewhere on the platform.
    """

    type: ServiceType
    title: str = ""
    layer_name: str = ""
    tables: tuple[str, ...] = ()
    styles: tuple[StyleFile, ...] = ()
    abstract: str = ""
    themes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    attribution: tuple[str, str] | None = None
    is_open: bool = True
    tiles: TileRequest = field(default_factory=TileRequest)
    refused_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class MetadataRequest:
    """What the datasheet's ISO 19139 record says and nobody can guess; it is written only when both e-mails are known.

    Dates are `YYYY-MM-DD`; `frequency` is an ISO maintenance code; `resolution` a scale denominator, 0 when unknown.
    """

    title: str = ""
    abstract: str = ""
    identifier: str = ""
    themes: tuple[str, ...] = ()
    inspire_keywords: tuple[str, ...] = ()
    free_keywords: tuple[str, ...] = ()
    contact_email: str = ""
    organisation: str = ""
    organisation_email: str = ""
    creation_date: str = ""
    frequency: str = "unknown"
    genealogy: str = ""
    resolution: int = 0
    language: str = "fre"


@dataclass(frozen=True)
class ServedLayer:
    """A service that the platform serves. `urls`: pairs of kind and address, as the offering gives them.

    `style`: the address of the style that readers draw tiles with, empty without one; `levels`: smallest and deepest of
    the tiles, None for the other services; `rank`: its place among the services asked for. `capabilities`: the address
    of the GetCapabilities that names the datastore's layers only, empty where there is none.
    """

    type: ServiceType
    title: str
    layer_name: str
    configuration: str
    offering: str
    urls: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()
    style: str = ""
    levels: tuple[int, int] | None = None
    rank: int = field(default=0, compare=False)
    capabilities: str = field(default="", compare=False)


class Origin(Enum):
    """Who began the delivery: it decides whose tags are completed, and what the user may be asked for."""

    PLUGIN = "plugin"
    WEBSITE = "website"


@dataclass(frozen=True)
class Refs:
    """The platform's identifiers of what this publication created, once known. A hint: the server is the truth.

    `upload_asked`: the creation of an upload was asked for, and its answer has not come.
    `resealed`: whatever the delivery holds comes from elsewhere, or from an earlier package, even if its name and size
    are those of the present one.
    `checksum_sent`: the md5 file went with the data that the server has (not every server lists it in the tree).
    `progress_refused`: the `integration_progress` that the server did not take. `removal_refused`: the server does not
    delete single files of a delivery, so that a wrong one is sent over. `delivered`: the data is in the
    database and the upload is gone; only the services are looked at from then on. `record_given_up`: why the services
    do without a metadata record, or without one that names them; empty while it is not so. `looks_given_up`: why they
    do without what was left of their looks. `listed`: endpoints whose GetCapabilities was written anew for the
    datastore, or cannot be. `shared`: the delivery was taken over here, and others may have taken it over too.
    `claim`: the name under which its integration is claimed here (see `integration_claim`); `claimed`: that was
    written, and answered; `settled`: nobody else claimed it meanwhile; `claim_refused`: the server does not take it.
    `standing`: executions of others, never
    launched, that cannot be ended.
    """

    upload: str | None = None
    checksum_sent: bool = False
    progress_refused: str = ""
    removal_refused: bool = False
    delivered: bool = False
    record_given_up: str = ""
    looks_given_up: str = ""
    execution: str | None = None
    stored_data: str | None = None
    configurations: tuple[str, ...] = ()
    offerings: tuple[str, ...] = ()
    upload_asked: bool = False
    resealed: bool = False
    listed: tuple[str, ...] = ()
    shared: bool = False
    claim: str = ""
    claimed: bool = False
    settled: bool = False
    claim_refused: bool = False
    standing: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChosenLayers:
    """The project's layers that the package is made of: an export that was interrupted begins again with them.

    `ids`: QGIS's own identifiers, which a saved project keeps; `selected_only`: of the rows that were selected, which
    no project keeps. `without_hidden`: fields that QGIS hides were left out; `repaired`: invalid geometries were
    mended.
    """

    ids: tuple[str, ...] = ()
    selected_only: bool = False
    without_hidden: bool = False
    repaired: bool = False


@dataclass(frozen=True)
class Publication:
    """One publication. `id` is ours (a UUID); `technical_name` names the upload and the stored data on the platform.

    `replaces`: the stored data whose services take the new data over, and which goes once they serve it; empty: none.
    """

    id: str
    datastore: str
    datasheet: str
    technical_name: str
    srs: str
    package: Package | None = None
    producer: str = ""
    production_year: int | None = None
    email_notification: bool = False
    services: tuple[ServiceRequest, ...] = ()
    refs: Refs = field(default_factory=Refs)
    origin: Origin = Origin.PLUGIN
    metadata: MetadataRequest | None = None
    served: tuple[ServedLayer, ...] = ()
    replaces: str = ""
    layers: ChosenLayers = field(default_factory=ChosenLayers)
