"""What a service names: its styles, their files, its datasheet's record; and the service that a style is for. Pure.

What has no history of its own belongs to whoever made what names it.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from cartes_gouv_plugin.core.entrepot.models import Configuration
from cartes_gouv_plugin.core.entrepot.reading import mappings, text, texts

# CG:src/Controller/Entrepot/WmsVectorController.php:168-183. What waits for its service (`config_tmp_…`) names none.
_STYLE_NAME = re.compile(r"config_([0-9A-Za-z-]+)_style_wmsv_.+", re.DOTALL)
_RECORD_PAGE = re.compile(r"/dataset/([^/]+)$")


def service_of_style(name: str) -> str:
    """The identifier of the configuration that a style's name says it is for; empty when it says none."""
    found = _STYLE_NAME.fullmatch(name)
    return found.group(1) if found is not None else ""


def styles_of(configuration: Configuration) -> tuple[str, ...]:
    """The statics that a configuration uses: its tables' styles (WMS-Vecteur) or its own (tiles)."""
    infos = configuration.type_infos
    found = [*texts(infos, "styles")]
    for data in mappings(infos, "used_data"):
        for relation in mappings(data, "relations"):
            found += [text(relation, "style"), text(relation, "ftl")]
    return tuple(identifier for identifier in found if identifier)


def annexes_of(configuration: Configuration) -> tuple[str, ...]:
    """The annexes of the styles drawn by the browser (CG:src/Services/EntrepotApi/CartesStylesApiService.php)."""
    layers = [layer for style in mappings(configuration.extra, "styles") for layer in mappings(style, "layers")]
    return tuple(text(layer, "annexe_id") for layer in layers if text(layer, "annexe_id"))


def records_of(configuration: Configuration) -> frozenset[str]:
    """File identifiers of the records that the links of a configuration lead to, in the catalogue or on its page."""
    found: set[str] = set()
    for entry in configuration.metadata:
        parts = urlsplit(text(entry, "url"))
        page = _RECORD_PAGE.search(parts.path)
        found.update(value for key, value in parse_qsl(parts.query) if key.upper() == "ID")
        found.update([unquote(page.group(1))] if page is not None else [])
    return frozenset(found)
