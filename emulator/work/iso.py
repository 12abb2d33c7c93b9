"""Metadata records: ISO 19139 documents, and the catalogue's answer that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from emulator.work.safexml import MalformedXml, parse, text_of

GMD = "http://www.isotc211.org/2005/gmd"
CSW = "http://www.opengis.net/cat/csw/2.0.2"
NAMESPACES = {"gmd": GMD}
LEVELS = {"dataset": "DATASET", "series": "SERIES"}
"""``MD_ScopeCode`` of the record → ``level`` of the API's Metadata."""


class InvalidRecord(ValueError):
    """A record the platform refuses as malformed (422); the message says why, in French."""


class WrongLevel(InvalidRecord):
    """A hierarchy level the platform does not take (400)."""


@dataclass(frozen=True)
class RecordFacts:
    """What the platform reads in a record."""

    file_identifier: str
    level: str
    """``DATASET`` or ``SERIES``."""
    title: str
    abstract: str
    bbox: tuple[float, float, float, float] | None
    """``(west, south, east, north)`` in degrees."""
    links: tuple[str, ...]
    """Addresses of the online resources."""


def inspect(xml: bytes) -> RecordFacts:
    """Read a record; raises InvalidRecord or WrongLevel."""
    try:
        root = parse(xml)
    except MalformedXml as error:
        raise InvalidRecord(f"La métadonnée n'est pas un XML bien formé : {error}") from error
    if root.tag != f"{{{GMD}}}MD_Metadata":
        raise InvalidRecord("La racine de la métadonnée n'est pas gmd:MD_Metadata")
    identifier = _text(root, "gmd:fileIdentifier")
    if not identifier:
        raise InvalidRecord("La métadonnée n'a pas d'identifiant (gmd:fileIdentifier)")
    identification = "gmd:identificationInfo/*"
    title = _text(root, f"{identification}/gmd:citation/gmd:CI_Citation/gmd:title")
    if not title:
        raise InvalidRecord("La métadonnée n'a pas de titre")
    return RecordFacts(
        identifier,
        _level(root),
        title,
        _text(root, f"{identification}/gmd:abstract"),
        _bbox(root),
        tuple(filter(None, (text_of(url) for url in root.iterfind(".//gmd:onLine//gmd:URL", NAMESPACES)))),
    )


def get_record_by_id_response(records: Iterable[bytes]) -> bytes:
    """The CSW 2.0.2 answer to ``GetRecordById`` (``outputSchema`` gmd); no record gives an empty answer."""
    response = etree.Element(f"{{{CSW}}}GetRecordByIdResponse", nsmap={"csw": CSW})
    for record in records:
        response.append(parse(record))
    return etree.tostring(response, xml_declaration=True, encoding="UTF-8")


def _text(root: etree._Element, path: str) -> str:
    return text_of(root.find(path, NAMESPACES))


def _level(root: etree._Element) -> str:
    code = root.find("gmd:hierarchyLevel/gmd:MD_ScopeCode", NAMESPACES)
    word = "" if code is None else code.get("codeListValue", "") or text_of(code)
    if word not in LEVELS:
        raise WrongLevel(f"Niveau de métadonnée non géré : {word or 'absent'} (attendu : dataset ou series)")
    return LEVELS[word]


def _bbox(root: etree._Element) -> tuple[float, float, float, float] | None:
    box = root.find(".//gmd:EX_GeographicBoundingBox", NAMESPACES)
    if box is None:
        return None
    sides = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
    try:
        west, south, east, north = (float(_text(box, f"gmd:{side}")) for side in sides)
    except ValueError as error:
        raise InvalidRecord("L'emprise de la métadonnée n'a pas ses quatre bornes") from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise InvalidRecord("L'emprise de la métadonnée est incohérente")
    return west, south, east, north
