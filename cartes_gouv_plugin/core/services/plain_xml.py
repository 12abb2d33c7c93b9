"""XML that others wrote, before it is given to a reader that trusts more. Pure."""

from __future__ import annotations

from xml.parsers.expat import ExpatError, ParserCreate  # nosec B406 - this is what refuses entities

from cartes_gouv_plugin.core.errors import ContractBroken

_DEEPEST = 200


def require_plain(content: bytes, limit: int) -> None:
    """Whatever the encoding. Raises `ContractBroken` for what is longer than `limit` bytes, is no XML, declares an
    entity, or has no bottom.
    """
    if len(content) > limit:
        raise ContractBroken(f"an XML file of {len(content)} bytes, more than {limit}")
    depth = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ContractBroken("an XML file without a bottom")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise ContractBroken(f"XML that cannot be read: {type(error).__name__}") from None


def _refuse(*_declaration: object) -> None:
    raise ContractBroken("an XML file that declares entities")
