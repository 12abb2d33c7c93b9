"""What the page for people shows: who is signed in, the datasheets with their states and services."""

from __future__ import annotations

from emulator.domain.offerings import urls
from emulator.domain.uploads import current_checks
from emulator.geoplateforme import Geoplateforme
from emulator.store.query import Query
from emulator.world import DATASTORES, PEOPLE

_RECENT = (("last_event", False),)


def people(gpf: Geoplateforme, seen: dict[str, str]) -> list[dict]:
    """`seen`: user id → date of the last call."""
    members = {
        facts.technical_name: gpf.store.get("community", facts.community)["~"]["members"] for facts in DATASTORES
    }
    return [
        {
            "login": person.login,
            "name": f"{person.first_name} {person.last_name}",
            **{name: held.get(person.id) for name, held in members.items()},
            "administrator": person.administrator,
            "seen": seen.get(person.id),
        }
        for person in PEOPLE
        if not person.technical
    ]


def datasheets(gpf: Geoplateforme, limit: int) -> list[dict]:
    """The most recent datasheets of every datastore: everything that bears the same `datasheet_name` tag."""
    sheets: dict[tuple[str, str], dict] = {}
    for facts in DATASTORES:
        for kind, key in (("stored_data", "stored_data"), ("upload", "uploads")):
            query = Query(kind, facts.id, without_status=("DELETED",), sort=_RECENT, limit=limit)
            for doc in gpf.store.select(query):
                name = doc["tags"].get("datasheet_name") or ""
                sheet = sheets.setdefault((facts.id, name), _sheet(facts.name, name))
                sheet["last"] = max(sheet["last"], doc["last_event"]["date"])
                sheet[key].append(_upload(gpf, doc) if kind == "upload" else _stored_data(gpf, doc))
    return sorted(sheets.values(), key=lambda sheet: sheet["last"], reverse=True)[:limit]


def _sheet(datastore: str, name: str) -> dict:
    return {"datastore": datastore, "name": name, "last": "", "uploads": [], "stored_data": []}


def _upload(gpf: Geoplateforme, doc: dict) -> dict:
    checks = [{"name": item["check"]["name"], "status": item["status"]} for item in current_checks(gpf, doc)]
    return {"name": doc["name"], "status": doc["status"], "size": doc.get("size", 0), "checks": checks}


def _stored_data(gpf: Geoplateforme, doc: dict) -> dict:
    offerings = gpf.store.select(Query("offering", marks=(("stored_data", doc["_id"]),)))
    return {
        "name": doc["name"],
        "type": doc["type"],
        "status": doc["status"],
        "size": doc.get("size", 0),
        "services": [_service(gpf, offering, doc) for offering in offerings],
    }


def _service(gpf: Geoplateforme, offering: dict, stored: dict) -> dict:
    configuration = gpf.store.find("configuration", offering["configuration"]["_id"]) or {"type_infos": {}}
    names = [
        f"{offering['layer_name']}:{relation.get('public_name') or relation.get('native_name')}"
        for used in configuration["type_infos"].get("used_data", [])
        for relation in used.get("relations", [])
        if offering["type"] == "WFS"
    ]
    return {
        "_id": offering["_id"],
        "type": offering["type"],
        "layer_name": offering["layer_name"],
        "status": offering["status"],
        "open": offering["open"],
        "urls": urls(gpf, offering),
        "names": names,
        "bbox": _bbox(stored.get("extent")),
        "seeded": bool(offering["~"].get("seeded")),
    }


def _bbox(extent: dict | None) -> list[float] | None:
    """West, south, east, north of a GeoJSON feature or polygon."""
    geometry = (extent or {}).get("geometry") or extent
    if not geometry or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return None
    rings = (
        geometry["coordinates"]
        if geometry["type"] == "Polygon"
        else [ring for part in geometry["coordinates"] for ring in part]
    )
    points = [point for ring in rings for point in ring]
    if not points:
        return None
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]
