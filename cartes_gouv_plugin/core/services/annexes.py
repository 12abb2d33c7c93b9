"""Files that styles need under a public address: their paths, their labels, their address. Pure.

CG:src/Services/EntrepotApi/CartesStylesApiService.php:204-256: `style/<uuid>_<technical name>.<extension>`.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from cartes_gouv_plugin.core.entrepot.models import Datastore
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME

_DEFAULT_SITE = "https://data.geopf.fr"
_TOKEN = re.compile(r"/style/([0-9a-f-]{36})_")


def site(datastore: Datastore) -> str:
    """Scheme and host of the platform's public services, as the datastore's endpoints say."""
    urls = [url.url for use in datastore.endpoints for url in use.endpoint.urls if url.url.startswith("http")]
    parts = urlsplit(urls[0] if urls else _DEFAULT_SITE)
    return f"{parts.scheme}://{parts.netloc}"


def prefix(token: str) -> str:
    """What the paths of one service's style files begin with."""
    return f"/style/{token}_"


def tokens_in(text: str) -> set[str]:
    """Of the paths and addresses of style files that a text holds."""
    return set(_TOKEN.findall(text))


def path(token: str, filename: str) -> str:
    return f"{prefix(token)}{filename}"


def url(datastore: Datastore, path_: str) -> str:
    return f"{site(datastore)}/annexes/{quote(datastore.technical_name)}{quote(path_)}"


def labels(datasheet: str) -> tuple[str, ...]:
    return (f"{DATASHEET_NAME}={datasheet}", "type=style")
