"""What each endpoint serves at the moment: the live offerings, as layers for the map server."""

from __future__ import annotations

from emulator.geoplateforme import Geoplateforme
from emulator.labour import qgis_uri
from emulator.store.query import Query
from emulator.work.published import PublishedLayer

_SERVED = ("PUBLISHED", "MODIFYING")


def live_offerings(gpf: Geoplateforme, endpoint: str, kind: str, layer_name: str | None = None) -> list[dict]:
    """Published offerings of that type (and name) on the endpoint, oldest first."""
    columns = [("type", kind)] if layer_name is None else [("type", kind), ("layer_name", layer_name)]
    query = Query("offering", columns=tuple(columns), marks=(("served_on", endpoint),))
    return [doc for doc in gpf.store.select(query) if doc["status"] in _SERVED]


def endpoint_at(gpf: Geoplateforme, path: str) -> dict:
    """The endpoint whose address ends with this path; `KeyError` when there is none."""
    for endpoint in gpf.store.select(Query("endpoint")):
        if any(url["url"].rstrip("/") == path.rstrip("/") for url in endpoint["urls"]):
            return endpoint
    raise KeyError(path)


def _bbox(box: dict | None) -> tuple[float, float, float, float] | None:
    return None if box is None else (box["west"], box["south"], box["east"], box["north"])


def _uri(gpf: Geoplateforme, stored_data: str, table: str) -> tuple[str, str]:
    """Asked of the database once, then kept with the stored data."""
    doc = gpf.store.get("stored_data", stored_data)
    known = doc["~"].setdefault("uris", {}).get(table)
    if known is None:
        known = gpf.workshop.do(qgis_uri, gpf.settings.database, gpf.files.database, stored_data, table)
        with gpf.store.transaction():
            doc = gpf.store.get("stored_data", stored_data)
            doc["~"].setdefault("uris", {})[table] = list(known)
            gpf.store.save("stored_data", gpf.store.datastore_of(stored_data), doc)
    return tuple(known)


def wfs_layers(gpf: Geoplateforme, endpoint: str) -> list[PublishedLayer]:
    """One layer per relation: `<layer_name>:<public or native name>`."""
    layers = []
    for offering in live_offerings(gpf, endpoint, "WFS"):
        infos = offering["~"]["served"]
        for used in infos["used_data"]:
            for relation in used["relations"]:
                name = relation.get("public_name") or relation["native_name"]
                provider, uri = _uri(gpf, used["stored_data"], relation["native_name"])
                layers.append(PublishedLayer(
                    name=f"{offering['layer_name']}:{name}", title=relation["title"], abstract=relation["abstract"],
                    provider=provider, uri=uri, keywords=tuple(relation.get("keywords") or ()),
                    bbox=_bbox(infos.get("bbox")),
                ))  # fmt: skip
    return layers


def _style(gpf: Geoplateforme, static: str) -> str | None:
    """The SLD's present revision; None when it was deleted under the service."""
    doc = gpf.store.find("static", static)
    return None if doc is None else str(gpf.files.kept("static", doc["~"]["file"]))


def wms_layers(gpf: Geoplateforme, endpoint: str) -> list[PublishedLayer]:
    """One WMS layer per configuration, made of its tables in their order."""
    layers = []
    for offering in live_offerings(gpf, endpoint, "WMS-VECTOR"):
        infos = offering["~"]["served"]
        for used in infos["used_data"]:
            for relation in used["relations"]:
                provider, uri = _uri(gpf, used["stored_data"], relation["name"])
                layers.append(PublishedLayer(
                    name=f"{offering['layer_name']}:{relation['name']}", title=infos["title"],
                    abstract=infos["abstract"],
                    provider=provider, uri=uri, keywords=tuple(infos.get("keywords") or ()),
                    sld_path=_style(gpf, relation["style"]),
                    group_name=offering["layer_name"],
                ))  # fmt: skip
    return layers
