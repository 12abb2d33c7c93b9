"""What every endpoint has in common: paths, paged lists, answers that may be empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Callable, TypeVar

from cartes_gouv_plugin.core.entrepot.abreast import abreast
from cartes_gouv_plugin.core.entrepot.answers import items_of, total_of
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, Query, Transport
from cartes_gouv_plugin.core.errors import ContractBroken

Entity = TypeVar("Entity")
Kept = TypeVar("Kept")
Client = TypeVar("Client", bound="Calls")

PAGE = 100
"""Items a page: what the website asks for."""

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

    def __init__(self, transport: Transport, *, whole_lists: bool = True) -> None:
        """Without `whole_lists`, a list ends with its first page: a glance at what comes first."""
        self._transport = transport
        self._whole_lists = whole_lists

    def glancing(self: Client) -> Client:
        """The same, whose lists end with their first page."""
        return type(self)(self._transport, whole_lists=False)

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

    def _pages(self, *path: str, query: Query = ()) -> Iterator[Any]:
        """The items of every page. Once the first page has told how many there are, several are asked at a time."""
        items, total = self._page(1, path, query)
        yield from items
        if not self._whole_lists or not items or (total is not None and len(items) >= total):
            return
        if total is None:
            yield from self._until_the_end(items, path, query)
            return
        read, pages = len(items), -(-total // len(items))
        if pages > _PAGES_LIMIT:
            raise ContractBroken(f"a list without end: {'/'.join(path)}")
        for more, _total in abreast(lambda page: self._page(page, path, query), range(2, pages + 1)):
            yield from more
            read += len(more)
            if not more:
                return
        if read < total:
            # Pages need not be of one size.
            yield from self._after(pages, read, path, query)

    def _after(self, page: int, read: int, path: Sequence[str], query: Query) -> Iterator[Any]:
        """The pages after `page`, one by one, until as many items are read as the platform says there are."""
        for number in range(page + 1, _PAGES_LIMIT):
            items, total = self._page(number, path, query)
            yield from items
            read += len(items)
            if not items or total is None or read >= total:
                return
        raise ContractBroken(f"a list without end: {'/'.join(path)}")

    def _until_the_end(self, before: list[Any], path: Sequence[str], query: Query) -> Iterator[Any]:
        """The pages after the first, `before`, of a list whose length is not told: whatever their size, until one of
        them brings nothing new. A server that knows no pages gives the same one again.
        """
        known = {_mark(item) for item in before}
        for number in range(2, _PAGES_LIMIT):
            items, _total = self._page(number, path, query)
            new = {_mark(item) for item in items} - known
            if not new:
                return
            yield from items
            known |= new
        raise ContractBroken(f"a list without end: {'/'.join(path)}")

    def _page(self, number: int, path: Sequence[str], query: Query) -> tuple[list[Any], int | None]:
        """The items of one page, and how many the whole list has when the platform says so."""
        paging = [("page", str(number)), ("limit", str(PAGE))]
        answer = self._transport.send(Call("GET", tuple(path), [*query, *paging]))
        return items_of(answer.json()), total_of(answer.headers)

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


def _mark(item: Any) -> str:
    """What tells an item of a list from the others."""
    return str(item.get("_id") or item) if isinstance(item, dict) else str(item)


def _object(content: Any) -> Mapping[str, Any]:
    if not isinstance(content, dict):
        raise ContractBroken(f"an object was expected, not {type(content).__name__}")
    return content
