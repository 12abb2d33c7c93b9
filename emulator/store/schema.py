"""Tables of the store, and what is drawn out of a document to be searched.

`doc` is the entity as the API shows it; its private part is under `"~"` and never leaves the emulator.
`mark` holds what lists are filtered by: tags, labels, and links to other entities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Document = dict[str, "object"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS entity(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, datastore TEXT NOT NULL, name TEXT, type TEXT, status TEXT,
  layer_name TEXT, creation TEXT, last_event TEXT, size INTEGER, doc TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entity_recent ON entity(kind, datastore, last_event, id, status);
CREATE INDEX IF NOT EXISTS entity_created ON entity(kind, datastore, creation, id, status);
CREATE INDEX IF NOT EXISTS entity_named ON entity(kind, datastore, name, type, status, size);
CREATE INDEX IF NOT EXISTS entity_layer ON entity(kind, layer_name);
CREATE TABLE IF NOT EXISTS mark(
  entity TEXT NOT NULL, role TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(entity, role, value)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mark_value ON mark(role, value, entity);
CREATE TABLE IF NOT EXISTS job(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, entity TEXT NOT NULL, due REAL NOT NULL,
  payload TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

Marks = Iterator[tuple[str, str]]


def _used_data(doc: dict) -> Marks:
    for used in (doc.get("type_infos") or {}).get("used_data") or []:
        if used.get("stored_data"):
            yield "stored_data", used["stored_data"]
        for relation in used.get("relations") or []:
            for role in ("style", "ftl"):
                if relation.get(role):
                    yield "static", relation[role]


def _execution(doc: dict) -> Marks:
    inputs = doc.get("inputs") or {}
    for role in ("upload", "stored_data"):
        for entity in inputs.get(role) or []:
            yield f"input_{role}", entity["_id"]
    for role, entity in (doc.get("output") or {}).items():
        yield f"output_{role}", entity["_id"]
    yield "processing", doc["processing"]["_id"]


def _offering(doc: dict) -> Marks:
    yield "configuration", doc["configuration"]["_id"]
    yield "endpoint", doc["endpoint"]["_id"]
    if not doc["~"].get("seeded"):  # those of the seed have no data behind them
        yield "served_on", doc["endpoint"]["_id"]
    for stored_data in doc["~"]["stored_data"]:
        yield "stored_data", stored_data


def _check_execution(doc: dict) -> Marks:
    yield "upload", doc["upload"]["_id"]


def _annexe(doc: dict) -> Marks:
    for label in doc.get("labels") or []:
        yield "label", label
    for path in doc.get("paths") or []:
        yield "path", path


def _metadata(doc: dict) -> Marks:
    yield "file_identifier", doc["file_identifier"]
    for endpoint in doc.get("endpoints") or []:
        yield "endpoint", endpoint["_id"]


def _permission(doc: dict) -> Marks:
    for offering in doc.get("offerings") or []:
        yield "offering", offering["_id"]


def _endpoint(doc: dict) -> Marks:
    yield "technical_name", doc["technical_name"]


_LINKS: dict[str, Callable[[dict], Marks]] = {
    "configuration": _used_data,
    "execution": _execution,
    "offering": _offering,
    "check_execution": _check_execution,
    "annexe": _annexe,
    "metadata": _metadata,
    "permission": _permission,
    "endpoint": _endpoint,
}


def marks_of(kind: str, doc: dict) -> set[tuple[str, str]]:
    """Roles and values by which this document is found."""
    marks = {(f"tag:{key}", str(value)) for key, value in (doc.get("tags") or {}).items()}
    links = _LINKS.get(kind)
    return marks | set(links(doc)) if links else marks


def columns_of(doc: dict) -> tuple[object, ...]:
    """name, type, status, layer_name, creation, last_event, size: the columns beside the document."""
    event = doc.get("last_event") or {}
    creation = doc.get("creation") or (doc.get("~") or {}).get("creation")
    return (
        doc.get("name"),
        doc.get("type"),
        doc.get("status"),
        doc.get("layer_name"),
        creation,
        event.get("date") or doc.get("update") or creation,
        doc.get("size"),
    )
