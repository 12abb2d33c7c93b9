"""The decision about a delivery whose checks have passed, as a table, and what ends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cartes_gouv_plugin.core.errors import IntegrationFailed, NotFound
from cartes_gouv_plugin.core.publication.decision import (
    Decision,
    Fail,
    Perform,
    Wait,
    WaitReason,
    Watch,
    WatchKind,
)
from cartes_gouv_plugin.core.publication.delivery import Delivery
from cartes_gouv_plugin.core.publication.delivery_decision import decide_delivery
from cartes_gouv_plugin.core.publication.effects import (
    RetireUpload,
)
from cartes_gouv_plugin.core.publication.integration_claim import ClaimIntegration, EndRival
from cartes_gouv_plugin.core.publication.integration_effects import (
    CreateExecution,
    DiscardExecution,
    LaunchExecution,
    TagIntegration,
    TagStoredData,
)
from cartes_gouv_plugin.core.publication.publication import Publication, Refs, Stage
from tests.unit.delivery_scenes import (
    ASKED,
    BOTH,
    BUSY,
    CHECKED_TOLD,
    CHECKING_TOLD,
    CLAIM,
    CLAIM_IT,
    CLAIMED,
    DONE,
    FAILED,
    FINISHED_TOLD,
    OTHER_CLAIM,
    OURS,
    RUNNING_TOLD,
    SHARED,
    STORED_TAGS,
    WAIT_CLAIM,
    WAIT_INTEGRATION,
    WAIT_OTHER,
    WAITS,
    assert_decided,
    closed,
    execution,
    progress,
    row,
    stored,
    told,
)

TABLE = [
    # integration
    row("passed, not told", closed(CHECKING_TOLD), progress(DONE, DONE, WAITS, Stage.CHECKS)),
    row("passed", closed(CHECKED_TOLD), Perform(CreateExecution("u"))),
    # two homes may have taken the same delivery over
    row("taken over, passed", closed(CHECKED_TOLD), Perform(ClaimIntegration("u")), SHARED),
    row("claim not answered", closed(CHECKED_TOLD, CLAIM), Perform(ClaimIntegration("u")), replace(SHARED, refs=ASKED)),
    row("claimed just now", closed(CHECKED_TOLD, CLAIM, waited=1.0), WAIT_CLAIM, CLAIMED),
    row("claimed, nobody else did", closed(CHECKED_TOLD, CLAIM, waited=5.0), Perform(CreateExecution("u")), CLAIMED),
    row("claimed after us", closed(CHECKED_TOLD, OTHER_CLAIM, waited=5.0), WAIT_OTHER, CLAIMED),
    row("claimed by another, long ago", closed(CHECKED_TOLD, OTHER_CLAIM, waited=90.0), CLAIM_IT, CLAIMED),
    row("begun here, claimed elsewhere", closed(CHECKED_TOLD, OTHER_CLAIM), WAIT_OTHER),
    row("begun here, claimed elsewhere, long ago", closed(CHECKED_TOLD, OTHER_CLAIM, waited=90.0), CLAIM_IT),
    row(
        "claims are refused",
        closed(CHECKED_TOLD),
        Perform(CreateExecution("u")),
        replace(SHARED, refs=replace(ASKED, claim_refused=True)),
    ),
    row(
        "created, answer lost",
        closed(CHECKED_TOLD, others=(execution("CREATED"),)),
        Perform(TagIntegration("u", "s", "e")),
    ),
    row(
        "only the execution named",
        closed({"proc_int_id": "e"}, tagged=execution("CREATED")),
        Perform(TagIntegration("u", "s", "e")),
    ),
    row(
        "only the data named",
        closed({"vectordb_id": "s"}, others=(execution("WAITING"),)),
        Perform(TagIntegration("u", "s", "e")),
    ),
    row("one name, nothing found", closed({"vectordb_id": "s"}), Fail(Stage.INTEGRATION, IntegrationFailed(()))),
    row(
        "tagged, data untagged",
        closed(BOTH, tagged=execution("CREATED"), stored_data=stored("CREATED", {})),
        Perform(TagStoredData("s", STORED_TAGS)),
    ),
    row(
        "ready",
        closed(BOTH, tagged=execution("CREATED"), stored_data=stored("CREATED")),
        Perform(LaunchExecution("u", "e")),
    ),
    row(
        "the website launched another",
        closed(BOTH, tagged=execution("CREATED"), others=(execution("PROGRESS", "f", "t"),)),
        Perform(TagIntegration("u", "t", "f", replacing="e")),
    ),
    row(
        "an older one exists",
        closed(BOTH, tagged=execution("CREATED"), others=(execution("CREATED", "f", "t", "2025"),)),
        Perform(TagIntegration("u", "t", "f", replacing="e")),
    ),
    row(
        "a younger one may be launched",
        closed(
            BOTH,
            tagged=execution("CREATED"),
            others=(execution("CREATED", "f", "t", "2027"),),
            stored_data=stored("CREATED"),
        ),
        Wait(Stage.INTEGRATION, WaitReason.OTHER_SIDE),
    ),
    row(
        "a younger one was abandoned",
        closed(
            BOTH,
            tagged=execution("CREATED"),
            others=(execution("CREATED", "f", "t", "2027"),),
            stored_data=stored("CREATED"),
            waited=100.0,
        ),
        Perform(EndRival("f", "t")),
    ),
    row(
        "a younger one cannot be ended",
        closed(
            BOTH,
            tagged=execution("CREATED"),
            others=(execution("CREATED", "f", "t", "2027"),),
            stored_data=stored("CREATED"),
        ),
        Perform(LaunchExecution("u", "e", ("f",))),
        replace(OURS, refs=Refs("u", standing=("f",))),
    ),
    row(
        "taken over, ready, the website may be about to launch its own",
        closed(BOTH, tagged=execution("CREATED"), stored_data=stored("CREATED"), waited=1.0),
        Wait(Stage.INTEGRATION, WaitReason.CLAIM),
        SHARED,
    ),
    row(
        "taken over, ready, nobody else showed",
        closed(BOTH, tagged=execution("CREATED"), stored_data=stored("CREATED"), waited=5.0),
        Perform(LaunchExecution("u", "e")),
        SHARED,
    ),
    row(
        "ours lost",
        closed(
            BOTH, tagged=execution("PROGRESS"), spare=execution("CREATED", "f", "t"), stored_data=stored("GENERATING")
        ),
        Perform(DiscardExecution("f", "t")),
    ),
    row(
        "running, not told",
        closed(BOTH, CHECKED_TOLD, tagged=execution("WAITING"), stored_data=stored("CREATED")),
        progress(DONE, DONE, BUSY, Stage.INTEGRATION),
    ),
    row(
        "running",
        closed(BOTH, RUNNING_TOLD, tagged=execution("PROGRESS"), stored_data=stored("GENERATING")),
        replace(WAIT_INTEGRATION, watch=Watch(WatchKind.EXECUTION, "e", "PROGRESS")),
    ),
    row(
        "ended, data not yet",
        closed(BOTH, RUNNING_TOLD, tagged=execution("SUCCESS"), stored_data=stored("GENERATING")),
        WAIT_INTEGRATION,
    ),
    row(
        "integrated, not told",
        closed(BOTH, RUNNING_TOLD, tagged=execution("SUCCESS"), stored_data=stored("GENERATED")),
        progress(DONE, DONE, DONE, Stage.INTEGRATION),
    ),
    row(
        "integrated",
        closed(BOTH, FINISHED_TOLD, tagged=execution("SUCCESS"), stored_data=stored("GENERATED")),
        Perform(RetireUpload("u", tree_kept=False)),
    ),
    row(
        "integrated, tree kept",
        closed(BOTH, FINISHED_TOLD, {"file_tree": "[]"}, tagged=execution("SUCCESS"), stored_data=stored("GENERATED")),
        Perform(RetireUpload("u", tree_kept=True)),
    ),
    row(
        "execution tidied away",
        closed(BOTH, FINISHED_TOLD, stored_data=stored("GENERATED")),
        Perform(RetireUpload("u", False)),
    ),
    row("execution gone", closed(BOTH), Fail(Stage.INTEGRATION, NotFound(""))),
    row("data gone", closed(BOTH, tagged=execution("SUCCESS")), Fail(Stage.INTEGRATION, NotFound(""))),
    row(
        "failed, not told",
        closed(BOTH, RUNNING_TOLD, tagged=execution("FAILURE"), stored_data=stored("UNSTABLE")),
        progress(DONE, DONE, FAILED, Stage.INTEGRATION),
    ),
    row(
        "failed",
        closed(
            BOTH,
            told(DONE, DONE, FAILED),
            tagged=execution("FAILURE"),
            stored_data=stored("UNSTABLE"),
            execution_report=("empty",),
        ),
        Fail(Stage.INTEGRATION, IntegrationFailed(("empty",))),
    ),
    row(
        "aborted",
        closed(BOTH, told(DONE, DONE, FAILED), tagged=execution("ABORTED"), stored_data=stored("CREATED")),
        Fail(Stage.INTEGRATION, IntegrationFailed(())),
    ),
    row(
        "succeeded, data broken",
        closed(BOTH, told(DONE, DONE, FAILED), tagged=execution("SUCCESS"), stored_data=stored("UNSTABLE")),
        Fail(Stage.INTEGRATION, IntegrationFailed(())),
    ),
    row(
        "unknown execution word",
        closed(BOTH, tagged=execution("PAUSED"), stored_data=stored("CREATED")),
        Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, "PAUSED"),
    ),
    row(
        "unknown data word",
        closed(BOTH, tagged=execution("SUCCESS"), stored_data=stored("FROZEN")),
        Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, "FROZEN"),
    ),
]


@pytest.mark.parametrize(("publication", "seen", "expected"), TABLE)
def test_decision(publication: Publication, seen: Delivery, expected: Decision) -> None:
    assert_decided(publication, seen, expected)


def test_progress_that_the_server_refused_is_not_asked_again() -> None:
    refused = replace(OURS, refs=Refs("u", progress_refused=CHECKED_TOLD["integration_progress"]))

    assert decide_delivery(refused, closed(CHECKING_TOLD)) == Perform(CreateExecution("u"))
