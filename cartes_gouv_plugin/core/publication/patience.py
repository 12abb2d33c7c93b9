"""Questions that outlast a passing trouble, for runs that nobody watches.

A publication waits for the platform by itself, from turn to turn. What a run asks before and beside it (who is the
user, what does the datastore hold) waits here.
"""

from __future__ import annotations

import time
from typing import Callable

from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, Transport
from cartes_gouv_plugin.core.errors import EntrepotError, Offline, RateLimited, ServerTrouble
from cartes_gouv_plugin.core.publication import pacing
from cartes_gouv_plugin.core.publication.decision import WaitReason

PATIENCE_S = 900.0
"""How long one question may wait in all; a pause that the platform asks for and that goes beyond is not begun."""

_REASONS = {
    Offline: WaitReason.OFFLINE,
    RateLimited: WaitReason.RATE_LIMITED,
    ServerTrouble: WaitReason.SERVER_TROUBLE,
}


class PatientTransport:
    """Asks again after a pause when the way or the server failed, at the pace of `pacing`.

    `wait(error, seconds)` waits, and may raise `Cancelled`. Only what cannot be done twice that way is asked again:
    a GET, and any call without a file that was turned away with a 429.
    """

    def __init__(self, transport: Transport, wait: Callable[[EntrepotError, float], None]) -> None:
        self._transport = transport
        self._wait = wait

    def send(self, call: Call) -> Answer:
        until, failures = time.monotonic() + PATIENCE_S, 0
        while True:
            try:
                return self._transport.send(call)
            except (Offline, RateLimited, ServerTrouble) as error:
                failures += 1
                pause = _pause(error, failures)
                if not _may_be_repeated(call, error) or time.monotonic() + pause > until:
                    raise
                self._wait(error, pause)


def _pause(error: EntrepotError, failures: int) -> float:
    asked = getattr(error, "retry_after", None)
    reason = _REASONS.get(type(error), WaitReason.SERVER_TROUBLE)
    return pacing.pause(reason, failures=failures, retry_after=asked)


def _may_be_repeated(call: Call, error: EntrepotError) -> bool:
    return call.method == "GET" or (isinstance(error, RateLimited) and call.body is None)
