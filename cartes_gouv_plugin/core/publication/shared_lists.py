"""One list, many readers: publications that wait for the same kind of thing look at one list of the datastore.

Ten publications then cost what one costs. A list is asked for once, however many threads want it, and serves for one
second; whoever is not in it looks for itself.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.publication.decision import Watch, WatchKind
from cartes_gouv_plugin.core.publication.record import PublicationRecord

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

FRESH_S = 1.0
LONG_WAIT_S = 30.0
"""Only who has waited that long reads lists: before, a look of one's own tells sooner."""
_CHECKING = UploadStatus.CHECKING.value

_Key = tuple[str, WatchKind, str]
"""Datastore, kind of watch, and the status word that the list is filtered by."""


@dataclass
class _Listing:
    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: float = float("-inf")
    ids: frozenset[str] = frozenset()


class SharedLists:
    """Safe to use from any thread. `clock`: seconds, never backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._readers: Counter[_Key] = Counter()
        self._listings: dict[_Key, _Listing] = {}

    def expect(self, records: Iterable[PublicationRecord]) -> None:
        """Tells who is waiting: a list pays only for two readers or more."""
        readers = Counter(_key(r.publication.datastore, r.watch) for r in records if r.watch is not None)
        with self._lock:
            self._readers = readers
            self._listings = {key: listing for key, listing in self._listings.items() if key in readers}

    def shows(self, client: EntrepotClient, ds: str, watch: Watch) -> bool:
        """Is what is watched in the list of those that are still there? False also when no list is worth asking for."""
        if watch.kind is WatchKind.OFFERING:
            return False
        key = _key(ds, watch)
        with self._lock:
            if self._readers[key] < 2:
                return False
            listing = self._listings.setdefault(key, _Listing())
        with listing.lock:
            if self._clock() - listing.asked > FRESH_S:
                listing.ids = _listed(client, key)
                listing.asked = self._clock()
            return watch.id in listing.ids


def _key(ds: str, watch: Watch) -> _Key:
    return ds, watch.kind, watch.status if watch.kind is WatchKind.EXECUTION else _CHECKING


def _listed(client: EntrepotClient, key: _Key) -> frozenset[str]:
    """The identifiers at that status; it is verified on each item, should the server not honour the filter."""
    ds, kind, word = key
    items = client.executions(ds, status=word) if kind is WatchKind.EXECUTION else client.uploads(ds, status=word)
    return frozenset(item.id for item in items if item.status_word == word)
