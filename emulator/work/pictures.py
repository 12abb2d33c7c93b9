"""Pictures that a style names by address: QGIS reads markers from SVG only, and files better than addresses.

The platform's own map server fetches PNG and JPEG (DOC: gestion-statique). Here each picture is fetched once and put
beside the project: as it is for a fill, wrapped in a drawing for a marker.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from lxml import etree

from emulator.work.sld import SLD

XLINK = "http://www.w3.org/1999/xlink"
_SECONDS = 10
_LARGEST = 5_000_000
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def localize(root: etree._Element, folder: Path) -> None:
    """Changes the style in place: its pictures are at hand, in `folder`."""
    for graphic in list(root.iter(f"{{{SLD}}}ExternalGraphic")):
        _localize(graphic, folder)


def _localize(graphic: etree._Element, folder: Path) -> None:
    """A picture that cannot be had is left out, and its symbol drawn without it."""
    resource, kind = graphic.find(f"{{{SLD}}}OnlineResource"), graphic.find(f"{{{SLD}}}Format")
    content = _fetched(resource.get(f"{{{XLINK}}}href", "")) if resource is not None else None
    if content is None or kind is None:
        graphic.getparent().remove(graphic)
        return
    name = hashlib.sha256(content).hexdigest()[:24]
    inside = any(parent.tag == f"{{{SLD}}}GraphicFill" for parent in graphic.iterancestors())
    if inside or (kind.text or "").startswith("image/svg"):
        path = folder / f"{name}.{(kind.text or 'image/png').rpartition('/')[2].partition('+')[0]}"
        path.write_bytes(content)
    else:
        path = folder / f"{name}.svg"
        path.write_text(_wrapped(content, kind.text or "image/png"), "utf-8")
        kind.text = "image/svg+xml"
    resource.set(f"{{{XLINK}}}href", str(path))


def _fetched(address: str) -> bytes | None:
    """From this machine only: the emulator goes nowhere else."""
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        return None
    try:
        with urlopen(address, timeout=_SECONDS) as answer:
            return answer.read(_LARGEST)
    except (URLError, OSError):
        return None


def _wrapped(content: bytes, kind: str) -> str:
    data = base64.b64encode(content).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="100" height="100" viewBox="0 0 100 100">'
        f'<image x="0" y="0" width="100" height="100" xlink:href="data:{kind};base64,{data}"/></svg>'
    )
