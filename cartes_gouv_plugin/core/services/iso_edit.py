"""Changes to a record that somebody may have edited since: only what is ours is touched, all the rest stays. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from xml.dom.minidom import Document, Element, Text, parseString  # nosec B408 - doctypes are refused below
from xml.parsers.expat import ExpatError, ParserCreate  # nosec B406

from cartes_gouv_plugin.core.errors import ContractBroken
from cartes_gouv_plugin.core.services.iso import NAMESPACES, Extent, OnLine, decimal, legible, on_line_attributes

_DEEPEST = 100
_BOUNDS = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
_GMD, _GCO = NAMESPACES["gmd"], NAMESPACES["gco"]


def offerings_of(content: bytes) -> frozenset[str]:
    """The identifiers of the offerings that the record links to."""
    links = _read(content).getElementsByTagNameNS(_GMD, "onLine")
    return frozenset(link.getAttribute("offeringId") for link in links if link.getAttribute("offeringId"))


def root_of(content: bytes) -> Element:
    """The record, to be read. Raises `ContractBroken` for what is none."""
    return _root(_read(content))


def with_resources(content: bytes, date_stamp: str, kind: str, links: Iterable[OnLine], owned: str = "") -> bytes:
    """The record with exactly those links of one kind, as far as addresses begin with `owned`.

    One that is there already keeps the words it has. The record comes back as it is when nothing changes.
    """
    document = _read(content)
    missing = {link.linkage: link for link in links}
    stale = []
    for old in document.getElementsByTagNameNS(_GMD, "onLine"):
        if old.getAttribute("type") == kind:
            address = _address_of(old)
            if missing.pop(address, None) is None and address.startswith(owned):
                stale.append(old)
    if not missing and not stale:
        return content
    for old in stale:
        if old.parentNode is not None:
            old.parentNode.removeChild(old)
    for link in missing.values():
        _declare(_transfer_options(document).appendChild(_on_line(document, link)))
    _stamp(document, date_stamp)
    return bytes(document.toxml(encoding="utf-8"))


def _address_of(link: Element) -> str:
    urls = link.getElementsByTagNameNS(_GMD, "URL")
    return "".join(part.data for part in urls[0].childNodes if isinstance(part, Text)).strip() if urls else ""


def with_links(
    content: bytes,
    date_stamp: str,
    *,
    links: Iterable[OnLine] = (),
    gone: Collection[str] = (),
    extent: Extent | None = None,
) -> bytes:
    """The record with those links in place of the ones of the same offerings, without the offerings that are `gone`.

    `extent`, when given, replaces the first bounding box.
    """
    links = list(links)
    document = _read(content)
    replaced = {link.offering for link in links if link.offering}.union(gone)
    for old in list(document.getElementsByTagNameNS(_GMD, "onLine")):
        if old.parentNode is not None and old.getAttribute("offeringId") in replaced:
            old.parentNode.removeChild(old)
    if links:
        options = _transfer_options(document)
        for link in links:
            _declare(options.appendChild(_on_line(document, link)))
    _stamp(document, date_stamp)
    if extent is not None:
        _set_extent(document, extent)
    return bytes(document.toxml(encoding="utf-8"))


def _root(document: Document) -> Element:
    root = document.documentElement
    if root is None:
        raise ContractBroken("a metadata record without an element")
    return root


def _read(content: bytes) -> Document:
    """Raises `ContractBroken` for what is not XML, or brings entities of its own."""
    try:
        _require_plain(content)
        document = parseString(content)  # nosec B318 - no entity can be declared without a doctype
    except (ExpatError, LookupError, ValueError) as error:
        raise ContractBroken(f"a metadata record that is not XML: {error}") from error
    if (_root(document).namespaceURI, _root(document).localName) != (_GMD, "MD_Metadata"):
        raise ContractBroken(f"not a metadata record: {_root(document).tagName}")
    return document


def _require_plain(content: bytes) -> None:
    """Whatever the encoding: no document type, which could declare entities, and no bottomless nesting."""
    depth = 0

    def refuse(*_declared: object) -> None:
        raise ContractBroken("a metadata record with a document type declaration")

    def begin(*_element: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ContractBroken("a metadata record without a bottom")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(content, True)


def _transfer_options(document: Document) -> Element:
    """Where links go: the first one there is, else a new one at the place that the ISO schemas give it."""
    found = document.getElementsByTagNameNS(_GMD, "MD_DigitalTransferOptions")
    if found:
        return found[0]
    distribution = document.createElementNS(_GMD, "gmd:distributionInfo")
    inner = distribution.appendChild(document.createElementNS(_GMD, "gmd:MD_Distribution"))
    options = inner.appendChild(document.createElementNS(_GMD, "gmd:transferOptions"))
    root = _root(document)
    after = [child for child in root.childNodes if getattr(child, "localName", "") == "dataQualityInfo"]
    root.insertBefore(distribution, after[0] if after else None)
    _declare(distribution)
    return options.appendChild(document.createElementNS(_GMD, "gmd:MD_DigitalTransferOptions"))


def _declare(element: Element) -> None:
    """Gives our prefixes their meaning where the record, which may use others, does not."""
    for prefix in ("gmd", "gco"):
        name, above = f"xmlns:{prefix}", element.parentNode
        while isinstance(above, Element) and not above.hasAttribute(name):
            above = above.parentNode
        if not isinstance(above, Element) or above.getAttribute(name) != NAMESPACES[prefix]:
            element.setAttribute(name, NAMESPACES[prefix])


def _on_line(document: Document, link: OnLine) -> Element:
    holder = document.createElementNS(_GMD, "gmd:onLine")
    for name, value in on_line_attributes(link).items():
        holder.setAttribute(name, value)
    resource = holder.appendChild(document.createElementNS(_GMD, "gmd:CI_OnlineResource"))
    linkage = resource.appendChild(document.createElementNS(_GMD, "gmd:linkage"))
    linkage.appendChild(document.createElementNS(_GMD, "gmd:URL")).appendChild(
        document.createTextNode(legible(link.linkage))
    )
    for tag, value in (("protocol", link.protocol), ("name", link.name), ("description", link.description)):
        if value:
            element = resource.appendChild(document.createElementNS(_GMD, f"gmd:{tag}"))
            text = element.appendChild(document.createElementNS(_GCO, "gco:CharacterString"))
            text.appendChild(document.createTextNode(legible(value)))
    return holder


def _stamp(document: Document, date_stamp: str) -> None:
    for stamp in document.getElementsByTagNameNS(_GMD, "dateStamp"):
        for child in list(stamp.childNodes):
            stamp.removeChild(child)
        moment = stamp.appendChild(document.createElementNS(_GCO, "gco:DateTime"))
        moment.appendChild(document.createTextNode(date_stamp))
        _declare(moment)


def extent_of(content: bytes) -> tuple[str, ...] | None:
    """The bounds of the first bounding box as they are written: west, south, east, north; None without a whole one."""
    numbers = [_bound(_read(content), name) for name in _BOUNDS]
    found = [number for number in numbers if number is not None]
    return tuple("".join(part.data for part in _texts(number)).strip() for number in found) if len(found) == 4 else None


def _bound(document: Document, name: str) -> Element | None:
    boxes = document.getElementsByTagNameNS(_GMD, "EX_GeographicBoundingBox")
    bounds = boxes[0].getElementsByTagNameNS(_GMD, name) if boxes else []
    numbers = bounds[0].getElementsByTagNameNS(_GCO, "Decimal") if bounds else []
    return numbers[0] if numbers else None


def _set_extent(document: Document, extent: Extent) -> None:
    for name, value in zip(_BOUNDS, extent):
        number = _bound(document, name)
        if number is not None:
            while number.firstChild is not None:
                number.removeChild(number.firstChild)
            number.appendChild(document.createTextNode(decimal(value)))


def thumbnail_of(content: bytes) -> str:
    """The address of the first picture that the record shows; empty without one."""
    names = _pictures(_read(content))
    return "".join(str(part.data) for name in names[:1] for part in _texts(name)).strip()


def with_thumbnail(content: bytes, date_stamp: str, address: str) -> bytes:
    """The record with that picture in place of the first one, its other pictures kept."""
    document = _read(content)
    found = _pictures(document)
    if found:
        for part in _texts(found[0]):
            part.data = ""
        holder = found[0].getElementsByTagNameNS(_GCO, "CharacterString")
        target = holder[0] if holder else found[0]
        target.appendChild(document.createTextNode(address))
    else:
        _add_picture(document, address)
    _stamp(document, date_stamp)
    return bytes(document.toxml(encoding="utf-8"))


def _pictures(document: Document) -> list[Element]:
    """The `fileName` of each browse graphic."""
    graphics = document.getElementsByTagNameNS(_GMD, "MD_BrowseGraphic")
    return [name for graphic in graphics for name in graphic.getElementsByTagNameNS(_GMD, "fileName")]


def _texts(element: Element) -> list[Text]:
    holders = [element, *element.getElementsByTagNameNS(_GCO, "CharacterString")]
    return [child for holder in holders for child in holder.childNodes if isinstance(child, Text)]


_BEFORE_PICTURES = frozenset(
    {"citation", "abstract", "purpose", "credit", "status", "pointOfContact", "resourceMaintenance"}
)
"""What the ISO schemas put before a browse graphic in an identification."""


def _add_picture(document: Document, address: str) -> None:
    found = document.getElementsByTagNameNS(_GMD, "MD_DataIdentification")
    if not found:
        raise ContractBroken("a metadata record that identifies no data")
    overview = document.createElementNS(_GMD, "gmd:graphicOverview")
    graphic = overview.appendChild(document.createElementNS(_GMD, "gmd:MD_BrowseGraphic"))
    for tag, value in (("fileName", address), ("fileDescription", "Aperçu"), ("fileType", address.rpartition(".")[2])):
        element = graphic.appendChild(document.createElementNS(_GMD, f"gmd:{tag}"))
        text = element.appendChild(document.createElementNS(_GCO, "gco:CharacterString"))
        text.appendChild(document.createTextNode(value))
    children = [child for child in found[0].childNodes if isinstance(child, Element)]
    after = [child for child in children if child.localName not in _BEFORE_PICTURES]
    found[0].insertBefore(overview, after[0] if after else None)
