"""Machines that publish at the same time on one platform, stopped before each of their requests by a scheduler.

Each runs in a thread of its own, but only ever one at a time: a schedule gives the same run each time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Callable, Protocol

from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, Transport
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.core.publication.turn import Desk, Sending, take_turn
from tests.unit.publishing_bench import Clock

_LONGEST_STEP_S = 60.0


class Home(Protocol):
    """A journal and what its processes work with: `platform` is what they send their requests through."""

    platform: Transport
    clock: Clock
    publication: Publication

    def process(self) -> AbstractContextManager[Desk]: ...


class Machine:
    """`begin` starts it, `step` lets it go on to its next stop: before a request, in a pause, or at its end."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self._home = home
        self.clock = home.clock = clock
        self._go, self._stopped = threading.Semaphore(0), threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._platform = home.platform
        self.record: PublicationRecord | None = None
        self.pause_until: float | None = None
        self.next_call: Call | None = None
        self.trouble: BaseException | None = None
        self.is_over = False
        home.platform = self

    def begin(self) -> None:
        self._thread.start()
        self._await_stop()

    def step(self) -> None:
        self._go.release()
        self._await_stop()

    @property
    def may_step(self) -> bool:
        return not self.is_over and (self.pause_until is None or self.pause_until <= self.clock.now)

    def send(self, call: Call) -> Answer:
        self.next_call = call
        self._stop()
        self.next_call = None
        return self._platform.send(call)

    def _await_stop(self) -> None:
        assert self._stopped.acquire(timeout=_LONGEST_STEP_S), "a machine does not come to its next stop"
        if self.trouble is not None:
            raise AssertionError("a machine broke down") from self.trouble

    def _stop(self) -> None:
        self._stopped.release()
        self._go.acquire()

    def _run(self) -> None:
        try:
            self._publish()
        except BaseException as error:  # noqa: BLE001 - raised again where the test sees it
            self.trouble = error
        self.is_over = True
        self._stopped.release()

    def _publish(self) -> None:
        with self._home.process() as desk:
            while True:
                self.record = take_turn(desk, self._home.publication.id, Sending())
                assert self.record is not None
                if self.record.condition is not Condition.ACTIVE:
                    return
                if self.record.due is not None and self.record.due > self.clock.now:
                    self.pause_until = self.record.due
                    self._stop()
                    self.pause_until = None


def race(
    machines: Sequence[Machine],
    work: Callable[[], None],
    choose: Callable[[Sequence[Machine]], Machine],
    steps: int = 3000,
) -> None:
    """To the end of all, one step of the chosen machine after another; `work`: the platform gets on while one pauses.

    Machines that share a clock: requests take no time, which passes when all pause. With a clock each, a machine's own
    pauses are over whenever it is chosen, while the others may stand still for as long as it takes.
    """
    for machine in machines:
        machine.begin()
    shared = len({id(machine.clock) for machine in machines}) == 1
    for _ in range(steps):
        going = [machine for machine in machines if not machine.is_over]
        if not going:
            return
        ready = [machine for machine in going if machine.may_step]
        if shared and not ready:
            going[0].clock.now = min(machine.pause_until or 0.0 for machine in going)
            work()
            continue
        chosen = choose(ready if shared else going)
        if not chosen.may_step and chosen.pause_until is not None:
            chosen.clock.now = chosen.pause_until
            work()
        chosen.step()
    raise AssertionError("no end in sight")


class Turns:
    """Chooses the first machine until it has come past so many calls that count, then the next, and so on around.

    When the lengths are used up, the machine whose turn it is goes on to its end. One that cannot go on gives way.
    """

    def __init__(self, machines: Sequence[Machine], lengths: Iterable[int], counts: Callable[[Call], bool]) -> None:
        self._machines = machines
        self._lengths = iter(lengths)
        self._counts = counts
        self._rank = 0
        self._left = self._next_length()

    def __call__(self, ready: Sequence[Machine]) -> Machine:
        present = self._machines[self._rank % len(self._machines)]
        if present.is_over or (self._left <= 0 and self._is_counted(present)):
            self._rank += 1
            self._left = self._next_length()
            present = self._machines[self._rank % len(self._machines)]
        if present not in ready:
            return ready[0]
        self._left -= self._is_counted(present)
        return present

    def _is_counted(self, machine: Machine) -> bool:
        return machine.next_call is not None and self._counts(machine.next_call)

    def _next_length(self) -> int:
        return next(self._lengths, 1_000_000)


def is_change(call: Call) -> bool:
    return call.method != "GET"


def is_any(_call: Call) -> bool:
    return True
