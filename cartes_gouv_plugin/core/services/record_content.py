"""What the datasheet's record says: its links to the services, its words, its extent. Pure.

CG:src/Services/EntrepotApi/CartesMetadataApiService.php:283-387.
"""

from __future__ import annotations

from collections.abc import Iterable

from cartes_gouv_plugin.core.publication.publication import MetadataRequest, Publication, ServedLayer, ServiceType
from cartes_gouv_plugin.core.services import bodies, iso

_PROTOCOLS = {ServiceType.WFS: "OGC:WFS", ServiceType.WMS_VECTOR: "OGC:WMS", ServiceType.TMS: "TMS"}
_URL_TYPES = {ServiceType.WFS: "WFS", ServiceType.WMS_VECTOR: "WMS", ServiceType.TMS: "TMS"}


def links_of(layers: Iterable[ServedLayer]) -> tuple[iso.OnLine, ...]:
    """The links of services, as the website writes them: one per table for WFS, one for the others."""
    return tuple(link for layer in layers for link in _links(layer))


def _links(layer: ServedLayer) -> Iterable[iso.OnLine]:
    address = next((url for kind, url in layer.urls if kind.startswith(_URL_TYPES[layer.type])), "")
    names = [layer.layer_name]
    if layer.type is ServiceType.WFS:
        names = [f"{layer.layer_name}:{table}" for table in layer.tables]
    for name in names:
        yield iso.OnLine(_service_address(layer, address), _PROTOCOLS[layer.type], name, layer.offering)


def _service_address(layer: ServedLayer, address: str) -> str:
    """The service itself, not the layer's request; the TMS endpoint ends with a slash that must not be doubled."""
    base = address.split("?")[0]
    if layer.type is not ServiceType.TMS:
        return base
    return base.split("/1.0.0")[0].rstrip("/") + "/1.0.0"


def record_of(
    publication: Publication, request: MetadataRequest, identifier_: str, extent: iso.Extent | None, now: str
) -> iso.Record:
    title = request.title or publication.datasheet
    themes = request.themes or next((s.themes for s in publication.services if s.themes), (bodies.DEFAULT_THEME,))
    return iso.Record(
        identifier=identifier_,
        title=title,
        abstract=request.abstract or title,
        themes=themes,
        contact_email=request.contact_email,
        organisation=request.organisation,
        organisation_email=request.organisation_email,
        creation_date=request.creation_date or now[:10],
        date_stamp=now,
        inspire_keywords=request.inspire_keywords,
        free_keywords=request.free_keywords,
        frequency=request.frequency,
        genealogy=request.genealogy,
        resolution=request.resolution,
        language=request.language,
        extent=_extent(publication, extent),
        srs=publication.srs,
        links=links_of(publication.served),
    )


def _extent(publication: Publication, platform: iso.Extent | None) -> iso.Extent | None:
    """The union of the package's real extents; else what the platform says."""
    extents = [table.extent for table in publication.package.tables if table.extent] if publication.package else []
    return united(extents) or platform


def united(extents: Iterable[iso.Extent | None]) -> iso.Extent | None:
    """The smallest extent that holds all those that are known."""
    known = [extent for extent in extents if extent is not None]
    if not known:
        return None
    west, south = min(e[0] for e in known), min(e[1] for e in known)
    return west, south, max(e[2] for e in known), max(e[3] for e in known)
