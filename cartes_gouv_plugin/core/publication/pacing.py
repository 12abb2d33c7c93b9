"""When to look again. Pure: how long it has been so, in; seconds to the next look, out.

While the server works, the pause grows with the time already waited: a check that takes half a second is seen within
two, and an hour costs fewer than 300 looks. On the way to the server it doubles, up to ten minutes.
"""

from __future__ import annotations

from cartes_gouv_plugin.core.publication.decision import WaitReason

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 18.0
GROWTH = 0.2
LONGEST_ABSENCE_S = 600.0
LONGEST_TROUBLE_S = 300.0
SENDING_TURN_S = 2.0
OTHER_WINDOW_S = 15.0
JITTER = 0.05

_ON_THE_WAY = {WaitReason.OFFLINE: LONGEST_ABSENCE_S, WaitReason.SERVER_TROUBLE: LONGEST_TROUBLE_S}


def pause(
    reason: WaitReason,
    *,
    waited: float = 0.0,
    failures: int = 0,
    retry_after: float | None = None,
    chance: float = 0.0,
) -> float:
    """Seconds until the next look.

    `waited`: seconds since something last changed; `failures`: failed calls in a row; `retry_after`: what the server
    asked for, in seconds, always obeyed; `chance`: 0 to 1, spreads the looks of many users by up to a twentieth.
    """
    seconds = _plain_pause(reason, max(0.0, waited), failures) * (1.0 + JITTER * chance)
    # The server's wish is a floor, never rounded down; a wish beyond a day is a mistake in its clock.
    return max(seconds, min(retry_after or 0.0, 86_400.0))


def _plain_pause(reason: WaitReason, waited: float, failures: int) -> float:
    if reason is WaitReason.SENDING_TURN:
        return SENDING_TURN_S
    if reason is WaitReason.OTHER_WINDOW:
        return OTHER_WINDOW_S
    if reason is WaitReason.SIGN_IN:
        return LONGEST_ABSENCE_S
    if reason is WaitReason.RATE_LIMITED or reason in _ON_THE_WAY:
        return float(min(_ON_THE_WAY.get(reason, LONGEST_TROUBLE_S), 2.0 ** min(max(failures, 1), 16)))
    return min(LONGEST_PAUSE_S, max(FIRST_PAUSE_S, GROWTH * waited))
