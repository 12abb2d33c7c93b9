"""List routes: filters, sort, fields and paging, read from the query string by one declaration per collection."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from emulator.api.answers import Json, page
from emulator.errors import invalid
from emulator.geoplateforme import Geoplateforme
from emulator.store.query import COLUMNS, Query

_MAX_LIMIT = 2000  # the official client reads logs by 2000 lines
_TAG = re.compile(r"^tags\[([^\]]+)\]$")
_LABEL = re.compile(r"^labels\[\d*\]$")


@dataclass(frozen=True)
class Collection:
    """`base`: fields always shown; `optional`: those that `fields=` may add. `filters`: query name → where to look:
    a column, `mark:<role>`, or a JSON path `$.…`. `complete`: items are shown whole, `fields` is not known.
    """

    kind: str
    base: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    filters: dict[str, str] = field(default_factory=dict, hash=False)
    tags: bool = False
    labels: bool = False
    complete: bool = False
    hidden: tuple[str, ...] = ()

    def parameters(self) -> dict:
        """What the OpenAPI description says of the query."""
        names = [("page", "integer"), ("limit", "integer"), ("sort", "string")]
        names += [] if self.complete else [("fields", "string")]
        names += [(name, "string") for name in self.filters]
        shown = [{"name": name, "in": "query", "required": False, "schema": {"type": kind}} for name, kind in names]
        if self.tags:
            shown.append({"name": "tags", "in": "query", "required": False, "style": "deepObject", "explode": True,
                          "schema": {"type": "object", "additionalProperties": {"type": "string"}}})  # fmt: skip
        if self.labels:
            shown.append({"name": "labels[0]", "in": "query", "required": False, "schema": {"type": "string"}})
        return {"parameters": shown}


def labels_of(request: Request) -> list[str]:
    """`labels[0]=…`, `labels[]=…` or `labels=…`, repeated."""
    return [value for name, value in request.query_params.multi_items() if name == "labels" or _LABEL.match(name)]


def paging(request: Request) -> tuple[int, int]:
    """Limit and offset; 400 when they are no positive numbers."""
    numbers = []
    for name, default in (("page", 1), ("limit", 10)):
        text = request.query_params.get(name, str(default))
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= (10**9 if name == "page" else _MAX_LIMIT)):
            raise invalid(f"Le paramètre {name} est invalide : {text}")
        numbers.append(int(text))
    return numbers[1], (numbers[0] - 1) * numbers[1]


def _sort(request: Request, allowed: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    orders = []
    for text in request.query_params.getlist("sort"):
        name, _, direction = text.partition(",")
        if name not in allowed or direction.lower() not in ("", "asc", "desc"):
            raise invalid(f"Le tri {text} est invalide")
        orders.append((name, direction.lower() != "desc"))
    return tuple(orders) or (("creation", True),)


def _fields(request: Request, collection: Collection) -> tuple[str, ...]:
    asked: list[str] = []
    for text in [*request.query_params.getlist("fields"), *request.query_params.getlist("fields[]")]:
        asked += [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in collection.optional and name not in collection.base]
    if unknown:
        raise invalid(
            f"Le champ {unknown[0]} n'est pas disponible ; champs possibles : {', '.join(collection.optional)}"
        )
    return (*collection.base, *asked)


def query_of(request: Request, collection: Collection, datastore: str | None) -> Query:
    """The request's filters as a store query. Unknown parameters are ignored, as by the platform."""
    columns, paths = [], []
    marks = [("label", label) for label in labels_of(request)] if collection.labels else []
    for name, value in request.query_params.multi_items():
        where = collection.filters.get(name)
        if tag := _TAG.match(name) if collection.tags else None:
            marks.append((f"tag:{tag[1]}", value))
        elif where is None:
            continue
        elif where in COLUMNS:
            columns.append((where, value))
        elif where.startswith("mark:"):
            marks.append((where[5:], value))
        else:
            paths.append((where, {"true": 1, "false": 0}.get(value, value) if name in ("open", "published") else value))
    hidden = () if any(name == "status" for name, _ in columns) else collection.hidden
    limit, offset = paging(request)
    sortable = ("_id", "creation", "update", "last_event", *collection.base, *collection.optional)
    return Query(collection.kind, datastore, tuple(columns), tuple(marks), tuple(paths), hidden,
                 _sort(request, sortable), limit, offset)  # fmt: skip


def answer(
    request: Request, gpf: Geoplateforme, collection: Collection, datastore: str | None, show: Callable[[dict], dict]
) -> Json:
    """One page of the collection. `show` turns a stored document into what the API shows of it."""
    query = query_of(request, collection, datastore)
    chosen = None if collection.complete else _fields(request, collection)
    total = gpf.store.count(query)
    items = []
    for doc in gpf.store.select(query):
        whole = show(doc)
        if chosen is not None:
            whole = {name: whole.get(name) for name in chosen if name in whole or name in collection.optional}
            whole["_id"] = doc["_id"]
        items.append(whole)
    return page(items, query.offset, total)


def page_of_lines(request: Request, lines: list[str]) -> Json:
    """Log lines are paged like everything else."""
    limit, offset = paging(request)
    return page(lines[offset : offset + limit], offset, len(lines))
