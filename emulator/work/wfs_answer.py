"""Puts QGIS Server's WFS 1.x answers in the platform's words: workspace names, and WFS 2.0.0 when asked for.

The answers are rewritten as bytes, not parsed: a GetFeature may weigh hundreds of megabytes. What is replaced are
whole tags and declarations of QGIS Server's own namespace, which no value of a table is expected to hold.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone

QGIS_NAMESPACE = b"http://www.qgis.org/gml"
MEMBER = b"<wfs:member>"

_NUMBER_OF_FEATURES = re.compile(rb'\s+timeStamp="[^"]*"\s+numberOfFeatures="(\d+)"')
_GEOMETRY_ELEMENT = re.compile(rb'<element [^>]*type="gml:\w*PropertyType"[^>]*>')
"""Qt writes the attributes of an element in no fixed order."""
_DESCRIBE_FORMAT = re.compile(rb"&amp;OUTPUTFORMAT=[^\"]*")

_TO_2_0 = (
    (b"/wfs http://schemas.opengis.net/wfs/1.1.0/wfs.xsd", b"/wfs/2.0 http://schemas.opengis.net/wfs/2.0/wfs.xsd"),
    (b'xmlns:wfs="http://www.opengis.net/wfs"', b'xmlns:wfs="http://www.opengis.net/wfs/2.0"'),
    (b'xmlns:gml="http://www.opengis.net/gml"', b'xmlns:gml="http://www.opengis.net/gml/3.2"'),
    (b'xmlns="http://www.opengis.net/gml"', b'xmlns="http://www.opengis.net/gml/3.2"'),
    (b"&amp;VERSION=1.1.0&amp;", b"&amp;VERSION=2.0.0&amp;"),
    (b"<gml:featureMember>", MEMBER),
    (b"</gml:featureMember>", b"</wfs:member>"),
    (b"<gml:boundedBy>\n <gml:Envelope", b"<wfs:boundedBy>\n <gml:Envelope"),
    (b"</gml:Envelope>\n</gml:boundedBy>", b"</gml:Envelope>\n</wfs:boundedBy>"),
)
_SCHEMA_TO_2_0 = (
    (b'"http://www.opengis.net/gml"', b'"http://www.opengis.net/gml/3.2"'),
    (b"http://schemas.opengis.net/gml/3.1.1/base/gml.xsd", b"http://schemas.opengis.net/gml/3.2.1/gml.xsd"),
    (b'"gml:_Feature"', b'"gml:AbstractFeature"'),
)


def namespace_of(workspace: str) -> str:
    """The XML namespace of a workspace's features."""
    return f"https://data.geopf.fr/{workspace}"


def in_workspace(body: bytes, workspace: str) -> bytes:
    """The answer with the workspace's prefix and namespace instead of QGIS Server's, the geometry called ``geom``."""
    prefix = workspace.encode()
    body = _GEOMETRY_ELEMENT.sub(lambda found: found[0].replace(b'name="geometry"', b'name="geom"'), body)
    return _replaced(
        body,
        (
            (b"<qgs:geometry>", b"<qgs:geom>"),
            (b"</qgs:geometry>", b"</qgs:geom>"),
            (b"<qgs:", b"<" + prefix + b":"),
            (b"</qgs:", b"</" + prefix + b":"),
            (b'type="qgs:', b'type="' + prefix + b":"),
            (b"xmlns:qgs=", b"xmlns:" + prefix + b"="),
            (QGIS_NAMESPACE, namespace_of(workspace).encode()),
            (b"&amp;TYPENAME=", b"&amp;TYPENAME=" + prefix + b":"),
        ),
    )


def schema_2_0(body: bytes) -> bytes:
    """A DescribeFeatureType answer of WFS 1.1.0 as WFS 2.0.0 writes it."""
    return _replaced(body, _SCHEMA_TO_2_0)


def collection_2_0(body: bytes, matched: int | None) -> bytes:
    """A GetFeature answer of WFS 1.1.0 as WFS 2.0.0 writes it.

    ``matched`` is the number of objects without paging; None: all of them are in the answer.
    """
    body = _replaced(body, _TO_2_0)
    body = _DESCRIBE_FORMAT.sub(b"", body, count=1)
    hits = _NUMBER_OF_FEATURES.search(body)
    returned = 0 if hits else body.count(MEMBER)
    total = int(hits[1]) if hits else returned if matched is None else matched
    body = _NUMBER_OF_FEATURES.sub(b"", body, count=1)
    moment = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    counts = f'<wfs:FeatureCollection timeStamp="{moment}" numberMatched="{total}" numberReturned="{returned}"'
    return body.replace(b"<wfs:FeatureCollection", counts.encode(), 1)


def number_of_hits(body: bytes) -> int | None:
    """``numberOfFeatures`` of an answer to ``resultType=hits``."""
    found = _NUMBER_OF_FEATURES.search(body)
    return int(found[1]) if found else None


def _replaced(body: bytes, pairs: tuple[tuple[bytes, bytes], ...]) -> bytes:
    for old, new in pairs:
        body = body.replace(old, new)
    return body
