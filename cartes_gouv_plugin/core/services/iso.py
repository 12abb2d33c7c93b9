"""The ISO 19139 record of a datasheet, written so that the website's editor can read it again. Pure.

The elements are the website's (CG:templates/metadata/metadata_dataset_iso.xml.twig), in the order of the ISO schemas.
The editor searches with the literal prefixes, needs `gmx` and `xlink` declared on the root, and keeps in attributes of
`gmd:onLine` which service a link belongs to (CG:src/Services/CswMetadataHelper.php).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405 - writes only

NAMESPACES = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gco": "http://www.isotc211.org/2005/gco",
    "gmx": "http://www.isotc211.org/2005/gmx",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
INSPIRE_THESAURUS = ("GEMET - INSPIRE themes, version 1.0", "2008-06-01")

_CODE_LISTS = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml"
# XML 1.0, production 2 (Char).
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEVEL_NAMES = {"dataset": "Jeu de données", "series": "Collection des données"}

Extent = tuple[float, float, float, float]


@dataclass(frozen=True)
class OnLine:
    """A link of the record. `offering`: the service that it is about, empty for a document."""

    linkage: str
    protocol: str
    name: str
    offering: str = ""
    kind: str = "offering"
    description: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class Record:
    """`extent`: west, south, east, north in degrees; `date_stamp`: an ISO 8601 date and time; `srs`: `EPSG:<code>`."""

    identifier: str
    title: str
    abstract: str
    themes: tuple[str, ...]
    contact_email: str
    organisation: str
    organisation_email: str
    creation_date: str
    date_stamp: str
    inspire_keywords: tuple[str, ...] = ()
    free_keywords: tuple[str, ...] = ()
    frequency: str = "unknown"
    genealogy: str = ""
    resolution: int = 0
    language: str = "fre"
    hierarchy_level: str = "dataset"
    extent: Extent | None = None
    srs: str = ""
    thumbnail: str = ""
    links: tuple[OnLine, ...] = ()


def write(record: Record) -> bytes:
    """The record as an XML file."""
    root = Element("gmd:MD_Metadata", {f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()})
    root.set("uuid", record.identifier)
    _text(root, "gmd:fileIdentifier", record.identifier)
    _code(SubElement(root, "gmd:language"), "gmd:LanguageCode", "LanguageCode", record.language)
    _code(SubElement(root, "gmd:characterSet"), "gmd:MD_CharacterSetCode", "MD_CharacterSetCode", "utf8")
    _code(SubElement(root, "gmd:hierarchyLevel"), "gmd:MD_ScopeCode", "MD_ScopeCode", record.hierarchy_level)
    _text(root, "gmd:hierarchyLevelName", _LEVEL_NAMES.get(record.hierarchy_level, record.hierarchy_level))
    _party(SubElement(root, "gmd:contact"), "", record.contact_email)
    SubElement(SubElement(root, "gmd:dateStamp"), "gco:DateTime").text = record.date_stamp
    if record.srs:
        _reference_system(root, record.srs)
    _identification(SubElement(SubElement(root, "gmd:identificationInfo"), "gmd:MD_DataIdentification"), record)
    _distribution(root, record.links)
    _quality(root, record)
    for element in root.iter():
        element.text = legible(element.text or "") or None
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def legible(text: str) -> str:
    """The text without the characters that XML cannot carry, such as the control characters of a pasted text."""
    return _NOT_IN_XML.sub("", text)


def _identification(parent: Element, record: Record) -> None:
    citation = SubElement(SubElement(parent, "gmd:citation"), "gmd:CI_Citation")
    _text(citation, "gmd:title", record.title)
    _date(citation, record.creation_date, "creation")
    _text(parent, "gmd:abstract", record.abstract)
    _party(SubElement(parent, "gmd:pointOfContact"), record.organisation, record.organisation_email)
    maintenance = SubElement(SubElement(parent, "gmd:resourceMaintenance"), "gmd:MD_MaintenanceInformation")
    frequency = SubElement(maintenance, "gmd:maintenanceAndUpdateFrequency")
    _code(frequency, "gmd:MD_MaintenanceFrequencyCode", "MD_MaintenanceFrequencyCode", record.frequency)
    if record.thumbnail:
        _thumbnail(parent, record.thumbnail)
    _keywords(parent, record.inspire_keywords, INSPIRE_THESAURUS)
    _keywords(parent, record.free_keywords, None)
    kind = SubElement(parent, "gmd:spatialRepresentationType")
    _code(kind, "gmd:MD_SpatialRepresentationTypeCode", "MD_SpatialRepresentationTypeCode", "vector")
    if record.resolution:
        _resolution(parent, record.resolution)
    _code(SubElement(parent, "gmd:language"), "gmd:LanguageCode", "LanguageCode", record.language)
    for theme in record.themes:
        SubElement(SubElement(parent, "gmd:topicCategory"), "gmd:MD_TopicCategoryCode").text = theme
    if record.extent is not None:
        _extent(parent, record.extent)


def _text(parent: Element, tag: str, value: str) -> None:
    SubElement(SubElement(parent, tag), "gco:CharacterString").text = value


def _code(parent: Element, tag: str, code_list: str, value: str) -> None:
    element = SubElement(parent, tag, {"codeList": f"{_CODE_LISTS}#{code_list}", "codeListValue": value})
    element.text = value


def _date(parent: Element, day: str, kind: str) -> None:
    date = SubElement(SubElement(parent, "gmd:date"), "gmd:CI_Date")
    SubElement(SubElement(date, "gmd:date"), "gco:Date").text = day
    _code(SubElement(date, "gmd:dateType"), "gmd:CI_DateTypeCode", "CI_DateTypeCode", kind)


def _party(parent: Element, organisation: str, email: str) -> None:
    party = SubElement(parent, "gmd:CI_ResponsibleParty")
    if organisation:
        _text(party, "gmd:organisationName", organisation)
    contact = SubElement(SubElement(party, "gmd:contactInfo"), "gmd:CI_Contact")
    address = SubElement(SubElement(contact, "gmd:address"), "gmd:CI_Address")
    _text(address, "gmd:electronicMailAddress", email)
    _code(SubElement(party, "gmd:role"), "gmd:CI_RoleCode", "CI_RoleCode", "pointOfContact")


def _thumbnail(parent: Element, url: str) -> None:
    graphic = SubElement(SubElement(parent, "gmd:graphicOverview"), "gmd:MD_BrowseGraphic")
    _text(graphic, "gmd:fileName", url)
    _text(graphic, "gmd:fileDescription", "Aperçu")
    _text(graphic, "gmd:fileType", url.rpartition(".")[2])


def _keywords(parent: Element, keywords: tuple[str, ...], thesaurus: tuple[str, str] | None) -> None:
    """The editor tells INSPIRE keywords from free ones by their thesaurus."""
    if not keywords:
        return
    block = SubElement(SubElement(parent, "gmd:descriptiveKeywords"), "gmd:MD_Keywords")
    for keyword in keywords:
        _text(block, "gmd:keyword", keyword)
    _code(SubElement(block, "gmd:type"), "gmd:MD_KeywordTypeCode", "MD_KeywordTypeCode", "theme")
    if thesaurus is not None:
        citation = SubElement(SubElement(block, "gmd:thesaurusName"), "gmd:CI_Citation")
        _text(citation, "gmd:title", thesaurus[0])
        _date(citation, thesaurus[1], "publication")


def _resolution(parent: Element, denominator: int) -> None:
    resolution = SubElement(SubElement(parent, "gmd:spatialResolution"), "gmd:MD_Resolution")
    fraction = SubElement(SubElement(resolution, "gmd:equivalentScale"), "gmd:MD_RepresentativeFraction")
    SubElement(SubElement(fraction, "gmd:denominator"), "gco:Integer").text = str(denominator)


def _extent(parent: Element, extent: Extent) -> None:
    holder = SubElement(SubElement(parent, "gmd:extent"), "gmd:EX_Extent")
    box = SubElement(SubElement(holder, "gmd:geographicElement"), "gmd:EX_GeographicBoundingBox")
    west, south, east, north = extent
    bounds = {"west": ("Longitude", west), "east": ("Longitude", east)}
    bounds.update({"south": ("Latitude", south), "north": ("Latitude", north)})
    for side, (axis, value) in bounds.items():
        SubElement(SubElement(box, f"gmd:{side}Bound{axis}"), "gco:Decimal").text = decimal(value)


def decimal(value: float) -> str:
    """Degrees as XML Schema writes a decimal, to about 10 cm and never in scientific notation."""
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _reference_system(root: Element, srs: str) -> None:
    system = SubElement(SubElement(root, "gmd:referenceSystemInfo"), "gmd:MD_ReferenceSystem")
    identifier = SubElement(SubElement(system, "gmd:referenceSystemIdentifier"), "gmd:RS_Identifier")
    _text(identifier, "gmd:code", f"http://www.opengis.net/def/crs/EPSG/0/{srs.rpartition(':')[2]}")


def _distribution(root: Element, links: tuple[OnLine, ...]) -> None:
    if not links:
        return
    distribution = SubElement(SubElement(root, "gmd:distributionInfo"), "gmd:MD_Distribution")
    options = SubElement(SubElement(distribution, "gmd:transferOptions"), "gmd:MD_DigitalTransferOptions")
    for link in links:
        holder = SubElement(options, "gmd:onLine", on_line_attributes(link))
        resource = SubElement(holder, "gmd:CI_OnlineResource")
        SubElement(SubElement(resource, "gmd:linkage"), "gmd:URL").text = link.linkage
        for tag, value in (("protocol", link.protocol), ("name", link.name), ("description", link.description)):
            if value:
                _text(resource, f"gmd:{tag}", value)


def on_line_attributes(link: OnLine) -> dict[str, str]:
    """The website's own attributes; the ISO schemas do not know them."""
    attributes = {"type": link.kind}
    if link.offering:
        attributes["offeringId"] = legible(link.offering)
        attributes["offeringOpen"] = "1" if link.is_open else "0"
    return attributes


def _quality(root: Element, record: Record) -> None:
    quality = SubElement(SubElement(root, "gmd:dataQualityInfo"), "gmd:DQ_DataQuality")
    scope = SubElement(SubElement(quality, "gmd:scope"), "gmd:DQ_Scope")
    _code(SubElement(scope, "gmd:level"), "gmd:MD_ScopeCode", "MD_ScopeCode", record.hierarchy_level)
    if record.genealogy:
        lineage = SubElement(SubElement(quality, "gmd:lineage"), "gmd:LI_Lineage")
        _text(lineage, "gmd:statement", record.genealogy)
