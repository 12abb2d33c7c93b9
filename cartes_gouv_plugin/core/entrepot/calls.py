"""What every endpoint has in common: paths, paged lists, answers that may be empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Callable, TypeVar

from cartes_gouv_plugin.core.entrepot.answers import items_of, total_of
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, Query, Transport
from cartes_gouv_plugin.core.errors import ContractBroken

Entity = TypeVar("Entity")

PAGE = 100
"""Items a page: what the website asks for."""

SMALLEST_PAGE = 10
"""A list without `Content-Range` may go on after a page of that size or more: no server is known to cut shorter."""

_PAGES_LIMIT = 10_000


def filters(
    *,
    tags: Mapping[str, str] | None = None,
    fields: Sequence[str] = (),
    sort: str | None = None,
    **values: str | None,  # the names are those of the API
) -> list[tuple[str, str]]:
    """The query of a list: each value that is given, then tags (all must match, exactly), fields and sort."""
    query = [(name, value) for name, value in values.items() if value is not None]
    query += [(f"tags[{name}]", value) for name, value in (tags or {}).items()]
    if fields:
        query.append(("fields", ",".join(fields)))
    if sort:
        query.append(("sort", sort))
    return query


class Calls:
    """Calls below one transport; the endpoints are methods of the classes that inherit it."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def _get(self, *path: str, query: Query = ()) -> Mapping[str, Any]:
        return _object(self._transport.send(Call("GET", path, query)).json())

    def _content(self, *path: str, query: Query = ()) -> bytes:
        return self._transport.send(Call("GET", path, query)).content

    def _items(self, *path: str, query: Query = ()) -> list[Any]:
        """A list that is not paged."""
        return items_of(self._transport.send(Call("GET", path, query)).json())

    def _all(self, read: Callable[[Mapping[str, Any]], Entity], *path: str, query: Query = ()) -> list[Entity]:
        """Every entity of a paged list, each once: the list may move while it is read."""
        found: dict[str, Entity] = {}
        for item in self._pages(*path, query=query):
            if isinstance(item, dict):
                found.setdefault(str(item.get("_id") or len(found)), read(item))
        return list(found.values())

    def _lines(self, *path: str) -> tuple[str, ...]:
        """Every line of a paged log."""
        return tuple(line for line in self._pages(*path) if isinstance(line, str))

    def _pages(self, *path: str, query: Query = ()) -> Iterable[Any]:
        read, before = 0, None
        for page in range(1, _PAGES_LIMIT):
            paging = [("page", str(page)), ("limit", str(PAGE))]
            answer = self._transport.send(Call("GET", path, [*query, *paging]))
            items = items_of(answer.json())
            total = total_of(answer.headers)
            if total is None and items == before:
                return  # a server that knows no pages gives the same one again
            yield from items
            read, before = read + len(items), items
            if not items or (len(items) < SMALLEST_PAGE if total is None else read >= total):
                return
        raise ContractBroken(f"a list without end: {'/'.join(path)}")

    def _send(
        self,
        method: str,
        *path: str,
        query: Query = (),
        json: object = None,
        body: Multipart | None = None,
    ) -> Answer:
        return self._transport.send(Call(method, path, query, json, body))

    def _sent(
        self,
        method: str,
        *path: str,
        query: Query = (),
        json: object = None,
        body: Multipart | None = None,
    ) -> Mapping[str, Any]:
        """As `_send`, for an endpoint that answers the entity."""
        return _object(self._send(method, *path, query=query, json=json, body=body).json())


def _object(content: Any) -> Mapping[str, Any]:
    if not isinstance(content, dict):
        raise ContractBroken(f"an object was expected, not {type(content).__name__}")
    return content
