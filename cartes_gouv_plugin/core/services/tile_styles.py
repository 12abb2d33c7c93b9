"""One MapLibre style for a service of vector tiles, from the styles of its tables. Pure.

The website draws tiles with a single style, whose file it names in the configuration's metadata
(CG:src/Controller/Entrepot/StyleController.php:141-190).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

SOURCE = "tiles"
"""The name of the only source of our MapLibre styles."""


def merged(
    name: str, styles: Sequence[dict[str, Any]], tiles: str, levels: tuple[int, int], sprites: Sequence[str]
) -> bytes:
    """The style's file. `styles`: the tables', the one on top first; `levels`: smallest, deepest.

    `tiles`: the address with `{z}/{x}/{y}`; `sprites`: each style's sprite address, empty when it has none.
    """
    named = {
        style_sprite: f"sprite{number}" for number, style_sprite in enumerate(dict.fromkeys(filter(None, sprites)))
    }
    several = len(named) > 1
    layers: list[dict[str, Any]] = []
    for style, sprite in reversed(list(zip(styles, sprites))):
        prefix = f"{named[sprite]}:" if several and sprite else ""
        layers += [_with_prefix(layer, prefix) for layer in style["layers"]]
    body: dict[str, Any] = {
        "version": 8,
        "name": name,
        "sources": {SOURCE: {"type": "vector", "tiles": [tiles], "minzoom": levels[0], "maxzoom": levels[1]}},
    }
    glyphs = next((style["glyphs"] for style in styles if "glyphs" in style), None)
    if glyphs:
        body["glyphs"] = glyphs
    if several:
        body["sprite"] = [{"id": identifier, "url": url} for url, identifier in named.items()]
    elif named:
        body["sprite"] = next(iter(named))
    body["layers"] = layers
    return json.dumps(body, ensure_ascii=False).encode()


def _with_prefix(layer: dict[str, Any], prefix: str) -> dict[str, Any]:
    if not prefix:
        return layer
    made = dict(layer)
    for part, key in (("layout", "icon-image"), ("paint", "fill-pattern")):
        if isinstance(made.get(part, {}).get(key), str):
            made[part] = {**made[part], key: f"{prefix}{made[part][key]}"}
    return made
