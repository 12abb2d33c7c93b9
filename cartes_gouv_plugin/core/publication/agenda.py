"""Which publication is looked at when, among all of them. Pure: records and the present time in, due or pause out."""

from __future__ import annotations

from collections.abc import Iterable

from cartes_gouv_plugin.core.publication.decision import WaitReason
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.shared_lists import FRESH_S, LONG_WAIT_S

LONGEST_SLEEP_S = 60.0
"""The clock may jump (sleep of the machine) and another window may change the journal: never sleep longer."""
_GATHER_S = 0.5
"""What is due within this time is looked at together, so that looks share their lists and their connection."""
_SERVERS_WISH = (WaitReason.RATE_LIMITED, WaitReason.SERVER_TROUBLE)
"""These waits may be what the server asked for: nothing shortens them."""


class Agenda:
    """Times are seconds since 1970, pauses seconds. A limit of requests that one publication met holds for all."""

    def __init__(self) -> None:
        self._hold_until = 0.0

    def note(self, record: PublicationRecord) -> None:
        """What a turn led to."""
        if record.waiting is WaitReason.RATE_LIMITED and record.due is not None:
            self._hold_until = max(self._hold_until, record.due)

    def is_due(self, record: PublicationRecord, now: float) -> bool:
        if record.condition is not Condition.ACTIVE or record.due is None or now < self._hold_until:
            return False
        early = 0.0 if record.waiting in _SERVERS_WISH else _GATHER_S
        if record.watch is not None and now - record.changed > LONG_WAIT_S:
            # A look a little early costs nothing and brings the looks of all publications together.
            early = 2 * FRESH_S
        return record.due <= now + early

    def pause(self, records: Iterable[PublicationRecord], now: float) -> float:
        """How long nothing is due; `records`: those that no task works on."""
        due = [record.due for record in records if record.condition is Condition.ACTIVE and record.due is not None]
        earliest = max(min(due, default=now + LONGEST_SLEEP_S), self._hold_until)
        return min(LONGEST_SLEEP_S, max(0.0, earliest - now))


def may_be_woken(record: PublicationRecord) -> bool:
    """Is it worth a look now that the way to the platform has changed?"""
    return record.condition is Condition.ACTIVE and record.waiting not in _SERVERS_WISH and record.due is not None
