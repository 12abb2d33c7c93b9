"""A publication as a state machine: hypothesis plays server, network, website, user and power cut against it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import integers, sampled_from

from cartes_gouv_plugin.core.entrepot.transport import Call
from cartes_gouv_plugin.core.errors import ContractBroken, EntrepotError, Offline, RateLimited, ServerTrouble
from cartes_gouv_plugin.core.publication import timeline
from cartes_gouv_plugin.core.publication.record import Condition
from cartes_gouv_plugin.core.publication.turn import Desk
from tests.unit.platform_model import Killed
from tests.unit.publishing_bench import CONTENT, PublishingBench

PASSING = [Offline("cut"), RateLimited("slow", retry_after=5.0), ServerTrouble("503"), ContractBroken("not JSON")]


class PublicationMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.bench = PublishingBench(self.folder)
        self.platform = self.bench.platform
        self.process = ExitStack()
        self.desk: Desk = self.process.enter_context(self.bench.process())
        self.pings: Iterator[Any] = iter(())
        self.condition = Condition.ACTIVE

    def teardown(self) -> None:
        if not hasattr(self, "process"):
            return
        self._heal()
        list(self.pings)
        if self.condition is not Condition.DONE:
            self.desk.journal.amend("pub-1", lambda record: timeline.resumed(record, self.bench.clock()))
            assert self.bench.run(self.desk, turns=400).condition is Condition.DONE
        self.bench.assert_published_once()
        self.process.close()
        shutil.rmtree(self.folder)

    def _heal(self) -> None:
        self.platform.before = self.platform.after = lambda _call: None

    # what happens ----------------------------------------------------------------------------------------------------

    @rule()
    def turn(self) -> None:
        try:
            self.condition = self.bench.turn(self.desk).condition
        except Killed:
            self._heal()
            self._restart()

    @rule(turns=integers(2, 12))
    def turns(self, turns: int) -> None:
        for _ in range(turns):
            self.turn()

    @rule(error=sampled_from(PASSING), when=sampled_from(["before", "after"]), skip=integers(0, 4))
    def trouble(self, error: EntrepotError, when: str, skip: int) -> None:
        self._arm(when, skip, error)

    @rule(when=sampled_from(["before", "after"]), skip=integers(0, 6))
    def power_cut_soon(self, when: str, skip: int) -> None:
        self._arm(when, skip, Killed())

    def _arm(self, when: str, skip: int, error: BaseException) -> None:
        left = [skip]

        def strike(_call: Call) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise error

        setattr(self.platform, when, strike)

    @rule()
    def restart(self) -> None:
        self._restart()

    def _restart(self) -> None:
        self.process.close()
        self.desk = self.process.enter_context(self.bench.process())

    @rule()
    def platform_works(self) -> None:
        self.platform.advance()

    @precondition(lambda self: any(u["status"] == "CLOSED" for u in self.platform.uploads.values()))
    @rule()
    def website_begins_to_poll(self) -> None:
        list(self.pings)
        self.pings = self.platform.website_ping(next(iter(self.platform.uploads)))

    @rule()
    def website_goes_on(self) -> None:
        next(self.pings, None)

    @precondition(lambda self: self.condition is Condition.ACTIVE)
    @rule()
    def user_stops_and_resumes(self) -> None:
        self.desk.journal.amend("pub-1", lambda record: timeline.stopped(record, self.bench.clock()))
        self.bench.turn(self.desk)
        self.desk.journal.amend("pub-1", lambda record: timeline.resumed(record, self.bench.clock()))

    @rule(hours=integers(1, 48))
    def laptop_sleeps(self, hours: int) -> None:
        self.bench.clock.now += 3600 * hours

    @rule(size=integers(0, len(CONTENT)))
    def server_loses_bytes(self, size: int) -> None:
        for upload, files in self.platform.files.items():
            if self.platform.uploads[upload]["status"] == "OPEN":
                files.update({name: size for name in files if name.endswith(".gpkg")})

    # what always holds -----------------------------------------------------------------------------------------------

    @invariant()
    def one_delivery(self) -> None:
        if hasattr(self, "platform"):
            assert len(self.platform.uploads) <= 1

    @invariant()
    def one_integration(self) -> None:
        if hasattr(self, "platform"):
            assert len(self.platform.launched()) <= 1

    @invariant()
    def nothing_incomplete_is_closed(self) -> None:
        for upload in (getattr(self, "platform", None) and self.platform.uploads.values()) or ():
            if upload["status"] != "OPEN":
                assert [s for n, s in self.platform.files[upload["_id"]].items() if n.endswith(".gpkg")] == [
                    len(CONTENT)
                ]

    @invariant()
    def never_half_tagged(self) -> None:
        for upload in (getattr(self, "platform", None) and self.platform.uploads.values()) or ():
            assert ("vectordb_id" in upload["tags"]) == ("proc_int_id" in upload["tags"])


TestPublicationMachine = PublicationMachine.TestCase
TestPublicationMachine.settings = settings(
    max_examples=50, stateful_step_count=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
