"""When a publication is looked at again."""

from __future__ import annotations

import pytest

from cartes_gouv_plugin.core.publication.decision import WaitReason
from cartes_gouv_plugin.core.publication.pacing import pause


def _looks_in(seconds: float, chance: float) -> list[float]:
    moments, now = [], 0.0
    while now < seconds:
        now += pause(WaitReason.CHECKS, waited=now, chance=chance)
        moments.append(now)
    return moments


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_an_hour_of_waiting_costs_few_looks_and_little_delay(chance: float) -> None:
    moments = _looks_in(3600, chance)

    assert len(moments) <= 280
    assert moments[0] <= 1.2
    assert max(after - before for before, after in zip(moments, moments[1:])) <= 19
    assert all(after - before <= 2 for before, after in zip(moments, moments[1:]) if after < 10)


def test_absence_doubles_up_to_ten_minutes() -> None:
    pauses = [pause(WaitReason.OFFLINE, failures=failures) for failures in range(1, 14)]

    assert pauses[:4] == [2, 4, 8, 16]
    assert pauses == sorted(pauses)
    assert max(pauses) == 600


@pytest.mark.parametrize("reason", [WaitReason.RATE_LIMITED, WaitReason.SERVER_TROUBLE])
def test_what_the_server_asks_for_is_obeyed(reason: WaitReason) -> None:
    assert pause(reason, failures=1, retry_after=120.0) >= 120
    assert pause(reason, failures=30, retry_after=1.0) >= 300


def test_a_senseless_wish_of_the_server_is_bounded() -> None:
    assert pause(WaitReason.RATE_LIMITED, failures=1, retry_after=1e9) == 86_400
