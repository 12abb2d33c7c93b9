"""The decision about a delivery, as a table: what is seen on the left, what follows on the right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cartes_gouv_plugin.core.entrepot.models import Checks
from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.errors import ChecksFailed, FileNeeded, IntegrationFailed, NotFound, PackageMissing
from cartes_gouv_plugin.core.publication.decision import (
    Decision,
    Done,
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
    CloseUpload,
    CreateUpload,
    RemoveFile,
    SendChecksum,
    SendFile,
    TagUpload,
)
from cartes_gouv_plugin.core.publication.integration_claim import ClaimIntegration, ConfirmClaim, EndRival
from cartes_gouv_plugin.core.publication.publication import Publication, Refs, Stage
from tests.unit.delivery_scenes import (
    BOTH,
    BUSY,
    CHECKING_TOLD,
    CLAIM,
    CLAIMED,
    DONE,
    FAILED,
    FIRST_TAGS,
    OTHER_CLAIM,
    OURS,
    PATH,
    SETTLED,
    SHARED,
    SUM,
    THEIRS,
    WAIT_CHECKS,
    WAIT_INTEGRATION,
    WAITS,
    assert_decided,
    bare_upload,
    checks,
    closed,
    execution,
    opened,
    progress,
    row,
    stored,
    told,
    upload,
)

TABLE = [
    # nothing on the server
    row("nothing yet", Delivery(package_ready=True), Perform(CreateUpload())),
    row("nothing yet, package gone", Delivery(), Fail(Stage.UPLOAD, PackageMissing())),
    row("upload gone", Delivery(package_ready=True), Fail(Stage.UPLOAD, NotFound("")), THEIRS),
    row("upload gone, data there", Delivery(stored_data=stored("GENERATED")), Done(), THEIRS),
    # open
    row("created, untagged", Delivery(bare_upload("OPEN"), {}, True), Perform(TagUpload("u", FIRST_TAGS))),
    row("open, empty", opened({}), Perform(SendFile("u", PATH))),
    row("open, cut short", opened({PATH: 4}), Perform(RemoveFile("u", PATH))),
    row(
        "open, cut short, files cannot be deleted",
        opened({PATH: 4}),
        Perform(SendFile("u", PATH)),
        replace(OURS, refs=Refs("u", removal_refused=True)),
    ),
    row("open, file complete", opened({PATH: 10}), Perform(SendChecksum("u", PATH))),
    row("open, all there", opened({PATH: 10, SUM: 50}), Perform(CloseUpload("u"))),
    row(
        "open, sum cut from the list",
        opened({PATH: 10}),
        Perform(CloseUpload("u")),
        replace(OURS, refs=Refs("u", True)),
    ),
    row("open, sum sent, file gone", opened({}), Perform(SendFile("u", PATH)), replace(OURS, refs=Refs("u", True))),
    row("open, package gone", opened({}, False), Fail(Stage.UPLOAD, PackageMissing())),
    row(
        "website's, open, rest of its file",
        opened({"data/site.gpkg": 3}),
        Perform(RemoveFile("u", "data/site.gpkg")),
        THEIRS,
    ),
    row(
        "open, another package since, same size",
        opened({PATH: 10, SUM: 50}),
        Perform(RemoveFile("u", SUM)),
        replace(OURS, refs=Refs("u", resealed=True)),
    ),
    row(
        "open, another package since, files cannot be deleted",
        opened({PATH: 10}),
        Perform(SendFile("u", PATH)),
        replace(OURS, refs=Refs("u", resealed=True, removal_refused=True)),
    ),
    row(
        "website's, open, nobody gave its file",
        opened({}, False),
        Fail(Stage.UPLOAD, FileNeeded("communes", "Communes")),
        replace(THEIRS, package=None),
    ),
    row("taken over, open, with a file", opened({}), Perform(ClaimIntegration("u", Stage.UPLOAD)), SHARED),
    row(
        "taken over, open, claimed just now",
        Delivery(upload("OPEN", CLAIM), {}, True, waited=1.0),
        Wait(Stage.UPLOAD, WaitReason.CLAIM),
        CLAIMED,
    ),
    row(
        "taken over, open, nobody else claimed it",
        Delivery(upload("OPEN", CLAIM), {}, True, waited=5.0),
        Perform(ConfirmClaim("u")),
        CLAIMED,
    ),
    row("taken over, open, settled", Delivery(upload("OPEN", CLAIM), {}, True), Perform(SendFile("u", PATH)), SETTLED),
    row(
        "taken over, open, claimed after us",
        Delivery(upload("OPEN", OTHER_CLAIM), {PATH: 10, SUM: 50}, True, waited=600.0),
        Wait(Stage.UPLOAD, WaitReason.OTHER_SIDE),
        SETTLED,
    ),
    row(
        "taken over, open, claimed after us by a machine that is no more",
        Delivery(upload("OPEN", OTHER_CLAIM), {}, True, waited=8000.0),
        Perform(ClaimIntegration("u", Stage.UPLOAD)),
        SETTLED,
    ),
    row(
        "begun here, open, taken over elsewhere",
        Delivery(upload("OPEN", OTHER_CLAIM), {PATH: 10, SUM: 50}, True),
        Wait(Stage.UPLOAD, WaitReason.OTHER_SIDE),
    ),
    row("website's, open, tags stay", Delivery(bare_upload("OPEN"), {}, True), Perform(SendFile("u", PATH)), THEIRS),
    # checks
    row(
        "checking, not told",
        Delivery(upload("CHECKING"), checks=checks(asked=2)),
        progress(DONE, BUSY, WAITS, Stage.CHECKS),
    ),
    row(
        "checking",
        Delivery(upload("CHECKING", CHECKING_TOLD), checks=checks(asked=1, passed=1)),
        Wait(Stage.CHECKS, WaitReason.CHECKS, watch=Watch(WatchKind.UPLOAD_CHECKS, "u", "1 passed, 0 failed")),
    ),
    row("checking, none listed", Delivery(upload("CHECKING", CHECKING_TOLD)), WAIT_CHECKS),
    row("closed, no check at all", closed(told(DONE, WAITS, WAITS), checks=Checks()), WAIT_CHECKS),
    row("refused, not told", Delivery(upload("UNSTABLE")), progress(FAILED, WAITS, WAITS, Stage.CHECKS)),
    row(
        "refused",
        Delivery(upload("UNSTABLE", told(FAILED, WAITS, WAITS)), check_report=("SRS",)),
        Fail(Stage.CHECKS, ChecksFailed(("SRS",))),
    ),
    row(
        "closed with a failed check",
        closed(told(DONE, FAILED, WAITS), checks=checks(passed=1, failed=1), check_report=("SRS",)),
        Fail(Stage.CHECKS, ChecksFailed(("SRS",))),
    ),
    # over
    row("deleted, data there", Delivery(upload("DELETED", BOTH), stored_data=stored("GENERATED")), Done()),
    row("deleted, data coming", Delivery(upload("DELETED", BOTH), stored_data=stored("GENERATING")), WAIT_INTEGRATION),
    row(
        "deleted, data broken",
        Delivery(upload("DELETED", BOTH), stored_data=stored("UNSTABLE")),
        Fail(Stage.INTEGRATION, IntegrationFailed(())),
    ),
    row(
        "deleted, data there, an execution was left behind",
        Delivery(upload("DELETED", BOTH), others=(execution("CREATED", "f", "t"),), stored_data=stored("GENERATED")),
        Perform(EndRival("f", "t")),
        SHARED,
    ),
    row("deleted by somebody", Delivery(upload("DELETED")), Fail(Stage.UPLOAD, NotFound(""))),
    # words that nobody knows, or that are no business of ours
    row("unknown upload word", Delivery(upload("FROZEN")), Wait(Stage.UPLOAD, WaitReason.UNKNOWN_STATUS, "FROZEN")),
    row("being generated", Delivery(upload("GENERATING")), Wait(Stage.UPLOAD, WaitReason.UNKNOWN_STATUS, "GENERATING")),
]


@pytest.mark.parametrize(("publication", "seen", "expected"), TABLE)
def test_decision(publication: Publication, seen: Delivery, expected: Decision) -> None:
    assert_decided(publication, seen, expected)


@pytest.mark.parametrize("status", [*UploadStatus])
def test_every_upload_status_leads_somewhere(status: UploadStatus) -> None:
    for publication in (OURS, THEIRS):
        assert decide_delivery(publication, Delivery(upload(status.value))) is not None
