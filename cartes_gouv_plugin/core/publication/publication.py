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
    """One table of the package. `extent`: west, south, east, north in degrees, None without coordinates."""

    name: str
    title: str
    geometry_type: str
    rows: int
    extent: tuple[float, float, float, float] | None = None
    fields: tuple[str, ...] = ()


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
    """A style sealed beside the package, for one table. `format`: sld, mapbox or qml."""

    table: str
    format: str
    path: Path
    name: str = ""


@dataclass(frozen=True)
class ServiceRequest:
    """A service asked for with the publication; empty `layer_name` or `title` means the suggested one."""

    type: ServiceType
    title: str = ""
    layer_name: str = ""
    tables: tuple[str, ...] = ()
    styles: tuple[StyleFile, ...] = ()


class Origin(Enum):
    """Who began the delivery: it decides whose tags are completed, and what the user may be asked for."""

    PLUGIN = "plugin"
    WEBSITE = "website"


@dataclass(frozen=True)
class Refs:
    """The platform's identifiers of what this publication created, once known. A hint: the server is the truth.

    `checksum_sent`: the md5 file went with the data that the server has (not every server lists it in the tree).
    """

    upload: str | None = None
    checksum_sent: bool = False
    execution: str | None = None
    stored_data: str | None = None
    configurations: tuple[str, ...] = ()
    offerings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Publication:
    """One publication. `id` is ours (a UUID); `technical_name` names the upload and the stored data on the platform."""

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
