"""The capabilities of a WFS endpoint: what QGIS Server can do, the platform's list of feature types.

QGIS Server describes its operations about no table at all; the feature types are written from what is published, so
that ten thousand of them do not make a project of ten thousand layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from lxml import etree

from emulator.work.map_engine import MapEngine, TableFacts, UnreadableTable
from emulator.work.published import OwsAnswer, OwsRequest, PublishedLayer
from emulator.work.wfs_answer import namespace_of

WFS_1, WFS_2 = "http://www.opengis.net/wfs", "http://www.opengis.net/wfs/2.0"
OWS_1, OWS_2 = "http://www.opengis.net/ows", "http://www.opengis.net/ows/1.1"
OGC, FES = "http://www.opengis.net/ogc", "http://www.opengis.net/fes/2.0"
XSD = "http://www.w3.org/2001/XMLSchema"
XML_HEADERS = {"Content-Type": "text/xml; charset=utf-8"}
TITLE = "Service WFS"
FORMATS = ("application/gml+xml; version=3.2", "application/json")


def answer(engine: MapEngine, request: OwsRequest, version: str) -> OwsAnswer:
    """The capabilities in the version asked for."""
    backend = "1.1.0" if version == "2.0.0" else version
    found = engine.ask((), request.base_url, {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "VERSION": backend})
    root = etree.fromstring(found.body)
    for operation in root.xpath("//*[local-name()='Transaction' or @name='Transaction']"):
        operation.getparent().remove(operation)
    for title in root.xpath(
        "*[local-name()='Service' or local-name()='ServiceIdentification']/*[local-name()='Title']"
    ):
        title.text = TITLE
    types = root.find(f"{{{WFS_1}}}FeatureTypeList")
    for old in types.findall(f"{{{WFS_1}}}FeatureType"):
        types.remove(old)
    for layer in request.layers:
        try:
            types.append(_feature_type(layer, engine.facts(layer.provider, layer.uri), version))
        except UnreadableTable:
            continue  # the offering outlived its data: GeoServer leaves such a type out too
    if version == "2.0.0":
        _upgrade(root)
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    if version == "2.0.0":
        for old, new in ((WFS_1, WFS_2), (OWS_1, OWS_2), (OGC, FES)):
            body = body.replace(f'="{old}"'.encode(), f'="{new}"'.encode())
    return OwsAnswer(found.status, dict(XML_HEADERS), body)


def _feature_type(layer: PublishedLayer, facts: TableFacts, version: str) -> etree._Element:
    west, south, east, north = layer.bbox or facts.bbox or (-180.0, -90.0, 180.0, 90.0)
    element = etree.Element(f"{{{WFS_1}}}FeatureType", nsmap={layer.workspace or None: namespace_of(layer.workspace)})
    _child(element, "Name", layer.name)
    _child(element, "Title", layer.title)
    _child(element, "Abstract", layer.abstract)
    if version == "1.0.0":
        _child(element, "Keywords", ", ".join(layer.keywords))
        _child(element, "SRS", facts.crs)
        box = etree.SubElement(element, f"{{{WFS_1}}}LatLongBoundingBox")
        for name, value in (("minx", west), ("miny", south), ("maxx", east), ("maxy", north)):
            box.set(name, repr(value))
        return element
    if layer.keywords:
        keywords = etree.SubElement(element, f"{{{OWS_1}}}Keywords")
        for word in layer.keywords:
            etree.SubElement(keywords, f"{{{OWS_1}}}Keyword").text = word
    word = "CRS" if version == "2.0.0" else "SRS"
    _child(element, f"Default{word}", facts.crs)
    for other in ("EPSG:4326", "EPSG:3857"):
        if other != facts.crs:
            _child(element, f"Other{word}", other)
    bounds = etree.SubElement(element, f"{{{OWS_1}}}WGS84BoundingBox")
    etree.SubElement(bounds, f"{{{OWS_1}}}LowerCorner").text = f"{west!r} {south!r}"
    etree.SubElement(bounds, f"{{{OWS_1}}}UpperCorner").text = f"{east!r} {north!r}"
    return element


def _child(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{WFS_1}}}{name}").text = text


def _upgrade(root: etree._Element) -> None:
    """Turn the 1.1.0 document into a 2.0.0 one, but for the namespaces."""
    root.set("version", "2.0.0")
    root.set(
        "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
        "http://www.opengis.net/wfs/2.0 http://schemas.opengis.net/wfs/2.0/wfs.xsd",
    )
    root.find(f".//{{{OWS_1}}}ServiceTypeVersion").text = "2.0.0"
    operations = root.find(f"{{{OWS_1}}}OperationsMetadata")
    for versions in operations.findall(f".//{{{OWS_1}}}Parameter[@name='AcceptVersions']"):
        etree.SubElement(versions, f"{{{OWS_1}}}Value").text = "2.0.0"
    for formats in operations.findall(f".//{{{OWS_1}}}Parameter[@name='outputFormat']"):
        for value in list(formats):
            formats.remove(value)
        for text in FORMATS:
            etree.SubElement(formats, f"{{{OWS_1}}}Value").text = text
    for name, value in (("ImplementsResultPaging", "TRUE"), ("KVPEncoding", "TRUE"), ("XMLEncoding", "TRUE")):
        constraint = etree.SubElement(operations, f"{{{OWS_1}}}Constraint", name=name)
        etree.SubElement(constraint, f"{{{OWS_1}}}NoValues")
        etree.SubElement(constraint, f"{{{OWS_1}}}DefaultValue").text = value
    root.remove(root.find(f"{{{OGC}}}Filter_Capabilities"))
    root.append(_filter_capabilities())


def _filter_capabilities() -> etree._Element:
    """What QGIS Server's filters can do, in the words of FES 2.0 (namespaces are changed later)."""
    root = etree.Element(f"{{{OGC}}}Filter_Capabilities", nsmap={"ogc": OGC})
    scalar = etree.SubElement(root, f"{{{OGC}}}Scalar_Capabilities")
    etree.SubElement(scalar, f"{{{OGC}}}LogicalOperators")
    comparisons = etree.SubElement(scalar, f"{{{OGC}}}ComparisonOperators")
    for name in ("LessThan", "GreaterThan", "LessThanOrEqualTo", "GreaterThanOrEqualTo", "EqualTo", "Like", "Between"):
        etree.SubElement(comparisons, f"{{{OGC}}}ComparisonOperator", name=f"PropertyIs{name}")
    spatial = etree.SubElement(root, f"{{{OGC}}}Spatial_Capabilities")
    operands = etree.SubElement(spatial, f"{{{OGC}}}GeometryOperands")
    for name in ("Point", "LineString", "Polygon", "Envelope"):
        etree.SubElement(operands, f"{{{OGC}}}GeometryOperand", name=f"gml:{name}")
    operators = etree.SubElement(spatial, f"{{{OGC}}}SpatialOperators")
    for name in ("BBOX", "Equals", "Disjoint", "Intersects", "Touches", "Crosses", "Within", "Contains", "Overlaps"):
        etree.SubElement(operators, f"{{{OGC}}}SpatialOperator", name=name)
    return root


def every_schema(request: OwsRequest, version: str, layers: Sequence[PublishedLayer] | None = None) -> OwsAnswer:
    """DescribeFeatureType about types of several workspaces: one import a workspace, as GeoServer answers."""
    names: dict[str, list[str]] = {}
    for layer in request.layers if layers is None else layers:
        names.setdefault(layer.workspace, []).append(layer.name)
    schema = etree.Element(f"{{{XSD}}}schema", nsmap={"xsd": XSD}, elementFormDefault="qualified")
    for workspace, types in names.items():
        query = {"SERVICE": "WFS", "VERSION": version, "REQUEST": "DescribeFeatureType", "TYPENAME": ",".join(types)}
        etree.SubElement(
            schema,
            f"{{{XSD}}}import",
            namespace=namespace_of(workspace),
            schemaLocation=f"{request.base_url}?{urlencode(query)}",
        )
    body = etree.tostring(schema, xml_declaration=True, encoding="UTF-8")
    return OwsAnswer(200, dict(XML_HEADERS), body)
