"""The JSON bodies of configurations and offerings, as the website writes them. Pure.

Shapes: CG:src/Controller/Entrepot/{Service,Wfs,WmsVector,PyramidVector}Controller.php.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cartes_gouv_plugin.core.entrepot.models import Configuration
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME, THEME

Json = dict[str, Any]

# Used when nobody chose a category: « location » (positional data) is true of any layer, and the website's editor
# needs at least one of the ISO topics in the tag.
DEFAULT_THEME = "location"

BOTTOM_LEVEL, TOP_LEVEL = 18, 0


@dataclass(frozen=True)
class ServedTable:
    """One table of a service. `style` is the identifier of its static (WMS-Vecteur only)."""

    name: str
    title: str
    abstract: str
    keywords: tuple[str, ...] = ()
    public_name: str = ""
    style: str = ""


@dataclass(frozen=True)
class Attribution:
    """Shown by viewers; written only when both are known."""

    title: str
    url: str


def wfs(stored_data: str, tables: Iterable[ServedTable]) -> Json:
    """`type_infos` of a WFS: one relation per table."""
    return {"used_data": [{"relations": [_wfs_relation(table) for table in tables], "stored_data": stored_data}]}


def _wfs_relation(table: ServedTable) -> Json:
    relation: Json = {"native_name": table.name, "title": table.title, "abstract": table.abstract}
    if table.public_name:
        relation["public_name"] = table.public_name
    if table.keywords:
        relation["keywords"] = list(table.keywords)
    return relation


def wms_vector(
    stored_data: str, tables: Iterable[ServedTable], *, title: str, abstract: str, keywords: Sequence[str]
) -> Json:
    """`type_infos` of a WMS-Vecteur; the first table is drawn on top, and every table needs its style."""
    return {
        "title": title,
        "abstract": abstract,
        "keywords": list(keywords),
        "used_data": [
            {"relations": [{"name": table.name, "style": table.style} for table in tables], "stored_data": stored_data}
        ],
    }


def tms(pyramid: str, levels: Iterable[str], *, title: str, abstract: str, keywords: Sequence[str]) -> Json:
    """`type_infos` of vector tiles. `levels`: those of the pyramid's `type_infos`; the deepest is `bottom_level`.

    The website writes the abstract as a JSON string within the string (PHP's `json_encode`): it ends up, unescaped, in
    the tiles' own JSON description.
    """
    bottom, top = level_range(levels)
    return {
        "title": title,
        "abstract": nested_json(abstract),
        "keywords": list(keywords),
        "used_data": [{"bottom_level": bottom, "top_level": top, "stored_data": pyramid}],
    }


def nested_json(text: str) -> str:
    """A text as PHP's `json_encode` writes it: quoted, ASCII only, slashes escaped."""
    return json.dumps(text).replace("/", "\\/")


def level_range(levels: Iterable[str]) -> tuple[str, str]:
    """(bottom, top) of a pyramid, as the API wants them: strings, the deepest level first."""
    numbers = [int(level) for level in levels if level.isdecimal()]
    return str(max(numbers, default=BOTTOM_LEVEL)), str(min(numbers, default=TOP_LEVEL))


def configuration(
    type_: ServiceType,
    *,
    name: str,
    layer_name: str,
    type_infos: Mapping[str, Any],
    attribution: Attribution | None = None,
    metadata: Sequence[Mapping[str, str]] = (),
) -> Json:
    """Body of `POST configurations`. An update (`PUT`) is the same without `layer_name`, which never changes."""
    body: Json = {"type": type_.value, "name": name, "layer_name": layer_name, "type_infos": dict(type_infos)}
    if attribution is not None and attribution.title and attribution.url:
        body["attribution"] = {"title": attribution.title, "url": attribution.url}
    if metadata:
        body["metadata"] = [dict(entry) for entry in metadata]
    return body


def update(
    current: Configuration,
    *,
    name: str = "",
    type_infos: Mapping[str, Any] | None = None,
    metadata: Sequence[Mapping[str, str]] | None = None,
) -> Json:
    """Body of `PUT configurations/{id}`: what the platform holds now, with what is given in its place."""
    body: Json = {
        "type": current.type,
        "name": name or current.name,
        "type_infos": dict(current.type_infos if type_infos is None else type_infos),
        "metadata": [dict(entry) for entry in (current.metadata if metadata is None else metadata)],
    }
    if current.attribution:
        body["attribution"] = dict(current.attribution)
    return body


def tags(datasheet: str, themes: Sequence[str]) -> dict[str, str]:
    """Tags of a configuration; the website reads both without asking whether they are there."""
    return {THEME: ", ".join(themes) or DEFAULT_THEME, DATASHEET_NAME: datasheet}


def offering(endpoint: str, *, is_open: bool) -> Json:
    return {"endpoint": endpoint, "open": is_open}


def catalogue_links(
    identifier: str, api_url: str, catalogue_url: str, others: Iterable[Mapping[str, str]] = ()
) -> list[dict[str, str]]:
    """The two `metadata` entries that tie a service to its record, after the entries of `others` that are not those.

    The catalogue service of the sandbox has its own address (CG:src/Services/GeonetworkApiService.php).
    """
    parts = urlsplit(api_url)
    csw = "/sandbox/csw" if identifier.lower().startswith("sandbox") else "/csw"
    record = (
        f"{parts.scheme}://{parts.netloc}{csw}?REQUEST=GetRecordById&SERVICE=CSW&VERSION=2.0.2"
        f"&OUTPUTSCHEMA=http%3A%2F%2Fwww.isotc211.org%2F2005%2Fgmd&elementSetName=full&ID={identifier}"
    )
    page = f"{catalogue_url.rstrip('/')}/dataset/{identifier}"
    return [
        *without_catalogue_links(others, catalogue_url),
        {"format": "application/xml", "url": record, "type": "ISO19115:2003"},
        {"format": "text/html", "url": page, "type": "Other"},
    ]


def without_catalogue_links(entries: Iterable[Mapping[str, str]], catalogue_url: str) -> list[dict[str, str]]:
    return [dict(entry) for entry in entries if not _is_catalogue_link(entry, catalogue_url)]


def _is_catalogue_link(entry: Mapping[str, str], catalogue_url: str) -> bool:
    url = entry.get("url", "")
    return "/csw?" in url or url.startswith(f"{catalogue_url.rstrip('/')}/dataset/")
