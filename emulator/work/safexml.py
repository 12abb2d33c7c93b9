"""XML that came from outside: no entity, no external file, no network, no document type."""

from __future__ import annotations

from lxml import etree


class MalformedXml(ValueError):
    """Not well-formed, or with a document type; the message says where."""


def parse(content: bytes) -> etree._Element:
    """The root element; raises MalformedXml."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise MalformedXml(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise MalformedXml("DOCTYPE interdit")
    return root


def local_name(element: etree._Element) -> str:
    """The name without its namespace; empty for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """All the text under the element, without the blanks around it."""
    return "" if element is None else "".join(element.itertext()).strip()
