"""Which publication is looked at when, among all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cartes_gouv_plugin.core.publication.agenda import LONGEST_SLEEP_S, Agenda, may_be_woken
from cartes_gouv_plugin.core.publication.decision import WaitReason, Watch, WatchKind
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord

NOW = 1_800_000_000.0
WATCH = Watch(WatchKind.EXECUTION, "e", "PROGRESS")
WAITING = PublicationRecord(
    Publication("p", "ds", "Communes", "communes", "EPSG:2154"),
    waiting=WaitReason.INTEGRATION,
    changed=NOW - 1,
    due=NOW + 10,
)


def due_in(seconds: float, **fields: object) -> PublicationRecord:
    return replace(WAITING, due=NOW + seconds, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (due_in(0), True),
        (due_in(-100), True),
        (due_in(0.4), True),
        (due_in(0.6), False),
        (due_in(1.5, watch=WATCH), False),
        (due_in(1.5, watch=WATCH, changed=NOW - 60), True),
        (due_in(0.4, waiting=WaitReason.RATE_LIMITED), False),
        (due_in(0.0, waiting=WaitReason.RATE_LIMITED), True),
        (due_in(0.4, waiting=WaitReason.SERVER_TROUBLE), False),
        (due_in(0, condition=Condition.STOPPED), False),
        (due_in(0, condition=Condition.FAILED), False),
        (replace(WAITING, due=None), False),
    ],
)
def test_what_is_due(record: PublicationRecord, expected: bool) -> None:
    assert Agenda().is_due(record, NOW) is expected


def test_the_pause_lasts_until_the_first_is_due() -> None:
    others = (due_in(5, condition=Condition.DONE), replace(WAITING, due=None))

    assert Agenda().pause([due_in(30), due_in(20), *others], NOW) == 20
    assert Agenda().pause([due_in(-3)], NOW) == 0
    assert Agenda().pause([due_in(600)], NOW) == LONGEST_SLEEP_S
    assert Agenda().pause(others, NOW) == LONGEST_SLEEP_S


def test_a_limit_of_requests_holds_for_all() -> None:
    agenda = Agenda()
    agenda.note(due_in(30, waiting=WaitReason.RATE_LIMITED))
    agenda.note(due_in(10, waiting=WaitReason.RATE_LIMITED))
    agenda.note(due_in(50, waiting=WaitReason.OFFLINE))

    assert not agenda.is_due(due_in(0), NOW)
    assert agenda.pause([due_in(0)], NOW) == 30
    assert agenda.is_due(due_in(0), NOW + 30)


@pytest.mark.parametrize("reason", WaitReason)
def test_the_way_being_free_again_shortens_no_wish_of_the_server(reason: WaitReason) -> None:
    wished = reason in (WaitReason.RATE_LIMITED, WaitReason.SERVER_TROUBLE)

    assert may_be_woken(due_in(100, waiting=reason)) is not wished
    assert not may_be_woken(due_in(100, waiting=reason, condition=Condition.STOPPED))
