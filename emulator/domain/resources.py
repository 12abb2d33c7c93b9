"""What a datastore may use, and how much of it is used: endpoints (in offerings), storages (in bytes)."""

from __future__ import annotations

from emulator.geoplateforme import Geoplateforme
from emulator.world import SANDBOX, identifier

_STORAGES = {
    "POSTGRESQL": ("Stockage PostgreSQL", ["PARTENAIRE", "VECTEUR"]),
    "S3": ("Stockage S3", ["PARTENAIRE", "PYRAMIDE"]),
}


def endpoint_detail(gpf: Geoplateforme, endpoint: dict) -> dict:
    """EndpointDetail (TS:2135); addresses are those of this emulator."""
    urls = [{**url, "url": gpf.base_url + url["url"]} for url in endpoint["urls"]]
    return {**{key: value for key, value in endpoint.items() if key != "~"}, "urls": urls}


def endpoint_uses(gpf: Geoplateforme, datastore: dict) -> list[dict]:
    """`use` in offerings (published records, for METADATA)."""
    numbers = list(datastore["~"]["endpoints"])
    wanted = ",".join("?" * len(numbers))
    uses = dict(
        gpf.store.rows(
            f"SELECT value, COUNT(*) FROM mark WHERE role = 'endpoint' AND value IN ({wanted}) GROUP BY value", numbers
        )
    )
    return [
        {
            "use": uses.get(number, 0),
            "quota": quota,
            "endpoint": endpoint_detail(gpf, gpf.store.get("endpoint", number)),
        }
        for number, quota in datastore["~"]["endpoints"].items()
    ]


def used_by(gpf: Geoplateforme, kind: str, datastore: str) -> int:
    """Bytes of the live entities of that kind."""
    rows = gpf.store.rows(
        "SELECT COALESCE(SUM(size), 0) FROM entity "
        "WHERE kind = ? AND datastore = ? AND (status IS NULL OR status <> 'DELETED')",
        (kind, datastore),
    )
    return int(rows[0][0])


def _labels(gpf: Geoplateforme, datastore: str, labels: list[str]) -> list[str]:
    return [] if datastore == SANDBOX and not gpf.settings.variants.storage_labels else labels


def storage_of(gpf: Geoplateforme, datastore: str, kind: str) -> dict:
    """The storage of that type: `{_id, name, type, labels}`."""
    name, labels = _STORAGES[kind]
    return {
        "_id": identifier("storage", datastore, kind),
        "name": name,
        "type": kind,
        "labels": _labels(gpf, datastore, labels),
    }


def storages(gpf: Geoplateforme, datastore: dict) -> dict:
    """By use: `data` (a list), uploads and annexes; the tutorial spells the last two in the singular."""
    number, quota = datastore["_id"], datastore["~"]["quota"]
    stored = used_by(gpf, "stored_data", number)
    data = [{"use": stored, "quota": quota, "storage": storage_of(gpf, number, kind)} for kind in _STORAGES]
    plain = {}
    for name, kind, labels in (("upload", "upload", ["LIVRAISON"]), ("annexe", "annexe", ["ANNEXE"])):
        storage = {
            "_id": identifier("storage", number, name),
            "name": f"Stockage {name}",
            "type": "S3",
            "labels": labels,
        }
        plain[name] = {"use": used_by(gpf, kind, number), "quota": quota, "storage": storage}
    singular = gpf.settings.variants.dialect == "tutorial"
    return {"data": data, **{name if singular else f"{name}s": value for name, value in plain.items()}}
