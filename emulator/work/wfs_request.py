"""Reads a WFS request, whatever its form (query, form body, XML body) and version, as QGIS Server's parameters."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from lxml import etree

from emulator.work.published import OwsRequest
from emulator.work.safexml import local_name, parse

VERSIONS = ("2.0.0", "1.1.0", "1.0.0")
"""Best first: the platform's GeoServer answers 2.0.0 to who asks for nothing."""

FES = b"http://www.opengis.net/fes/2.0"
OGC = b"http://www.opengis.net/ogc"
GML_32 = b"http://www.opengis.net/gml/3.2"
GML = b"http://www.opengis.net/gml"


@dataclass(frozen=True)
class WfsRequest:
    """One operation; the parameters are those of WFS 1.1.0, upper case."""

    operation: str
    version: str
    type_names: tuple[str, ...]
    parameters: dict[str, str]


def read(request: OwsRequest) -> WfsRequest:
    """The request; raises ``MalformedXml`` on a body that cannot be read."""
    parameters = dict(_pairs(request.query_string))
    body = request.body.strip()
    if body.startswith(b"<"):
        parameters.update(_from_xml(body))
    elif body:
        parameters.update(_pairs(body.decode("utf-8", errors="replace")))
    version = _version(parameters.pop("VERSION", "") or parameters.pop("ACCEPTVERSIONS", ""))
    names = parameters.pop("TYPENAMES", "") or parameters.pop("TYPENAME", "")
    parameters.pop("TYPENAME", None)
    parameters.pop("NAMESPACES", None)
    if "COUNT" in parameters:
        parameters["MAXFEATURES"] = parameters.pop("COUNT")
    if "FILTER" in parameters:
        parameters["FILTER"] = _older_filter(parameters["FILTER"])
    if "PROPERTYNAME" in parameters:
        parameters["PROPERTYNAME"] = _properties(parameters["PROPERTYNAME"])
    operation = parameters.pop("REQUEST", "").lower()
    return WfsRequest(operation, version, tuple(name for name in names.split(",") if name), parameters)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(key.upper(), value) for key, value in parse_qsl(text, keep_blank_values=True)]


def _version(asked: str) -> str:
    for version in asked.split(","):
        for known in VERSIONS:
            if version.strip() and known.startswith(version.strip()[:3]):
                return known
    return VERSIONS[0]


def _from_xml(body: bytes) -> dict[str, str]:
    root = parse(body)
    found = {"REQUEST": local_name(root)}
    found.update({name.upper(): value for name, value in root.attrib.items() if not name.startswith("{")})
    for query in (child for child in root if local_name(child) == "Query"):
        found.update({name.upper(): value for name, value in query.attrib.items()})
        properties = [child.text or "" for child in query if local_name(child) == "PropertyName"]
        if properties:
            found["PROPERTYNAME"] = ",".join(properties)
        filters = [child for child in query if local_name(child) == "Filter"]
        if filters:
            found["FILTER"] = etree.tostring(filters[0], encoding="unicode")
    names = [child.text or "" for child in root if local_name(child) == "TypeName"]
    if names:
        found["TYPENAME"] = ",".join(names)
    return {name: value.replace(" ", ",") if name.startswith("TYPENAME") else value for name, value in found.items()}


def _older_filter(text: str) -> str:
    """A filter of FES 2.0 in the words of Filter Encoding 1.1, which QGIS Server speaks."""
    for new, old in (
        (FES.decode(), OGC.decode()),
        (GML_32.decode(), GML.decode()),
        ("ValueReference>", "PropertyName>"),
        ("ResourceId", "FeatureId"),
        ("rid=", "fid="),
    ):
        text = text.replace(new, old)
    return text


def _properties(text: str) -> str:
    """Local names, with the geometry called as QGIS Server calls it."""
    names = [name.strip("()").rpartition(":")[2] for name in text.split(",")]
    return ",".join("geometry" if name == "geom" else name for name in names)
