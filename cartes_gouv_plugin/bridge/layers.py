"""Served layers as QGIS layers. QGIS asks a service what it can do when a layer is made."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode
from uuid import uuid4

from qgis.core import (
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVectorTileLayer,
)

from cartes_gouv_plugin.core.publication.publication import Publication, ServedLayer, ServiceType

WFS, WMS, TILES = "WFS", "wms", "vectortile"


def addresses(served: ServedLayer) -> dict[str, str]:
    """The addresses of a service by kind (WFS, WMS, TMS…), as the offering gives them."""
    return dict(served.urls)


def capabilities_address(served: ServedLayer) -> str:
    """The datastore's own GetCapabilities, else that of the service's endpoint; the layer's description for tiles."""
    if served.capabilities:
        return served.capabilities
    address = _address(served)
    if served.type is ServiceType.TMS:
        return f"{address.rstrip('/')}/metadata.json"
    service = "WFS" if served.type is ServiceType.WFS else "WMS"
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'SERVICE': service, 'REQUEST': 'GetCapabilities'})}"


@dataclass(frozen=True)
class Source:
    """What QGIS needs to make one layer of a service."""

    uri: str
    title: str
    provider: str


def sources(publication: Publication | None, served: ServedLayer) -> list[Source]:
    """The sources of one service, one per table for a WFS. Asks nobody.

    `publication` knows the titles of the tables; None for a service that this profile did not publish.
    """
    if served.type is ServiceType.WFS:
        return [Source(_wfs(served, table), _title(publication, table), WFS) for table in served.tables]
    title = served.title or served.layer_name
    if served.type is ServiceType.WMS_VECTOR:
        return [Source(_wms(served), title, WMS)]
    return [Source(_tiles(served), title, TILES)]


def load(publication: Publication | None, served: ServedLayer) -> list[QgsMapLayer]:
    """The layers of one service; some may be invalid if the service does not answer."""
    return [_layer(source, served) for source in sources(publication, served)]


def compare(source: QgsMapLayer, served: QgsMapLayer, project: QgsProject) -> tuple[QgsMapLayer, QgsMapLayer]:
    """Puts a served layer into the project right above its source, as visible and as opaque; returns source, served.

    Main thread. A source that is not in the layer tree has the served layer at the top of it.
    """
    root = project.layerTreeRoot()
    custom = root.customLayerOrder() if root.hasCustomLayerOrder() else []
    node = root.findLayer(source.id())
    project.addMapLayer(served, False)
    parent = node.parent() if node is not None else root
    above = parent.insertLayer(parent.children().index(node) if node is not None else 0, served)
    served.setOpacity(source.opacity())
    if node is not None:
        above.setItemVisibilityChecked(node.itemVisibilityChecked())
    if source in custom:
        custom.insert(custom.index(source), served)
        root.setCustomLayerOrder(custom)
    return source, served


def _title(publication: Publication | None, table: str) -> str:
    package = publication.package if publication is not None else None
    tables = package.tables if package is not None else ()
    return next((each.title for each in tables if each.name == table and each.title), table)


def _address(served: ServedLayer) -> str:
    """A WMTS endpoint serves tiles under two addresses; elsewhere there is only one."""
    known = addresses(served)
    return known.get("TMS", "") if served.type is ServiceType.TMS else next(iter(known.values()), "")


def _asked_anew(served: ServedLayer) -> str:
    """The address with a parameter that servers ignore and QGIS's cache does not.

    The services of a datastore share one GetCapabilities, and QGIS keeps it for a day (its setting
    `qgis/defaultCapabilitiesExpiry`): a service opened since then would not be in it.
    """
    address = _address(served)
    return f"{address}{'&' if '?' in address else '?'}asked={uuid4().hex[:8]}"


def _layer(source: Source, served: ServedLayer) -> QgsMapLayer:
    if source.provider == WFS:
        return QgsVectorLayer(source.uri, source.title, WFS)
    if source.provider == WMS:
        return QgsRasterLayer(source.uri, source.title, WMS)
    layer = QgsVectorTileLayer(source.uri, source.title)
    if served.style and layer.isValid():
        layer.loadDefaultStyle()
        _set_levels(layer)
    return layer


def _set_levels(layer: QgsVectorTileLayer) -> None:
    """QGIS takes MapLibre's zooms, which count from tiles of 512 pixels, for its own, which count from 256."""
    for part in (layer.renderer(), layer.labeling()):
        if part is None:
            continue
        styles = part.styles()
        for style in styles:
            for read, write in (
                (style.minZoomLevel, style.setMinZoomLevel),
                (style.maxZoomLevel, style.setMaxZoomLevel),
            ):
                if read() >= 0:
                    write(read() + 1)
        part.setStyles(styles)


def _wfs(served: ServedLayer, table: str) -> str:
    uri = QgsDataSourceUri()
    uri.setParam("url", _asked_anew(served))
    uri.setParam("typename", f"{served.layer_name}:{table}")
    uri.setParam("version", "auto")
    return uri.uri(False)


def _wms(served: ServedLayer) -> str:
    uri = QgsDataSourceUri()
    for name, value in (
        ("crs", "EPSG:3857"),
        ("format", "image/png"),
        ("layers", served.layer_name),
        ("styles", ""),
        ("url", _asked_anew(served)),
    ):
        uri.setParam(name, value)
    return bytes(uri.encodedUri()).decode()


def _tiles(served: ServedLayer) -> str:
    """With the service's own style when it has one that can be read; else QGIS draws tiles in its own way."""
    template = f"{_address(served).rstrip('/')}/{{z}}/{{x}}/{{y}}.pbf"
    source = f"type=xyz&url={quote(template, safe=':/{}')}"
    if served.levels is not None:
        source += f"&zmin={served.levels[0]}&zmax={served.levels[1]}"
    if served.style:
        source += f"&styleUrl={quote(served.style, safe=':/')}"
    return source
