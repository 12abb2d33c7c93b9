"""What a datasheet's record says to people: its summary. Pure; what the record does not say is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.dom.minidom import Element  # nosec B408 - parsed by `iso_edit`, which refuses doctypes

from cartes_gouv_plugin.core.services import iso_edit
from cartes_gouv_plugin.core.services.iso import NAMESPACES

_GMD = NAMESPACES["gmd"]


@dataclass(frozen=True)
class RecordSummary:
    """Dates as the record writes them; `extent`: west, south, east, north in degrees, as written; `licences`: its legal
    constraints, in its words; `frequency`: an ISO code.
    """

    identifier: str = ""
    title: str = ""
    abstract: str = ""
    organisation: str = ""
    contact: str = ""
    created: str = ""
    updated: str = ""
    frequency: str = ""
    licences: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    extent: tuple[str, ...] = ()
    is_published: bool = False


def summary_of(content: bytes, *, is_published: bool = False) -> RecordSummary:
    """Raises `ContractBroken` for what is no record."""
    root = iso_edit.root_of(content)
    data = next(_below(root, "MD_DataIdentification"), root)
    citation = next(_below(data, "citation"), root)
    party = next(_below(data, "pointOfContact"), root)
    return RecordSummary(
        identifier=_said(root, "fileIdentifier"),
        title=_said(citation, "title"),
        abstract=_said(data, "abstract"),
        organisation=_said(party, "organisationName"),
        contact=_said(party, "electronicMailAddress"),
        created=_said(next(_below(citation, "CI_Date"), citation), "date"),
        updated=_said(root, "dateStamp"),
        frequency=_code(data, "MD_MaintenanceFrequencyCode"),
        licences=tuple(_constraints(data)),
        keywords=tuple(filter(None, map(_text, _below(data, "keyword")))),
        extent=iso_edit.extent_of(content) or (),
        is_published=is_published,
    )


def _below(element: Element, name: str) -> Iterator[Element]:
    return iter(element.getElementsByTagNameNS(_GMD, name))


def _said(element: Element, name: str) -> str:
    return _text(next(_below(element, name), None))


def _text(element: Element | None) -> str:
    """Everything written in it, without the blanks of its layout."""
    if element is None:
        return ""
    found = [getattr(node, "data", "") for node in _nodes(element)]
    return " ".join("".join(found).split(" ")).strip()


def _nodes(element: Element) -> Iterator[object]:
    for child in element.childNodes:
        if isinstance(child, Element):
            yield from _nodes(child)
        elif child.nodeType == child.TEXT_NODE:
            yield child


def _code(element: Element, name: str) -> str:
    found = next(_below(element, name), None)
    return found.getAttribute("codeListValue") if found is not None else ""


def _constraints(data: Element) -> Iterator[str]:
    for name in ("useLimitation", "otherConstraints"):
        for element in _below(data, name):
            if _text(element):
                yield _text(element)
