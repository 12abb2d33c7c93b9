"""The capabilities of a WFS endpoint: QGIS Server's operations, the platform's list of feature types.

QGIS Server describes what it can do about no table at all; the feature types are written from what is published,
so that ten thousand of them cost no opening of ten thousand tables.
"""

from __future__ import annotations

from lxml import etree

from emulator.work.map_engine import MapEngine, UnreadableTable
from emulator.work.published import OwsAnswer, OwsRequest, PublishedLayer

WFS = "http://www.opengis.net/wfs"
OWS = "http://www.opengis.net/ows"


def answer(engine: MapEngine, request: OwsRequest, parameters: dict[str, str]) -> OwsAnswer:
    """The capabilities in the version asked for."""
    version = "1.0.0" if parameters.get("VERSION", "").startswith("1.0") else "1.1.0"
    found = engine.ask((), request.base_url, {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "VERSION": version})
    root = etree.fromstring(found.body)
    for operation in root.xpath("//*[local-name()='Transaction' or @name='Transaction']"):
        operation.getparent().remove(operation)
    types = root.find(f"{{{WFS}}}FeatureTypeList")
    for old in types.findall(f"{{{WFS}}}FeatureType"):
        types.remove(old)
    for layer in request.layers:
        try:
            types.append(_feature_type(engine, layer, version))
        except UnreadableTable:
            continue  # the offering outlived its data: GeoServer leaves such a type out too
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return OwsAnswer(found.status, {"Content-Type": "text/xml; charset=utf-8"}, body)


def _feature_type(engine: MapEngine, layer: PublishedLayer, version: str) -> etree._Element:
    facts = engine.facts(layer.provider, layer.uri)
    west, south, east, north = layer.bbox or facts.bbox or (-180.0, -90.0, 180.0, 90.0)
    element = etree.Element(f"{{{WFS}}}FeatureType")
    _child(element, "Name", layer.name)
    _child(element, "Title", layer.title)
    _child(element, "Abstract", layer.abstract)
    if version == "1.0.0":
        _child(element, "Keywords", ", ".join(layer.keywords))
        _child(element, "SRS", facts.crs)
        box = etree.SubElement(element, f"{{{WFS}}}LatLongBoundingBox")
        for name, value in (("minx", west), ("miny", south), ("maxx", east), ("maxy", north)):
            box.set(name, repr(value))
        return element
    if layer.keywords:
        keywords = etree.SubElement(element, f"{{{OWS}}}Keywords")
        for word in layer.keywords:
            etree.SubElement(keywords, f"{{{OWS}}}Keyword").text = word
    _child(element, "DefaultSRS", facts.crs)
    for other in ("EPSG:4326", "EPSG:3857"):
        if other != facts.crs:
            _child(element, "OtherSRS", other)
    bounds = etree.SubElement(element, f"{{{OWS}}}WGS84BoundingBox")
    etree.SubElement(bounds, f"{{{OWS}}}LowerCorner").text = f"{west!r} {south!r}"
    etree.SubElement(bounds, f"{{{OWS}}}UpperCorner").text = f"{east!r} {north!r}"
    return element


def _child(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{WFS}}}{name}").text = text
