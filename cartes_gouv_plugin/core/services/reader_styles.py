"""The look that readers give to a WFS: its current style, a QML or an SLD file for each of its tables. Only reads.

The website names them in `configuration.extra.styles` (CG:src/Controller/Entrepot/StyleController.php:39-166).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration
from cartes_gouv_plugin.core.entrepot.reading import mappings, text
from cartes_gouv_plugin.core.errors import ContractBroken, NotFound
from cartes_gouv_plugin.core.services.plain_xml import require_plain

MAX_SIZE = 16 * 1024 * 1024
"""Bytes of one style; ours hold their pictures."""
_FORMATS = ("qml", "sld")


@dataclass(frozen=True)
class TableStyle:
    """`format`: `qml` or `sld`; `content` is well-formed XML without entities."""

    format: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class CurrentStyle:
    """`files` by table; `unreadable`: tables whose file is gone, or is neither a QML nor an SLD."""

    files: Mapping[str, TableStyle] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()


def read_current_style(client: EntrepotClient, datastore: str, configuration: str) -> CurrentStyle:
    """Nothing for a service without a style. Raises an `EntrepotError` when the platform cannot be asked."""
    found = client.configuration(datastore, configuration)
    files: dict[str, TableStyle] = {}
    unreadable: list[str] = []
    for layer in _layers_of_current(found):
        table = text(layer, "name").removeprefix(f"{found.layer_name}:")
        try:
            files[table] = _file(client, datastore, layer)
        except (ContractBroken, NotFound):
            unreadable.append(table)
    return CurrentStyle(files, tuple(unreadable))


def _layers_of_current(configuration: Configuration) -> tuple[Mapping[str, Any], ...]:
    """As the website shows a service: its current style, else the first one."""
    styles = mappings(configuration.extra, "styles")
    current = next((style for style in styles if style.get("current")), styles[0] if styles else {})
    return tuple(mappings(current, "layers"))


def _file(client: EntrepotClient, datastore: str, layer: Mapping[str, Any]) -> TableStyle:
    kind = PurePosixPath(urlsplit(text(layer, "url")).path).suffix.lower().lstrip(".")
    annexe = text(layer, "annexe_id")
    if kind not in _FORMATS or not annexe:
        raise ContractBroken(f"a style that is neither QML nor SLD: {kind or 'no kind'}")
    content = client.annexe_file(datastore, annexe)
    require_plain(content, MAX_SIZE)
    return TableStyle(kind, content)
