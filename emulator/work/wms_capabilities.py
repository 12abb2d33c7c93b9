"""The capabilities of a WMS-Vecteur endpoint: QGIS Server's operations, the platform's list of layers."""

from __future__ import annotations

from urllib.parse import urlencode

from lxml import etree

from emulator.work.map_engine import MapEngine, UnreadableTable
from emulator.work.published import OwsAnswer, OwsRequest, PublishedLayer, groups_of

WMS = "http://www.opengis.net/wms"
STYLE = "default"
"""The one style of a layer: the SLD each of its tables came with."""
XLINK = "http://www.w3.org/1999/xlink"
TITLE = "Service WMS-Vecteur"
SYSTEMS = ("EPSG:4326", "EPSG:3857", "EPSG:2154", "CRS:84")


def answer(engine: MapEngine, request: OwsRequest, parameters: dict[str, str]) -> OwsAnswer:
    """The capabilities, 1.1.1 when asked for, else 1.3.0."""
    version = "1.1.1" if parameters.get("VERSION", "").startswith("1.1") else "1.3.0"
    found = engine.ask((), request.base_url, {"SERVICE": "WMS", "REQUEST": "GetCapabilities", "VERSION": version})
    root = etree.fromstring(found.body)
    namespace = f"{{{WMS}}}" if version == "1.3.0" else ""
    for title in root.findall(f"{namespace}Service/{namespace}Title"):
        title.text = TITLE
    capability = root.find(f"{namespace}Capability")
    for old in capability.findall(f"{namespace}Layer"):
        capability.remove(old)
    top = etree.SubElement(capability, f"{namespace}Layer")
    etree.SubElement(top, f"{namespace}Title").text = TITLE
    for name in SYSTEMS:
        etree.SubElement(top, f"{namespace}{'CRS' if namespace else 'SRS'}").text = name
    for name, group in groups_of(request.layers).items():
        try:
            top.append(_layer(engine, name, group, namespace, request.base_url))
        except UnreadableTable:
            continue  # the offering outlived its data: GeoServer leaves such a layer out too
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return OwsAnswer(found.status, {"Content-Type": "text/xml; charset=utf-8"}, body)


def _layer(engine: MapEngine, name: str, group: list[PublishedLayer], namespace: str, base_url: str) -> etree._Element:
    element = etree.Element(f"{namespace}Layer", queryable="1")
    for tag, text in (("Name", name), ("Title", group[0].title), ("Abstract", group[0].abstract)):
        etree.SubElement(element, f"{namespace}{tag}").text = text
    if group[0].keywords:
        keywords = etree.SubElement(element, f"{namespace}KeywordList")
        for word in group[0].keywords:
            etree.SubElement(keywords, f"{namespace}Keyword").text = word
    _bounds(element, namespace, _box(engine, group))
    style = etree.SubElement(element, f"{namespace}Style")
    etree.SubElement(style, f"{namespace}Name").text = STYLE
    etree.SubElement(style, f"{namespace}Title").text = STYLE
    legend = etree.SubElement(style, f"{namespace}LegendURL", width="200", height="100")
    etree.SubElement(legend, f"{namespace}Format").text = "image/png"
    query = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetLegendGraphic", "LAYER": name, "FORMAT": "image/png"}
    link = etree.SubElement(legend, f"{namespace}OnlineResource", nsmap={"xlink": XLINK})
    link.set(f"{{{XLINK}}}type", "simple")
    link.set(f"{{{XLINK}}}href", f"{base_url}?{urlencode(query)}")
    return element


def _box(engine: MapEngine, group: list[PublishedLayer]) -> tuple[float, float, float, float]:
    boxes = [box for layer in group if (box := layer.bbox or engine.facts(layer.provider, layer.uri).bbox)]
    if not boxes:
        return -180.0, -90.0, 180.0, 90.0
    west, south, east, north = zip(*boxes)
    return min(west), min(south), max(east), max(north)


def _bounds(element: etree._Element, namespace: str, box: tuple[float, float, float, float]) -> None:
    west, south, east, north = (repr(value) for value in box)
    if not namespace:
        etree.SubElement(element, "LatLonBoundingBox", minx=west, miny=south, maxx=east, maxy=north)
        etree.SubElement(element, "BoundingBox", SRS="EPSG:4326", minx=west, miny=south, maxx=east, maxy=north)
        return
    geographic = etree.SubElement(element, f"{namespace}EX_GeographicBoundingBox")
    for tag, value in (
        ("westBoundLongitude", west),
        ("eastBoundLongitude", east),
        ("southBoundLatitude", south),
        ("northBoundLatitude", north),
    ):
        etree.SubElement(geographic, f"{namespace}{tag}").text = value
    etree.SubElement(element, f"{namespace}BoundingBox", CRS="CRS:84", minx=west, miny=south, maxx=east, maxy=north)
