"""The looks of a service: which sealed styles belong to each, what each is called, where its files lie. Pure.

A look is one style for each table of a service; a WFS and tiles may have several, one of them the default.
"""

from __future__ import annotations

import re
import unicodedata
import uuid

from cartes_gouv_plugin.core.publication.publication import ServiceType, StyleFile
from cartes_gouv_plugin.core.services.wishes import Wish

NAME, TECHNICAL_NAME = "Style par défaut", "style_par_defaut"
FORMATS = {ServiceType.WFS: ("sld", "qml"), ServiceType.WMS_VECTOR: ("sld",), ServiceType.TMS: ("mapbox",)}
"""The styles that each service, or its readers, draw with; the first one is preferred."""


def technical_name(name: str) -> str:
    """A style's name as the website makes it technical: lower case, no accent, words joined by « _ »."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "style"


def chosen_styles(asked: Wish, name: str | None = None) -> tuple[StyleFile, ...]:
    """The sealed styles of one look, one a table at most, in the order of its tables. None: the default look."""
    formats = FORMATS[asked.type]
    names = look_names(asked)
    wanted = name if name is not None or not names else names[0]
    known = [style for style in asked.request.styles if style.format in formats and style.name == wanted]
    known.sort(key=lambda style: formats.index(style.format))
    found = (next((style for style in known if style.table == table), None) for table in asked.tables)
    return tuple(style for style in found if style is not None)


def look_names(asked: Wish) -> tuple[str, ...]:
    """The names of the looks asked for, the default one first; the unnamed one is what QGIS showed."""
    formats = FORMATS[asked.type]
    return tuple(dict.fromkeys(style.name for style in asked.request.styles if style.format in formats))


def look_token(asked: Wish, name: str) -> str:
    """Begins the paths of a look's files; the same at every look at the server."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{asked.token}/{name}")) if name else asked.token
