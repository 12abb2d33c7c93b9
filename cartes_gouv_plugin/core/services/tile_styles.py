"""Styles that are drawn by the reader (tiles, WFS): where their files go, and how a service names them. Pure.

CG:src/Services/EntrepotApi/CartesStylesApiService.php:79-256; CG:src/Controller/Entrepot/StyleController.php:39-190.
"""

from __future__ import annotations

SOURCE = "tiles"
"""The name of the only source of our MapLibre styles."""
