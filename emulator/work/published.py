"""What crosses the border of the map server: the layers to serve, a request, its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape

ServiceKind = Literal["wfs", "wms-v"]


@dataclass(frozen=True)
class PublishedLayer:
    """One table of one offering.

    For WFS ``name`` is the type name (``SANDBOX.x:communes``). For WMS-Vecteur the tables that share a ``group_name``
    make one layer of that name, the first on top; title, abstract and keywords are those of the group.
    """

    name: str
    title: str
    abstract: str
    provider: str
    """QGIS's data provider: ``ogr`` or ``postgres``."""
    uri: str
    keywords: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    """``(west, south, east, north)`` in EPSG:4326; None: computed from the data."""
    sld_path: str | None = None
    group_name: str | None = None

    @property
    def workspace(self) -> str:
        """The part of the name before the colon; empty without one."""
        return self.name.rpartition(":")[0]

    @property
    def local_name(self) -> str:
        """The part of the name after the colon."""
        return self.name.rpartition(":")[2]


def groups_of(layers: tuple[PublishedLayer, ...]) -> dict[str, list[PublishedLayer]]:
    """The tables of each WMS layer, first on top."""
    groups: dict[str, list[PublishedLayer]] = {}
    for layer in layers:
        groups.setdefault(layer.group_name or layer.name, []).append(layer)
    return groups


@dataclass(frozen=True)
class OwsRequest:
    """A request to a map service, with everything that is published on the endpoint."""

    kind: ServiceKind
    layers: tuple[PublishedLayer, ...]
    base_url: str
    """The endpoint's public address, without a query: what the capabilities announce."""
    query_string: str
    method: str
    body: bytes = b""


@dataclass(frozen=True)
class OwsAnswer:
    """What to send back, as it is."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def exception_report(message: str, code: str = "InvalidParameterValue", status: int = 400) -> OwsAnswer:
    """An OGC exception report."""
    detail = f'<ows:Exception exceptionCode="{code}"><ows:ExceptionText>{escape(message)}</ows:ExceptionText>'
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">'
        f"{detail}</ows:Exception></ows:ExceptionReport>\n"
    )
    return OwsAnswer(status, {"Content-Type": "text/xml; charset=utf-8"}, text.encode())
